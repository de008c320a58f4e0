"""Codes that have to come from a codelist: where they stand, and what is not in its list."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from lxml import etree

from transparency.iati.ruleset import DATA, compiled

ELEMENT = re.compile(r"//([a-z][\w-]*)")
DAC = "[not(@vocabulary) or @vocabulary='1']"
DAC_GROUPS = "[@vocabulary='2']"

# Where a code stands → its list. Elements whose codes depend on a vocabulary are narrowed to the lists at hand.
PLACES = {
    "//@default-currency": "Currency",
    "//@currency": "Currency",
    "//@xml:lang": "Language",
    "//document-link/language/@code": "Language",
    "//activity-date/@type": "ActivityDateType",
    "//activity-scope/@code": "ActivityScope",
    "//activity-status/@code": "ActivityStatus",
    "//budget/@type": "BudgetType",
    "//budget/@status": "BudgetStatus",
    "//collaboration-type/@code": "CollaborationType",
    "//default-aid-type[not(@vocabulary) or @vocabulary='1']/@code": "AidType",
    "//default-finance-type/@code": "FinanceType",
    "//default-flow-type/@code": "FlowType",
    "//default-tied-status/@code": "TiedStatus",
    "//document-link/category/@code": "DocumentCategory",
    "//exactness/@code": "GeographicExactness",
    "//location-class/@code": "GeographicLocationClass",
    "//location-reach/@code": "GeographicLocationReach",
    "//indicator/@measure": "IndicatorMeasure",
    "//other-identifier/@type": "OtherIdentifierType",
    "//participating-org/@role": "OrganisationRole",
    "//*[self::reporting-org or self::participating-org or self::provider-org or self::receiver-org]/@type": (
        "OrganisationType"
    ),
    "//policy-marker[not(@vocabulary) or @vocabulary='1']/@code": "PolicyMarker",
    "//policy-marker/@significance": "PolicySignificance",
    "//result/@type": "ResultType",
    f"//sector{DAC}/@code": "Sector",
    f"//sector{DAC_GROUPS}/@code": "SectorCategory",
    "//sector/@vocabulary": "SectorVocabulary",
    "//tag/@vocabulary": "TagVocabulary",
    "//transaction-type/@code": "TransactionType",
}


@dataclass(frozen=True)
class StrangeCode:
    """A code that its list does not have."""

    codelist: str
    code: str
    place: str


@cache
def codelists() -> dict[str, frozenset[str]]:
    """The codes of every list at hand."""
    lists = json.loads((DATA / "codelists.json").read_text(encoding="utf-8"))
    return {name: frozenset(codes) for name, codes in lists.items()}


def strange_codes(root: etree._Element) -> list[StrangeCode]:
    """The codes of a document that their lists do not have, each once."""
    # One walk for all places that begin with an element: a large activity has very many elements, and few of these.
    tags = {place: tag[1] for place in PLACES if (tag := ELEMENT.match(place))}
    elements: dict[str, list[etree._Element]] = defaultdict(list)
    for element in root.iter(*set(tags.values())):
        elements[str(element.tag)].append(element)
    found: list[StrangeCode] = []
    for place, codelist in PLACES.items():
        within = elements[tags[place]] if place in tags else [root]
        read = compiled(f"self::{place.removeprefix('//')}" if place in tags else place)
        codes = {code for element in within for code in read(element)}
        found.extend(StrangeCode(codelist, code, place) for code in sorted(codes - codelists()[codelist]))
    return found
