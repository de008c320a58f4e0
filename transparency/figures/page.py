"""What a figure's own page shows, in the language of the page, which must be the active one."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from publication.navigation import Link, alternates, frame
from publication.templatetags.frame import json_ld_script
from transparency import formatting
from transparency.figures.addresses import json_path, page_paths, permanent_path, permanent_url
from transparency.figures.citing import cited_as, structured
from transparency.figures.entries import FigureEntry, Spoken, spoken
from transparency.figures.held import held_document
from transparency.figures.past import past
from transparency.figures.sight import Problem, Sight, first_day
from transparency.figures.telling import told
from transparency.figures.told_findings import told_findings
from transparency.models.pages import FiguresPage
from transparency.selectors.changes import ChangeOfFigure
from transparency.selectors.programmes import released_links
from transparency.views.words import issue_date, places_told

# Table of the record → the view that explains its figures.
EXPLAINED_BY = {
    **dict.fromkeys(("lines", "totals", "shares", "balances"), "finances"),
    **dict.fromkeys(("instalments", "costs", "gates", "contributions"), "finances"),
    **dict.fromkeys(("observations", "quantities"), "results"),
    "milestones": "fact-sheet",
}


@dataclass(frozen=True)
class ShownFigure:
    """A figure in a reader's language; ``value`` is empty where it is missing."""

    entry: FigureEntry
    label: Spoken
    value: str
    note: Spoken
    document: Spoken
    about_document: str
    place: SafeString


def context(page: FiguresPage, sight: Sight, history: list[ChangeOfFigure]) -> dict[str, Any]:
    """Everything that the template shows."""
    around = frame(page)
    language: str = around["page_language"]
    code, key = page.programme.code, sight.entry.key
    paths = page_paths({link["language"]: link["url"] for link in around["alternates"]}, key)
    path = f"{around['path']}{key}/"
    shown = shown_figure(sight.entry, language)
    links = {link["view"]: link for link in released_links(code, language, _explaining(sight.entry), "findings")}
    text, address = cited_as(sight, code, language)
    return {
        **around,
        **_addresses(around, page, path, {code: f"{there}{sight.query}" for code, there in paths.items()}),
        "title": shown.label.text,
        "description": _described(shown, sight),
        "noindex": around["noindex"] or bool(sight.asked),
        "programme_code": code,
        "sight": sight,
        "problem": problem_told(sight, language),
        "figure": shown,
        "key": key,
        "stamp": None if sight.problem else sight.stamp,
        "findings": told_findings(sight, links.get("findings"), language),
        "past": [] if sight.problem == Problem.FUTURE else past(_until(history, sight), language),
        "explained": links.get(_explaining(sight.entry)),
        "permanent_url": permanent_url(code, key),
        "permanent_path": permanent_path(code, key),
        "citation": {"text": text, "address": address},
        "json_url": f"{json_path(path)}{sight.query}",
        **_document(sight, language),
        "today_told": today_told(sight, language),
        "first_day": first_day(),
        "today": localdate(),
        "structured": ""
        if sight.problem
        else json_ld_script(structured(sight, code, f"{settings.PUBLIC_URL}{path}", language)),
    }


def shown_figure(entry: FigureEntry, language: str) -> ShownFigure:
    """A figure with the words that its page needs."""
    citation = entry.citation
    document = citation.document
    label = spoken(entry.labels, language)
    title = spoken(document.titles, language)
    parts = [document.publisher, issue_date(document.issued, language)]
    places = places_told(citation.page, citation.section, document.language, language)
    return ShownFigure(
        entry=entry,
        label=label if label.text else Spoken(entry.key, language),
        value=told(entry, language),
        note=spoken(entry.notes, language),
        document=title if title.text else Spoken(document.code, language),
        about_document=", ".join(part for part in parts if part),
        place=format_html_join(", ", "{}", ((place,) for place in places)),
    )


def problem_told(sight: Sight, language: str) -> str:
    """Why there is nothing to see, in a sentence; empty where there is."""
    first = first_day()
    words = {
        "asked": sight.asked,
        "day": formatting.date(sight.day, language) if sight.day else "",
        "first": formatting.date(first, language) if first else "",
    }
    sentences = {
        Problem.NO_DATE: _("“%(asked)s” is not a date. Write year, month and day: 2026-01-31."),
        Problem.FUTURE: _("%(day)s has not come yet."),
        Problem.BEFORE_FIRST: _(
            "On %(day)s this site had not published anything yet. Its first release is of %(first)s."
        ),
        Problem.NOT_LISTED: _("On %(day)s this figure was not on record here."),
        Problem.NO_RELEASE: _("There is no release “%(asked)s”."),
        Problem.NOT_IN_RELEASE: _("Release %(asked)s does not have this figure."),
    }
    return sentences[sight.problem] % words if sight.problem else ""


def today_told(sight: Sight, language: str) -> str:
    """What became of a figure of the past, in a sentence; empty where it is seen as it is today."""
    if not sight.is_past or sight.problem:
        return ""
    if sight.today is None:
        return _("Today it is on record no more.")
    now = told(sight.today, language) or _("no data")
    if now == (told(sight.entry, language) or _("no data")):
        return _("Its value is the same today.")
    return _("Today its value is %(value)s.") % {"value": now}


def _document(sight: Sight, language: str) -> dict[str, Any]:
    """Where the site has the document, and its file at the page that is cited."""
    citation = sight.entry.citation
    held = None if sight.problem else held_document(citation.document.code, language)
    same = bool(held and held.sha256 == citation.document.sha256)
    return {"held": held, "file_at": held.file_at(citation.page) if held else "", "same_file": same}


def _explaining(entry: FigureEntry) -> str:
    return EXPLAINED_BY.get(entry.table, "data")


def _described(shown: ShownFigure, sight: Sight) -> str:
    words = {"value": shown.value or _("no data"), "document": shown.document.text}
    return "" if sight.problem else _("%(value)s, read in: %(document)s") % words


def _until(history: list[ChangeOfFigure], sight: Sight) -> list[ChangeOfFigure]:
    """The past as it was on the day, or in the release, that is looked at."""
    if sight.of_release:
        return [change for change in history if change.release <= sight.of_release.number]
    return [change for change in history if not sight.day or localdate(change.published_at) <= sight.day]


def _addresses(around: dict[str, Any], page: FiguresPage, path: str, paths: dict[str, str]) -> dict[str, Any]:
    """Where this page stands, and the same figure in the other languages."""
    here: str = page.locale.language_code
    fallbacks = {link["language"]: link["fallback"] for link in around["alternates"] if "fallback" in link}
    above: Link = {"title": page.title, "url": around["path"]}
    canonical = around["canonical_url"]
    return {
        "path": path,
        "canonical_url": f"{canonical}{path.removeprefix(around['path'])}" if canonical else "",
        "alternates": alternates(paths, here, fallbacks),
        "breadcrumbs": [*around["breadcrumbs"], above],
    }
