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
    roots = Page.objects.live().filter(translation_key=site.root_page.translation_key, alias_of=None)
    found = {page.locale.language_code: page for page in roots.select_related("locale")}
    return {code: found[code] for code, _ in settings.LANGUAGES if code in found}


def originals() -> PageQuerySet:
    """Live pages with words of their own, for everybody to read.

    An alias repeats another page, and so another language's words.
    """
    return Page.objects.live().public().filter(alias_of=None)


def public_path(page: Page, root: Page, language: str) -> str:
    """The path that readers use, ``/es/transparencia/``; ``root`` is the root page of the page's language."""
    return _below(page.url_path, root, language)


def public_pages(page: Page, roots: dict[str, Page]) -> dict[str, Page]:
    """Language code → the version of this page that everybody can read in that language, below a live root."""
    return _by_language(originals().filter(translation_key=page.translation_key), roots)


def public_aliases(page: Page, roots: dict[str, Page]) -> dict[str, Page]:
    """Language code → the alias that everybody can read in that language, which shows the words of another page."""
    found = (
        Page.objects.live()
        .public()
        .filter(translation_key=page.translation_key, alias_of__isnull=False)
        .select_related("locale", "alias_of__locale")
    )
    aliases = {alias.locale.language_code: alias for alias in found}
    return {code: aliases[code] for code in roots if code in aliases}


def _by_language(pages: PageQuerySet, roots: dict[str, Page]) -> dict[str, Page]:
    found = {page.locale.language_code: page for page in pages.select_related("locale")}
    return {
        code: found[code]
        for code, root in roots.items()
        if code in found and found[code].url_path.startswith(root.url_path)
    }


def sections(roots: dict[str, Page]) -> dict[str, list[Link]]:
    """Language code → every page right below the home page, in the menu or not: ``{title, url}``."""
    depths = {root.depth + 1 for root in roots.values()}
    columns = ("locale__language_code", "title", "url_path", "path")
    rows = originals().filter(locale__language_code__in=roots, depth__in=depths).order_by("path").values_list(*columns)
    found: dict[str, list[Link]] = {code: [] for code in roots}
    for code, title, url_path, path in rows:
        if path.startswith(roots[code].path):
            found[code].append({"title": title, "url": _below(url_path, roots[code], code)})
    return found


def below(page: Page, root: Page, language: str) -> list[Link]:
    """The pages right below a page that everybody can read, in the order of the tree: ``{kind, title, url, text}``.

    ``kind`` is the name of the page type, ``text`` what search engines are told of the page.
    """
    columns = ("content_type__model", "title", "url_path", "search_description")
    rows = originals().public().child_of(page).order_by("path").values_list(*columns)
    return [
        {"kind": kind, "title": title, "url": _below(url_path, root, language), "text": text}
        for kind, title, url_path, text in rows
    ]


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
    """The pages above this one, from the root down; ``language`` names that of a title in another one."""
    above = page.get_ancestors().filter(path__startswith=root.path).select_related("alias_of__locale")
    return [
        {
            "title": ancestor.title,
            "url": public_path(ancestor, root, language),
            **({"language": ancestor.alias_of.locale.language_code} if ancestor.alias_of_id else {}),
        }
        for ancestor in above
    ]


def frame(page: Page) -> dict[str, Any]:
    """What the base template needs around a page that Wagtail serves itself.

    An alias shows the words of the page that it repeats: it says in which language they are, names that page as the
    one to index, and offers no translation of its own.
    """
    roots = language_roots()
    language = page.locale.language_code
    source = page.alias_of or page
    text_language = source.locale.language_code
    root = roots.get(language)
    if root is None:
        return {"page_language": text_language}
    path = public_path(page, root, language)
    pages, aliases = public_pages(page, roots), public_aliases(page, roots)
    versions = {**aliases, **pages}
    paths = {code: public_path(versions[code], roots[code], code) for code in roots if code in versions}
    is_alias = source != page
    canonical = settings.PUBLIC_URL + paths[text_language] if is_alias and text_language in paths else ""
    fallbacks = {code: alias.alias_of.locale.language_code for code, alias in aliases.items() if code not in pages}
    return {
        **_around(language, roots, path),
        "page_language": text_language,
        "title": page.title,
        "seo_title": page.seo_title,
        "description": page.search_description,
        "canonical_url": canonical,
        "noindex": is_alias,
        "fallback_from": language if is_alias else "",
        "breadcrumbs": breadcrumbs(page, root, language),
        "alternates": alternates(paths, language, fallbacks),
        "published_at": source.last_published_at,
    }


def frame_of_view(language: str, title: str, paths: dict[str, str], noindex: bool = True) -> dict[str, Any]:
    """What the base template needs around a view that is no page; ``paths`` is where it stands in each language."""
    roots = language_roots()
    root = roots.get(language)
    around = _around(language, roots, paths.get(language, "")) if root else {}
    return {
        **around,
        "page_language": language,
        "title": title,
        "noindex": noindex,
        "breadcrumbs": [{"title": root.title, "url": f"/{language}/"}] if root else [],
        "alternates": alternates(paths, language),
    }


def _around(language: str, roots: dict[str, Page], path: str) -> dict[str, Any]:
    """What stands around every page of a language, with the page that is being read marked."""
    root = roots[language]
    return {
        "site_title": root.title,
        "path": path,
        "public_url": settings.PUBLIC_URL,
        "home_url": public_path(root, root, language),
        "navigation": with_current(menus({language: root})[language], path),
        "sections": sections({language: root})[language],
    }


def alternates(paths: dict[str, str], language: str, fallbacks: dict[str, str] | None = None) -> list[Link]:
    """The same page in each language, under the language's own name.

    ``fallbacks`` maps a language that the page is not translated to, to the language that readers find there.
    """
    fallbacks = fallbacks or {}
    return [
        {
            "language": code,
            "label": get_language_info(code)["name_local"].capitalize(),
            "url": path,
            "current": code == language,
            **({"fallback": fallbacks[code]} if code in fallbacks else {}),
        }
        for code, path in paths.items()
    ]


def with_current(menu: list[Link], path: str) -> list[Link]:
    """The menu with the page that is being read marked."""
    return [{**link, "current": link["url"] == path, "children": with_current(link["children"], path)} for link in menu]


def _below(url_path: str, root: Page, language: str) -> str:
    return f"/{language}/{url_path[len(root.url_path) :]}"
