"""The demo's editorial content: pages, pictures and files from reviewed YAML, in both languages.

A section whose page is there is left alone, whatever editors have made of it. How the files are written is told in
``data/ici/README.md``.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from content import models as page_types
from content.models import HomePage
from desk.services.content_media import media_create
from desk.services.content_values import Content, Entry, resolved, words_put
from transparency.models import Programme
from transparency.services.translations import store_translation

SECTIONS = (
    "programme",
    "regions",
    "studies",
    "ordinances",
    "products",
    "initiatives",
    "documents",
    "activities",
    "photos",
)

Progress = Callable[[str], None]


def content_create(programme: Programme, home: HomePage, directory: Path, progress: Progress) -> None:
    """Makes the sections of ``directory/content`` that are not there yet; says each to ``progress``."""
    source = directory / "content"
    if not source.is_dir():
        return
    there = {type(page).__name__ for page in home.get_children().specific()}
    entries = {name: entry_read(source / f"{name}.yaml") for name in SECTIONS if (source / f"{name}.yaml").is_file()}
    missing = {name: entry for name, entry in entries.items() if entry["type"] not in there}
    if not missing:
        progress(_("  All sections are there already."))
        return
    with transaction.atomic(), disable_reference_index_auto_update():
        content = Content(programme, directory)
        media_create(content, entry_read(source / "media.yaml"))
        for name, entry in missing.items():
            number = section_create(content, home, entry)
            progress(_("  %(section)s: %(number)d pages") % {"section": name, "number": number})
        for page, changes in content.later:
            page_change(page, changes)
        references_note(home)


def entry_read(path: Path) -> Entry:
    """A file of content."""
    entry: Entry = yaml.safe_load(path.read_text(encoding="utf-8"))
    return entry


def section_create(content: Content, home: HomePage, entry: Entry) -> int:
    """A section of the site with all that is below it; returns how many pages that is."""
    section = page_create(content, home, entry)
    if "before" in entry:
        move_before(section, home.get_children().filter(slug=entry["before"]).first())
    section = type(section).objects.get(pk=section.pk)
    return 1 + sum(branch_create(content, section, child) for child in children(entry))


def move_before(section: Page, sibling: Page | None) -> None:
    """Puts a section before another one, in every language: menus follow the order of their own tree."""
    if sibling is None:
        return
    for page in section.get_translations(inclusive=True):
        next_one = Page.objects.filter(translation_key=sibling.translation_key, locale=page.locale_id).first()
        if next_one:
            Page.objects.get(pk=page.pk).move(next_one, pos="left")


def branch_create(content: Content, parent: Page, entry: Entry) -> int:
    """A page with all that is below it; returns how many pages that is."""
    page = page_create(content, parent, entry)
    return 1 + sum(branch_create(content, page, child) for child in children(entry))


def children(entry: Entry) -> Iterator[Entry]:
    """The pages below; ``copies: 3`` stands for three that differ in their number, which their texts call ``{n}``."""
    for child in entry.get("children", ()):
        for number in range(1, child.get("copies", 1) + 1):
            yield numbered(child, number) if "copies" in child else child


def numbered(value: Any, number: int) -> Any:
    """The value with ``number`` in the place of every ``{n}``."""
    if isinstance(value, str):
        return value.replace("{n}", str(number))
    if isinstance(value, dict):
        return {name: numbered(part, number) for name, part in value.items()}
    return [numbered(part, number) for part in value] if isinstance(value, list) else value


def page_create(content: Content, parent: Page, entry: Entry) -> Page:
    """A published page, with its translations as translators' own work."""
    model: type[Page] = getattr(page_types, entry["type"])
    page = model(locale=Locale.get_default(), show_in_menus=entry.get("menu", False))
    if any(known.name == "programme" for known in model._meta.get_fields()):
        page.programme = content.programme
    for name, value in entry.get("facts", {}).items():
        setattr(page, name, resolved(content, model._meta.get_field(name), value))
    words_put(content, page, entry[settings.LANGUAGE_CODE])
    parent.add_child(instance=page)
    page.save_revision(clean=False).publish()
    page = model.objects.get(pk=page.pk)
    for language, _name in settings.LANGUAGES:
        if language != settings.LANGUAGE_CODE and language in entry:
            store_translation(page, language, entry[language])
    if "later" in entry:
        content.later.append((page, entry["later"]))
    return page


def page_change(page: Page, changes: Entry) -> None:
    """What happened to a page after it was translated: the translation is out of date from then on."""
    page = page.specific_class.objects.get(pk=page.pk)
    for name, text in changes.items():
        setattr(page, name, text)
    page.save_revision().publish()


def references_note(home: HomePage) -> None:
    """Notes once for each page what it refers to, instead of at each of the several times that it was saved."""
    for tree in home.get_translations(inclusive=True):
        for page in tree.get_descendants().specific().iterator():
            ReferenceIndex.create_or_update_for_object(page)
