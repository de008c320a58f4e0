"""What ordinances do to each other, read both ways."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.models.ordinances import OrdinancePage, OrdinanceRelation
from content.registers.records import Record, read_records

INVERSE: dict[str, str | Promise] = {
    OrdinanceRelation.Verb.AMENDS: _("amended by"),
    OrdinanceRelation.Verb.REPEALS: _("repealed by"),
    OrdinanceRelation.Verb.REGULATES: _("regulated by"),
    OrdinanceRelation.Verb.BUILDS_ON: _("taken up by"),
}


@dataclass(frozen=True)
class Relation:
    """A verb, as readers see it, and the ordinance that it leads to. ``inverse``: that one does it to this one."""

    verb: str
    label: str | Promise
    record: Record
    inverse: bool = False


def relations(ordinance: OrdinancePage) -> list[Relation]:
    """What an ordinance does to others, then what others do to it; only what readers may see."""
    ours = [(row.verb, row.get_verb_display(), row.target_id, False) for row in ordinance.relations.all()]
    rows = OrdinanceRelation.objects.filter(target=ordinance.pk, page__alias_of=None, page__locale=ordinance.locale_id)
    theirs = [(row.verb, INVERSE[row.verb], row.page_id, True) for row in rows.order_by("page__issued", "pk")]
    wanted = {item for _verb, _label, item, _inverse in ours + theirs}
    public = OrdinancePage.objects.live().public().filter(pk__in=wanted).values_list("pk", flat=True)
    records = {record.facts.pk: record for record in read_records(OrdinancePage, list(public))}
    return [
        Relation(verb, label, records[item], inverse) for verb, label, item, inverse in ours + theirs if item in records
    ]
