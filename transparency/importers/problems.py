"""What is wrong with the files of a record, said so that the person who keeps them can put it right."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class BadCell(Exception):
    """A cell that cannot be read; the message says what is wrong and what would be right."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, as a spreadsheet shows it (the header is row 1), and what would be right."""

    file: str
    row: int | None
    column: str
    message: str

    def __str__(self) -> str:
        if self.row is None:
            place = self.file
        elif not self.column:
            place = _("%(file)s, row %(row)d") % {"file": self.file, "row": self.row}
        else:
            place = _("%(file)s, row %(row)d, column %(column)s") % {
                "file": self.file,
                "row": self.row,
                "column": self.column,
            }
        return f"{place}: {self.message}"


class RecordRefused(Exception):
    """The files hold mistakes, all of which ``problems`` lists; nothing was saved."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems

    def __str__(self) -> str:
        heading = ngettext(
            "Nothing was saved: %(count)d problem in the files.",
            "Nothing was saved: %(count)d problems in the files.",
            len(self.problems),
        ) % {"count": len(self.problems)}
        return "\n".join([heading, *map(str, self.problems)])
