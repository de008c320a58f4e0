"""A programme's whole record, for what looks at all of it at once: one query a table."""

from publication.snapshot import once
from transparency.models import FindingAnswer, Programme, Source
from transparency.selectors.evaluations import read_follow_up
from transparency.selectors.facts import read_facts
from transparency.selectors.figures import Row, Rows
from transparency.selectors.finances import read_finances
from transparency.selectors.results import read_results


def read_record(programme: Programme) -> dict[str, list[Row]]:
    """Money, results, dates and follow-up, as the other selectors give them; plain data throughout."""
    return {
        **read_finances(programme),
        **read_results(programme),
        **read_follow_up(programme),
        "milestones": once(programme.pk, "milestones", lambda: _milestones(programme)),
    }


def _milestones(programme: Programme) -> Rows:
    dates = read_facts(programme)["milestones"]
    return Rows({**row, "date": row["date"].isoformat() if row["date"] else None} for row in dates)


def read_answers(programme: Programme) -> list[Row]:
    """What data officers answered to findings; the words are labels."""
    rows = FindingAnswer.objects.filter(programme=programme, locale=programme.locale_id).order_by("code")
    fields = ("code", "status", "document__code", "answered_by", "answered_on")
    return [
        {
            "answer": row["code"],
            "status": row["status"],
            "source": row["document__code"],
            "answered_by": row["answered_by"],
            "answered_on": row["answered_on"].isoformat(),
        }
        for row in rows.values(*fields)
    ]


def read_sources(language: str) -> dict[str, Row]:
    """What is known of documents beside their title."""
    rows = Source.objects.filter(locale__language_code=language)
    return {row["code"]: {**row} for row in rows.values("code", "publisher", "issued", "file_name", "sha256")}
