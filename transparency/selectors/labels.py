"""The words for codes, in every language."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from publication.snapshot import once
from transparency.models import Label, Programme, ProgrammeLabel

# kind → code → language → field → words
Labels = dict[str, dict[str, dict[str, dict[str, str]]]]


def read_labels(programme: Programme) -> Labels:
    """All labels that a programme's pages may need, in one query.

    A language that a label is not translated to has no entry: readers are told, never shown another language's words
    as if they were theirs.
    """
    return once(programme.pk, "labels", lambda: _labels(programme))


def _labels(programme: Programme) -> Labels:
    parts = [part for model in _label_models() for part in _words(model, programme)]
    found: Labels = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for kind, code, language, field, words in parts[0].union(*parts[1:], all=True):
        if words:
            found[kind][code][language][field] = words
    # Plain, so that looking for a word that is not there adds none.
    return {
        kind: {code: {language: dict(fields) for language, fields in words.items()} for code, words in codes.items()}
        for kind, codes in found.items()
    }


def used_labels(labels: Labels, used: Iterable[tuple[str, str]]) -> Labels:
    """Only the labels that occur: a change of any other must not change a page's fingerprint."""
    chosen: Labels = {}
    for kind, code in sorted(set(used)):
        chosen.setdefault(kind, {})[code] = labels.get(kind, {}).get(code, {})
    return chosen


def _label_models() -> list[type[Label]]:
    models = apps.get_app_config("transparency").get_models()
    return [model for model in models if issubclass(model, Label) and model.in_releases]


def _words(model: type[Label], programme: Programme) -> list[QuerySet[Any, tuple[str, str, str, str, str]]]:
    rows: QuerySet[Any] = model._default_manager.order_by()
    if issubclass(model, ProgrammeLabel):
        rows = model._default_manager.filter(**{"programme": programme.pk}).order_by()
    elif model is Programme:
        rows = rows.filter(translation_key=programme.translation_key)
    return [
        rows.annotate(
            label_kind=Value(model._meta.model_name),
            label_code=F("code"),
            label_language=F("locale__language_code"),
            label_field=Value(field),
            label_words=Cast(field, TextField()),
        ).values_list("label_kind", "label_code", "label_language", "label_field", "label_words")
        for field in model.label_fields
    ]
