"""A programme's data page: every file that can be taken away, what is in it and how it was made."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from wagtail.models import Page as TreePage

from publication.content import Content
from publication.navigation import language_roots, public_pages, public_path
from publication.registry import Inputs, Stamp
from transparency.exports import dictionary
from transparency.exports.datasets import Dataset
from transparency.exports.licence import terms
from transparency.iati.publisher import publisher
from transparency.models import ChangesPage, Programme
from transparency.selectors.figures import Row
from transparency.selectors.programmes import page_versions
from transparency.selectors.record import read_answers
from transparency.selectors.whole import read_whole, whole_references
from transparency.views.base import EXTENSIONS, ProgrammeView
from transparency.views.blocks import DataFile, Page
from transparency.views.data_files import FACTS, PAGES, fact_datasets
from transparency.views.data_whole import IATI_FILES, WHOLE_FILES, Whole, WholeFile, make_whole
from transparency.views.data_words import METHOD, translations
from transparency.views.figures import FiguresView
from transparency.views.findings import FindingsView
from transparency.views.findings_data import ANSWERS
from transparency.views.kept import Kept
from transparency.views.page_files import workbook_name

LINKED_VIEWS = ("finances", "results", "follow-up", "findings", "figures", "data")
CHANGES = "changes"
# Every view whose page offers data sets.
LISTED: tuple[ProgrammeView, ...] = (*PAGES, FindingsView(), FiguresView())


@dataclass(frozen=True)
class Listed:
    """A data set in the list: its title, its number of rows, and links to its files."""

    title: str
    count: int | None
    links: list[dict[str, str]]


class DataView(ProgrammeView):
    """The page at ``/es/transparencia/datos/`` and the files of the whole record."""

    name = "data"
    template = "transparency/data_page.html"
    files: ClassVar = FACTS

    @cached_property
    def _whole(self) -> Kept[Whole]:
        return Kept()

    def read_figures(self, programme: Programme) -> dict[str, Any]:
        return {
            **read_whole(programme),
            ANSWERS: read_answers(programme),
            "publisher": [publisher()],
            "pages": _pages(programme),
        }

    def references(self, figures: dict[str, Any]) -> set[tuple[str, str]]:
        return whole_references(figures)

    def datasets(self, data: dict[str, Any]) -> dict[str, Dataset]:
        return fact_datasets(data)

    def file_names(self, inputs: Inputs, language: str) -> set[str]:
        return super().file_names(inputs, language) | {file.name(language) for file in WHOLE_FILES}

    def render(self, inputs: Inputs, language: str, stamp: Stamp) -> dict[str, Content]:
        """The page, the facts that no other page offers, and the whole record in every format."""
        whole = self._whole.of(inputs, stamp, lambda: make_whole(dict(inputs.data), stamp))
        downloads = {**self._downloads(inputs, language, stamp), **whole.files(language)}
        sizes = {name: len(content) for name, content in downloads.items()}
        data = {**inputs.data, "whole": whole, "sizes": sizes}
        page = self._html(data, dict(inputs.pages), language, stamp, sizes).encode()
        return {**downloads, "index.html": page}

    def arrange(self, page: Page) -> dict[str, Any]:
        whole: Whole | None = page.data.get("whole")
        sizes: dict[str, int] = page.data.get("sizes", {})
        return {
            "whole_files": _taken([file for file in WHOLE_FILES if file not in IATI_FILES], page.language, sizes),
            "iati_files": _taken(IATI_FILES, page.language, sizes),
            "report": whole.report if whole else None,
            "left_out": _left_out(whole, page.language),
            "groups": self._groups(page, whole),
            "columns": _columns(whole, page.language),
            "method": METHOD,
            "terms": terms().get(page.language, ""),
            "translations": translations(page.data["labels"]),
            "changes": next((row for row in _in(page) if row["view"] == CHANGES), None),
        }

    def _groups(self, page: Page, whole: Whole | None) -> list[dict[str, Any]]:
        """The data sets by the page that offers them; those of a page that is not live are in the whole files only."""
        pages = {row["view"]: row for row in _in(page)}
        here = pages.get("data", {}).get("url", "")
        groups = []
        for view in LISTED:
            there = pages.get(view.name)
            folder = posixpath.relpath(there["url"], here) + "/" if there and here else None
            sets = [one for one in _sets(view.files, page, whole, folder) if one.links or one.count is not None]
            workbook = f"{folder}{workbook_name(there['url'])}" if view.workbook and there and folder and whole else ""
            groups.append({"title": there["title"] if there else "", "sets": sets, "workbook": workbook})
        facts = {"title": _("About the programme"), "sets": _sets(self.files, page, whole, "")}
        return [group for group in (*groups, facts) if group["sets"]]


def _in(page: Page) -> list[Row]:
    """The pages that the data refer to, in the language of this one."""
    return [row for row in page.data["figures"]["pages"] if row["language"] == page.language]


def _sets(files: tuple[DataFile, ...], page: Page, whole: Whole | None, folder: str | None) -> list[Listed]:
    """Data sets with links into a folder, relative as the links of an earlier release have to be."""
    listed = []
    for file in files:
        names = [(extension, file.name(page.language, extension)) for extension in EXTENSIONS]
        links = [{"url": f"{folder}{name}", "format": extension} for extension, name in names]
        count = whole.counts.get(file.key) if whole else None
        listed.append(Listed(str(file.title), count, links if folder is not None and whole else []))
    return listed


def _left_out(whole: Whole | None, language: str) -> list[str]:
    return [words[language] for words in whole.left_out if language in words] if whole else []


def _taken(files: Iterable[WholeFile], language: str, sizes: dict[str, int]) -> list[Row]:
    """Files of the whole record as links; none in a preview, which has no files."""
    return [
        {"title": file.title, "text": file.text, "url": name, "format": file.extension, "size": sizes[name]}
        for file, name in ((file, file.name(language)) for file in files)
        if name in sizes
    ]


def _columns(whole: Whole | None, language: str) -> list[Row]:
    """The dictionary, a row per meaning: code and words of one label stand together, the common part said once."""
    found: dict[str, Row] = {}
    for column in whole.columns if whole else []:
        base, part = dictionary.base_of(column)
        known = dictionary.meaning(base)
        row = found.setdefault(base, {"names": [], "type": known.kind, "words": known.words.get(language, "")})
        row["names"].append(f"…_{part}" if row["names"] and part else column)
    return list(found.values())


def _pages(programme: Programme) -> list[Row]:
    """The live pages whose files or words the data refer to, in every language."""
    rows = []
    found = [(view, *page_versions(view, programme)) for view in LINKED_VIEWS]
    for view, pages, roots in [*found, (CHANGES, *_changes(programme))]:
        for language, page in pages.items():
            url = public_path(page, roots[language], language)
            rows.append({"view": view, "language": language, "url": url, "title": page.title})
    return rows


def _changes(programme: Programme) -> tuple[dict[str, TreePage], dict[str, TreePage]]:
    """The live pages that say what changed from release to release, by language, and the roots above them."""
    same = ChangesPage.objects.filter(programme__translation_key=programme.translation_key, alias_of=None)
    source = same.order_by("path").first()
    roots = language_roots() if source else {}
    return (public_pages(source, roots) if source else {}), roots
