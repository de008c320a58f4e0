"""From a row of a file to what it asks of the record, or to what is wrong with it."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from transparency.importers.cells import AnyField, read_cell
from transparency.importers.problems import BadCell
from transparency.importers.reading import Row
from transparency.importers.register import Register
from transparency.importers.tables import Table, column, languages, table_of

# language → field → text, without languages that the row leaves blank
Texts = dict[str, dict[str, str]]


class LeansOnRefused(Exception):
    """The row points at one that was refused: what is wrong is said there already."""


@dataclass
class Draft:
    """What a row asks for, and what is wrong with it by column."""

    fields: dict[str, Any] = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)
    notes: dict[str, Texts] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Refused:
    """Rows that cannot be loaded, by model and name, and models whose whole file could not be read."""

    rows: set[tuple[type[models.Model], str]] = field(default_factory=set)
    files: set[type[models.Model]] = field(default_factory=set)

    def covers(self, model: type[models.Model], name: str) -> bool:
        """Whether a missing row is missing because of a mistake that was reported."""
        return model in self.files or (model, name) in self.rows


def draft_row(table: Table, row: Row, register: Register, refused: Refused) -> Draft:
    """Reads every cell of a row. Raises ``LeansOnRefused``."""
    draft = Draft()
    for name, its_field in table.values.items():
        try:
            draft.fields[name] = read_cell(its_field, row.cells[name])
        except BadCell as error:
            draft.problems.append((name, str(error)))
    for name, its_field in table.references.items():
        try:
            draft.fields[name] = _referred(its_field, row.cells[name], register, refused)
        except BadCell as error:
            draft.problems.append((name, str(error)))
    if table.texts:
        draft.texts = _texts({name: (name, required) for name, required in table.texts.items()}, row, draft)
    for name, its_field in table.notes.items():
        texts = _texts({"text": (name, not its_field.null)}, row, draft)
        if any(words["text"] for words in texts.values()):
            draft.notes[name] = texts
    return draft


def _referred(its_field: AnyField, cell: str, register: Register, refused: Refused) -> models.Model | None:
    if cell == "":
        if its_field.null:
            return None
        raise BadCell(_("this must not be empty."))
    model = its_field.related_model
    if not isinstance(model, type):
        raise TypeError(f"{its_field} points at no model")
    found: models.Model | None = register.find(model, cell)
    if found is not None:
        return found
    if refused.covers(model, cell):
        raise LeansOnRefused
    likely = get_close_matches(cell, register.names(model), n=1)
    values = {"cell": cell, "file": table_of(model).file, "likely": likely[0] if likely else ""}
    if likely:
        raise BadCell(_("“%(cell)s” is not on record nor above in %(file)s; did you mean “%(likely)s”?") % values)
    raise BadCell(_("“%(cell)s” is not on record nor above in %(file)s.") % values)


def _texts(columns: dict[str, tuple[str, bool]], row: Row, draft: Draft) -> Texts:
    """The texts of one label: ``columns`` says for each field where it stands and whether it must be there.

    A translation must be whole, or readers would meet another language in its midst.
    """
    source, *others = languages()
    texts: Texts = {source: {}}
    for name, (prefix, required) in columns.items():
        cell = texts[source][name] = row.cells[column(prefix, source)]
        if required and not cell:
            draft.problems.append((column(prefix, source), _("this must not be empty.")))
    for language in others:
        cells = {name: row.cells[column(prefix, language)] for name, (prefix, _required) in columns.items()}
        if not any(cells.values()):
            continue
        texts[language] = {name: cell for name, cell in cells.items() if cell}
        for name, cell in cells.items():
            required = columns[name][1]
            if bool(cell) != bool(texts[source][name]) and not (cell and required):
                message = (
                    _("there is no text in the main language that this translates.")
                    if cell
                    else _("this translation is missing, while others of the row are there.")
                )
                draft.problems.append((column(columns[name][0], language), message))
    return texts
