"""A Data Package: every data set as CSV, described by ``datapackage.json``, zipped with what a stranger must know."""

import io
import json
import zipfile
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from publication.content import MadeContent, gathered, pieces
from publication.manifest import as_text, digest_of
from publication.registry import Stamp
from transparency.exports import dictionary
from transparency.exports.datasets import FlatTable, csv_parts
from transparency.exports.licence import licence, terms
from transparency.exports.workbook import add_to_archive

# In which language a file of instructions is, by its name; languages that are not here get README.<code>.md.
READMES = {"es": "LEEME.md", "en": "README.md"}

Words = dict[str, str]


@dataclass(frozen=True)
class Resource:
    """A data set in the package, with its title in every language."""

    key: str
    table: FlatTable
    titles: Words


@dataclass(frozen=True)
class Package:
    """What a package says about itself: a title and a text in every language, and the documents behind the data."""

    code: str
    titles: Words
    texts: dict[str, str]
    homepage: str
    resources: list[Resource]
    sources: list[dict[str, str]] = field(default_factory=list)


def to_package(package: Package, stamp: Stamp) -> bytes:
    """The package as a zip archive: the same data and stamp give the same bytes."""
    files: dict[str, MadeContent] = {}
    described = []
    for resource in [*package.resources, columns_resource(package.resources)]:
        path = f"data/{resource.key}.csv"
        # Without the mark that spreadsheets need: programs that read packages take it for a part of the first name.
        files[path] = gathered(csv_parts(resource.table, mark=b""))
        described.append(_described(resource, path, files[path]))
    descriptor = json.dumps(_descriptor(package, described, stamp), ensure_ascii=False, indent=1) + "\n"
    texts = {READMES.get(code, f"README.{code}.md"): text for code, text in package.texts.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        add_to_archive(archive, "datapackage.json", descriptor.encode())
        for name, text in sorted(texts.items()):
            add_to_archive(archive, name, text.encode())
        add_to_archive(archive, "LICENCE.md", _licence_text().encode())
        for path, content in sorted(files.items()):
            add_to_archive(archive, path, content)
    return buffer.getvalue()


def columns_resource(resources: list[Resource]) -> Resource:
    """The data dictionary as a data set of its own: every column of every data set."""
    rows = []
    for resource in resources:
        for column in resource.table.columns:
            known = dictionary.meaning(column)
            meanings = {f"meaning_{code}": words for code, words in known.words.items()}
            rows.append({"dataset": resource.key, "column": column, "type": known.kind, **meanings})
    columns = ["dataset", "column", "type", *(f"meaning_{code}" for code, _name in settings.LANGUAGES)]
    return Resource("columns", FlatTable({}, columns, rows), {"es": "Diccionario de datos", "en": "Data dictionary"})


def _descriptor(package: Package, resources: list[dict[str, Any]], stamp: Stamp) -> dict[str, Any]:
    chosen = licence()
    return {
        "profile": "tabular-data-package",
        "name": package.code.lower(),
        "title": package.titles.get(settings.LANGUAGE_CODE, package.code),
        **{f"title_{code}": words for code, words in package.titles.items()},
        "homepage": package.homepage,
        "version": str(stamp.number),
        "created": as_text(stamp.published_at),
        "licenses": [{"name": chosen.name, "title": chosen.title, "path": chosen.path}],
        "sources": package.sources,
        "resources": resources,
    }


def _described(resource: Resource, path: str, content: MadeContent) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": resource.key,
        "path": path,
        "title": resource.titles.get(settings.LANGUAGE_CODE, resource.key),
        **{f"title_{code}": words for code, words in resource.titles.items()},
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{digest_of(pieces(content))}",
        "schema": {"fields": [_field(column) for column in resource.table.columns], "missingValues": [""]},
    }


def _field(column: str) -> dict[str, Any]:
    known = dictionary.meaning(column)
    described = {"name": column, "type": known.kind}
    if known.kind == dictionary.DATETIME:
        described["format"] = "any"
    if known.words.get(settings.LANGUAGE_CODE):
        described["description"] = known.words[settings.LANGUAGE_CODE]
        described |= {f"description_{code}": words for code, words in known.words.items()}
    return described


def _licence_text() -> str:
    return "\n\n".join(terms().values()) + "\n"
