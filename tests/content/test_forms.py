"""What the forms of the admin offer, and the words of pictures in either language."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.forms import ModelChoiceField
from django.test import Client
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import get_page_models

from content.models import Picture
from tests import factories
from transparency.models import Label

pytestmark = pytest.mark.django_db

OURS = {"content", "transparency"}


def forms() -> Iterator[tuple[str, Any]]:
    """The forms of pages, pictures and files; a first request has the admin register what forms are made of."""
    Client().get("/admin/login/")
    for model in get_page_models():
        if model._meta.app_label in OURS:
            model.get_edit_handler.cache_clear()
            yield model.__name__, model.get_edit_handler().get_form_class()
    yield "picture", get_image_form(get_image_model())
    yield "file", get_document_form(get_document_model())


def test_no_form_offers_a_label_once_for_each_language():
    choices = [
        (f"{name}.{field_name}", field)
        for name, form in forms()
        for field_name, field in form.base_fields.items()
        if isinstance(field, ModelChoiceField)
        and field.queryset is not None
        and issubclass(field.queryset.model, Label)
    ]

    assert {"picture.place", "StudyPage.places", "StudyPage.sectors", "StudyPage.programme"} <= {
        name for name, _field in choices
    }
    assert [name for name, field in choices if "locale" not in str(field.get_limit_choices_to())] == []


def test_the_form_of_a_picture_offers_each_place_and_sector_once():
    for factory, code in ((factories.PlaceFactory, "08"), (factories.SectorFactory, "handicrafts")):
        factories.in_english(factory(code=code), name="In English")

    form = get_image_form(Picture)()

    assert [place.code for place in form.fields["place"].queryset] == ["08"]
    assert [sector.code for sector in form.fields["sector"].queryset] == ["handicrafts"]
    assert "credit_en" in form.fields


def test_a_credit_is_told_in_the_readers_language_where_it_has_been_translated():
    translated = Picture(credit="Foto de Rosa Quispe", credit_en="Photograph by Rosa Quispe")

    with override("en"):
        assert translated.credit_line == "Photograph by Rosa Quispe"
        assert Picture(credit="Foto de Rosa Quispe").credit_line == "Foto de Rosa Quispe"
    with override("es"):
        assert translated.credit_line == "Foto de Rosa Quispe"
