"""The files below a register and below its items."""

from django.http import HttpRequest, HttpResponse

from content.models.register import RegisterIndexPage, RegisterItem


def register_file(index: RegisterIndexPage, request: HttpRequest, name: str) -> HttpResponse | None:
    """The register, or the part of it that the address asks for, as data or as a feed."""
    return None


def citation_file(page: RegisterItem, name: str) -> HttpResponse | None:
    """How to cite an item, for a program."""
    return None
