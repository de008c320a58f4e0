"""The site's page tree as readers meet it: paths, menus, the way back up, the same page in other languages.

Read in one place for released pages and for pages that Wagtail serves. Paths are computed from the page tree itself,
not through Wagtail's cached site roots, so that they belong to the same moment as everything else that is read.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info
from wagtail.models import Page, PageQuerySet, Site

Link = dict[str, Any]


def language_roots() -> dict[str, Page]:
    """Language code → the live root page of the default site in that language, in the order of LANGUAGES."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return {}
    roots = originals().filter(translation_key=site.root_page.translation_key).select_related("locale")
    found = {page.locale.language_code: page for page in roots}
    return {code: found[code] for code, _ in settings.LANGUAGES if code in found}


def originals() -> PageQuerySet:
    """Live pages with words of their own: an alias repeats another page, and so another language's words."""
    return Page.objects.live().filter(alias_of=None)


def public_path(page: Page, root: Page, language: str) -> str:
    """The path that readers use, ``/es/transparencia/``; ``root`` is the root page of the page's language."""
    return _below(page.url_path, root, language)


def public_pages(page: Page, roots: dict[str, Page]) -> dict[str, Page]:
    """Language code → the live version of this page in that language, below a live root."""
    found = {
        translation.locale.language_code: translation
        for translation in originals().filter(translation_key=page.translation_key).select_related("locale")
    }
    return {
        code: found[code]
        for code, root in roots.items()
        if code in found and found[code].url_path.startswith(root.url_path)
    }


def menus(roots: dict[str, Page]) -> dict[str, list[Link]]:
    """Language code → menu of two levels: ``{title, url, children}``."""
    # Plain columns, not pages: every scope reads the menu, and it may have hundreds of entries.
    columns = ("locale__language_code", "title", "url_path", "path", "depth")
    rows = originals().in_menu().filter(locale__language_code__in=roots).order_by("path").values_list(*columns)
    found: dict[str, list[Link]] = {code: [] for code in roots}
    tops: dict[str, Link] = {}
    for code, title, url_path, path, depth in rows:
        root = roots[code]
        link: Link = {"title": title, "url": _below(url_path, root, code), "children": []}
        if depth == root.depth + 1 and path.startswith(root.path):
            tops[path] = link
            found[code].append(link)
        elif depth == root.depth + 2 and (parent := tops.get(path[: -Page.steplen])):
            parent["children"].append(link)
    return found


def breadcrumbs(page: Page, root: Page, language: str) -> list[Link]:
    """The pages above this one, from the root down."""
    above = page.get_ancestors().filter(path__startswith=root.path)
    return [{"title": ancestor.title, "url": public_path(ancestor, root, language)} for ancestor in above]


def frame(page: Page) -> dict[str, Any]:
    """What the base template needs around a page that Wagtail serves itself."""
    roots = language_roots()
    language = page.locale.language_code
    root = roots.get(language)
    if root is None:
        return {"page_language": language}
    path = public_path(page, root, language)
    pages = public_pages(page, roots)
    paths = {code: public_path(version, roots[code], code) for code, version in pages.items()}
    return {
        "page_language": language,
        "title": page.title,
        "seo_title": page.seo_title,
        "description": page.search_description,
        "path": path,
        "public_url": settings.PUBLIC_URL,
        "home_url": public_path(root, root, language),
        "navigation": with_current(menus({language: root})[language], path),
        "breadcrumbs": breadcrumbs(page, root, language),
        "alternates": alternates(paths, language),
    }


def alternates(paths: dict[str, str], language: str) -> list[Link]:
    """The same page in each language, under the language's own name."""
    return [
        {
            "language": code,
            "label": get_language_info(code)["name_local"].capitalize(),
            "url": path,
            "current": code == language,
        }
        for code, path in paths.items()
    ]


def with_current(menu: list[Link], path: str) -> list[Link]:
    """The menu with the page that is being read marked."""
    return [{**link, "current": link["url"] == path, "children": with_current(link["children"], path)} for link in menu]


def _below(url_path: str, root: Page, language: str) -> str:
    return f"/{language}/{url_path[len(root.url_path) :]}"
