"""What every released view of a programme has in common: read, render, download."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from publication.content import Content, MadeContent
from publication.navigation import alternates, breadcrumbs, language_roots, menus, public_path, sections, with_current
from publication.registry import Inputs, Stamp
from publication.snapshot import remembering
from transparency.exports.datasets import Dataset
from transparency.exports.licence import licence
from transparency.models import Programme, Source
from transparency.models.pages import ReleasedPage
from transparency.selectors.figures import Row, label_references
from transparency.selectors.labels import read_labels, used_labels
from transparency.selectors.programmes import describe, page_prose, programme_by_code, programme_codes_with_page
from transparency.selectors.record import read_answers
from transparency.views.blocks import KEPT, DataFile, Page
from transparency.views.embeds import Address, Origin, Taken, chart_files, charts_in, names_of, offered
from transparency.views.figure_addresses import figures_urls, with_keys
from transparency.views.findings_data import ANSWER_LABELS, ANSWERS, FindingsData
from transparency.views.kept import Kept
from transparency.views.leaves import Leaf
from transparency.views.page_files import WORKBOOK, Contents, make_files, workbook_name
from transparency.views.words import Citations, Words

EXTENSIONS = ("csv", "json")


@dataclass(frozen=True)
class Sheet:
    """A page of a view, or a leaf, ready for its template; ``paths`` are its public paths by language."""

    name: str
    template: str
    page: Page
    paths: dict[str, str]
    arranged: dict[str, Any]

    @property
    def address(self) -> Address:
        """Where it stands, in its language."""
        return Address(self.paths[self.page.language], self.page.language)

    @cached_property
    def charts(self) -> list[Taken]:
        """The charts in its blocks."""
        return charts_in(self.arranged)


class ProgrammeView:
    """One view of a programme. Subclasses say what they read, how it is arranged, and which files readers can take.

    ``workbook`` is whether all data sets of the page are offered as one workbook too, with the findings on them.
    """

    name: ClassVar[str]
    template: ClassVar[str] = "transparency/figures_page.html"
    leaf_template: ClassVar[str] = "transparency/figures_page.html"
    files: ClassVar[tuple[DataFile, ...]]
    workbook: ClassVar[bool] = False
    citations: ClassVar[type[Citations]] = Citations

    def read_figures(self, programme: Programme) -> dict[str, Any]:
        """The rows that the page is made of."""
        raise NotImplementedError

    def references(self, figures: dict[str, Any]) -> set[tuple[str, str]]:
        """The (kind, code) of every label that the rows mention."""
        raise NotImplementedError

    def datasets(self, data: dict[str, Any]) -> dict[str, Dataset]:
        """Key of a data file → the data set in it."""
        raise NotImplementedError

    def checked_tables(self, figures: dict[str, Any]) -> dict[str, list[Row]]:
        """The tables that the findings in downloads are about: only such as are complete can be checked."""
        return figures

    def arrange(self, page: Page) -> dict[str, Any]:
        """What the template shows beyond the frame: at least ``blocks``."""
        raise NotImplementedError

    def leaves(self, data: Mapping[str, Any], languages: Iterable[str]) -> list[Leaf]:
        """Pages of their own below this one; most views have none."""
        return []

    def arrange_leaf(self, page: Page, leaf: Leaf) -> dict[str, Any]:
        """What the template of a leaf shows beyond the frame: at least its ``title``."""
        raise NotImplementedError

    def subjects(self) -> list[str]:
        """Programmes that have a page for this view."""
        return programme_codes_with_page(self.name)

    def read(self, subject: str) -> Inputs | None:
        """Everything a programme's page needs; None when it has no live page."""
        programme = programme_by_code(subject)
        if programme is None:
            return None
        paths, prose = page_prose(self.name, programme)
        return Inputs(paths, {**self._record(programme), "prose": prose}) if paths else None

    def file_names(self, inputs: Inputs, language: str) -> set[str]:
        """The page with its leaves, the charts of all of them, each data set as CSV and JSON, and the workbook."""
        leaves = {leaf.name(language) for leaf in self.leaves(inputs.data, inputs.pages)}
        data_files = {file.name(language, extension) for file in self.files for extension in EXTENSIONS}
        workbook = {workbook_name(inputs.pages[language])} if self.workbook else set()
        drawn = self._drawn.of(inputs, None, dict)
        if language not in drawn:
            with override(language):
                sheets = self._sheets(dict(inputs.data), dict(inputs.pages), language, {})
                drawn[language] = {name for sheet in sheets for name in names_of(sheet.charts, sheet.address)}
        return {"index.html"} | leaves | data_files | workbook | drawn[language]

    def render(self, inputs: Inputs, language: str, stamp: Stamp) -> dict[str, Content]:
        """The page with its leaves and charts, and its downloads, in one language."""
        downloads = self._downloads(inputs, language, stamp)
        sizes = {name: len(content) for name, content in downloads.items()}
        files: dict[str, Content] = {**downloads}
        drawn: set[str] = set()
        for sheet in self._sheets(self._data(inputs), dict(inputs.pages), language, sizes):
            sheet.arranged["chart_offers"] = offered(sheet.charts, sheet.address, release=stamp.number)
            files[sheet.name] = _rendered(sheet, stamp).encode()
            files |= chart_files(sheet.charts, _origin(sheet, stamp))
            drawn |= names_of(sheet.charts, sheet.address)
        self._drawn.of(inputs, None, dict)[language] = drawn
        return files

    def preview(self, page: ReleasedPage) -> str:
        """The page as an editor's draft has it, with the figures of this moment; no release, no downloads."""
        language = page.locale.language_code
        root = language_roots().get(language)
        if root is None:
            return ""
        programme = programme_by_code(page.programme.code)
        if programme is None:
            return ""
        menu, listed = menus({language: root})[language], sections({language: root})[language]
        prose = {language: describe(page, root, menu, listed, breadcrumbs(page, root, language))}
        data = {**self._record(programme), "prose": prose}
        return self._html(data, {language: public_path(page, root, language)}, language, None, {})

    def _record(self, programme: Programme) -> dict[str, Any]:
        with remembering():
            return self._read_record(programme)

    def _read_record(self, programme: Programme) -> dict[str, Any]:
        figures = with_keys(self.read_figures(programme))
        if self.workbook and ANSWERS not in figures:
            figures[ANSWERS] = read_answers(programme)
        answered = set(label_references(figures.get(ANSWERS, []), ANSWER_LABELS))
        references = self.references(figures) | answered | {("programme", programme.code)}
        codes = [code for kind, code in references if kind == "source"]
        fields = ("publisher", "issued", "language", "file_name", "sha256")
        sources = Source.objects.filter(code__in=codes, locale__language_code=settings.LANGUAGE_CODE).order_by("code")
        return {
            "programme": programme.code,
            "figures": figures,
            "labels": used_labels(read_labels(programme), references),
            "sources": {row.pop("code"): row for row in sources.values("code", *fields)},
            "figures_urls": figures_urls(programme),
            "licence": asdict(licence()),
            "public_url": settings.PUBLIC_URL,
        }

    def _sheets(
        self, data: dict[str, Any], paths: dict[str, str], language: str, sizes: dict[str, int]
    ) -> Iterator[Sheet]:
        """The page and its leaves, arranged one after the other; ``sizes`` are those of the downloads, in bytes."""
        index = self._index(data, paths, language, sizes)
        yield index
        for leaf in self.leaves(data, paths):
            yield self._leaf(index, leaf)

    def _html(
        self, data: dict[str, Any], paths: dict[str, str], language: str, stamp: Stamp | None, sizes: dict[str, int]
    ) -> str:
        return _rendered(self._index(data, paths, language, sizes), stamp)

    def _index(self, data: dict[str, Any], paths: dict[str, str], language: str, sizes: dict[str, int]) -> Sheet:
        page = _page(data, language, self.citations)
        downloads = {file.key: self._download_links(file, language, sizes) for file in self.files}
        leaves = {leaf.key: leaf.name(language) for leaf in self.leaves(data, paths)}
        workbook = workbook_name(paths[language])
        taken = {"url": workbook, "size": sizes[workbook]} if self.workbook and workbook in sizes else None
        frame = {"downloads": downloads, "workbook": taken, "leaves": leaves, "chart_offers": {}}
        arranged = {**frame, **self.arrange(replace(page, leaves=leaves))}
        return Sheet("index.html", self.template, page, paths, arranged)

    def _leaf(self, index: Sheet, leaf: Leaf) -> Sheet:
        """A leaf, which knows the other leaves and the downloads: they lie in the same directory."""
        data, language = index.page.data, index.page.language
        beside = {name: index.arranged[name] for name in ("leaves", "downloads")}
        page = replace(_page(data, language, self.citations), leaves=beside["leaves"])
        paths = {code: path + leaf.name(code) for code, path in index.paths.items()}
        parent = {"title": data["prose"][language]["title"], "url": index.paths[language]}
        above = [*data["prose"][language]["breadcrumbs"], parent]
        frame = {"breadcrumbs": above, "seo_title": "", "introduction": "", "chart_offers": {}, **beside}
        arranged = {**frame, **self.arrange_leaf(page, leaf)}
        return Sheet(leaf.name(language), self.leaf_template, page, paths, arranged)

    def _download_links(self, file: DataFile, language: str, sizes: dict[str, int]) -> dict[str, Any]:
        # Relative, so that a page read from an earlier release links that release's own files.
        names = [(file.name(language, extension), extension) for extension in EXTENSIONS]
        links = [{"url": name, "format": extension, "size": sizes[name]} for name, extension in names if name in sizes]
        return {"title": file.title, "links": links}

    def _downloads(self, inputs: Inputs, language: str, stamp: Stamp) -> dict[str, MadeContent]:
        made = self._made_files.of(inputs, stamp, lambda: self._make_files(inputs, stamp))
        pairs = [(file, extension) for file in self.files for extension in EXTENSIONS]
        files = {file.name(language, extension): made[file.key, extension] for file, extension in pairs}
        return files | ({workbook_name(inputs.pages[language]): made[WORKBOOK]} if self.workbook else {})

    @cached_property
    def _drawn(self) -> Kept[dict[str, set[str]]]:
        """Language → the files of all charts, which only those who have arranged the pages can name."""
        return Kept()

    @cached_property
    def _made_files(self) -> Kept[Contents]:
        return Kept()

    @cached_property
    def _shared(self) -> Kept[dict[Any, Any]]:
        """What pages, languages and downloads make of the same figures."""
        return Kept()

    def _data(self, inputs: Inputs) -> dict[str, Any]:
        return {**inputs.data, KEPT: self._shared.of(inputs, None, dict)}

    def _make_files(self, inputs: Inputs, stamp: Stamp) -> Contents:
        data = self._data(inputs)
        checked = FindingsData(self.checked_tables(data["figures"]), data)
        return make_files(self.files, self.datasets(data), data, checked, stamp, workbook=self.workbook)


def _page(data: dict[str, Any], language: str, citations: type[Citations]) -> Page:
    words = Words(data["labels"], language)
    figures_url = data.get("figures_urls", {}).get(language, "")
    return Page(data, words, citations(words, data["sources"]), language, figures_url=figures_url)


def _origin(sheet: Sheet, stamp: Stamp) -> Origin:
    page = sheet.page
    programme = page.words.plain("programme", page.data["programme"], "short_name")
    title = str(sheet.arranged.get("title") or page.data["prose"][page.language]["title"])
    return Origin(sheet.address.path, page.language, programme, title, stamp)


def _rendered(sheet: Sheet, stamp: Stamp | None) -> str:
    """A page in its frame; what is arranged may say otherwise than the prose does."""
    page, paths = sheet.page, sheet.paths
    data, language = page.data, page.language
    prose = data["prose"][language]
    context = {
        "page_language": language,
        **{name: prose[name] for name in ("title", "seo_title", "description", "introduction", "breadcrumbs")},
        **sheet.arranged,
        "navigation": with_current(prose["navigation"], paths[language]),
        "sections": prose["sections"],
        "site_title": prose["site_title"],
        "home_url": prose["breadcrumbs"][0]["url"] if prose["breadcrumbs"] else f"/{language}/",
        "alternates": alternates(paths, language),
        "path": paths[language],
        "public_url": settings.PUBLIC_URL,
        "programme_name": page.words.plain("programme", data["programme"], "short_name"),
        "programme_code": data["programme"],
        "stamp": stamp,
        "sources": page.citations.listed(),
        "untranslated": len(page.words.untranslated),
    }
    return render_to_string(sheet.template, context)
