"""The stable key of every figure: its table, and what tells it from the table's other rows."""

from transparency.selectors.figures import Row

WHOLE = "*"
NONE = "-"


def line(row: Row) -> str:
    """A line of a statement."""
    return _joined("lines", row["statement"], row["organisation"] or WHOLE, row["measure"])


def total(row: Row) -> str:
    """A total that a statement prints."""
    return _joined("totals", row["statement"], row["measure"])


def share(row: Row) -> str:
    """A percentage that a statement prints."""
    return _joined("shares", row["statement"], row["organisation"] or WHOLE, row["numerator"], row["denominator"])


def balance(row: Row) -> str:
    """A balance that a statement prints."""
    return _joined("balances", row["statement"], row["organisation"] or WHOLE, row["kind"])


def instalment(row: Row) -> str:
    """A transfer from the fund."""
    return _joined("instalments", row["number"], _source(row))


def cost(row: Row) -> str:
    """A part of the cost, or its total."""
    return _joined("costs", row["origin"], _source(row))


def contribution(row: Row) -> str:
    """What somebody added."""
    return _joined("contributions", row["code"])


def observation(row: Row) -> str:
    """A value of an indicator."""
    group = (row["sex"], row["funding"], "indigenous" if row["indigenous"] else "")
    place = (row["sector"], row["place"], row["category"])
    parts = (part or NONE for part in (*group, *place))
    return _joined("observations", row["indicator"], row["role"], row["period"], *parts, _source(row))


def milestone(row: Row) -> str:
    """A date."""
    return _joined("milestones", row["milestone"])


def _source(row: Row) -> str:
    code: str = row["figure"]["citation"]["source"]
    return code


def _joined(*parts: object) -> str:
    return "/".join(str(part) for part in parts)
