"""Choosing a label: from the entries in the source language only, by name or by code."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.forms.models import register_form_field_override
from wagtail.snippets.views import chooser as snippet_chooser

from transparency.models import Label, Organisation, Programme


def source_language() -> Q:
    """Rows in the language that figures point at."""
    return Q(locale__language_code=settings.LANGUAGE_CODE)


def label_text(label: Label) -> str:
    """A label as an officer looks for it: organisations by acronym, programmes by code first."""
    if isinstance(label, Organisation) and label.acronym and label.acronym != label.name:
        return f"{label.acronym} · {label.name}"
    if isinstance(label, Programme):
        return f"{label.code} · {label.short_name}"
    return str(label)


class LabelChoiceField(forms.ModelChoiceField):
    """The choice of a label in a form."""

    def label_from_instance(self, obj: Any) -> str:
        """What stands in the list."""
        return label_text(obj)


class LabelSearchForm(BaseFilterForm):
    """The search box above a list of labels to choose from."""

    q = forms.CharField(
        label=_("Search by name or code"), widget=forms.TextInput(attrs={"type": "search"}), required=False
    )

    def filter(self, objects: QuerySet) -> QuerySet:
        """Keeps the labels in which the words stand."""
        text = self.cleaned_data.get("q")
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        return objects.filter(label_contains(objects.model, text))


def label_contains(model: type[Label], text: str) -> Q:
    """Labels whose code or any translated text holds ``text``, in any case."""
    found = Q(code__icontains=text)
    for name in model.label_fields:
        found |= Q(**{f"{name}__icontains": text})
    return found


class SourceLanguageMixin:
    """A list of what can be chosen, without translations; one language needs no column for it."""

    filter_form_class = LabelSearchForm
    i18n_enabled = False
    model_class: type[Label]

    def get_object_list(self) -> QuerySet:
        """The rows in the source language."""
        return self.model_class._default_manager.filter(source_language())


class ChooseView(SourceLanguageMixin, snippet_chooser.ChooseView):
    """The dialogue."""


class ChooseResultsView(SourceLanguageMixin, snippet_chooser.ChooseResultsView):
    """Its list, when a search or a page of it is asked for."""


class LabelChooserViewSet(snippet_chooser.SnippetChooserViewSet):
    """The chooser of one kind of label, used by every form that points at it."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView

    def on_register(self) -> None:
        """Makes forms use this chooser, and refuse what it would not offer."""
        super().on_register()
        register_form_field_override(
            models.ForeignKey,
            to=self.model,
            override={
                "form_class": LabelChoiceField,
                "limit_choices_to": source_language,
                "widget": self.widget_class,
            },
        )
