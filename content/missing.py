"""What readers meet where there is no page: the pages that they may have meant, in both languages."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from publication.navigation import frame_of_view, language_roots, originals, public_path

SUGGESTED = 5
LIKE_ENOUGH = 0.55
LONGEST = 80


@dataclass(frozen=True)
class Suggestion:
    """A page that may have been meant; ``language`` is that of its words."""

    title: str
    url: str
    language: str


def page_not_found(request: HttpRequest, exception: Http404 | Resolver404 | None = None) -> HttpResponse:
    """The site's 404; Django calls it for whatever nothing answers."""
    language = (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]
    context = {
        **frame_of_view(language, _("Page not found"), {}),
        "undated": True,
        **suggestions(request.path_info, language),
    }
    return render(request, "404.html", context, status=404)


def suggestions(path: str, language: str) -> dict[str, list[Suggestion]]:
    """The nearest pages by address or title in this language, and those that have this very address in another.

    Four queries; only names are read, so that it costs little however many bad addresses are asked for.
    """
    wanted = slugify(path.strip("/").rsplit("/", 1)[-1])[:LONGEST]
    if not wanted:
        return {"nearest": [], "elsewhere": []}
    roots = language_roots()
    nearest: list[tuple[float, Suggestion]] = []
    elsewhere: list[Suggestion] = []
    rows = originals().filter(depth__gt=2).select_related("locale").only("title", "slug", "url_path", "locale")
    for page in rows:
        code = page.locale.language_code
        if code not in roots or not page.url_path.startswith(roots[code].url_path):
            continue
        found = Suggestion(page.title, public_path(page, roots[code], code), code)
        if code != language and page.slug == wanted:
            elsewhere.append(found)
        elif code == language:
            likeness = max(_likeness(wanted, page.slug), _likeness(wanted, slugify(page.title)))
            if likeness >= LIKE_ENOUGH:
                nearest.append((likeness, found))
    nearest.sort(key=lambda pair: (-pair[0], pair[1].title))
    return {"nearest": [found for _likeness, found in nearest[:SUGGESTED]], "elsewhere": elsewhere[:SUGGESTED]}


def _likeness(wanted: str, name: str) -> float:
    """0 to 1: how much two names have in common; the cheap upper bounds are asked first."""
    if wanted in name or name in wanted:
        return 0.9 if min(len(wanted), len(name)) > 3 else 0.0
    matcher = SequenceMatcher(None, wanted, name[:LONGEST], autojunk=False)
    if matcher.real_quick_ratio() < LIKE_ENOUGH or matcher.quick_ratio() < LIKE_ENOUGH:
        return 0.0
    return matcher.ratio()
