"""Cells: a figure, or that there is none. In Python and not in templates: a page has thousands of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

NOTHING = SafeString()
MARK = (
    '<a class="finding-mark" href="{}"><span aria-hidden="true">≠</span>'
    '<span class="only-screen-readers"> {}</span></a>'
)


@dataclass(frozen=True)
class Cell:
    """One cell: a text, or the word that there is no figure, with the reason.

    ``shares`` are the percentages that the document prints for this amount, one for each label of the column;
    ``findings`` are the addresses of what the checks of the record find about it, ``url`` is the figure's own.
    """

    text: str | SafeString = ""
    missing: bool = False
    note: str | SafeString = ""
    shares: tuple["Cell", ...] = ()
    findings: tuple[str, ...] = ()
    url: str = ""

    @property
    def markup(self) -> SafeString:
        """The figure with what belongs to it; no blank at its end, for a mark of its source may follow."""
        return self._with(self._note(""))

    @property
    def explained(self) -> SafeString:
        """The same with its note, which elsewhere stands below the row."""
        return self._with(self._note(self.note))

    @property
    def aligned(self) -> SafeString:
        """The same as ``markup`` for a column of figures, which ends on one line: marks of findings stand before it."""
        return self._with(self._note(""), marks_first=True)

    def _with(self, note: SafeString, *, marks_first: bool = False) -> SafeString:
        whole, *shares = [one._marked(first=marks_first) for one in (self, *self.shares)]
        return whole + note + format_html_join("", ' <span class="share">{}</span>', ((share,) for share in shares))

    def _marked(self, *, first: bool) -> SafeString:
        marks = NOTHING if self.missing else finding_marks(self.findings)
        if first and marks:
            return format_html("{} {}", marks, self._value())
        return self._value() + marks

    def _value(self) -> SafeString:
        # A figure that is not known is never a zero and never an empty cell.
        word = format_html('<span class="missing">{}</span>', _("no data")) if self.missing else self.text
        if not self.url:
            return conditional_escape(word)
        return format_html('<a class="figure-link" href="{}">{}</a>', self.url, word)

    def _note(self, note: str) -> SafeString:
        return format_html(' <span class="missing-reason">{}</span>', note) if note else NOTHING


def finding_marks(addresses: Iterable[str]) -> SafeString:
    """A mark for each finding on a figure, which leads to it."""
    return format_html_join("", MARK, ((address, _("Finding on this figure")) for address in addresses))
