"""A programme's inputs as plain data, as the release engine hands them to a view: no database."""

import datetime
import html
import re
from collections.abc import Mapping
from typing import Any

from publication.content import Content, in_full
from publication.registry import Inputs, Stamp
from transparency.views.base import ProgrammeView
from transparency.views.figure_addresses import with_keys
from transparency.views.finances import FinancesView
from transparency.views.results import ResultsView

STAMP = Stamp(7, datetime.datetime(2026, 3, 9, 15, 30, tzinfo=datetime.UTC))
PATHS = {"es": "/es/transparencia/pagina/", "en": "/en/transparency/page/"}
CITATION = {"source": "report", "page": None, "section": "IV.a"}

Row = dict[str, Any]


def figure(value: str | None, note: str | None = None, printed: str = "", section: str = "IV.a") -> Row:
    """A figure as the selectors give it."""
    return {"value": value, "printed": printed, "note": note, "citation": {**CITATION, "section": section}}


def statement(kind: str = "final", period: str = "final", as_of: str | None = "2013-10-31", **more: Any) -> Row:
    """A statement without its lines."""
    row = {"kind": kind, "period": period, "as_of": as_of, "precision": "month", "currency": "USD", **more}
    return {"statement": f"{kind}/{period}/report", **row, "citation": CITATION}


def finances(**tables: list[Row]) -> dict[str, list[Row]]:
    """The figures of a finances page; tables that are not given are empty."""
    names = ("costs", "statements", "lines", "totals", "shares", "balances", "instalments", "gates", "contributions")
    return {name: tables.get(name, []) for name in names}


def results(**tables: list[Row]) -> dict[str, list[Row]]:
    """The figures of a results page; tables that are not given are empty."""
    names = ("outcomes", "achievements", "quantities", "indicators", "observations")
    return {name: tables.get(name, []) for name in names}


def line(
    organisation: str | None, measure: str, amount: str | None, of: str = "final/final/report", **more: Any
) -> Row:
    """One amount of a statement."""
    return {"statement": of, "organisation": organisation, "measure": measure, "figure": figure(amount, **more)}


def observation(indicator: str, value: str | None, note: str | None = None, **group: Any) -> Row:
    """One value of an indicator."""
    nothing = {"sex": "", "funding": "", "indigenous": False, "sector": None, "place": None, "category": None}
    row = {"indicator": indicator, "role": "actual", "period": "2009/2013", **nothing, "reported_total": False, **group}
    return {**row, "figure": figure(value, note)}


def label(es: str, en: str | None = None, field: str = "name") -> dict[str, dict[str, str]]:
    """A label's words; None where it is not translated."""
    return {"es": {field: es}} | ({"en": {field: en}} if en else {})


def labels(**kinds: dict[str, Any]) -> dict[str, Any]:
    """The labels of a page, with those of the programme and its source."""
    return {
        "programme": {"P-1": {"es": {"short_name": "Industrias"}, "en": {"short_name": "Industries"}}},
        "source": {"report": label("Informe final", "Final report")},
        **kinds,
    }


def prose(language: str) -> dict[str, Any]:
    """What surrounds a page's figures."""
    return {
        "title": {"es": "Página", "en": "Page"}[language],
        "seo_title": "",
        "description": "",
        "introduction": "",
        "navigation": [],
        "sections": [],
        "site_title": "",
        "breadcrumbs": [],
    }


def inputs(figures: dict[str, list[Row]], words: dict[str, Any] | None = None) -> Inputs:
    """What a view renders from."""
    data = {
        "programme": "P-1",
        "figures": with_keys(figures),
        "labels": words or labels(),
        "sources": {"report": {"publisher": "", "issued": "2013-10", "language": "es", "sha256": "a" * 64}},
        "prose": {language: prose(language) for language in PATHS},
    }
    return Inputs(PATHS, data)


def render(
    view: ProgrammeView, figures: dict[str, list[Row]], words: dict[str, Any] | None = None, language: str = "es"
) -> dict[str, bytes]:
    """All files of a view, with the language active as the engine has it."""
    from django.utils.translation import override

    with override(language):
        return in_memory(view.render(inputs(figures, words), language, STAMP))


def in_memory(files: Mapping[str, Content]) -> dict[str, bytes]:
    """Rendered files as they are written, large ones too."""
    return {name: in_full(content) for name, content in files.items()}


def finances_page(figures: dict[str, list[Row]], words: dict[str, Any] | None = None, language: str = "es") -> str:
    """The finances page as markup."""
    return render(FinancesView(), figures, words, language)["index.html"].decode()


def results_page(figures: dict[str, list[Row]], words: dict[str, Any] | None = None, language: str = "es") -> str:
    """The results page as markup."""
    return render(ResultsView(), figures, words, language)["index.html"].decode()


def tables_of(page: str) -> list[list[list[str]]]:
    """The text of every cell of every table of a page, row by row, without what only narrow screens show."""
    page = re.sub(r'<span class="cell-name" aria-hidden="true">.*?</span>', "", page, flags=re.DOTALL)
    return [
        [
            [text_of(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
            for row in re.findall(r"<tr\b[^>]*>(.*?)</tr>", table, re.DOTALL)
        ]
        for table in re.findall(r"<table\b[^>]*>(.*?)</table>", page, re.DOTALL)
    ]


def text_of(markup: str) -> str:
    """Markup as a reader sees it, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def main_text(page: str) -> str:
    """What a page says between its head and its foot."""
    return text_of(page[page.index("<main") : page.index("</main>")])
