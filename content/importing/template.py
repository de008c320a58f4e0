"""The spreadsheet to start from: the columns, an example where one helps, and what each column wants."""

import io

import openpyxl
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from content.importing.kinds import Column, Kind

WIDTH = 24


def template_make(kind: Kind) -> bytes:
    """An XLSX in the active language: an empty sheet to fill in, and a second one that explains it."""
    book = openpyxl.Workbook()
    rows = book.worksheets[0]
    rows.title = force_str(kind.title)[:30]
    rows.append([heading(kind, column) for column in kind.columns])
    notes = book.create_sheet(_("Help"))
    notes.append([_("Column"), _("Must be filled"), _("What to write"), _("Example")])
    for column in kind.columns:
        notes.append(
            [kind.label(column.name), _("yes") if column.required else "", wanted(kind, column), column.example]
        )
    for sheet in book.worksheets:
        for number, cell in enumerate(sheet[1], 1):
            cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
            sheet.column_dimensions[get_column_letter(number)].width = WIDTH
        sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def heading(kind: Kind, column: Column) -> str:
    """What the column is called; a star says that it must be filled."""
    return kind.label(column.name) + (" *" if column.required else "")


def wanted(kind: Kind, column: Column) -> str:
    """What to write in the column."""
    field = kind.field(column.name)
    if field.choices:
        return ", ".join(force_str(label) for _value, label in field.flatchoices)
    return force_str(column.note)
