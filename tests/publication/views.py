"""Small released views, so that what is tested is the engine and not a programme's pages."""

from collections.abc import Callable
from dataclasses import dataclass, field

from publication.registry import Inputs, Stamp
from tests.factories import NoteFactory, ProgrammeFactory
from transparency.models import Note, Programme

Nuisance = Callable[[str, str], None]


def nothing(subject: str, language: str) -> None:
    """No nuisance."""


@dataclass
class NotesView:
    """A programme's notes as a page and a download, in Spanish and in English.

    ``in_read`` and ``in_render`` are called with the subject (and the language) and may raise.
    ``renders`` remembers every render.
    """

    name: str
    languages: tuple[str, ...] = ("es", "en")
    in_read: Nuisance = nothing
    in_render: Nuisance = nothing
    renders: list[tuple[str, str]] = field(default_factory=list)

    def subjects(self) -> list[str]:
        return sorted(Programme.objects.order_by().values_list("code", flat=True).distinct())

    def read(self, subject: str) -> Inputs | None:
        self.in_read(subject, "")
        notes = dict(Note.objects.filter(programme__code=subject).order_by("code").values_list("code", "text"))
        if not notes:
            return None
        pages = {language: f"/{language}/{self.name}/{subject.lower()}/" for language in self.languages}
        return Inputs(pages, {"notes": notes})

    def file_names(self, inputs: Inputs, language: str) -> set[str]:
        return {"index.html", "notes.csv"}

    def render(self, inputs: Inputs, language: str, stamp: Stamp) -> dict[str, bytes]:
        subject = inputs.pages[language].split("/")[-2]
        self.renders.append((subject.upper(), language))
        self.in_render(subject.upper(), language)
        lines = [f"{code};{text}" for code, text in inputs.data["notes"].items()]
        about = f"{self.name} {stamp.number} {stamp.published_at.isoformat()}"
        page = f'<html lang="{language}"><p>{about}</p>{"".join(f"<p>{line}</p>" for line in lines)}</html>'
        return {"index.html": page.encode(), "notes.csv": "\n".join([*lines, about]).encode()}


def programme_with_note(code: str, text: str = "Primera nota") -> Note:
    """A programme that both views have a page for."""
    note: Note = NoteFactory(programme=ProgrammeFactory(code=code), code="n1", text=text)
    return note
