"""Programmes and the pages that show them."""

from functools import partial
from typing import Any

from django.conf import settings
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from publication.navigation import Link, breadcrumbs, language_roots, menus, public_pages, public_path, sections
from publication.snapshot import once
from transparency.models import Programme
from transparency.models.pages import RELEASED_PAGES, ReleasedPage

PAGE_MODELS: dict[str, type[ReleasedPage]] = {model.view_name: model for model in RELEASED_PAGES}


def programme_codes_with_page(view: str) -> list[str]:
    """Codes of the programmes that have a page for this view, live or not."""
    return sorted(set(PAGE_MODELS[view].objects.order_by().values_list("programme__code", flat=True)))


def programme_by_code(code: str) -> Programme | None:
    """The source-language row of a programme."""
    return Programme.objects.filter(code=code, locale__language_code=settings.LANGUAGE_CODE).first()


def page_versions(view: str, programme: Programme) -> tuple[dict[str, Page], dict[str, Page]]:
    """The live pages of a programme's view, by language, and the root pages that they stand below."""
    return once(programme.pk, ("page versions", view), lambda: _page_versions(view, programme))


def _page_versions(view: str, programme: Programme) -> tuple[dict[str, Page], dict[str, Page]]:
    source = (
        PAGE_MODELS[view]
        .objects.filter(programme__translation_key=programme.translation_key, alias_of=None)
        .order_by("path")
        .first()
    )
    if source is None:
        return {}, {}
    roots = once(programme.pk, "roots", language_roots)
    return public_pages(source, roots), roots


def page_prose(view: str, programme: Programme) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
    """Where a programme's page stands in each language, and everything around its figures.

    Returns language → public path, and language → what ``describe`` gives.
    A language whose page is not live has no entry.
    """
    pages, roots = page_versions(view, programme)
    if not pages:
        return {}, {}
    menu, listed = once(programme.pk, "ways", lambda: (menus(roots), sections(roots)))
    paths = {language: public_path(page, roots[language], language) for language, page in pages.items()}
    prose = {}
    for language, page in pages.items():
        root = roots[language]
        # Pages that lie side by side have the same way back up.
        parent = page.path[: -page.steplen]
        above = once(programme.pk, ("above", parent), partial(breadcrumbs, page, root, language))
        prose[language] = describe(page.specific, root, menu[language], listed[language], above)
    return paths, prose


def describe(page: ReleasedPage, root: Page, menu: list[Link], listed: list[Link], above: list[Link]) -> dict[str, Any]:
    """One language's words and ways around a page's figures; ``above`` are the pages from the root down to it."""
    return {
        "title": page.title,
        "seo_title": page.seo_title,
        "description": page.search_description,
        "introduction": expand_db_html(page.introduction),
        "own_words": page.own_words(),
        "navigation": menu,
        "sections": listed,
        "site_title": root.title,
        "breadcrumbs": above,
    }


def released_links(code: str, language: str, *views: str) -> list[Link]:
    """Title and address of a programme's live pages for these views, in a language; what is not there is left out."""
    roots = language_roots()
    root = roots.get(language)
    if root is None:
        return []
    found = []
    for view in views:
        page = (
            PAGE_MODELS[view]
            .objects.live()
            .public()
            .filter(programme__code=code, locale__language_code=language, alias_of=None)
            .order_by("path")
            .first()
        )
        if page is not None:
            found.append({"view": view, "title": page.title, "url": public_path(page, root, language)})
    return found
