"""Pages that communicators write: registers and what is in them, in Spanish and, where asked for, in English."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.utils.text import slugify

from content.models import (
    ActivityIndexPage,
    ActivityPage,
    ContentPage,
    DocumentIndexPage,
    DocumentPage,
    InitiativeIndexPage,
    InitiativePage,
    OrdinanceIndexPage,
    OrdinancePage,
    ProductIndexPage,
    ProductPage,
    RegisterIndexPage,
    RegisterItem,
    StudyIndexPage,
    StudyPage,
)
from publication.navigation import language_roots, public_path
from tests.factories.languages import english, spanish
from tests.factories.rows import ProgrammeFactory
from tests.factories.sites import home_page
from transparency.models import Place, Programme, Sector

AnyContent = TypeVar("AnyContent", bound=ContentPage)
AnyRegister = TypeVar("AnyRegister", bound=RegisterIndexPage)
AnyItem = TypeVar("AnyItem", bound=RegisterItem)

# index → item, slug in Spanish, title in Spanish, slug in English, title in English
REGISTERS: dict[type[RegisterIndexPage], tuple[type[RegisterItem], str, str, str, str]] = {
    StudyIndexPage: (StudyPage, "estudios", "Estudios", "studies", "Studies"),
    OrdinanceIndexPage: (OrdinancePage, "ordenanzas", "Ordenanzas", "ordinances", "Ordinances"),
    ProductIndexPage: (ProductPage, "productos", "Productos", "products", "Products"),
    InitiativeIndexPage: (InitiativePage, "iniciativas", "Iniciativas", "initiatives", "Initiatives"),
    DocumentIndexPage: (DocumentPage, "documentos", "Documentos", "documents", "Documents"),
    ActivityIndexPage: (ActivityPage, "actividades", "Actividades", "activities", "Activities"),
}
KINDS = {
    StudyPage: "study",
    OrdinancePage: "district",
    ProductPage: "video",
    InitiativePage: "venture",
    DocumentPage: "report",
    ActivityPage: "fair",
}


def register_page(model: type[AnyRegister]) -> AnyRegister:
    """The register of this type in both languages, below the home page; made at its first mention."""
    there = model._default_manager.filter(locale=spanish()).first()
    if there:
        return there
    _item, slug, title, slug_en, title_en = REGISTERS[model]
    page = model(title=title, slug=slug, locale=spanish())
    home_page().add_child(instance=page)
    page.save_revision().publish()
    translate(page, title=title_en, slug=slug_en)
    return page


def item_page(
    model: type[AnyItem], title: str, places: Iterable[Place] = (), sectors: Iterable[Sector] = (), **facts: Any
) -> AnyItem:
    """A published item in Spanish, in its register, with an alias in English."""
    index = next(index for index, (item, *_names) in REGISTERS.items() if item is model)
    facts = {"slug": slugify(title), "code": slugify(title), "kind": KINDS[model], **facts}
    if "programme" not in facts:
        facts["programme"] = Programme.objects.filter(locale=spanish()).first() or ProgrammeFactory()
    page = model(title=title, locale=spanish(), **facts)
    register_page(index).add_child(instance=page)
    page.places.set(places)
    page.sectors.set(sectors)
    page.save()
    page.save_revision().publish()
    return page


def translate(page: AnyContent, **words: Any) -> AnyContent:
    """The page's English version with these words, published; the alias that stood for it becomes the translation."""
    there = type(page)._default_manager.filter(translation_key=page.translation_key, locale=english()).first()
    version: AnyContent = there or page.copy_for_translation(english())
    version.alias_of = None
    if "title" in words:
        words.setdefault("slug", slugify(words["title"]))
    for name, text in words.items():
        setattr(version, name, text)
    version.save()
    version.save_revision().publish()
    return version


def address(page: ContentPage, language: str = "es") -> str:
    """Where readers find a page's version in a language, which may be an alias."""
    version = type(page)._default_manager.get(translation_key=page.translation_key, locale__language_code=language)
    return public_path(version, language_roots()[language], language)
