"""Lists of record rows: in the source language at first, with numbers as readers see them, and for spreadsheets."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.contrib.admin.utils import quote
from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale
from wagtail.snippets.views import snippets

from transparency.admin.choosers import LabelChoiceField, source_language
from transparency.formatting import money, number
from transparency.models import Label

LONG_TEXT = 110


class LabelFilter(django_filters.ModelChoiceFilter):
    """Rows that point at one label."""

    field_class = LabelChoiceField


class RecordFilterSet(WagtailFilterSet):
    """The filters of a list. Translations appear when they are asked for."""

    def __init__(self, data: QueryDict | None = None, queryset: models.QuerySet | None = None, **kwargs: Any) -> None:
        if issubclass(self._meta.model, Label) and data is not None:
            data = data.copy()
            data.setdefault("locale", settings.LANGUAGE_CODE)
        super().__init__(data, queryset, **kwargs)

    def _add_locale_filter(self) -> None:
        if issubclass(self._meta.model, Label):
            self.filters["locale"] = django_filters.ChoiceFilter(
                field_name="locale__language_code",
                label=_("Language"),
                choices=[(locale.language_code, locale.get_display_name()) for locale in Locale.objects.all()],
                empty_label=None,
                initial=settings.LANGUAGE_CODE,
                widget=forms.RadioSelect,
            )

    @classmethod
    def filter_for_lookup(
        cls, field: models.Field, lookup_type: str
    ) -> tuple[type[django_filters.Filter] | None, dict[str, Any]]:
        """A label is chosen among those in the source language."""
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Label):
            rows = field.related_model._default_manager.filter(source_language())
            return LabelFilter, {"queryset": rows, "empty_label": _("All")}
        found: tuple[type[django_filters.Filter] | None, dict[str, Any]] = super().filter_for_lookup(field, lookup_type)
        return found


class NumberColumn(Column):
    """A number or, with ``currency``, an amount; a missing one is a dash, never a zero."""

    def __init__(self, name: str, label: Any, currency: bool = False, **kwargs: Any) -> None:
        super().__init__(name, label=label, sort_key=name, classname="record-number", **kwargs)
        self.currency = currency

    def get_value(self, instance: Any) -> str:
        """The text of the cell."""
        value: Decimal | None = super().get_value(instance)
        language = get_language() or settings.LANGUAGE_CODE
        if value is None:
            return "–"
        if self.currency and instance.currency:
            return money(value, instance.currency, language, decimals=2)
        return number(value, language)


class CodeColumn(Column):
    """The code of a label, where its name would fill the list."""

    def __init__(self, name: str, label: Any) -> None:
        super().__init__(name, label=label, accessor=f"{name}.code", sort_key=f"{name}__code")


PROGRAMME = CodeColumn("programme", _("Programme"))
SOURCE = CodeColumn("source", _("Source"))


class TextColumn(Column):
    """A sentence, cut where it gets too long for a list."""

    def get_value(self, instance: Any) -> str:
        """The text of the cell."""
        return Truncator(str(super().get_value(instance) or "")).chars(LONG_TEXT)


class RecordIndexView(snippets.IndexView):
    """A list of rows. Whoever may only translate a label is led from its row to the translation."""

    base_filterset_class = RecordFilterSet
    list_display: tuple = ()

    def get_edit_url(self, instance: models.Model) -> str | None:
        """Where the row is edited: itself, or its translation; None for whoever may do neither."""
        if not self.edit_url_name or not self.user_has_permission("change"):
            return None
        if self.user_has_permission_for_instance("change", instance):
            return reverse(self.edit_url_name, args=(quote(instance.pk),))
        translation = self.translations_by_key.get(instance.translation_key) if isinstance(instance, Label) else None
        return reverse(self.edit_url_name, args=(quote(translation),)) if translation else None

    def get_list_more_buttons(self, instance: models.Model) -> list:
        """The row's own buttons, without those that would lead nowhere."""
        return [button for button in super().get_list_more_buttons(instance) if getattr(button, "url", True)]

    @cached_property
    def translations_by_key(self) -> dict[Any, int]:
        """The translated row of each label, by translation key."""
        rows = self.model._default_manager.exclude(source_language())
        return dict(rows.values_list("translation_key", "pk"))

    def get_add_url(self) -> str | None:
        """New rows start in the source language, whichever language the list shows."""
        return reverse(self.add_url_name) if self.user_has_permission("add") else None

    def to_row_dict(self, item: models.Model) -> dict[str, Any]:
        """One row of the spreadsheet; a label that is not set is an empty cell."""
        return {name: value_at(item, name) for name in self.list_export}

    def _get_title_column(self, field_name: str, *args: Any, **kwargs: Any) -> Column:
        column: Column = super()._get_title_column(field_name, *args, **kwargs)
        whole: Callable[[Any], Any] = column.get_value
        column.get_value = lambda instance: Truncator(str(whole(instance) or instance)).chars(LONG_TEXT)
        return column


def value_at(row: models.Model, path: str) -> Any:
    """The value at ``place.code``; None where the row has no place."""
    value: Any = row
    for name in path.split("."):
        value = getattr(value, name) if value is not None else None
    return value


def export_columns(model: type[models.Model]) -> dict[str, str]:
    """What a spreadsheet of a model holds, with its headings: every column, labels by their code."""
    columns = {}
    for field in model._meta.concrete_fields:
        if field.name in ("id", "translation_key"):
            continue
        heading = capfirst(str(field.verbose_name))
        if field.name == "locale":
            columns["locale.language_code"] = heading
        elif isinstance(field, models.ForeignKey) and issubclass(field.related_model, Label):
            columns[f"{field.name}.code"] = heading
        else:
            columns[field.name] = heading
    return columns
