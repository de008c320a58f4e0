"""An ordinance as schema.org ``Legislation``."""

from typing import Any

from content.citations.reference import permanent_url
from content.models.ordinances import OrdinancePage, OrdinanceRelation
from content.registers.relations import relations
from content.structured_data.items import item, media, organisation, places

FORCE = {
    OrdinancePage.LegalStatus.IN_FORCE: "InForce",
    OrdinancePage.LegalStatus.AMENDED: "InForce",
    OrdinancePage.LegalStatus.REPEALED: "NotInForce",
}
VERBS: dict[str, str] = {
    OrdinanceRelation.Verb.AMENDS: "legislationChanges",
    OrdinanceRelation.Verb.REPEALS: "legislationRepeals",
    OrdinanceRelation.Verb.REGULATES: "legislationApplies",
    OrdinanceRelation.Verb.BUILDS_ON: "isBasedOn",
}


def ordinance(page: OrdinancePage) -> dict[str, Any]:
    """Who passed it, where and since when it holds, and what it does to others."""
    record = page.record
    facts = record.facts
    force = FORCE.get(facts.legal_status)
    return item(
        page,
        "Legislation",
        alternateName=record.page.short_name,
        legislationIdentifier=facts.number,
        legislationType=str(facts.get_kind_display()),
        legislationPassedBy=organisation(record.organisation_named()),
        legislationJurisdiction=places(record),
        legislationDate=facts.issued or str(facts.year or ""),
        legislationDateVersion=facts.status_checked_on.isoformat() if facts.status_checked_on else "",
        datePublished=facts.published_on.isoformat() if facts.published_on else "",
        temporalCoverage=_in_force(facts),
        legislationLegalForce=f"https://schema.org/{force}" if force else "",
        **media(record),
        **_relations(facts),
    )


def _in_force(facts: OrdinancePage) -> str:
    """ISO 8601 interval; an end that is not on record stays open."""
    if not facts.in_force_from:
        return ""
    return f"{facts.in_force_from.isoformat()}/{facts.repealed_on.isoformat() if facts.repealed_on else '..'}"


def _relations(facts: OrdinancePage) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for relation in relations(facts):
        if not relation.inverse:
            target = {"@id": permanent_url(relation.record), "@type": "Legislation", "name": relation.record.page.title}
            found.setdefault(VERBS[relation.verb], []).append(target)
    return found
