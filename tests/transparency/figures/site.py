"""A programme's site with a page of all figures, and what readers do there."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.test import Client
from wagtail.models import Page

from publication.models import Release
from publication.services.builder import build_due
from publication.services.releases import live_release
from tests.factories import ProgrammeSite, programme_with_pages, publish_in_english, spanish
from transparency.changes.recording import record_changes
from transparency.models import FiguresPage, StatementLine

CODE = "TEST-0001"
PAGES = {"es": "/es/transparencia/cifras/", "en": "/en/transparency/figures/"}
KEY = f"lines/semester/2001-1/{CODE}-final/AG0/disbursed"
SHA256 = "5e" * 32


@dataclass
class FiguresSite:
    """A programme whose figures are released; ``line`` is the row behind ``KEY``."""

    programme: ProgrammeSite
    page: FiguresPage
    line: StatementLine

    def publish(self) -> Release:
        """Release what is due, and record what it changed."""
        runs = build_due("test")
        assert not [run.error for run in runs if run.error]
        record_changes()
        live = live_release()
        assert live is not None
        return live

    def change(self, amount: str | None) -> Release:
        """Correct the figure, and release it."""
        StatementLine.objects.filter(pk=self.line.pk).update(amount=None if amount is None else Decimal(amount))
        return self.publish()

    def dated(self, release: Release, day: datetime.date, hour: int = 15) -> None:
        """Let a release have been published on a day, at an hour of the site's clock."""
        from django.utils import timezone

        moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))
        Release.objects.filter(pk=release.pk).update(published_at=moment)


def figures_page(site: ProgrammeSite) -> FiguresPage:
    """The page of all figures in both languages."""
    page = FiguresPage(title="Todas las cifras", slug="cifras", programme=site.programme, locale=spanish())
    site.index.add_child(instance=page)
    page.save_revision().publish()
    publish_in_english(page, "All figures", "figures")
    page.refresh_from_db()
    return page


def figures_site() -> FiguresSite:
    """A small programme, its figures' page, and nothing released yet."""
    programme = programme_with_pages(CODE, agencies=2, semesters=1)
    page = figures_page(programme)
    programme.source.sha256 = SHA256
    programme.source.save()
    line = StatementLine.objects.get(statement__programme__code=CODE, organisation__code="AG0", measure="disbursed")
    return FiguresSite(programme, page, line)


def figure_url(language: str = "es", key: str = KEY) -> str:
    """A figure's own page."""
    return f"{PAGES[language]}{key}/"


def text_at(client: Client, url: str, status: int = 200) -> str:
    """What a page says between its head and its foot."""
    from tests.transparency.plain import main_text

    response = client.get(url)
    assert response.status_code == status, response.status_code
    return main_text(response.content.decode()).replace("\xa0", " ")


def english_of(page: Page) -> Page:
    """The English version of a page."""
    return Page.objects.get(translation_key=page.translation_key, locale__language_code="en")
