"""A programme's record as one IATI activity.

The order of the elements is the schema's. What the record does not have is left out (there is no yearly split of the
budget, so there is no budget) and named in ``left_out``; contact details are never written.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from lxml import etree

from publication.content import Gathering, MadeContent
from publication.manifest import as_text
from publication.registry import Stamp
from transparency.iati.money import INCOMING_FUNDS, Flow, Ledger, ledger
from transparency.iati.results import ResultsWriter, location_ref
from transparency.iati.ruleset import LANGUAGE_ATTRIBUTE
from transparency.iati.validation import VERSION
from transparency.iati.writing import Words, add, narrate, say, sentence, words_of
from transparency.models.programme import Milestone, Participation
from transparency.models.vocabulary import Place
from transparency.selectors.figures import Row

PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
DATE_TYPES = {
    Milestone.Kind.PLANNED_START: PLANNED_START,
    Milestone.Kind.ACTUAL_START: ACTUAL_START,
    Milestone.Kind.PLANNED_END: PLANNED_END,
    Milestone.Kind.ACTUAL_END: ACTUAL_END,
}
PRECISIONS = list(Milestone.Precision.values)
FUNDING, ACCOUNTABLE, EXTENDING, IMPLEMENTING = "1", "2", "3", "4"
ROLES = {
    Participation.Role.FUNDING: FUNDING,
    Participation.Role.LEAD_AGENCY: ACCOUNTABLE,
    Participation.Role.LEAD_GOVERNMENT: ACCOUNTABLE,
    Participation.Role.AGENCY: EXTENDING,
    Participation.Role.GOVERNMENT: IMPLEMENTING,
    Participation.Role.PARTNER: IMPLEMENTING,
}
PIPELINE, IMPLEMENTATION, CLOSED = "1", "2", "4"
SEVERAL_REGIONS, ONE_REGION = "5", "6"
INTERNAL_ID, OWN_VOCABULARY, MULTILATERAL = "A9", "99", "40"
MULTISECTOR = "43010"
GENERAL, OTHER_DESCRIPTION = "1", "4"
ADMINISTRATIVE_REGION, WHERE_IT_HAPPENS, APPROXIMATE = "1", "1", "2"
CATEGORIES = {"results": "A08"}
WEB_PAGE = "A12"
REMARKS = (
    _("There is no budget by year: the record has no yearly split, and none was made up."),
    _("Incoming funds are the dated instalments; what statements call transferred is not turned into transactions."),
    _("What the fund calls disbursed is given as expenditure (type 4)."),
    _("Collaboration, flow, finance, aid type and tied status are the publisher's reading, not the record's."),
)
FORBIDDEN_IN_IDENTIFIERS = str.maketrans(dict.fromkeys("/&|?", "-"))


@dataclass(frozen=True)
class ActivityFile:
    """An IATI file, and what could not be told in it: a remark per line, each in every language."""

    content: MadeContent
    left_out: list[dict[str, str]]


def activity_file(data: dict[str, Any], stamp: Stamp) -> ActivityFile:
    """The record in ``data`` (what ``DataView`` reads) as an IATI file: equal data and stamp give equal bytes."""
    return _Activity(data, stamp).file()


class _Activity:
    def __init__(self, data: dict[str, Any], stamp: Stamp) -> None:
        self.code: str = data["programme"]
        self.figures: dict[str, list[Row]] = data["figures"]
        self.labels = data["labels"]
        [self.publisher] = self.figures["publisher"]
        self.stamp = stamp
        self.languages = [code for code, _name in settings.LANGUAGES]
        self.organisations = {row["organisation"]: row for row in self.figures["organisations"]}
        self.dates = self._dates()

    def file(self) -> ActivityFile:
        money = ledger(self.figures, self.languages)
        changed = as_text(self.stamp.published_at)
        root = etree.Element("iati-activities", {"version": VERSION, "generated-datetime": changed})
        activity = add(root, "iati-activity", default_currency=self._currency(money), last_updated_datetime=changed)
        activity.set(LANGUAGE_ATTRIBUTE, settings.LANGUAGE_CODE)
        self._identity(activity)
        self._organisations(activity)
        self._life(activity)
        places = self._places(activity)
        self._classification(activity)
        for flow in money.flows:
            self._transaction(activity, flow)
        self._documents(activity)
        results = ResultsWriter(self.figures, self.labels, self.languages, self._known_dates(), places)
        results.write(activity)
        written = Gathering()
        root.getroottree().write(written, xml_declaration=True, encoding="UTF-8", pretty_print=True)
        return ActivityFile(written.content(), [*self._remarks(), *money.left_out, *results.left_out])

    def _identity(self, activity: etree._Element) -> None:
        own = f"{self.publisher['ref']}-{self.code}".translate(FORBIDDEN_IN_IDENTIFIERS)
        add(activity, "iati-identifier").text = own
        reporting = add(
            activity, "reporting-org", ref=self.publisher["ref"], type=self.publisher["kind"], secondary_reporter="1"
        )
        narrate(reporting, {settings.LANGUAGE_CODE: self.publisher["name"]})
        say(activity, "title", words_of(self.labels, "programme", self.code))
        summary = self.labels.get("programme", {}).get(self.code, {}).get(settings.LANGUAGE_CODE, {}).get("summary")
        if summary:
            say(activity, "description", words_of(self.labels, "programme", self.code, "summary"), type=GENERAL)
        unofficial = _(
            "Unofficial file: made from the programme's published documents by a secondary reporter, not by the fund "
            "or the agencies. What could not be told in it is listed in the validation report beside it."
        )
        say(activity, "description", sentence(unofficial, self.languages), type=OTHER_DESCRIPTION)

    def _organisations(self, activity: etree._Element) -> None:
        written: set[tuple[str, str]] = set()
        for row in sorted(self.figures["participations"], key=lambda row: ROLES[Participation.Role(row["role"])]):
            role = ROLES[Participation.Role(row["role"])]
            if (row["organisation"], role) not in written:
                written.add((row["organisation"], role))
                self._organisation(activity, "participating-org", row["organisation"], role=role)
        if not written:
            name = words_of(self.labels, "programme", self.code, "short_name")
            say(activity, "participating-org", name, role=IMPLEMENTING)
        identifier = add(activity, "other-identifier", ref=self.code, type=INTERNAL_ID)
        fund = self._fund()
        if fund:
            self._organisation(identifier, "owner-org", fund, with_type=False)

    def _organisation(
        self, parent: etree._Element, name: str, code: str, *, with_type: bool = True, **attributes: str
    ) -> None:
        known = self.organisations.get(code, {})
        words = words_of(self.labels, "organisation", code)
        kind = known.get("kind") if with_type else None
        say(parent, name, words, ref=known.get("iati_ref"), type=kind, **attributes)

    def _life(self, activity: etree._Element) -> None:
        known = self._known_dates()
        status = CLOSED if ACTUAL_END in known else IMPLEMENTATION if ACTUAL_START in known else PIPELINE
        add(activity, "activity-status", code=status)
        for kind, milestone in self.dates.items():
            say(
                activity,
                "activity-date",
                words_of(self.labels, "milestone", milestone["milestone"]),
                type=kind,
                iso_date=milestone["date"],
            )

    def _places(self, activity: etree._Element) -> list[str]:
        areas = {row["place"]: row for row in self.figures["areas"]}
        codes = [code for code in dict.fromkeys(row["place"] for row in self.figures["places"]) if code in areas]
        regions = {code for code in codes if areas[code]["level"] == Place.Level.REGION}
        if regions:
            add(activity, "activity-scope", code=SEVERAL_REGIONS if len(regions) > 1 else ONE_REGION)
        add(activity, "recipient-country", code=self.publisher["country"])
        told = _("%(level)s; UBIGEO %(code)s")
        for code in codes:
            location = add(activity, "location", ref=location_ref(code))
            add(location, "location-reach", code=WHERE_IT_HAPPENS)
            say(location, "name", words_of(self.labels, "place", code))
            level = sentence(Place.Level(areas[code]["level"]).label, self.languages)
            say(location, "description", sentence(told, self.languages, level=level, code=code))
            add(location, "exactness", code=APPROXIMATE)
            add(location, "location-class", code=ADMINISTRATIVE_REGION)
        return codes

    def _classification(self, activity: etree._Element) -> None:
        add(activity, "sector", vocabulary="1", code=self._dac_sector())
        for row in self.figures["sectors"]:
            tag = add(
                activity,
                "tag",
                vocabulary=OWN_VOCABULARY,
                vocabulary_uri=self._page_url("data"),
                code=row["sector"],
            )
            narrate(tag, words_of(self.labels, "sector", row["sector"]))
        add(activity, "collaboration-type", code=self.publisher["collaboration"])
        add(activity, "default-flow-type", code=self.publisher["flow"])
        add(activity, "default-finance-type", code=self.publisher["finance"])
        add(activity, "default-aid-type", code=self.publisher["aid"])
        add(activity, "default-tied-status", code=self.publisher["tied"])

    def _dac_sector(self) -> str:
        """One code: shares of several, which would have to give 100 %, are not on record."""
        chosen: str | None = self.publisher["sectors"].get(self.code)
        codes = {row["dac_code"] for row in self.figures["dac_codes"]}
        return chosen or (codes.pop() if len(codes) == 1 and "" not in codes else MULTISECTOR)

    def _transaction(self, activity: etree._Element, flow: Flow) -> None:
        transaction = add(activity, "transaction", ref=flow.ref)
        add(transaction, "transaction-type", code=flow.kind)
        add(transaction, "transaction-date", iso_date=flow.date)
        add(transaction, "value", value_date=flow.date, currency=flow.currency).text = f"{flow.amount:f}"
        say(transaction, "description", flow.words)
        fund = self._fund()
        if flow.kind != INCOMING_FUNDS:
            say(transaction, "provider-org", self._agencies(), type=MULTILATERAL)
        elif fund:
            self._organisation(transaction, "provider-org", fund)
            say(transaction, "receiver-org", self._agencies(), type=MULTILATERAL)

    def _documents(self, activity: etree._Element) -> None:
        views: dict[str, dict[str, Row]] = {}
        for page in self.figures["pages"]:
            views.setdefault(page["view"], {})[page["language"]] = page
        for view, pages in views.items():
            for language, page in pages.items():
                url = f"{settings.PUBLIC_URL}{page['url']}"
                link = add(activity, "document-link", url=url, format="text/html")
                say(link, "title", {language: page["title"]})
                add(link, "category", code=CATEGORIES.get(view, WEB_PAGE))
                add(link, "language", code=language)

    def _remarks(self) -> list[dict[str, str]]:
        """What readers of the file should know that no rule checks."""
        told = [sentence(remark, self.languages) for remark in REMARKS]
        if not self.publisher["registered"]:
            placeholder = _("The reporting organisation's identifier, %(ref)s, is a placeholder: it is not registered.")
            told.append(sentence(placeholder, self.languages, ref=self.publisher["ref"]))
        return told

    def _dates(self) -> dict[str, Row]:
        """IATI's type of date → the milestone that knows it best: to the day before to the month, then as listed."""
        found: dict[str, Row] = {}
        for row in sorted(self.figures["milestones"], key=lambda row: PRECISIONS.index(row["precision"])):
            kind = DATE_TYPES.get(row["kind"])
            if kind and row["date"]:
                found.setdefault(kind, row)
        return dict(sorted(found.items()))

    def _known_dates(self) -> dict[str, str]:
        return {kind: row["date"] for kind, row in self.dates.items()}

    def _currency(self, money: Ledger) -> str:
        currencies = [flow.currency for flow in money.flows]
        currencies += [row["currency"] for row in self.figures["statements"]]
        return currencies[0] if currencies else "USD"

    def _fund(self) -> str | None:
        funds = (row["organisation"] for row in self.figures["participations"] if row["role"] == "funding")
        return next(funds, None)

    def _agencies(self) -> Words:
        return sentence(_("The programme's agencies, taken together"), self.languages)

    def _page_url(self, view: str) -> str | None:
        for page in self.figures["pages"]:
            if page["view"] == view and page["language"] == settings.LANGUAGE_CODE:
                return f"{settings.PUBLIC_URL}{page['url']}"
        return None
