"""The demo: a site with its record, its pages in both languages, one person per role, and a first release.

Each step leaves alone what is there, so that a second run changes nothing that people have edited since.
"""

import csv
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import yaml
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from content.models import HomePage
from desk.publication import last_line
from desk.services import roles
from desk.services.content import content_create, entry_read
from desk.services.content_media import media_create
from desk.services.content_values import Content, words_put
from publication.models import Run
from publication.selectors import live_release
from publication.services.builder import build_due
from publication.services.fingerprints import mark_differences
from transparency.importers import load_record
from transparency.models import (
    AgenciesPage,
    ChangesPage,
    DataPage,
    FactSheetPage,
    FiguresPage,
    FinancesPage,
    FindingsPage,
    FollowUpPage,
    Programme,
    RegionsPage,
    ResultsPage,
    TransparencyIndexPage,
)
from transparency.models.pages import ReleasedPage
from transparency.services.translations import store_translation

DATA = Path(__file__).resolve().parents[3] / "data" / "ici"
DEFAULT_PORTS = {"http": 80, "https": 443}
SECTIONS: dict[str, type[ReleasedPage] | type[ChangesPage]] = {
    "finances": FinancesPage,
    "results": ResultsPage,
    "regions": RegionsPage,
    "agencies": AgenciesPage,
    "follow-up": FollowUpPage,
    "fact-sheet": FactSheetPage,
    "findings": FindingsPage,
    "figures": FiguresPage,
    "data": DataPage,
    "changes": ChangesPage,
}
# A menu of all would fill a telephone; the transparency page leads to every one.
IN_MENU = {"finances", "results", "follow-up", "fact-sheet", "findings", "data"}
PEOPLE = {
    "comunicadora": roles.communicators,
    "editora": roles.editors_in_chief,
    "traductora": roles.translators,
    "datos": roles.data_officers,
    "operador": roles.operators,
}

AnyPage = TypeVar("AnyPage", bound=Page)
Progress = Callable[[str], None]
Texts = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Person:
    """An account of the demo. ``password`` is known only in the run that made the account; None afterwards."""

    username: str
    role: str
    password: str | None


def demo_load(directory: Path = DATA, progress: Progress = lambda line: None) -> list[Person]:
    """Makes the demo from a directory of record files with its ``pages.yaml``; says each step to ``progress``.

    Raises ``RecordRefused`` when the files hold mistakes. Must not run inside a transaction: the release could not be
    published before its end.
    """
    progress(_("Languages …"))
    locales_create()
    progress(_("Record …"))
    programme = record_create(directory, progress)
    progress(_("Pages …"))
    texts = yaml.safe_load((directory / "pages.yaml").read_text(encoding="utf-8"))
    home = pages_create(Content(programme, directory), texts)
    site_set(home)
    progress(_("Content …"))
    content_create(programme, home, directory, progress)
    progress(_("Roles and people …"))
    roles.roles_create()
    people = people_create()
    progress(_("First release …"))
    release(progress)
    return people


def locales_create() -> None:
    """The languages of the site."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


def record_create(directory: Path, progress: Progress) -> Programme:
    """The programme of ``directory``, loaded unless it is on record: its officers may have changed it since."""
    with (directory / "programme.csv").open(encoding="utf-8-sig", newline="") as file:
        code = next(csv.DictReader(file))["code"]
    source_language = Programme.objects.filter(locale=Locale.get_default())
    there = source_language.filter(code=code).first()
    if there:
        progress(_("  %(code)s is on record already; nothing was loaded.") % {"code": code})
        return there
    load_record(directory, lambda line: progress(f"  {line}"))
    return source_language.get(code=code)


@transaction.atomic
def pages_create(content: Content, texts: dict[str, Texts]) -> HomePage:
    """The home page and a programme's transparency pages, translated and published, unless there is a home page."""
    programme = content.programme
    there = HomePage.objects.filter(locale=Locale.get_default()).first()
    if there:
        return there
    media = content.directory / "content" / "media.yaml"
    if media.is_file():
        media_create(content, entry_read(media))
    # Wagtail's first migration leaves a page that welcomes developers.
    for welcome in Page.objects.filter(depth=2, content_type__app_label="wagtailcore"):
        welcome.delete()
    home = page_create(content, Page.get_first_root_node(), HomePage(programme=programme), texts["home"])
    index = TransparencyIndexPage(programme=programme, show_in_menus=True)
    index = page_create(content, home, index, texts["transparency"])
    for name, model in SECTIONS.items():
        page_create(content, index, model(programme=programme, show_in_menus=name in IN_MENU), texts[name])
    return home


def page_create(content: Content, parent: Page, page: AnyPage, texts: Texts) -> AnyPage:
    """A page with its texts, and its translations as translators' own work; ``texts`` by language, then by field."""
    source = settings.LANGUAGE_CODE
    page.locale = Locale.get_default()
    words_put(content, page, texts[source])
    parent.add_child(instance=page)
    page.save_revision().publish()
    for language, translated in texts.items():
        if language != source:
            store_translation(page, language, translated)
    return page


def site_set(home: HomePage) -> Site:
    """The default site at the address that readers use, with ``home`` as its root unless it has a home page."""
    address = urlsplit(settings.PUBLIC_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or DEFAULT_PORTS.get(address.scheme, 80)
    if site.root_page_id is None or not HomePage.objects.filter(pk=site.root_page_id).exists():
        site.root_page, site.site_name = home, home.title
    site.save()
    return site


@transaction.atomic
def people_create() -> list[Person]:
    """One account per role; those that are there keep their password."""
    return [person_create(username, role()) for username, role in PEOPLE.items()]


def person_create(username: str, role: roles.Role) -> Person:
    """An account with a password of its own, or the account that is there."""
    users = get_user_model()
    if users.objects.filter(username=username).exists():
        return Person(username, role.name, None)
    password = secrets.token_urlsafe(12)
    user = users.objects.create_user(username, f"{username}@example.org", password, first_name=username.capitalize())
    user.groups.add(Group.objects.get(name=role.name))
    return Person(username, role.name, password)


def release(progress: Progress) -> None:
    """Publishes what is not yet released, and says which release readers see and what could not be built."""
    mark_differences()
    failed = [run for run in build_due("demo") if run.result == Run.Result.FAILED or run.error]
    live = live_release()
    if live:
        progress(_("  Readers see release %(number)d.") % {"number": live.number})
    for run in failed:
        progress(_("  %(pages)s could not be built: %(error)s") % {"pages": run.scopes, "error": last_line(run.error)})
