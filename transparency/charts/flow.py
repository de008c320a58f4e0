"""Money on its way: from one source through those who carry it to what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.safestring import SafeString

from transparency.charts.drawing import BASELINE, GAP, WIDTH, Drawing, at, box, text
from transparency.charts.figures import TONES, Unit, check_tone
from transparency.charts.lettering import LINE, longest_word, text_width, wrap

NODE = 10  # width of the bar where all money begins
PAD = 6
NARROWEST, WIDEST = 84, 150  # cards
SHORTEST = 44  # streams, from one card to the next
BETWEEN_CARDS = 8
STREAM = 190  # thickness of all the money together
THINNEST = 1.5  # a stream that exists is seen, however small
UNKNOWN = 8  # thickness of a stream whose amount is not known
EDGE = 3


@dataclass(frozen=True)
class Use:
    """What becomes of money: its name, its amount (None where it is not known), its dye."""

    label: str
    value: Decimal | None
    tone: int

    def __post_init__(self) -> None:
        check_tone(self.tone)


@dataclass(frozen=True)
class Carrier:
    """Who receives money and passes it on: the amount received, and of it the amount in each use.

    An amount that is not known is None. What is spent may exceed what was received; less than nothing is not drawn.
    """

    label: str
    value: Decimal | None
    parts: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Card:
    """A labelled box that streams enter and leave."""

    lines: list[tuple[str, str]]
    thickness: float

    @property
    def height(self) -> float:
        """Room for its text, and for its streams."""
        return max(len(self.lines) * LINE + 2 * PAD - 2, self.thickness + PAD)


def flow_chart(
    *,
    chart_id: str,
    title: str,
    description: str,
    source: str,
    value: Decimal | None,
    carriers: Sequence[Carrier],
    uses: Sequence[Use],
    language: str,
    unit: Unit,
    missing: str,
    tone: int = 2,
    apart: tuple[str, Sequence[str]] = ("", ()),
) -> SafeString:
    """Streams as thick as their amounts, between cards that print them; no stream crosses a text.

    ``source`` and ``value`` are where the money comes from and how much it is; ``tone`` is the dye of what is on its
    way to the carriers. ``apart`` is a heading with lines on what stands outside of this flow. A stream whose amount
    is not known is hatched. Raises ``ValueError`` where carriers and uses do not fit.
    """
    check_tone(tone)
    if not carriers or len(uses) > TONES:
        raise ValueError(f"a flow chart needs carriers and at most {TONES} uses")
    for one in carriers:
        if len(one.parts) != len(uses):
            raise ValueError(f"{one.label}: {len(one.parts)} parts for {len(uses)} uses")

    def said(amount: Decimal | None) -> str:
        return missing if amount is None else unit.show(amount, language)

    left = [(one.label, said(one.value)) for one in carriers]
    right = [(one.label, said(one.value)) for one in uses]
    drawing = Drawing(chart_id)
    if unit.name:
        drawing.add_lines(unit.name, 0, WIDTH, "soft")
    drawing.add_lines(source, 0, WIDTH, "strong")
    drawing.add_lines(said(value), 0, WIDTH)
    drawing.height += 8
    columns = _columns(left, right)
    streams = _Streams(drawing, carriers, uses, columns, tone)
    streams.draw(
        [_lines(*card, columns.carriers_width) for card in left], [_lines(*card, columns.uses_width) for card in right]
    )
    _add_apart(drawing, streams, *apart)
    drawing.height += 2
    return drawing.render("flow", title, description, cards=streams.cards, nodes=streams.nodes)


class Columns(NamedTuple):
    """Where the cards of the carriers and of the uses stand, and how wide they are."""

    carriers: float
    carriers_width: float
    uses: float
    uses_width: float


def _columns(carriers: list[tuple[str, str]], uses: list[tuple[str, str]]) -> Columns:
    """Cards as wide as their longest word, as far as the streams leave room; both are given as label and amount."""
    right = _card_width(uses) if uses else 0.0
    left = min(_card_width(carriers), WIDTH - 1 - NODE - 2 * SHORTEST - right)
    free = WIDTH - 1 - NODE - left - right
    first = NODE + (free / 2 if uses else free)
    return Columns(first, left, WIDTH - 1 - right, right)


def _card_width(cards: list[tuple[str, str]]) -> float:
    words = longest_word([label for label, _said in cards], bold=True)
    widest = max(words, *(text_width(said) for _label, said in cards)) + 2 * PAD + EDGE
    return min(max(widest, NARROWEST), WIDEST)


def _lines(label: str, said: str, width: float) -> list[tuple[str, str]]:
    room = width - 2 * PAD - EDGE
    return [(line, "strong") for line in wrap(label, room, bold=True)] + [(line, "") for line in wrap(said, room)]


def _add_apart(drawing: Drawing, streams: "_Streams", heading: str, lines: Sequence[str]) -> None:
    """What stands outside of the flow: below a rule, in words."""
    if not lines:
        return
    drawing.height += 14
    streams.cards += f"M0 {at(drawing.height)}h{WIDTH}"
    drawing.height += 6
    drawing.add_lines(heading, 0, WIDTH, "strong")
    for line in lines:
        drawing.height += 2
        drawing.add_lines(line, 0, WIDTH)


class _Streams:
    """Places the cards of three columns beside each other and draws the streams between them."""

    def __init__(
        self, drawing: Drawing, carriers: Sequence[Carrier], uses: Sequence[Use], columns: Columns, tone: int
    ) -> None:
        self.drawing, self.carriers, self.uses, self.columns, self.tone = drawing, carriers, uses, columns, tone
        received = sum((_drawn(one.value) for one in carriers), Decimal(0))
        spent = sum((_drawn(part) for one in carriers for part in one.parts), Decimal(0))
        self.scale = STREAM / float(max(received, spent)) if max(received, spent) else 0.0
        self.cards = self.nodes = ""

    def draw(self, carriers: list[list[tuple[str, str]]], uses: list[list[tuple[str, str]]]) -> None:
        """All of it; texts are the lines of the cards, in the order of the carriers and of the uses."""
        inflows = [self._thickness(one.value) for one in self.carriers]
        outflows = [[self._thickness(part) for part in one.parts] for one in self.carriers]
        into_uses = [sum(parts[number] for parts in outflows) for number in range(len(self.uses))]
        middle = [
            Card(lines, max(given, sum(parts))) for lines, given, parts in zip(carriers, inflows, outflows, strict=True)
        ]
        right = [Card(lines, given) for lines, given in zip(uses, into_uses, strict=True)]
        height = max(_column(middle), _column(right), sum(inflows))
        top = self.drawing.height
        middles = self._place(middle, self.columns[:2], top + (height - _column(middle)) / 2, has_exit=bool(self.uses))
        rights = self._place(right, self.columns[2:], top + (height - _column(right)) / 2, has_exit=False)
        self._spread(inflows, top + (height - sum(inflows)) / 2, middles)
        self._gather(outflows, into_uses, middles, rights)
        self.drawing.height = top + height

    def _spread(self, inflows: list[float], top: float, middles: list[float]) -> None:
        """From the one bar at the left to the carriers."""
        self.nodes += box(0, top, NODE, sum(inflows))
        for one, thickness, middle in zip(self.carriers, inflows, middles, strict=True):
            self._stream(one.value, self.tone, 1, NODE, top, self.columns.carriers, middle - thickness / 2, thickness)
            top += thickness

    def _gather(
        self, outflows: list[list[float]], into_uses: list[float], middles: list[float], rights: list[float]
    ) -> None:
        """From the carriers to the uses; what is smaller is drawn later, above what is larger."""
        order = sorted(range(len(self.uses)), key=lambda number: -into_uses[number])
        arrivals = [middle - given / 2 for middle, given in zip(rights, into_uses, strict=True)]
        left, right = self.columns.carriers + self.columns.carriers_width, self.columns.uses
        for one, parts, middle in zip(self.carriers, outflows, middles, strict=True):
            start = middle - sum(parts) / 2
            for number, (part, thickness) in enumerate(zip(one.parts, parts, strict=True)):
                tone, layer = self.uses[number].tone, 2 + order.index(number)
                self._stream(part, tone, layer, left, start, right, arrivals[number], thickness)
                start += thickness
                arrivals[number] += thickness

    def _thickness(self, value: Decimal | None) -> float:
        if value is None:
            return UNKNOWN
        return max(float(value) * self.scale, THINNEST) if value > 0 else 0.0

    def _place(self, cards: list[Card], column: tuple[float, float], top: float, has_exit: bool) -> list[float]:
        """Draws the cards of a column and says where their middles are."""
        left, width = column
        middles = []
        for card in cards:
            middle = top + card.height / 2
            self.cards += box(left, top, width, card.height)
            if card.thickness:
                edge = box(left, middle - card.thickness / 2, EDGE, card.thickness)
                exit_edge = box(left + width - EDGE, middle - card.thickness / 2, EDGE, card.thickness)
                self.nodes += edge + (exit_edge if has_exit else "")
            first = middle - len(card.lines) * LINE / 2
            for number, (line, style) in enumerate(card.lines):
                self.drawing.texts.append(text(left + PAD + EDGE - 1, first + number * LINE + BASELINE, line, style))
            middles.append(middle)
            top += card.height + BETWEEN_CARDS
        return middles

    def _stream(
        self, value: Decimal | None, tone: int, layer: int, x: float, y: float, end: float, arrival: float, size: float
    ) -> None:
        """A curved band from (``x``, ``y``) to (``end``, ``arrival``), both the upper edge of it."""
        if not size:
            return
        bend = (x + end) / 2
        path = (
            f"M{at(x)} {at(y)}C{at(bend)} {at(y)} {at(bend)} {at(arrival)} {at(end)} {at(arrival)}v{at(size)}"
            f"C{at(bend)} {at(arrival + size)} {at(bend)} {at(y + size)} {at(x)} {at(y + size)}z"
        )
        self.drawing.add_bar(GAP if value is None else tone, path, layer)


def _drawn(value: Decimal | None) -> Decimal:
    return max(value, Decimal(0)) if value is not None else Decimal(0)


def _column(cards: Sequence[Card]) -> float:
    return sum(card.height for card in cards) + BETWEEN_CARDS * max(len(cards) - 1, 0)
