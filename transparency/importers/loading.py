"""Loading a directory into the record: all of it, or nothing with everything that is wrong."""

import hashlib
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale

from transparency.importers.drafts import Draft, LeansOnRefused, Refused, Texts, draft_row
from transparency.importers.problems import Problem, RecordRefused
from transparency.importers.reading import Row, Sheet, read_sheet
from transparency.importers.register import Register, programme_lookup, row_name
from transparency.importers.report import Counts, Report
from transparency.importers.tables import NOTES, PROGRAMME, TABLES, Table, column
from transparency.models import Label, Note
from transparency.services.translations import store_translation

Progress = Callable[[str], None]


def load_record(directory: Path, progress: Progress = lambda line: None) -> Report:
    """Brings the record in line with a directory's files, in one transaction; ``progress`` gets a line per file.

    Rows that are equal are not written; rows that the files do not name are left as they are. Raises
    ``RecordRefused`` with every mistake in the files, and then nothing was saved.
    """
    sheets, problems = _read(directory)
    with transaction.atomic():
        loader = _Loader(problems)
        for table in TABLES:
            if table.file in sheets:
                loader.load(table, sheets[table.file])
                progress(f"{table.file}: {loader.report.files[table.file]}")
        if problems:
            raise RecordRefused(problems)
    return loader.report


def _read(directory: Path) -> tuple[dict[str, Sheet], list[Problem]]:
    """The directory's files. Without a programme nothing else can be understood: then this raises at once."""
    problems = []
    known = [table.file for table in TABLES]
    for path in sorted(directory.glob("*.csv")):
        if path.name not in known:
            likely = get_close_matches(path.name, known, n=1)
            message = (
                _("unknown file; did you mean “%(name)s”?") % {"name": likely[0]} if likely else _("unknown file.")
            )
            problems.append(Problem(path.name, None, "", message))
    paths = {table.file: directory / table.file for table in TABLES}
    sheets = {
        table.file: read_sheet(paths[table.file], table.columns) for table in TABLES if paths[table.file].is_file()
    }
    problems += [problem for sheet in sheets.values() for problem in sheet.problems]
    if PROGRAMME.file not in sheets:
        message = _("“%(directory)s” has no such file; it must say which programme the record is of.")
        raise RecordRefused([*problems, Problem(PROGRAMME.file, None, "", message % {"directory": directory})])
    if len(sheets[PROGRAMME.file].rows) != 1:
        message = _("this file must have exactly one row below its header.")
        raise RecordRefused([*problems, Problem(PROGRAMME.file, None, "", message)])
    return sheets, problems


class _Loader:
    """One run: what is on record, what was refused, what was done."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.report = Report()
        self.register = Register()
        self.refused = Refused()
        self.locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)

    def load(self, table: Table, sheet: Sheet) -> None:
        """Loads a file's rows. Raises ``RecordRefused`` when the programme itself is not right."""
        counts = self.report.files[table.file] = Counts()
        if not sheet.whole:
            self.refused.files.add(table.model)
        seen: dict[str, int] = {}
        for row in sheet.rows:
            try:
                draft = draft_row(table, row, self.register, self.refused)
            except LeansOnRefused:
                self._refuse(table, row)
                continue
            if draft.problems:
                self._refuse(table, row, *draft.problems)
                continue
            self._load_row(table, row, draft, counts, seen)
        if table is PROGRAMME:
            if self.problems and not counts.created + counts.updated + counts.unchanged:
                raise RecordRefused(self.problems)
            code = sheet.rows[0].cells["code"]
            self.register.programme = self.register.find(PROGRAMME.model, code)
            self.report.programme = code

    def _load_row(self, table: Table, row: Row, draft: Draft, counts: Counts, seen: dict[str, int]) -> None:
        name = row_name(table.model(**draft.fields))
        if name in seen:
            message = _("row %(row)d has the same %(columns)s.") % {
                "row": seen[name],
                "columns": ", ".join(table.key),
            }
            self._refuse(table, row, (table.key[0], message))
            return
        seen[name] = row.number
        changes = []
        for field, texts in draft.notes.items():
            note, change = self._store_note(table, row, name, field, texts)
            draft.fields[field] = note
            changes.append(change)
        for field in table.notes.keys() - draft.notes.keys():
            draft.fields[field] = None
        instance, change = self._store(
            table, row, name, draft.fields, draft.texts, {text: text for text in table.texts}
        )
        if change == "created":
            counts.created += 1
        elif instance is not None and {change, *changes} != {"unchanged"}:
            counts.updated += 1
        elif instance is not None:
            counts.unchanged += 1

    def _store_note(self, table: Table, row: Row, name: str, field: str, texts: Texts) -> tuple[Any, str]:
        code = note_code(table, field, name)
        return self._store(NOTES, row, code, {"code": code}, texts, {"text": field}, table)

    def _store(
        self,
        table: Table,
        row: Row,
        name: str,
        fields: dict[str, Any],
        texts: Texts,
        columns: dict[str, str],
        shown_in: Table | None = None,
    ) -> tuple[models.Model | None, str]:
        """Saves one row and its translations where they differ; says whether it was created, updated or unchanged.

        ``columns`` says in which column of the file ``shown_in`` (``table`` itself unless given) a text stands.
        """
        file = shown_in or table
        wanted = {**fields, **texts.get(settings.LANGUAGE_CODE, {})}
        instance = self.register.find(table.model, name)
        change = "unchanged"
        if instance is None:
            instance, change = table.model(**wanted, **self._ownership(table)), "created"
        elif any(getattr(instance, field) != value for field, value in wanted.items()):
            change = "updated"
            for field, value in wanted.items():
                setattr(instance, field, value)
        if change != "unchanged":
            try:
                instance.full_clean()
            except ValidationError as error:
                self._refuse(file, row, *_by_column(file, error, columns, settings.LANGUAGE_CODE))
                return None, change
            instance.save()
            self.register.add(instance)
        for language, words in texts.items():
            if language != settings.LANGUAGE_CODE:
                try:
                    translated = store_translation(instance, language, words)
                except ValidationError as error:
                    self._refuse(file, row, *_by_column(file, error, columns, language))
                    continue
                change = "updated" if translated and change == "unchanged" else change
        return instance, change

    def _ownership(self, table: Table) -> dict[str, Any]:
        owned: dict[str, Any] = {"locale": self.locale} if issubclass(table.model, Label) else {}
        if programme_lookup(table) == "programme":
            owned["programme"] = self.register.programme
        return owned

    def _refuse(self, table: Table, row: Row, *problems: tuple[str, str]) -> None:
        self.problems += [Problem(table.file, row.number, name, message) for name, message in problems]
        self.refused.rows.add((table.model, "/".join(row.cells[name] for name in table.key)))


def note_code(table: Table, field: str, name: str) -> str:
    """The code of the note that stands in a column of a row: the same at every run, and of no other note."""
    whole = f"{Path(table.file).stem} {field} {name}"
    digest = hashlib.sha256(whole.encode()).hexdigest()[:8]
    longest = Note._meta.get_field("code").max_length or 80
    return f"{slugify(whole.replace('/', ' '))[: longest - len(digest) - 1]}-{digest}"


def _by_column(table: Table, error: ValidationError, columns: dict[str, str], language: str) -> list[tuple[str, str]]:
    """The messages of the model's rules, with the column that each speaks of."""
    found = []
    for field, messages in error.message_dict.items():
        if field in columns:
            place = column(columns[field], language)
        elif field in table.notes:
            place = column(field, settings.LANGUAGE_CODE)
        else:
            place = field if field != NON_FIELD_ERRORS and field in table.columns else ""
        found += [(place, message) for message in messages]
    return found
