"""Addresses of figures, and of what changed in them, that are no pages of the tree."""

from django.urls import re_path

from transparency.changes.views import changes_file
from transparency.figures.views import figure_address, figure_json

# Below no language.
urlpatterns = [
    # PostgreSQL has no text with a NUL in it, and no figure has one in its address.
    re_path(r"^id/(?P<programme>[^/\0]+)/figure/(?P<key>[^\0]+)$", figure_address, name="figure_address"),
]

# Below each language: Wagtail's own addresses, all of them folders, never reach a file.
language_urlpatterns = [
    re_path(r"^(?P<path>(?:[\w-]+/)+)figure\.json$", figure_json, name="figure_json"),
    re_path(
        r"^(?P<path>(?:[\w-]+/)+)(?P<name>(?:cambios|changes)\.(?:atom|csv|json))$", changes_file, name="changes_file"
    ),
]
