"""What pages about a programme draw from its record and from the registers."""

from typing import Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from content.models.activities import ActivityPage
from content.models.documents import DocumentPage
from content.models.initiatives import InitiativePage
from content.models.ordinances import OrdinancePage
from content.models.studies import StudyPage
from content.registers.records import Record, read_records
from content.selectors.items import codes_in, short_list
from content.selectors.regions import region_map
from transparency.models import Evaluation
from transparency.selectors.programmes import released_links
from transparency.views.blocks import Page as RecordPage
from transparency.views.evaluation import evaluation_view
from transparency.views.fact_sheet import fact_sheet, milestones, organisation_html
from transparency.views.key_figures import KeyFigure
from transparency.views.named_figures import named_figure
from transparency.views.partners import partner_kinds
from transparency.views.places import achievements_of, contributions_of, counts_of

ITEMS_SHOWN = 6

Context = dict[str, Any]


def figures_named(record: RecordPage | None, names: tuple[str, ...]) -> list[KeyFigure]:
    """Those of these figures that the record has."""
    found = [named_figure(record, name) for name in names] if record else []
    return [figure for figure in found if figure]


def programme_context(record: RecordPage | None, code: str, language: str) -> Context:
    """The fact sheet. Read when it is shown, so that sources are numbered in the order of the page."""
    if record is None:
        return {}
    return {
        "sheet": SimpleLazyObject(lambda: fact_sheet(record)),
        "milestones": SimpleLazyObject(lambda: milestones(record)),
        "has_milestones": bool(record.data["figures"]["milestones"]),
        "more": released_links(code, language, "overview"),
    }


def partners_context(record: RecordPage | None, chosen: str) -> Context:
    """The directory; ``chosen`` is the kind that readers asked for, which they need not have done."""
    # Only what is shown is cited.
    kinds = partner_kinds(record.uncited()) if record else []
    chosen = chosen if chosen in {kind.code for kind in kinds} else ""
    return {
        "kinds": kinds,
        "chosen": chosen,
        "shown": partner_kinds(record, chosen) if record else [],
        "total": sum(len(kind.partners) for kind in kinds),
    }


def governance_context(record: RecordPage | None, bodies: Any, programme: int) -> Context:
    """The bodies with their members by name, and the minutes in the register of documents."""
    minutes = (
        DocumentPage.objects.live()
        .public()
        .filter(alias_of=None, locale__language_code=settings.LANGUAGE_CODE)
        .filter(kind=DocumentPage.Kind.MINUTES, programme=programme)
        .order_by("-issued", "title")
    )
    return {"bodies": [_body(record, block.value) for block in bodies], "minutes": _records(minutes)}


def evaluation_context(record: RecordPage | None, evaluation: Evaluation) -> Context:
    """What the evaluation found, and what came of it."""
    return {"evaluation": SimpleLazyObject(lambda: evaluation_view(record, evaluation))} if record else {}


def region_context(record: RecordPage | None, code: str, place: str, language: str) -> Context:
    """Everything that the record of a programme and the registers place in a region."""
    codes = codes_in(place)
    lists = [
        short_list(model, language, ITEMS_SHOWN, place)
        for model in (InitiativePage, OrdinancePage, ActivityPage, StudyPage)
    ]
    found: Context = {
        "lists": [one for one in lists if one and one.total],
        "map": region_map(place[:2]),
        "more": released_links(code, language, "regions"),
    }
    if record is not None:
        found |= {
            "counts": SimpleLazyObject(lambda: counts_of(record, codes)),
            "achievements": SimpleLazyObject(lambda: achievements_of(record, codes)),
            "contributions": SimpleLazyObject(lambda: contributions_of(record, codes)),
        }
    return found


def _body(record: RecordPage | None, value: Any) -> Context:
    members: list[str | SafeString] = [
        organisation_html(record, member.code) if record else str(member) for member in value["members"] if member
    ]
    return {"name": value["name"], "duty": value["duty"], "members": members, "others": value["others"]}


def _records(pages: Any) -> list[Record]:
    return read_records(DocumentPage, list(pages.values_list("pk", flat=True)))
