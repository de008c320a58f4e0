"""The arguments of a request, as far as the protocol allows them."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from content.oai.errors import BadArgument, BadVerb

VERB, TOKEN = "verb", "resumptionToken"
LISTS = {"metadataPrefix", "from", "until", "set", TOKEN}

# Verb → the arguments it must have, and all that it may have.
ARGUMENTS: dict[str, tuple[set[str], set[str]]] = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), {TOKEN}),
    "GetRecord": ({"identifier", "metadataPrefix"}, {"identifier", "metadataPrefix"}),
    "ListIdentifiers": ({"metadataPrefix"}, LISTS),
    "ListRecords": ({"metadataPrefix"}, LISTS),
}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


@dataclass(frozen=True)
class Period:
    """From a moment on, and before another; None is open."""

    start: datetime.datetime | None = None
    end: datetime.datetime | None = None


def parse_arguments(given: QueryDict) -> dict[str, str]:
    """Every argument once, the verb among them. Raises ``BadVerb`` or ``BadArgument``."""
    verbs = given.getlist(VERB)
    if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
        raise BadVerb("Say one verb: " + ", ".join(ARGUMENTS) + ".")
    required, allowed = ARGUMENTS[verbs[0]]
    names = set(given) - {VERB}
    if names - allowed:
        raise BadArgument(f"{verbs[0]} takes no such argument: {', '.join(sorted(names - allowed))}.")
    repeated = [name for name in names if len(given.getlist(name)) > 1]
    if repeated:
        raise BadArgument(f"Given more than once: {', '.join(sorted(repeated))}.")
    if TOKEN in names and len(names) > 1:
        raise BadArgument("A resumptionToken stands alone.")
    if TOKEN not in names and required - names:
        raise BadArgument(f"Missing: {', '.join(sorted(required - names))}.")
    return {name: str(given[name]) for name in given}


def parse_period(arguments: Mapping[str, str]) -> Period:
    """What ``from`` and ``until`` mean, both days or both seconds. Raises ``BadArgument``."""
    first, last = arguments.get("from"), arguments.get("until")
    start, start_unit = _moment(first) if first is not None else (None, None)
    end, end_unit = _moment(last) if last is not None else (None, None)
    if start_unit and end_unit and start_unit != end_unit:
        raise BadArgument("from and until must be of the same granularity.")
    if start and end and start > end:
        raise BadArgument("from lies after until.")
    try:
        # The moment that until names belongs to the period, to its last fraction.
        return Period(start, end + end_unit if end and end_unit else None)
    except OverflowError as error:
        raise BadArgument(f"Not a date: {last}") from error


def _moment(text: str) -> tuple[datetime.datetime, datetime.timedelta]:
    try:
        if SECOND.fullmatch(text):
            return datetime.datetime.fromisoformat(text), datetime.timedelta(seconds=1)
        if DAY.fullmatch(text):
            day = datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)
            return day, datetime.timedelta(days=1)
    except ValueError as error:
        raise BadArgument(f"Not a date: {text}") from error
    raise BadArgument(f"Not a date: {text}. Write 2013-10-31 or 2013-10-31T12:00:00Z.")
