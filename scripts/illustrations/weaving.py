"""A small loom: pictures made of coloured cells, as a tapestry is made of threads, written as SVG.

Every edge comes out stepped, like the figures of Andean textiles, and the same drawing always gives the same bytes.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

Colour = str
Point = tuple[float, float]
Box = tuple[int, int, int, int]
Inside = Callable[[float, float], bool]

WIDTH, HEIGHT, CELL = 120, 80, 10
PALETTE: dict[Colour, str] = {
    "wool": "#faf6ec",
    "sand": "#f0e0bd",
    "straw": "#e5c983",
    "gold": "#d98a1f",
    "ochre": "#b5760f",
    "clay": "#c2552d",
    "brick": "#9c3b22",
    "earth": "#6d4426",
    "bark": "#3f2a1c",
    "ink": "#241b14",
    "rose": "#d76a86",
    "cochineal": "#a61f45",
    "wine": "#6d1030",
    "lilac": "#8b6aa8",
    "plum": "#5b2a6b",
    "sky": "#bcd3e2",
    "water": "#5b8fb9",
    "blue": "#2f5d97",
    "indigo": "#1f3a6e",
    "night": "#1c2c4c",
    "sage": "#a9b36b",
    "leaf": "#5f7a25",
    "chilca": "#3d4f15",
    "stone": "#b9ae9c",
    "slate": "#7b7468",
    "snow": "#ffffff",
}


class Loom:
    """A picture of ``WIDTH`` × ``HEIGHT`` cells, each of one colour. Later shapes cover earlier ones."""

    def __init__(self, ground: Colour) -> None:
        self.cells: list[list[Colour]] = [[ground] * WIDTH for _ in range(HEIGHT)]

    def put(self, x: int, y: int, colour: Colour) -> None:
        """One cell; nothing outside of the picture."""
        if 0 <= x < WIDTH and 0 <= y < HEIGHT:
            self.cells[y][x] = colour

    def where(self, inside: Inside, colour: Colour) -> None:
        """Every cell whose middle lies inside."""
        for y in range(HEIGHT):
            for x in range(WIDTH):
                if inside(x + 0.5, y + 0.5):
                    self.cells[y][x] = colour

    def box(self, x: int, y: int, width: int, height: int, colour: Colour) -> None:
        """A rectangle."""
        for row in range(y, y + height):
            for column in range(x, x + width):
                self.put(column, row, colour)

    def oval(self, cx: float, cy: float, rx: float, ry: float, colour: Colour) -> None:
        """An ellipse."""
        self.where(lambda x, y: ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1, colour)

    def diamond(self, cx: float, cy: float, rx: float, ry: float, colour: Colour) -> None:
        """A diamond, the oldest figure of the loom."""
        self.where(lambda x, y: abs(x - cx) / rx + abs(y - cy) / ry <= 1, colour)

    def ground(self, height: Callable[[float], float], colour: Colour) -> None:
        """Everything below a line: a hill, a field, a sea."""
        self.where(lambda x, y: y >= height(x), colour)

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        """A polygon."""
        self.where(lambda x, y: _inside(points, x, y), colour)

    def thread(self, points: Sequence[Point], colour: Colour, thickness: float = 1) -> None:
        """A line through points."""
        for (x0, y0), (x1, y1) in pairwise(points):
            steps = int(max(abs(x1 - x0), abs(y1 - y0)) * 3) + 1
            for step in range(steps + 1):
                x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
                near = round(thickness)
                self.box(round(x - thickness / 2), round(y - thickness / 2), near, near, colour)

    def stamp(self, x: int, y: int, rows: Sequence[str], colours: dict[str, Colour], flip: bool = False) -> None:
        """A small figure written as text: one sign a cell; signs without a colour let through what is below."""
        for dy, row in enumerate(rows):
            for dx, sign in enumerate(reversed(row) if flip else row):
                if sign in colours:
                    self.put(x + dx, y + dy, colours[sign])

    def border(self, ground: Colour, first: Colour, second: Colour) -> None:
        """The woven edge above and below: stepped diamonds between two threads."""
        rows = ("..a....a..", ".aaa..aaa.", "aabaaaabaa", ".aaa..aaa.", "..a....a..")
        for top in (0, HEIGHT - 7):
            self.box(0, top, WIDTH, 7, ground)
            self.box(0, 0 if top else 6, WIDTH, 1, second if not top else ground)
            self.box(0, top, WIDTH, 1, second)
            self.box(0, top + 6, WIDTH, 1, second)
            for x in range(0, WIDTH, 10):
                self.stamp(x, top + 1, rows, {"a": first, "b": second})

    def svg(self) -> str:
        """The picture: its commonest colour as ground, then each colour, then the threads of the weave over it all."""
        boxes = self._boxes()
        ground = Counter(colour for row in self.cells for colour in row).most_common(1)[0][0]
        rows = [
            f'<path {_paint(PALETTE[colour], thin)} d="{"".join(_draw(box, thin) for box in found)}"/>'
            for thin in (False, True)
            for colour, all_boxes in boxes.items()
            if colour != ground and (found := [box for box in all_boxes if (box[3] == 1) == thin])
        ]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH * CELL}" height="{HEIGHT * CELL}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}">\n'
            '<defs><pattern id="weave" width="1" height="1" patternUnits="userSpaceOnUse">'
            '<path d="M0 .94h1M.94 0v1" stroke="#241b14" stroke-opacity=".16" stroke-width=".12" fill="none"/>'
            "</pattern></defs>\n"
            f'<path fill="{PALETTE[ground]}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>\n'
            '<g shape-rendering="crispEdges">\n' + "\n".join(rows) + "\n</g>\n"
            f'<path fill="url(#weave)" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>\n</svg>\n'
        )

    def _boxes(self) -> dict[Colour, list[Box]]:
        """Colour → rectangles that cover its cells, each as large as it can be."""
        done = [[False] * WIDTH for _ in range(HEIGHT)]
        found: dict[Colour, list[Box]] = {}
        for y in range(HEIGHT):
            for x in range(WIDTH):
                if done[y][x]:
                    continue
                colour, width, height = self.cells[y][x], 1, 1
                while x + width < WIDTH and self.cells[y][x + width] == colour and not done[y][x + width]:
                    width += 1
                while y + height < HEIGHT and all(
                    self.cells[y + height][column] == colour and not done[y + height][column]
                    for column in range(x, x + width)
                ):
                    height += 1
                for row in range(y, y + height):
                    done[row][x : x + width] = [True] * width
                found.setdefault(colour, []).append((x, y, width, height))
        return found


def _paint(colour: str, thin: bool) -> str:
    """How a path is painted: rows of one cell are lines, which take fewer signs than boxes."""
    return f'stroke="{colour}" transform="translate(0 .5)"' if thin else f'fill="{colour}"'


def _draw(box: Box, thin: bool) -> str:
    x, y, width, height = box
    return f"M{x} {y}h{width}" if thin else f"M{x} {y}h{width}v{height}h-{width}z"


def _inside(points: Sequence[Point], x: float, y: float) -> bool:
    """Whether a point lies in a polygon, by how often a ray from it crosses the outline."""
    odd = False
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            odd = not odd
    return odd
