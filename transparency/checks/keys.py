"""The stable key of every figure: its table, and what tells it from the table's other rows.

A key is also the end of the figure's address (docs/adr/0018): segments of letters, digits, ``-`` and ``_``, joined by
slashes. No two figures of a record have the same one.
"""

import hashlib
from collections.abc import Callable, Mapping

from transparency.models.citations import LONGEST_KEY
from transparency.selectors.figures import NONE, Row, segment

# Ends a key that is cut short, before the digest of the whole; no segment has it.
CUT = "~"
DIGEST_LENGTH = 20


def fitting(key: str) -> str:
    """The key; of one that is longer than the columns that hold keys, its beginning and a digest of all of it."""
    if len(key) <= LONGEST_KEY:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[:DIGEST_LENGTH]
    return f"{key[: LONGEST_KEY - len(CUT) - DIGEST_LENGTH]}{CUT}{digest}"


def line(row: Row) -> str:
    """A line of a statement."""
    return _joined("lines", row["statement"], segment(row["organisation"]), segment(row["measure"]))


def total(row: Row) -> str:
    """A total that a statement prints."""
    return _joined("totals", row["statement"], segment(row["measure"]))


def share(row: Row) -> str:
    """A percentage that a statement prints."""
    divided = (segment(row["numerator"]), segment(row["denominator"]))
    return _joined("shares", row["statement"], segment(row["organisation"]), *divided)


def balance(row: Row) -> str:
    """A balance that a statement prints."""
    return _joined("balances", row["statement"], segment(row["organisation"]), segment(row["kind"]))


def instalment(row: Row) -> str:
    """A transfer from the fund."""
    return _joined("instalments", segment(row["number"]), _source(row))


def cost(row: Row) -> str:
    """A part of the cost, or its total."""
    return _joined("costs", segment(row["origin"]), _source(row))


def gate(row: Row) -> str:
    """What the fund asks for before it pays."""
    return _joined("gates", segment(row["numerator"]), segment(row["denominator"]), _source(row))


def contribution(row: Row) -> str:
    """What somebody added."""
    return _joined("contributions", segment(row["code"]))


def observation(row: Row) -> str:
    """A value of an indicator."""
    what = (row["indicator"], row["role"], row["period"])
    group = (row["sex"], row["funding"], "indigenous" if row["indigenous"] else "")
    place = (row["sector"], row["place"], row["category"])
    return _joined("observations", *map(segment, (*what, *group, *place)), _source(row))


def quantity(row: Row) -> str:
    """A quantity that an achievement names."""
    return _joined("quantities", segment(row["achievement"]), segment(row["unit"]))


def milestone(row: Row) -> str:
    """A date."""
    return _joined("milestones", segment(row["milestone"]))


def recommendation(row: Row) -> str:
    """What an evaluation recommended: no figure, but findings name it; so with the next two."""
    return f"recommendations/{row['recommendation']}"


def key_action(row: Row) -> str:
    """What was to be done about recommendations."""
    return f"key_actions/{row['key_action']}"


def effect(row: Row) -> str:
    """What came of a recommendation."""
    return f"effects/{row['effect']}"


# Every table whose rows are figures, in the order in which they are listed; milestones are dates.
KEYS: Mapping[str, Callable[[Row], str]] = {
    "lines": line,
    "totals": total,
    "shares": share,
    "balances": balance,
    "instalments": instalment,
    "costs": cost,
    "gates": gate,
    "contributions": contribution,
    "observations": observation,
    "quantities": quantity,
    "milestones": milestone,
}


def _source(row: Row) -> str:
    return segment(row["figure"]["citation"]["source"])


def _joined(*parts: str) -> str:
    # A statement's own key, made of segments too, stands in the middle: all around it is one segment each.
    return fitting("/".join(parts))


__all__ = ["KEYS", "NONE"]
