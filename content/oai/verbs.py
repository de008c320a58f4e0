"""The six verbs: each writes its answer below the root."""

import datetime
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.utils import timezone
from django.utils.text import capfirst

from content.citations.reference import SITE
from content.models import Identifier
from content.oai import items
from content.oai.arguments import TOKEN, parse_period
from content.oai.dublin_core import add_metadata
from content.oai.errors import BadResumptionToken, CannotDisseminateFormat, IdDoesNotExist, NoRecordsMatch
from content.oai.items import Harvest
from content.oai.tokens import Token, read_token, write_token
from content.oai.xml import OAI_DC, add

PER_ANSWER = 50
PREFIX = "oai_dc"

Arguments = dict[str, str]


def identify(root: Any, arguments: Arguments) -> None:
    """Who answers here, and how."""
    earliest = Identifier.objects.aggregate(first=Min("given_at"))["first"] or timezone.now()
    element = add(root, "Identify")
    add(element, "repositoryName", SITE)
    add(element, "baseURL", base_url())
    add(element, "protocolVersion", "2.0")
    add(element, "adminEmail", settings.OAI_EMAIL or settings.DEFAULT_FROM_EMAIL)
    add(element, "earliestDatestamp", utc(earliest))
    # Addresses are never taken back, so every withdrawal stays known.
    add(element, "deletedRecord", "persistent")
    add(element, "granularity", "YYYY-MM-DDThh:mm:ssZ")


def list_metadata_formats(root: Any, arguments: Arguments) -> None:
    """Dublin Core, for every item."""
    if "identifier" in arguments:
        _named(arguments["identifier"])
    element = add(add(root, "ListMetadataFormats"), "metadataFormat")
    add(element, "metadataPrefix", PREFIX)
    add(element, "schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    add(element, "metadataNamespace", OAI_DC)


def list_sets(root: Any, arguments: Arguments) -> None:
    """One set per register, and one per sector; the list is short and never cut."""
    if TOKEN in arguments:
        raise BadResumptionToken("This list is given whole.")
    element = add(root, "ListSets")
    for spec, name in items.sets().items():
        entry = add(element, "set")
        add(entry, "setSpec", spec)
        add(entry, "setName", capfirst(name))


def get_record(root: Any, arguments: Arguments) -> None:
    """One item."""
    _check_prefix(arguments)
    row = _named(arguments["identifier"])
    _add_record(add(root, "GetRecord"), items.harvest_of([row])[0])


def list_identifiers(root: Any, arguments: Arguments) -> None:
    """The headers of what changed."""
    _list(root, "ListIdentifiers", arguments, _add_header)


def list_records(root: Any, arguments: Arguments) -> None:
    """What changed, with its metadata."""
    _list(root, "ListRecords", arguments, _add_record)


VERBS: dict[str, Callable[[Any, Arguments], None]] = {
    "Identify": identify,
    "ListMetadataFormats": list_metadata_formats,
    "ListSets": list_sets,
    "GetRecord": get_record,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
}


def base_url() -> str:
    """Where harvesters ask."""
    return f"{settings.PUBLIC_URL}/oai"


def utc(moment: datetime.datetime) -> str:
    """A moment as the protocol writes it."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _list(root: Any, verb: str, arguments: Arguments, write: Callable[[Any, Harvest], None]) -> None:
    token = read_token(arguments[TOKEN], verb) if TOKEN in arguments else None
    asked = token.arguments if token else arguments
    _check_prefix(asked)
    rows = items.selected(parse_period(asked), asked.get("set", ""))
    total = token.total if token else rows.count()
    page = list((items.after(rows, token) if token else rows)[: PER_ANSWER + 1])
    if not page:
        raise NoRecordsMatch("Nothing changed in that time, or in that set.")
    shown, cursor = page[:PER_ANSWER], token.cursor if token else 0
    element = add(root, verb)
    for found in items.harvest_of(shown):
        write(element, found)
    if len(page) > PER_ANSWER:
        last = shown[-1]
        following = Token(asked, last.changed_at.isoformat(), last.pk, cursor + len(shown), total)
        _add_token(element, write_token(following), cursor, total)
    elif token:
        _add_token(element, "", cursor, total)


def _add_token(element: Any, text: str, cursor: int, total: int) -> None:
    add(element, TOKEN, text, completeListSize=str(total), cursor=str(cursor))


def _add_record(parent: Any, found: Harvest) -> None:
    element = add(parent, "record")
    _add_header(element, found)
    if found.record is not None:
        add_metadata(add(element, "metadata"), found.record)


def _add_header(parent: Any, found: Harvest) -> None:
    element = add(parent, "header", **({} if found.record else {"status": "deleted"}))
    add(element, "identifier", items.oai_identifier(found.row))
    add(element, "datestamp", utc(found.row.changed_at))
    for spec in found.sets:
        add(element, "setSpec", spec)


def _check_prefix(arguments: Arguments) -> None:
    if arguments["metadataPrefix"] != PREFIX:
        raise CannotDisseminateFormat(f"The only format here is {PREFIX}.")


def _named(identifier: str) -> Identifier:
    row = items.row_named(identifier)
    if row is None:
        raise IdDoesNotExist(f"No item has the identifier {identifier}.")
    return row
