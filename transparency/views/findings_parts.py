"""Parts of the findings, each with an address of its own: by weight, by subject, by what was answered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from transparency.checks.findings import Finding, Severity
from transparency.figures.listing import SECTIONS
from transparency.models import FindingAnswer
from transparency.selectors.figures import Row
from transparency.views.filters import slugs_in
from transparency.views.leaves import Leaf

UNANSWERED = "unanswered"
Status = FindingAnswer.Status


@dataclass(frozen=True)
class Part:
    """Some of the findings: its code among the parts of its kind, its file's name in each language, its title."""

    code: str
    slugs: Mapping[str, str]
    title: str | Promise


@dataclass(frozen=True)
class Kind:
    """A way to divide the findings; ``part_of`` says in which part one is, given the status of its answer."""

    key: str
    title: str | Promise
    parts: tuple[Part, ...]
    part_of: Callable[[Finding, str], str]

    def leaf_key(self, part: Part) -> str:
        """What names the page of a part among the leaves."""
        return f"{self.key}/{part.code}"


SUBJECTS = (
    *(Part(section.key, section.slugs, section.title) for section in SECTIONS),
    Part("reports", {"es": "informes", "en": "reports"}, _("Reports")),
    Part("follow-up", {"es": "seguimiento", "en": "follow-up"}, _("Evaluations and their follow-up")),
)
# What a key of a figure, or of a row of the record, begins with → what readers would call its subject.
SUBJECT_OF = {table: section.key for section in SECTIONS for table in section.tables} | {"statements": "reports"}


def subject_of(finding: Finding) -> str:
    """The subject of the figure in question; what no table of figures holds is of the follow-up."""
    return SUBJECT_OF.get(finding.figures[0].partition("/")[0], "follow-up")


KINDS = (
    Kind(
        "severity",
        _("Kind"),
        (
            Part(Severity.CONTRADICTION, {"es": "contradicciones", "en": "contradictions"}, _("Contradictions")),
            Part(Severity.GAP, {"es": "sin-registro", "en": "not-on-record"}, _("Not on record")),
            Part(Severity.NOTE, {"es": "conviene-saber", "en": "worth-knowing"}, _("Worth knowing")),
        ),
        lambda finding, _status: finding.severity,
    ),
    Kind("subject", _("Subject"), SUBJECTS, lambda finding, _status: subject_of(finding)),
    Kind(
        "answer",
        _("Answer"),
        (
            Part(Status.EXPLAINED, {"es": "explicados", "en": "explained"}, _("Explained")),
            Part(Status.CORRECTED, {"es": "corregidos", "en": "corrected"}, _("Corrected in a later document")),
            Part(Status.OPEN, {"es": "abiertos", "en": "open"}, _("Answered, still open")),
            Part(UNANSWERED, {"es": "sin-respuesta", "en": "unanswered"}, _("Without an answer")),
        ),
        lambda _finding, status: status,
    ),
)


def leaves_of_parts(languages: Iterable[str]) -> list[Leaf]:
    """A leaf for each part, also for one without findings: its address may have been passed on when it had some."""
    wanted = list(languages)
    return [Leaf(kind.leaf_key(part), slugs_in(wanted, part.slugs)) for kind in KINDS for part in kind.parts]


def divided(found: Iterable[Finding], answers: Iterable[Row]) -> dict[str, list[Finding]]:
    """The key of each part's leaf → its findings, in their order; a part without any has no entry."""
    statuses = {row["answer"]: row["status"] for row in answers}
    parts: dict[str, list[Finding]] = {}
    for one in found:
        for kind in KINDS:
            code = kind.part_of(one, statuses.get(one.code, UNANSWERED))
            parts.setdefault(f"{kind.key}/{code}", []).append(one)
    return parts


def title_of(leaf_key: str) -> str:
    """The title of the part that a leaf is about, as it begins a line."""
    titles = {kind.leaf_key(part): part.title for kind in KINDS for part in kind.parts}
    return str(capfirst(str(titles[leaf_key])))
