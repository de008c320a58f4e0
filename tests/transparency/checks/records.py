"""Records in which everything agrees, as the selectors give them; checks find nothing in them."""

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from transparency.checks.findings import Finding
from transparency.checks.reading import record_of
from transparency.checks.registry import findings
from transparency.formatting import rounded

Row = dict[str, Any]
Tables = dict[str, list[Row]]

REPORT, SHEET = "report", "sheet"
SOURCES = {REPORT: {"issued": "2013-10"}, SHEET: {"issued": ""}}
FINAL = f"final/final/{REPORT}"
BUDGET = f"original-budget/original/{SHEET}"
FLOW = ("budget", "revised", "transferred", "committed", "disbursed")
NOBODY = {"sex": "", "funding": "", "indigenous": False, "sector": None, "place": None, "category": None}


def citation(source: str = REPORT) -> Row:
    return {"source": source, "page": None, "section": "IV"}


def figure(
    value: Decimal | int | None, printed: str | None = None, source: str = REPORT, note: str | None = None
) -> Row:
    """A figure, printed with the decimals that it has."""
    text = None if value is None else str(value)
    shown = printed if printed is not None else "" if value is None else f"{Decimal(value):,}"
    return {"value": text, "printed": shown, "note": note, "citation": citation(source)}


def statement(kind: str, period: str, as_of: str | None, source: str = REPORT) -> Row:
    return {
        "statement": f"{kind}/{period}/{source}",
        "kind": kind,
        "period": period,
        "precision": "day",
        "currency": "USD",
        "as_of": as_of,
        "citation": citation(source),
    }


def line(of: str, organisation: str | None, measure: str, value: Decimal | int | None, **more: Any) -> Row:
    return {"statement": of, "organisation": organisation, "measure": measure, "figure": figure(value, **more)}


def total(of: str, measure: str, value: Decimal | int | None, **more: Any) -> Row:
    return {"statement": of, "measure": measure, "figure": figure(value, **more)}


def share(of: str, organisation: str | None, numerator: str, denominator: str, printed: str) -> Row:
    value = Decimal(printed.rstrip("%"))
    parts = {"numerator": numerator, "denominator": denominator, "label": f"% {numerator}/{denominator}"}
    return {"statement": of, "organisation": organisation, **parts, "figure": figure(value, printed)}


def balance(of: str, organisation: str, kind: str, value: Decimal | int | None, **more: Any) -> Row:
    return {"statement": of, "organisation": organisation, "kind": kind, "figure": figure(value, **more)}


def instalment(number: int, date: str | None, value: Decimal | int | None, **more: Any) -> Row:
    return {"number": number, "date": date, "currency": "USD", "figure": figure(value, **more)}


def cost(origin: str, value: Decimal | int | None, **more: Any) -> Row:
    return {"origin": origin, "currency": "USD", "figure": figure(value, **more)}


def contribution(code: str, value: Decimal | int | None, kind: str = "money", **more: Any) -> Row:
    row = {"code": code, "kind": kind, "currency": "USD", "contributor": "A0", "place": None, "description": "why"}
    return {**row, "figure": figure(value, **more)}


def observation(indicator: str, value: int | None, *, total: bool = False, source: str = REPORT, **group: Any) -> Row:
    row = {"indicator": indicator, "role": "actual", "period": "2009/2013", **NOBODY, "reported_total": total, **group}
    return {**row, "figure": figure(value, source=source)}


def milestone(code: str, kind: str, date: str | None, precision: str = "day", source: str = REPORT) -> Row:
    row = {"milestone": code, "kind": kind, "date": date, "precision": precision, "printed": ""}
    return {**row, "citation": citation(source)}


def recommendation(number: int, response: str | None) -> Row:
    row = {"evaluation": "mid-term", "recommendation": f"r{number}", "number": number, "response": response}
    return {**row, "citation": citation()}


def response(code: str, *, blank: bool = False) -> Row:
    return {"evaluation": "mid-term", "response": code, "blank": blank, "citation": citation()}


def key_action(number: int, answers: str, status: str = "done", due: str | None = None) -> Row:
    row = {"evaluation": "mid-term", "key_action": f"{answers}-{number}", "response": answers, "number": number}
    return {**row, "status": status, "due": due, "citation": citation()}


def effect(number: int, of: str, before: str = "", after: str = "") -> Row:
    row = {"effect": f"e{number}", "recommendation": of, "key_action": None, "number": number, "basis": "told"}
    return {**row, "before": before, "after": after, "citation": citation()}


def tables(**given: list[Row]) -> Tables:
    """Every table; those that are not given are empty."""
    money = "statements lines totals shares balances instalments costs gates contributions"
    names = f"{money} observations quantities milestones recommendations responses key_actions effects"
    return {name: given.get(name, []) for name in names.split()}


def found(record: Tables, sources: dict[str, Row] | None = None) -> list[Finding]:
    """What the checks find."""
    return findings(record_of(record, sources or SOURCES))


def codes(record: Tables) -> list[str]:
    """The checks that find something."""
    return [one.check for one in found(record)]


def percent_text(part: Decimal, whole: Decimal) -> str:
    """A percentage as a careful document prints it."""
    return f"{rounded(part / whole * 100, 2)}%"


def end_of(number: int) -> datetime.date:
    """The last day of a programme's semester, the first of which is 2009-2."""
    year, half = divmod(number + 1, 2)
    return datetime.date(2009 + year, 12 if half else 6, 31 if half else 30)


def period_of(number: int) -> str:
    """The same semester by its name."""
    year, half = divmod(number + 1, 2)
    return f"{2009 + year}-{half + 1}"


@st.composite
def consistent_records(draw: st.DrawFn) -> Tables:
    """A programme of some agencies and semesters, of which every document tells the same, in whole units or cents."""
    agencies = [f"A{number}" for number in range(draw(st.integers(1, 4)))]
    semesters = draw(st.integers(2, 4))
    unit = draw(st.sampled_from([Decimal(1), Decimal("0.01")]))
    amounts = st.integers(1000, 9_000_000).map(lambda value: value * unit)
    record = tables()
    spent = {agency: dict.fromkeys(FLOW, Decimal(0)) for agency in agencies}
    given = {agency: [draw(amounts) for _ in range(semesters)] for agency in agencies}
    for agency in agencies:
        spent[agency]["budget"] = spent[agency]["revised"] = sum(given[agency], Decimal(0)) + draw(amounts)
    _budget(record, agencies, spent)
    for number in range(semesters):
        for agency in agencies:
            _spend(draw, spent[agency], given[agency][number], unit)
        _statement(record, statement("semester", period_of(number), end_of(number).isoformat()), agencies, spent)
        transferred = sum((given[agency][number] for agency in agencies), Decimal(0))
        record["instalments"].append(instalment(number + 1, end_of(number).isoformat(), transferred))
    _statement(record, statement("final", "final", "2013-10-31"), agencies, spent)
    for agency in agencies:
        left = spent[agency]["transferred"] - spent[agency]["disbursed"]
        record["balances"].append(balance(FINAL, agency, "to-return", left))
    _costs(record, sum((spent[agency]["budget"] for agency in agencies), Decimal(0)), draw(amounts))
    _counts(draw, record)
    _dates(record, end_of(0), end_of(semesters - 1))
    _follow_up(draw, record, end_of(semesters - 1))
    return record


def _budget(record: Tables, agencies: list[str], spent: dict[str, dict[str, Decimal]]) -> None:
    record["statements"].append(statement("original-budget", "original", None, SHEET))
    for agency in agencies:
        record["lines"].append(line(BUDGET, agency, "budget", spent[agency]["budget"], source=SHEET))
    whole = sum((spent[agency]["budget"] for agency in agencies), Decimal(0))
    record["totals"].append(total(BUDGET, "budget", whole, source=SHEET))


def _spend(draw: st.DrawFn, sums: dict[str, Decimal], given: Decimal, unit: Decimal) -> None:
    sums["transferred"] += given
    for measure, limit in (("committed", "transferred"), ("disbursed", "committed")):
        room = int((sums[limit] - sums[measure]) / unit)
        sums[measure] += draw(st.integers(1, max(1, room * 4 // 5))) * unit


def _statement(record: Tables, row: Row, agencies: list[str], spent: dict[str, dict[str, Decimal]]) -> None:
    record["statements"].append(row)
    key = row["statement"]
    whole = {measure: sum((spent[agency][measure] for agency in agencies), Decimal(0)) for measure in FLOW}
    for measure in FLOW:
        record["lines"].extend(line(key, agency, measure, spent[agency][measure]) for agency in agencies)
        record["totals"].append(total(key, measure, whole[measure]))
    for organisation, sums in [*spent.items(), (None, whole)]:
        printed = percent_text(sums["disbursed"], sums["transferred"])
        record["shares"].append(share(key, organisation, "disbursed", "transferred", printed))


def _costs(record: Tables, fund: Decimal, government: Decimal) -> None:
    parts = {"fund": fund, "government": government, "total": fund + government}
    record["costs"].extend(cost(origin, value) for origin, value in parts.items())
    record["contributions"].append(contribution("c1", 100))


def _counts(draw: st.DrawFn, record: Tables) -> None:
    counts = st.integers(1, 5000)
    women, men = draw(counts), draw(counts)
    record["observations"] += [
        observation("people", women, sex="women"),
        observation("people", men, sex="men"),
        observation("people", women + men, total=True),
    ]
    places = [draw(counts) for _ in range(draw(st.integers(1, 4)))]
    record["observations"] += [observation("rules", value, place=f"{n:02}") for n, value in enumerate(places, 1)]
    record["observations"].append(observation("rules", sum(places), total=True))
    record["observations"].append(observation("rules", sum(places), source=SHEET))


def _dates(record: Tables, start: datetime.date, end: datetime.date) -> None:
    for kind, date in (("start", start), ("end", end)):
        record["milestones"].append(milestone(f"planned-{kind}", f"planned-{kind}", date.isoformat()))
        record["milestones"].append(milestone(f"actual-{kind}", f"actual-{kind}", date.isoformat(), source=SHEET))


def _follow_up(draw: st.DrawFn, record: Tables, end: datetime.date) -> None:
    """An evaluation whose recommendations were answered, and whose actions are done or not due yet."""
    record["responses"] += [response("a1"), response("a2")]
    count = draw(st.integers(2, 5))
    record["recommendations"] += [recommendation(n, draw(st.sampled_from(["a1", "a2"]))) for n in range(1, count + 1)]
    record["recommendations"][0]["response"] = "a1"
    later = (end + datetime.timedelta(days=3000)).isoformat()
    record["key_actions"] += [
        key_action(1, "a1", "done", end.isoformat()),
        key_action(2, "a1", "under-way", later),
        key_action(1, "a2", draw(st.sampled_from(["done", "under-way", "not-started"]))),
    ]
    budget, revised = f"lines/{FINAL}/A0/budget", f"lines/{FINAL}/A0/revised"
    record["effects"] += [
        effect(1, "r1"),
        effect(2, "r1", budget, revised),
        effect(3, "r2", after="milestones/actual-end"),
    ]
