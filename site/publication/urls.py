"""Addresses of releases: what each held, as pages, as files and as a whole, and the chain that they form."""

from django.conf import settings
from django.urls import path
from django.utils.functional import lazy
from django.utils.translation import get_language

from publication.public import downloads, files, pages, retired

# Not in the catalogues: an address must not change with a translator's taste.
SEGMENTS = {"es": "publicaciones/", "en": "releases/"}


def _segment(rest: str = "") -> str:
    return SEGMENTS.get(get_language() or "", SEGMENTS["en"]) + rest


segment = lazy(_segment, str)

# Below no language.
urlpatterns = [
    path("releases/", pages.in_a_language, name="releases"),
    path("releases/chain.json", downloads.chain, name="release_chain"),
    path("releases/chain.zip", downloads.chain_archive, name="release_chain_archive"),
    path("releases/verify.py", downloads.verifier, name="release_verifier"),
    path("releases/<int:number>/", pages.in_a_language, name="release"),
    path("releases/<int:number>/manifest.json", files.release_manifest, name="release_manifest"),
    path("releases/<int:number>/release.zip", downloads.release_archive, name="release_archive"),
    path("releases/<int:number>/<path:path>", files.release_file, name="release_file"),
    path(f"{settings.STATIC_URL.strip('/')}/<path:path>", retired.retired_static, name="retired_static"),
]

# Below each language.
language_urlpatterns = [
    path(segment(), pages.releases_page, name="releases_page"),
    path(segment("<int:number>/"), pages.release_page, name="release_page"),
]
