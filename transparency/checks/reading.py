"""From the rows of the selectors to the record that checks look at."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from transparency.checks import keys
from transparency.checks.findings import STATEMENT
from transparency.checks.record import (
    Balance,
    Citation,
    Contribution,
    Cost,
    Effect,
    Figure,
    Group,
    Instalment,
    KeyAction,
    Line,
    Milestone,
    Observation,
    Recommendation,
    Record,
    Share,
    Statement,
)
from transparency.made_once import made_once
from transparency.selectors.figures import Row

Made = TypeVar("Made")
Tables = Mapping[str, list[Row]]


def record_of(tables: Tables, sources: Mapping[str, Mapping[str, Any]]) -> Record:
    """The record in ``tables``; ``sources`` maps the code of a document to what is known of it."""
    return Record(
        tables=frozenset(tables),
        statements=_once(_statements, tables, *STATEMENT),
        instalments=tuple(
            Instalment(_figure("instalments", row), row["number"], _date(row["date"]), row["currency"])
            for row in tables.get("instalments", ())
        ),
        costs=tuple(Cost(_figure("costs", row), row["origin"], row["currency"]) for row in tables.get("costs", ())),
        contributions=tuple(
            Contribution(_figure("contributions", row), row["kind"], row["contributor"], row["currency"])
            for row in tables.get("contributions", ())
        ),
        observations=_once(_observations, tables, "observations"),
        milestones=tuple(_milestone(row) for row in tables.get("milestones", ())),
        recommendations=_recommendations(tables),
        key_actions=_key_actions(tables),
        effects=tuple(_effect(row) for row in tables.get("effects", ())),
        # Only effects name figures.
        keys=_once(_keys, tables, *keys.KEYS) if tables.get("effects") else frozenset(),
        issued={code: source.get("issued") or "" for code, source in sources.items()},
    )


def _once(make: Callable[[Tables], Made], tables: Tables, *names: str) -> Made:
    """What is made of these tables, which are large: made once, whoever reads them."""
    there = {name: tables[name] for name in sorted(names) if name in tables}
    return made_once((make.__name__, *there), list(there.values()), lambda: make(there))


def _keys(tables: Tables) -> frozenset[str]:
    return frozenset(_key(name, row) for name, rows in tables.items() for row in rows)


def _observations(tables: Tables) -> tuple[Observation, ...]:
    group = lru_cache(maxsize=None)(Group)  # one object for the same group of many periods
    return tuple(_observation(row, group) for row in tables.get("observations", ()))


def _statements(tables: Tables) -> tuple[Statement, ...]:
    lines = _by_statement(tables, "lines", _line)
    totals = _by_statement(tables, "totals", _total)
    shares = _by_statement(tables, "shares", _share)
    balances = _by_statement(tables, "balances", _balance)
    return tuple(
        Statement(
            key=row["statement"],
            kind=row["kind"],
            period=row["period"],
            as_of=_date(row["as_of"]),
            precision=row["precision"],
            currency=row["currency"],
            citation=Citation(**row["citation"]),
            lines=lines.get(row["statement"], ()),
            totals=totals.get(row["statement"], ()),
            shares=shares.get(row["statement"], ()),
            balances=balances.get(row["statement"], ()),
        )
        for row in tables.get("statements", ())
    )


def _by_statement(tables: Tables, name: str, make: Callable[[Row], Made]) -> dict[str, tuple[Made, ...]]:
    """What a table has of each statement, made once: some views read it beside fewer tables than others do."""
    rows = tables.get(name, [])

    def by_statement() -> dict[str, tuple[Made, ...]]:
        found: dict[str, list[Made]] = defaultdict(list)
        for row in rows:
            found[row["statement"]].append(make(row))
        return {statement: tuple(made) for statement, made in found.items()}

    return made_once(("by statement", name), [rows], by_statement)


def _line(row: Row) -> Line:
    return Line(_figure("lines", row), row["organisation"], row["measure"])


def _total(row: Row) -> Line:
    return Line(_figure("totals", row), None, row["measure"], is_total=True)


def _balance(row: Row) -> Balance:
    return Balance(_figure("balances", row), row["organisation"], row["kind"])


def _share(row: Row) -> Share:
    return Share(_figure("shares", row), row["organisation"], row["numerator"], row["denominator"], row["label"] or "")


def _observation(row: Row, group: Callable[..., Group]) -> Observation:
    counted = group(
        sex=row["sex"] or "",
        funding=row["funding"] or "",
        indigenous=row["indigenous"],
        sector=row["sector"] or "",
        place=row["place"] or "",
        category=row["category"] or "",
    )
    figure = _figure("observations", row)
    return Observation(figure, row["indicator"], row["role"], row["period"], counted, row["reported_total"])


def _milestone(row: Row) -> Milestone:
    return Milestone(
        key=keys.milestone(row),
        code=row["milestone"],
        kind=row["kind"],
        date=_date(row["date"]),
        precision=row["precision"],
        citation=Citation(**row["citation"]),
    )


def _recommendations(tables: Tables) -> tuple[Recommendation, ...]:
    blank = {row["response"] for row in tables.get("responses", ()) if row["blank"]}
    acted = {row["response"] for row in tables.get("key_actions", ())}
    return tuple(
        Recommendation(
            key=keys.recommendation(row),
            evaluation=row["evaluation"],
            number=row["number"],
            response=row["response"],
            answered=row["response"] is not None and row["response"] not in blank,
            has_actions=row["response"] in acted,
            citation=Citation(**row["citation"]),
        )
        for row in tables.get("recommendations", ())
    )


def _key_actions(tables: Tables) -> tuple[KeyAction, ...]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for row in tables.get("recommendations", ()):
        if row["response"]:
            numbers[row["response"]].append(row["number"])
    return tuple(
        KeyAction(
            key=keys.key_action(row),
            evaluation=row["evaluation"],
            recommendations=tuple(sorted(numbers[row["response"]])),
            number=row["number"],
            status=row["status"],
            due=_date(row["due"]),
            citation=Citation(**row["citation"]),
        )
        for row in tables.get("key_actions", ())
    )


def _effect(row: Row) -> Effect:
    figures = tuple(key for key in (row["before"], row["after"]) if key)
    return Effect(keys.effect(row), row["effect"], figures, Citation(**row["citation"]))


def _figure(table: str, row: Row) -> Figure:
    figure = row["figure"]
    value = _number(figure["value"]) if figure["value"] is not None else None
    citation = figure["citation"]
    cited = _citation(citation["source"], citation["page"], citation["section"])
    return Figure(_key(table, row), value, figure["printed"], figure["note"], cited)


@lru_cache(maxsize=20_000)
def _number(text: str) -> Decimal:
    """One object for a number that stands in many statements, as cumulative amounts do."""
    return Decimal(text)


def _key(table: str, row: Row) -> str:
    """The figure's key, which it may know already."""
    known: str | None = row.get("figure", {}).get("key")
    return known or keys.KEYS[table](row)


@lru_cache(maxsize=10_000)
def _citation(source: str, page: int | None, section: str) -> Citation:
    return Citation(source, page, section)


def _date(value: str | datetime.date | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value
