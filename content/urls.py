"""Addresses that are no pages of the tree."""

from django.urls import path, re_path

from content.downloads import file_as_it_was, file_now
from content.oai.views import oai
from content.registers import views

# Below no language.
urlpatterns = [
    path("documents/<int:file_id>/versions/<int:number>/", file_as_it_was, name="file_as_it_was"),
    path("documents/<int:file_id>/<str:name>", file_now),
    path("oai", oai, name="oai"),
    # PostgreSQL has no text with a NUL in it, and no address has one.
    re_path(r"^id/(?P<path>[^\0]+)$", views.permanent_address, name="permanent_address"),
]

# Below each language: files of pages, which Wagtail's own addresses, all of them folders, never reach.
language_urlpatterns = [
    re_path(r"^(?P<path>(?:[\w-]+/)+)(?P<name>[\w-]+\.[a-z]+)$", views.page_file, name="page_file"),
]
