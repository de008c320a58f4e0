"""A figure for programs: everything that its page says, in every language, as JSON."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from publication.manifest import as_text
from transparency.exports.datasets import exact_number
from transparency.figures.addresses import permanent_url
from transparency.figures.entries import FigureCitation, FigureEntry, FigureFinding
from transparency.figures.held import HeldDocument, held_document
from transparency.figures.sight import Sight
from transparency.selectors.changes import ChangeOfFigure

State = dict[str, Any]


def document_of(
    sight: Sight, programme_code: str, paths: Mapping[str, str], history: list[ChangeOfFigure]
) -> dict[str, Any]:
    """What the page says. Where there is nothing to see, ``problem`` says why and there is no ``figure``.

    ``release`` is the one in which the programme's figures last changed before the day that was asked for.
    """
    about = {
        "programme": programme_code,
        "key": sight.entry.key,
        "address": permanent_url(programme_code, sight.entry.key),
        "pages": {language: f"{settings.PUBLIC_URL}{path}" for language, path in paths.items()},
        "as_of": sight.day.isoformat() if sight.day else None,
        "in_release": sight.of_release.number if sight.of_release else None,
    }
    if sight.problem:
        return {**about, "problem": sight.problem.value}
    return {
        **about,
        "release": sight.stamp.number,
        "released_at": as_text(sight.stamp.published_at),
        "on_record": sight.removed is None,
        "removed_in_release": sight.removed.release if sight.removed else None,
        "figure": _figure(sight.entry, held_document(sight.entry.citation.document.code, settings.LANGUAGE_CODE)),
        "history": [_change(change) for change in history],
    }


def _figure(entry: FigureEntry, held: HeldDocument | None) -> State:
    return {
        "label": dict(entry.labels),
        **_value(entry),
        "note": dict(entry.notes),
        "citation": {**_citation(entry.citation), **_held(held, entry.citation)},
        "findings": [_finding(found) for found in entry.findings],
    }


def _value(entry: FigureEntry) -> State:
    """A number, or a date as far as it is known, or that there is none."""
    return {
        "value": None if entry.value is None else exact_number(f"{entry.value:f}"),
        "date": entry.date or None,
        "precision": entry.precision or None,
        "missing": entry.missing,
        "unit": entry.unit,
        "unit_name": dict(entry.units),
        "as_printed": entry.printed,
    }


def _citation(citation: FigureCitation) -> State:
    document = citation.document
    return {
        "document": document.code,
        "title": dict(document.titles),
        "publisher": document.publisher,
        "issued": document.issued,
        "file_name": document.file_name,
        "sha256": document.sha256,
        "page": citation.page,
        "section": citation.section,
    }


def _held(held: HeldDocument | None, citation: FigureCitation) -> State:
    """Where this site has the document, and its file opened at the page."""
    urls = (held.url, held.file_at(citation.page)) if held else ("", "")
    at, file_at = (f"{settings.PUBLIC_URL}{url}" if url else None for url in urls)
    return {"document_url": at, "file_url": file_at}


def _finding(found: FigureFinding) -> State:
    answer = found.answer
    return {
        "finding": found.code,
        "check": found.check,
        "severity": found.severity,
        "sentence": dict(found.sentences),
        "answer": {"status": answer.status, "text": dict(answer.texts), "by": answer.by, "on": answer.on}
        if answer
        else None,
    }


def _change(change: ChangeOfFigure) -> State:
    reason = change.reason
    return {
        "release": change.release,
        "released_at": as_text(change.published_at),
        "kind": change.kind,
        "first_list": change.first,
        "differs_in": list(change.aspects),
        "before": _value(change.before) if change.before else None,
        "after": _value(change.after) if change.after else None,
        "reason": {"text": reason.text, "language": reason.language, "by": reason.given_by} if reason else None,
    }
