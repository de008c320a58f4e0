"""The rows that are on record, looked up by what names them in the files."""

from typing import Any

from django.conf import settings
from django.db import models

from transparency.importers.tables import Table, table_of
from transparency.models import Label, Programme


class Register:
    """Rows of one programme and of the shared vocabulary, in the source language; read once per model."""

    def __init__(self) -> None:
        self.programme: Programme | None = None
        self._rows: dict[type[models.Model], dict[str, models.Model]] = {}

    def find(self, model: type[models.Model], name: str) -> Any:
        """The row that goes by this name in the files, or None."""
        return self._of(model).get(name)

    def add(self, row: models.Model) -> None:
        """Makes a new row known."""
        self._of(type(row))[row_name(row)] = row

    def names(self, model: type[models.Model]) -> list[str]:
        """What all rows of a model are called."""
        return list(self._of(model))

    def _of(self, model: type[models.Model]) -> dict[str, models.Model]:
        if model not in self._rows:
            self._rows[model] = {row_name(row): row for row in self._on_record(table_of(model))}
        return self._rows[model]

    def _on_record(self, table: Table) -> models.QuerySet[models.Model]:
        rows = table.model._default_manager.select_related(*_lookups(table.model))
        if issubclass(table.model, Label):
            rows = rows.filter(locale__language_code=settings.LANGUAGE_CODE)
        owner = programme_lookup(table)
        return rows.filter(**{owner: self.programme}) if owner else rows


def row_name(row: models.Model) -> str:
    """What a row is called in the files: the parts of its key, joined."""
    return "/".join(_part(row, name) for name in table_of(type(row)).key)


def programme_lookup(table: Table) -> str | None:
    """The way from a row to its programme, by field names; None for shared rows."""
    if any(field.name == "programme" for field in table.model._meta.concrete_fields):
        return "programme"
    for name in table.key:
        field = table.references.get(name)
        if field is not None and isinstance(field.related_model, type):
            owner = programme_lookup(table_of(field.related_model))
            if owner:
                return f"{name}__{owner}"
    return None


def _part(row: models.Model, name: str) -> str:
    value = getattr(row, name)
    if value is None:
        return ""
    if isinstance(value, models.Model):
        return row_name(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _lookups(model: type[models.Model]) -> list[str]:
    """The relations that naming a row follows, and its language, which the rules of figures ask for."""
    table = table_of(model)
    found = ["locale"] if issubclass(model, Label) else []
    for name in table.key:
        field = table.references.get(name)
        if field is not None and isinstance(field.related_model, type):
            found += [name, *(f"{name}__{deeper}" for deeper in _lookups(field.related_model))]
    return found
