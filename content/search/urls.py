"""Where search is, in the language of the address: ``/es/buscar/``, ``/en/search/``."""

from django.urls import path
from django.utils.functional import lazy
from django.utils.translation import get_language

from content.search import views

# Not in the catalogues: an address must not change with a translator's taste.
SEGMENTS = {"es": "buscar/", "en": "search/"}


def _segment(rest: str = "") -> str:
    return SEGMENTS.get(get_language() or "", SEGMENTS["es"]) + rest


segment = lazy(_segment, str)

urlpatterns = [
    path(segment(), views.search_page, name="search"),
    path(segment("opensearch.xml"), views.open_search, name="open_search"),
]
