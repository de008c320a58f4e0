"""Addresses of releases that are no longer live."""

from django.urls import path

from publication import serving

urlpatterns = [
    path("releases/<int:number>/manifest.json", serving.release_manifest, name="release_manifest"),
    path("releases/<int:number>/<path:path>", serving.release_file, name="release_file"),
]
