"""What differs between two indexes of figures."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.transparency.changes.releases import figure, index
from transparency.changes.differences import ASPECTS, differences
from transparency.changes.states import as_entry, as_state
from transparency.figures.entries import Document, FigureCitation, FigureEntry
from transparency.models import FigureChange

KEYS = st.sampled_from([f"lines/2012-{half}/{agency}/budget" for half in (1, 2) for agency in ("FAO", "PNUD")])
VALUES = st.none() | st.decimals(-(10**9), 10**9, places=2).map(str)
INDEXES = st.dictionaries(KEYS, VALUES).map(lambda rows: index(*(figure(key, rows[key]) for key in rows)))


def only(old: FigureEntry, new: FigureEntry) -> tuple[str, ...]:
    """What differs between two states of one figure."""
    (found,) = differences(index(old), index(new))
    return found.aspects


@given(INDEXES, INDEXES)
def test_the_differences_lead_from_one_index_to_the_other(
    old: dict[str, FigureEntry], new: dict[str, FigureEntry]
) -> None:
    reached = dict(old)
    for change in differences(old, new):
        assert change.before == old.get(change.key)
        if change.after is None:
            del reached[change.key]
        else:
            reached[change.key] = change.after
    assert reached == new


@given(INDEXES, INDEXES)
def test_there_and_back_is_the_same_the_other_way_round(
    old: dict[str, FigureEntry], new: dict[str, FigureEntry]
) -> None:
    there = {change.key: (change.before, change.after, change.aspects) for change in differences(old, new)}
    back = {change.key: (change.after, change.before, change.aspects) for change in differences(new, old)}
    assert there == back


@given(INDEXES)
def test_nothing_differs_from_itself(figures: dict[str, FigureEntry]) -> None:
    assert differences(figures, dict(figures)) == []


def test_it_says_what_is_different() -> None:
    before = figure()
    document = Document("final", {}, sha256="ab")

    assert only(before, replace(before, value=Decimal(1001))) == ("value",)
    assert only(before, replace(before, printed="1,000.00")) == ("printed",)
    assert only(before, replace(before, unit="PEN")) == ("unit",)
    assert only(before, replace(before, value=None, notes={"es": "No consta."})) == ("value", "note")
    assert only(before, replace(before, citation=FigureCitation(document, 7, "IV.a"))) == ("citation",)
    assert only(before, replace(before, labels={"es": "Otro"})) == ("label",)
    assert only(figure(value=None, date="2012-06-30", precision="day"),
                figure(value=None, date="2012-06-30", precision="month")) == ("value",)  # fmt: skip


def test_what_is_only_written_otherwise_is_no_difference() -> None:
    assert differences(index(figure(value="1000", printed="x")), index(figure(value="1000.00", printed="x"))) == []


def test_what_is_new_and_what_is_gone_has_no_aspects() -> None:
    new, gone = differences(index(figure("costs/a/doc")), index(figure("costs/b/doc")))

    assert (new.kind, new.key, new.aspects) == (FigureChange.Kind.ADDED, "costs/b/doc", ())
    assert (gone.kind, gone.key, gone.aspects) == (FigureChange.Kind.REMOVED, "costs/a/doc", ())


@given(KEYS, VALUES)
def test_a_state_keeps_all_that_a_difference_tells(key: str, value: str | None) -> None:
    entry = figure(key, value, notes={"es": "Una nota"}, date="2012-06", precision="month")

    kept = as_entry(key, as_state(entry))

    assert all(read(kept) == read(entry) for read in ASPECTS.values())
    assert kept.table == entry.table
