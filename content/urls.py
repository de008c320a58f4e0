"""Addresses that are no pages of the tree."""

from django.urls import path, re_path

from content.oai.views import oai
from content.registers import views

# Below no language.
urlpatterns = [
    path("oai", oai, name="oai"),
    path("id/<path:path>", views.permanent_address, name="permanent_address"),
]

# Below each language: files of pages, which Wagtail's own addresses, all of them folders, never reach.
language_urlpatterns = [
    re_path(r"^(?P<path>(?:[\w-]+/)+)(?P<name>[\w-]+\.[a-z]+)$", views.page_file, name="page_file"),
]
