"""Parts of a page at addresses of their own: findings by weight, subject and answer, single statements, sectors."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transparency.checks.records import FINAL, line, statement, tables, total
from tests.transparency.plain import (
    CITATION,
    figure,
    finances,
    label,
    labels,
    main_text,
    observation,
    render,
    results,
    tables_of,
)
from tests.transparency.plain import line as amount
from tests.transparency.plain import statement as report
from transparency.checks.findings import Finding, Severity
from transparency.checks.keys import KEYS
from transparency.figures import listing
from transparency.models.findings import FindingAnswer, finding_code
from transparency.views.figures import FiguresView
from transparency.views.finances import FinancesView
from transparency.views.findings import FindingsView
from transparency.views.findings_parts import KINDS, divided
from transparency.views.leaves import MOST_DRAWN
from transparency.views.results import ResultsView
from transparency.views.statement_pages import MOST_PAGES, statement_leaves

LANGUAGES = ("es", "en")
WRONG = {
    **tables(
        statements=[statement("final", "final", "2013-10-31")],
        lines=[line(FINAL, "FAO", "budget", 600), line(FINAL, "ILO", "budget", None)],
        totals=[total(FINAL, "budget", 500)],
    ),
    "answers": [],
}
WORDS = labels(
    organisation={"FAO": label("FAO", "FAO"), "ILO": label("OIT", "ILO")},
    sector={"crafts": label("Artesanía", "Handicrafts"), "food": label("Gastronomía", "Gastronomy")},
    place={"08": label("Cusco", "Cusco")},
    indicator={"trainers": label("Formadores", "Trainers"), "firms": label("Empresas", "Firms")},
    achievement={
        "a1": label("Se abrió un taller.", "A workshop opened.", "text"),
        "a2": label("Se abrió una cocina.", "A kitchen opened.", "text"),
    },
    unit={"people": label("personas", "people")},
)


def choices(page: str) -> dict[str, tuple[str, bool]]:
    """What the filters of a page offer: words → address, and whether the reader is there."""
    [nav] = re.findall(r'<details class="narrow filters".*?</details>', page, re.DOTALL)
    links = re.findall(r'<a href="([^"]+)"( aria-current="true")?>(.*?)</a>', nav, re.DOTALL)
    return {" ".join(re.sub(r"<[^>]+>", " ", words).split()): (url, bool(here)) for url, here, words in links}


def tables_in(page: str) -> str:
    """The markup of a page's tables."""
    return "".join(re.findall(r"<table.*?</table>", page, re.DOTALL))


def head(page: str, relation: str) -> list[str]:
    """The addresses that the head of a page names."""
    return re.findall(rf'<link rel="{relation}"[^>]*href="[^"]*?(/(?:es|en)/[^"]*)"', page)


FINDINGS = st.builds(
    Finding,
    check=st.sampled_from(["total-of-column", "missing-dates"]),
    severity=st.sampled_from(Severity),
    figures=st.tuples(
        st.builds("{}/{}".format, st.sampled_from([*KEYS, "statements", "key_actions", "effects"]), st.integers(0, 9))
    ),
    sentence=st.just("x"),
)


@given(st.lists(FINDINGS, unique_by=lambda one: one.code), st.data())
def test_each_finding_is_in_one_part_of_each_kind(found, data):
    statuses = st.sampled_from(FindingAnswer.Status.values)
    answers = [{"answer": one.code, "status": data.draw(statuses)} for one in found if data.draw(st.booleans())]

    parts = divided(found, answers)

    for kind in KINDS:
        own = Counter(one.code for part in kind.parts for one in parts.get(kind.leaf_key(part), []))
        assert own == Counter(one.code for one in found)


class TestFindings:
    def test_every_part_has_an_address_in_each_language(self):
        spanish, english = (render(FindingsView(), WRONG, WORDS, language) for language in LANGUAGES)

        assert {"contradicciones.html", "sin-registro.html", "estados-financieros.html", "explicados.html"} <= set(
            spanish
        )
        assert {"contradictions.html", "not-on-record.html", "statements.html", "explained.html"} <= set(english)

    def test_a_part_tells_its_own_findings_and_how_many_there_are_in_all(self):
        files = render(FindingsView(), WRONG, WORDS, "en")
        code = finding_code("total-of-column", f"totals/{FINAL}/budget")

        assert f'id="{code}"' in files["contradictions.html"].decode()
        assert f'id="{code}"' not in files["not-on-record.html"].decode()
        texts = [main_text(content.decode()) for name, content in files.items() if name.endswith(".html")]
        shown = [tuple(map(int, one)) for text in texts for one in re.findall(r"(\d+) of (\d+) findings", text)]
        assert {count for _own, count in shown} == {2}
        assert len(shown) == sum(len(kind.parts) for kind in KINDS)
        assert sum(own for own, _count in shown) == 2 * len(KINDS)

    def test_filters_say_how_many_and_where_the_reader_is(self):
        files = render(FindingsView(), WRONG, WORDS, "en")

        whole, part = choices(files["index.html"].decode()), choices(files["contradictions.html"].decode())
        assert whole["All 2"] == ("./", True)
        assert whole["Contradictions 1"] == ("contradictions.html", False)
        assert part["All 2"] == ("./", False)
        assert part["Contradictions 1"] == ("contradictions.html", True)
        assert "Dates 0" not in whole

    def test_each_language_leads_to_the_same_part_of_the_other(self):
        page = render(FindingsView(), WRONG, WORDS, "en")["contradictions.html"].decode()

        assert head(page, "canonical") == ["/en/transparency/page/contradictions.html"]
        assert "/es/transparencia/pagina/contradicciones.html" in head(page, "alternate")

    def test_a_part_without_findings_says_so_and_is_not_for_search_engines(self):
        page = render(FindingsView(), WRONG, WORDS, "en")["worth-knowing.html"].decode()

        assert "There are no findings of this kind now." in main_text(page)
        assert '<meta name="robots" content="noindex">' in page
        assert head(page, "alternate") == []
        assert 'href="/es/transparencia/pagina/conviene-saber.html"' in page

    def test_what_was_answered_is_a_part(self):
        code = finding_code("total-of-column", f"totals/{FINAL}/budget")
        answer = {
            "answer": code,
            "status": "explained",
            "source": None,
            "answered_by": "Coordinación",
            "answered_on": "2026-03-09",
        }
        files = render(FindingsView(), {**WRONG, "answers": [answer]}, WORDS, "en")

        assert f'id="{code}"' in files["explained.html"].decode()
        assert f'id="{code}"' not in files["unanswered.html"].decode()
        assert choices(files["index.html"].decode())["Without an answer 1"] == ("unanswered.html", False)


class TestFigures:
    def test_figures_without_data_and_figures_with_findings_have_lists_of_their_own(self):
        record = {**WRONG, "costs": [{"origin": "government", "currency": "USD", "figure": figure("7")}]}
        files = render(FiguresView(), record, WORDS, "en")

        def rows(name: str) -> list[list[str]]:
            return [row for table in tables_of(files[name].decode()) for row in table[1:]]

        every = [*rows("statements.html"), *rows("instalments-cost-and-contributions.html")]
        assert len(every) == 4
        assert [row[0] for row in rows("no-data.html")] == [row[0] for row in every if "no data" in row[1]]
        marked = [row[0] for row in every if "Finding on this figure" in row[1]]
        assert [row[0] for row in rows("with-findings.html")] == marked
        assert 0 < len(marked) < len(every)

    def test_filters_count_the_figures_and_mark_the_list_that_is_read(self):
        files = render(FiguresView(), WRONG, WORDS, "en")

        whole, part = choices(files["index.html"].decode()), choices(files["no-data.html"].decode())
        assert whole["All 3"] == ("./", True)
        assert whole["Financial statements 3"] == ("statements.html", False)
        assert part["Figures without data 1"] == ("no-data.html", True)
        assert part["All 3"] == ("./", False)

    def test_of_very_many_the_first_are_listed_and_the_page_says_how_many_more_there_are(self, monkeypatch):
        monkeypatch.setattr(listing, "PER_PAGE", 1)
        monkeypatch.setattr(listing, "MOST", 2)
        lines = [line(FINAL, f"A{number}", "budget", None) for number in range(5)]
        files = render(FiguresView(), {**WRONG, "lines": lines}, WORDS, "en")

        assert {name for name in files if name.startswith("no-data")} == {"no-data.html", "no-data-2.html"}
        assert "3 more figures are in the download of all figures." in main_text(files["no-data-2.html"].decode())
        assert choices(files["index.html"].decode())["Figures without data 5"] == ("no-data.html", False)
        assert "4 more figures are in the download of all figures." in main_text(files["statements-2.html"].decode())

    def test_a_list_that_became_empty_keeps_its_address(self):
        page = render(FiguresView(), {**tables(), "answers": []}, WORDS, "en")["no-data.html"].decode()

        assert "There are no figures of this kind on record now." in main_text(page)
        assert '<meta name="robots" content="noindex">' in page


def money(periods: list[str]) -> dict[str, list[dict[str, object]]]:
    """Semester reports, each with an amount of its own."""
    reports = [report("semester", period, None) for period in periods]
    amounts = [
        amount("FAO", "transferred", str(1000 + number), f"semester/{period}/report")
        for number, period in enumerate(periods)
    ]
    return finances(statements=reports, lines=amounts)


class TestStatements:
    def periods(self, count: int) -> list[str]:
        return [f"{1990 + number // 2}-{number % 2 + 1}" for number in range(count)]

    def test_a_statement_shows_its_own_amounts_and_leads_to_the_others(self):
        files = render(FinancesView(), money(["2010-1", "2010-2"]), WORDS, "en")
        page = files["report-2010-2.html"].decode()

        assert "1,001" in main_text(page)
        assert "1,000" not in main_text(page)
        assert choices(page) == {
            "All": ("./", False),
            "2010-1": ("report-2010-1.html", False),
            "2010-2": ("report-2010-2.html", True),
        }
        assert 'href="by-semester.csv"' in page

    def test_the_table_of_semesters_leads_to_each_of_them(self):
        record = money(["2010-1", "2010-2"])
        totals = [
            {"statement": row["statement"], "measure": "transferred", "figure": figure("5")}
            for row in record["statements"]
        ]
        files = render(FinancesView(), {**record, "totals": totals}, WORDS, "en")

        assert re.search(r'<th scope="row">\s*<a href="report-2010-1.html">2010-1</a>', files["index.html"].decode())
        assert 'href="report-2010-1.html">2010-1</a>' not in tables_in(files["report-2010-2.html"].decode())

    def test_the_address_says_kind_and_period_in_each_language(self):
        statements = [report("original-budget", "original"), report("semester", "2010-2"), report()]

        leaves = statement_leaves(statements, LANGUAGES)

        assert [leaf.name("es") for leaf in leaves] == [
            "presupuesto-original.html",
            "informe-2010-2.html",
            "estado-final.html",
        ]
        assert [leaf.name("en") for leaf in leaves] == [
            "original-budget.html",
            "report-2010-2.html",
            "final-statement.html",
        ]

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["semester", "final", "original-budget"]),
                st.sampled_from(["2010-1", "2010-2"]),
                st.sampled_from(["one", "two"]),
            ),
            unique=True,
        )
    )
    def test_no_two_statements_share_an_address(self, given_ones):
        statements = [
            {**report(kind, period), "statement": f"{kind}/{period}/{source}"} for kind, period, source in given_ones
        ]

        leaves = statement_leaves(statements, LANGUAGES)

        for language in LANGUAGES:
            assert len({leaf.name(language) for leaf in leaves}) == len(statements)

    def test_of_very_many_statements_the_newest_have_pages_and_the_page_says_so(self):
        periods = self.periods(MOST_PAGES + 4)
        files = render(FinancesView(), money(periods), WORDS, "en")

        reports = [name for name in files if re.fullmatch(r"report-[0-9-]+[.]html", name)]
        assert sorted(reports) == [f"report-{period}.html" for period in periods[-MOST_PAGES:]]
        left = len(periods) - MOST_PAGES
        told = f"{left} older statements have no page of their own; the downloads have them."
        assert told in main_text(files["index.html"].decode())

    def test_many_statements_have_no_charts_to_draw(self):
        few, many = (render(FinancesView(), money(self.periods(count)), WORDS, "en") for count in (2, MOST_DRAWN + 1))

        assert any(name.startswith("report-") and name.endswith(".svg") for name in few)
        assert not any(name.startswith("report-") and name.endswith(".svg") for name in many)

    def test_a_single_statement_needs_no_choice(self):
        assert "narrow filters" not in render(FinancesView(), money(["2010-1"]), WORDS)["index.html"].decode()


class TestSectors:
    def record(self):
        achievement = {"outcome": "r1", "place": "08", "citation": CITATION}
        return {
            **results(
                outcomes=[{"outcome": "r1", "version": "revised", "number": 1, "citation": CITATION}],
                achievements=[
                    {"achievement": "a1", "sector": "crafts", **achievement},
                    {"achievement": "a2", "sector": "food", **achievement},
                ],
                indicators=[
                    {"indicator": name, "unit": "people", "outcome": None, "citation": CITATION}
                    for name in ("trainers", "firms")
                ],
                observations=[
                    observation("trainers", "24", sector="crafts", sex="women"),
                    observation("trainers", "13", sector="crafts", sex="men"),
                    observation("trainers", "99", sector="food"),
                    observation("firms", "7", sector="crafts"),
                ],
            ),
            "findings_pages": [],
        }

    def test_a_sector_tells_what_was_done_and_counted_in_it_and_nothing_else(self):
        page = render(ResultsView(), self.record(), WORDS, "en")["handicrafts.html"].decode()

        assert tables_of(page)[0] == [["What", "Place", "Source"], ["A workshop opened.", "Cusco", "1"]]
        assert ["Handicrafts", "24", "13", "1"] in tables_of(page)[1]
        assert ["Firms Handicrafts · 2009–2013", "7", "1"] in tables_of(page)[2]
        assert "99" not in main_text(page)
        assert "kitchen" not in main_text(page)

    @pytest.mark.parametrize(
        ("language", "expected"),
        [
            ("es", {"Todo": "./", "Artesanía 4": "artesania.html", "Gastronomía 2": "gastronomia.html"}),
            ("en", {"All": "./", "Handicrafts 4": "handicrafts.html", "Gastronomy 2": "gastronomy.html"}),
        ],
    )
    def test_filters_count_what_is_told_of_each_sector(self, language, expected):
        page = render(ResultsView(), self.record(), WORDS, language)["index.html"].decode()

        assert {words: url for words, (url, _here) in choices(page).items()} == expected

    def test_a_record_without_sectors_offers_none(self):
        files = render(ResultsView(), {**results(), "findings_pages": []}, WORDS)

        assert "narrow filters" not in files["index.html"].decode()
        assert [name for name in files if name.endswith(".html")] == ["index.html"]
