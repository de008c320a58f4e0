"""Where this site holds the documents that figures were read from: told by the app that keeps documents."""

from collections.abc import Callable
from dataclasses import dataclass

PDF = ".pdf"


@dataclass(frozen=True)
class HeldDocument:
    """A document on this site: ``url`` is its page, ``file_url`` its file, empty where the site does not hold one.

    ``sha256`` is the file's, which need not be the file that the figures were read from.
    """

    url: str
    file_url: str = ""
    sha256: str = ""

    @property
    def is_pdf(self) -> bool:
        """Whether the file has pages that a link can open it at."""
        return self.file_url.lower().endswith(PDF)

    def file_at(self, page: int | None) -> str:
        """The file, opened at a page where it can be; empty where there is none."""
        return f"{self.file_url}#page={page}" if page and self.is_pdf else self.file_url


# Code of a document and language of the reader → where it is; None for a document that the site has no page of.
Finder = Callable[[str, str], HeldDocument | None]
_finders: list[Finder] = []


def find_documents_with(finder: Finder) -> None:
    """Called by the app that keeps documents, when it is ready."""
    if finder not in _finders:
        _finders.append(finder)


def held_document(code: str, language: str) -> HeldDocument | None:
    """Where a document of the record is on this site, for readers of a language."""
    return next((held for finder in _finders if (held := finder(code, language))), None)
