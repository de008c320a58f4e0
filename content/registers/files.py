"""The files below a register and below its items."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from content.citations import bibtex, csl, ris
from content.citations.reference import Reference, reference_of
from content.models.register import RegisterIndexPage, RegisterItem
from content.registers import names
from content.registers.exports import csv_response, json_response
from content.registers.feeds import feed_response

CITATIONS: dict[str, tuple[Callable[[Reference], str], str]] = {
    names.RIS: (ris.ris_file, ris.MEDIA_TYPE),
    names.BIBTEX: (bibtex.bibtex_file, bibtex.MEDIA_TYPE),
    names.CSL: (csl.csl_file, csl.MEDIA_TYPE),
}
DATA: dict[str, Callable[[RegisterIndexPage, HttpRequest], HttpResponse]] = {
    names.CSV: csv_response,
    names.JSON: json_response,
    names.ATOM: feed_response,
}


def register_file(index: RegisterIndexPage, request: HttpRequest, name: str) -> HttpResponse | None:
    """The register, or the part of it that the address asks for, as data or as a feed."""
    what = names.file_named(name, index.locale.language_code)
    return DATA[what](index, request) if what in DATA else None


def citation_file(page: RegisterItem, name: str) -> HttpResponse | None:
    """How to cite an item, for a program."""
    what = names.file_named(name, page.locale.language_code)
    if what not in CITATIONS:
        return None
    write, media_type = CITATIONS[what]
    with override(page.text_language):
        text = write(reference_of(page.record))
    response = HttpResponse(text, content_type=f"{media_type}; charset=utf-8")
    suffix = name.rpartition(".")[2]
    response["Content-Disposition"] = f'attachment; filename="{page.facts.code}.{suffix}"'
    return response
