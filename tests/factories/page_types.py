"""A page of any type, made from what the type itself asks for: types made tomorrow are tested like those of today."""

from typing import Any

from django.db import models
from django.utils.text import slugify
from wagtail.models import Page, get_page_models

from tests.factories.languages import spanish
from tests.factories.rows import PlaceFactory
from tests.factories.sites import ProgrammeSite
from transparency.models import Evaluation, Place, Programme, Source

PAGE_TYPES = [model for model in get_page_models() if model._meta.app_label != "wagtailcore" and model.is_creatable]
FILLED_BY_WAGTAIL = {field.name for field in Page._meta.get_fields()} | {"page_ptr"}


def related(model: type[models.Model], programme: Programme) -> models.Model:
    """A row for a page to refer to."""
    if model is Programme:
        return programme
    if model is Place:
        return PlaceFactory()
    if model is Evaluation:
        source = Source.objects.order_by("pk")[0]
        return Evaluation.objects.create(
            programme=programme,
            source=source,
            section="I",
            code="final",
            name="Final",
            kind="final",
            locale=programme.locale,
        )
    found: models.Model = model._default_manager.get()
    return found


def required(model: type[Page], programme: Programme) -> dict[str, Any]:
    """The least that a type asks for besides its title."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name in FILLED_BY_WAGTAIL or field.blank or field.has_default():
            continue
        if isinstance(field, models.ForeignKey):
            values[field.name] = related(field.related_model, programme)
        elif field.choices:
            values[field.name] = field.flatchoices[0][0]
        else:
            values[field.name] = slugify(model.__name__)
    return values


def parent_for(model: type[Page], site: ProgrammeSite) -> Page:
    """A page that pages of this type may stand below; made where the site has none."""
    allowed = [kind for kind in model.allowed_parent_page_models() if kind is not Page]
    for kind in allowed:
        there: Page | None = kind._default_manager.filter(locale=spanish()).first()
        if there is not None:
            return there
    if not allowed:
        return Page.get_first_root_node()
    return draft_of(allowed[0], site)


def draft_of(model: type[Page], site: ProgrammeSite) -> Page:
    """A page that was saved and never published."""
    page: Page = model(title=title_of(model), slug=slugify(title_of(model)), live=False, locale=spanish())
    for name, value in required(model, site.programme).items():
        setattr(page, name, value)
    parent_for(model, site).add_child(instance=page)
    return page.save_revision().as_object()


def title_of(model: type[Page]) -> str:
    return f"Borrador de {model.__name__}"
