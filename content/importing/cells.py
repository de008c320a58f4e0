"""From the text of a cell to the value of a field."""

import datetime
import re
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from content.importing.kinds import LANGUAGES, plain
from transparency.models import Label

SEPARATOR = re.compile(r"[;\n]")
YES = {"1", "si", "yes", "x", "true", "verdadero"}
NO = {"", "0", "no", "false", "falso"}


class CellRefused(ValueError):
    """What stands in the cell is no value of its column; the message says why."""


class Cells:
    """Parses cells of one model; the rows of the record are read once for all of them."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self._labels: dict[Any, dict[str, Label]] = {}

    def value(self, name: str, text: str) -> Any:
        """The value of a field. Raises ``CellRefused``."""
        field: Any = self.model._meta.get_field(name)
        if isinstance(field, models.ManyToManyField):
            return [self.label(field.related_model, code) for code in parts(text)]
        if isinstance(field, models.ForeignKey):
            return self.label(field.related_model, text)
        if field.choices:
            return self.choice(field, text)
        if isinstance(field, models.BooleanField):
            return boolean(text)
        if isinstance(field, models.DateField):
            return day(text)
        if isinstance(field, models.IntegerField):
            return whole(text)
        return "\n".join(parts(text)) if name == "authors" else text

    def label(self, model: Any, code: str) -> Label:
        """The row of the record with this code."""
        if model not in self._labels:
            rows = model._default_manager.filter(locale__language_code=settings.LANGUAGE_CODE)
            self._labels[model] = {row.code.casefold(): row for row in rows}
        found = self._labels[model]
        if code.casefold() not in found:
            said = {"kind": force_str(model._meta.verbose_name), "code": code}
            raise CellRefused(_("There is no %(kind)s “%(code)s” on record.") % said)
        return found[code.casefold()]

    def choice(self, field: models.Field, text: str) -> Any:
        """One of the choices, by its value or by its name in any language."""
        names = {plain(str(value)): value for value, _label in field.flatchoices}
        for language in LANGUAGES:
            with translation.override(language):
                for value, label in field.flatchoices:
                    names.setdefault(plain(force_str(label)), value)
        if plain(text) not in names:
            known = ", ".join(force_str(label) for _value, label in field.flatchoices)
            raise CellRefused(_("“%(text)s” is none of these: %(choices)s.") % {"text": text, "choices": known})
        return names[plain(text)]


def parts(text: str) -> list[str]:
    """What a cell lists."""
    return [part.strip() for part in SEPARATOR.split(text) if part.strip()]


def boolean(text: str) -> bool:
    """Yes or no. Raises ``CellRefused``."""
    if plain(text) in YES | NO:
        return plain(text) in YES
    raise CellRefused(_("“%(text)s” is neither yes nor no.") % {"text": text})


def day(text: str) -> datetime.date:
    """A whole date. Raises ``CellRefused``."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise CellRefused(_("“%(text)s” is not a date. Write 2012-05-31.") % {"text": text}) from error


def whole(text: str) -> int:
    """A whole number. Raises ``CellRefused``."""
    if not text.isdecimal() or len(text) > 9:
        raise CellRefused(_("“%(text)s” is not a whole number.") % {"text": text})
    return int(text)
