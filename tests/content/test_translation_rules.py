"""Every field of everything that is translated says whether it is words or a fact, and facts cannot be overridden."""

import pytest
from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

OWN = ("content", "transparency")
TRANSLATED = [
    model for model in apps.get_models() if issubclass(model, TranslatableMixin) and model._meta.app_label in OWN
]
# Of Wagtail, of the tree, and of the rows that belong to a page: nothing that anybody writes.
MACHINERY = {"id", "locale", "translation_key", "sort_order", "page_ptr"}
OF_PAGES = {field.name for field in Page._meta.get_fields()}
PAGE_WORDS = {"title", "slug", "seo_title", "search_description"}


def written(model: type[models.Model]) -> set[str]:
    """The fields that somebody fills in."""
    own = {
        field.name
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.name not in MACHINERY and field.name not in OF_PAGES and not isinstance(field, ParentalKey)
    }
    children = {
        str(relation.get_accessor_name())
        for relation in model._meta.related_objects
        if isinstance(relation.field, ParentalKey) and relation.get_accessor_name() not in OF_PAGES
    }
    return own | children | (PAGE_WORDS | {"show_in_menus"} if issubclass(model, Page) else set())


@pytest.mark.parametrize("model", TRANSLATED, ids=lambda model: model.__name__)
def test_every_field_is_declared(model):
    declared = [rule.field_name for rule in model.translatable_fields]

    assert written(model) - set(declared) == set()
    assert len(declared) == len(set(declared)), "declared twice"
    for name in declared:
        assert name in OF_PAGES or name in written(model), f"{name} is no field"


@pytest.mark.parametrize("model", TRANSLATED, ids=lambda model: model.__name__)
def test_facts_cannot_be_overridden_by_translators(model):
    for rule in model.translatable_fields:
        if isinstance(rule, SynchronizedField) and rule.field_name != "show_in_menus":
            assert not rule.overridable, rule.field_name


@pytest.mark.parametrize("model", TRANSLATED, ids=lambda model: model.__name__)
def test_words_are_text_and_choices_numbers_and_dates_are_facts(model):
    for rule in model.translatable_fields:
        field = model._meta.get_field(rule.field_name)
        text = isinstance(field, (models.CharField, models.TextField, StreamField)) and not field.choices
        if isinstance(rule, TranslatableField) and isinstance(field, models.Field):
            assert text, f"{rule.field_name} is no text"
