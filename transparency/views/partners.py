"""Who took part in a programme, and in which roles."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from transparency.models import Organisation, Participation
from transparency.selectors.figures import Row
from transparency.views.blocks import Page, said
from transparency.views.fact_sheet import organisation_html


@dataclass
class Partner:
    """An organisation and everything that the documents say it was; ``kind`` is its IATI type."""

    code: str
    name: SafeString
    kind: str
    roles: list[tuple[str, list[int]]] = field(default_factory=list)


@dataclass(frozen=True)
class PartnerKind:
    """A kind of organisation and those of it that took part."""

    code: str
    label: str
    partners: list[Partner]


def partner_kinds(page: Page, only: str = "") -> list[PartnerKind]:
    """Every organisation on record, by kind, in the order of the list of kinds; those of one kind if given."""
    found = _partners(page, only)
    kinds = [
        PartnerKind(kind.value, said(kind.label), [partner for partner in found if partner.kind == kind.value])
        for kind in Organisation.Kind
    ]
    return [kind for kind in kinds if kind.partners]


def _partners(page: Page, only: str) -> list[Partner]:
    partners: dict[str, Partner] = {}
    cited: dict[tuple[str, str], list[Row]] = {}
    for row in page.data["figures"]["participations"]:
        if only and row["kind"] != only:
            continue
        code = row["organisation"]
        partners.setdefault(code, Partner(code, organisation_html(page, code), row["kind"]))
        cited.setdefault((code, role_words(row)), []).append(row)
    for (code, role), rows in cited.items():
        partners[code].roles.append((role, page.sources(*rows)))
    return list(partners.values())


def role_words(row: Row) -> str:
    """What an organisation was, and when where that changed: Lead agency, at first."""
    label = said(Participation.Role(row["role"]).label)
    phases = {"first": _("at first"), "later": _("later")}
    return _("%(role)s, %(phase)s") % {"role": label, "phase": phases[row["phase"]]} if row["phase"] else label
