"""The page of findings, its downloads, the marks beside figures, and the answers of data officers."""

import csv
import io
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from lxml import html

from tests import factories
from tests.factories.languages import english, spanish
from tests.transparency.admin_pages import address, errors
from tests.transparency.checks.records import FINAL, line, share, statement, tables, total
from tests.transparency.plain import finances, finances_page, labels, main_text, render, results
from transparency.models import FindingAnswer, ReportedTotal
from transparency.models.findings import finding_code
from transparency.views.fact_sheet_page import FactSheetView
from transparency.views.finding_marks import LINKS
from transparency.views.findings import FindingsView
from transparency.views.overview import OverviewView

KEY = f"totals/{FINAL}/budget"
CODE = finding_code("total-of-column", KEY)
WRONG = tables(
    statements=[statement("final", "final", "2013-10-31")],
    lines=[line(FINAL, "FAO", "budget", 600), line(FINAL, "ILO", "budget", 300)],
    totals=[total(FINAL, "budget", 1000)],
)
ANSWER = {
    "answer": CODE,
    "status": "explained",
    "source": "report",
    "answered_by": "Coordinación",
    "answered_on": "2026-03-09",
}
WAY = {"language": "en", "kind": "financespage", "title": "Finances", "url": "/en/transparency/finances/"}
WORDS = labels(findinganswer={CODE: {"es": {"text": "Falta una agencia."}, "en": {"text": "An agency is left out."}}})


def page_of(figures, language="en"):
    return render(FindingsView(), figures, WORDS, language)["index.html"].decode()


class TestThePage:
    def test_it_tells_reported_recomputed_and_difference_with_the_source(self):
        page = page_of(WRONG)

        assert f'id="{CODE}"' in page
        assert re.search(
            r"Reported\W+US\$ 1,000\W+Recomputed or compared with\W+US\$ 900\W+Difference\W+\+US\$ 100", main_text(page)
        )
        assert "Final report" in main_text(page)

    def test_an_answer_stands_beside_its_finding(self):
        text = main_text(page_of({**WRONG, "answers": [ANSWER]}))

        assert "Explained: An agency is left out." in text
        assert "Coordinación, 9 March 2026" in text

    def test_a_record_in_which_everything_agrees_says_so_and_what_was_checked(self):
        text = main_text(page_of(tables()))

        assert "The checks find nothing" in text
        assert "Women and men together are as many as all people counted. Nothing found" in text

    def test_the_downloads_tell_the_same_in_every_language(self):
        files = render(FindingsView(), {**WRONG, "answers": [ANSWER]}, WORDS, "en")
        [row] = csv.DictReader(io.StringIO(files["findings.csv"].decode("utf-8-sig")))
        told = json.loads(files["findings.json"])["rows"][0]

        assert (row["finding"], row["reported"], row["recomputed"], row["difference"]) == (CODE, "1000", "900", "100")
        assert (row["unit"], row["status_code"], row["answer_en"]) == ("USD", "explained", "An agency is left out.")
        assert row["finding_en"].startswith("Final statement, 31 October 2013, approved budget: US$\u00a01,000")
        assert row["finding_es"]
        assert (told["reported"], told["source_code"]) == (1000, "report")


class TestMarks:
    RECORD = finances(**{name: WRONG[name] for name in ("statements", "lines", "totals")})
    LINK = {LINKS: [{"language": "en", "url": "/en/transparency/findings/"}]}

    def test_a_figure_leads_to_its_finding(self):
        page = finances_page({**self.RECORD, **self.LINK}, language="en")

        assert f'href="/en/transparency/findings/#{CODE}"' in page
        assert "Finding on this figure" in main_text(page)

    def test_a_percentage_does_as_well(self):
        shares = [share(FINAL, "FAO", "disbursed", "budget", "70.00%")]
        spent = [*WRONG["lines"], line(FINAL, "FAO", "disbursed", 300)]
        page = finances_page({**self.RECORD, "lines": spent, "shares": shares, **self.LINK}, language="en")

        assert finding_code("share-recomputed", f"shares/{FINAL}/FAO/disbursed/budget") in page

    def test_what_stands_first_does_as_well(self):
        figures = {**self.RECORD, **self.LINK, "indicators": [], "observations": [], "below": [WAY]}
        overview = render(OverviewView(), figures, WORDS, "en")["index.html"].decode()

        for page in (finances_page({**self.RECORD, **self.LINK}, language="en"), overview):
            first = html.fromstring(page).xpath("//*[@class='figures']//a[@class='finding-mark']/@href")
            assert first == [f"/en/transparency/findings/#{CODE}"]

    def test_the_fact_sheet_is_marked_as_well(self):
        beside = ("participations", "sectors", "places", "milestones", "evaluations", "goals")
        figures = {**results(), **{name: [] for name in beside}, **self.RECORD, **self.LINK}
        page = render(FactSheetView(), figures, WORDS, "en")["index.html"]

        marks = html.fromstring(page.decode()).xpath("//a[@class='finding-mark']/@href")
        assert marks == [f"/en/transparency/findings/#{CODE}"]

    def test_without_a_page_of_findings_in_the_language_there_is_no_mark(self):
        assert "finding-mark" not in finances_page({**self.RECORD, **self.LINK}, language="es")
        assert "finding-mark" not in finances_page(self.RECORD, language="en")


@pytest.mark.django_db
class TestAnswers:
    def answer(self, programme, **more):
        given = {"check_code": "total-of-column", "figure": KEY, "text": "Falta una agencia.", "status": "explained"}
        return FindingAnswer(
            programme=programme, answered_by="Coordinación", answered_on="2026-03-09", locale=spanish(), **given, **more
        )

    def test_an_answer_takes_the_code_of_its_finding(self):
        english()
        row = self.answer(factories.ProgrammeFactory())
        row.full_clean(exclude=["code"])
        row.save()

        assert row.code == CODE

    def test_a_finding_has_one_answer(self):
        programme = factories.ProgrammeFactory()
        self.answer(programme).save()
        again = self.answer(programme)
        again.code = CODE

        with pytest.raises(ValidationError):
            again.full_clean()

    def test_officers_see_the_findings_and_answer_them(self, officer):
        site = factories.programme_with_pages()
        row = ReportedTotal.objects.filter(statement__programme=site.programme).order_by("pk")[0]
        row.amount = (row.amount or 0) + 1000
        row.save()
        listing = officer.get(reverse("record_findings"))
        asked = next(entry for _p, entries in listing.context["groups"] for entry in entries if entry["told"].reported)
        form = officer.get(asked["url"]).context["form"]

        given = {name: form[name].value() or "" for name in ("programme", "check_code", "figure")}
        assert given["figure"] == asked["told"].finding.answer_key
        words = {"status": "explained", "text": "Se corrigió.", "answered_by": "Coordinación", "document": ""}
        sent = officer.post(address(FindingAnswer, "add"), {**given, **words, "answered_on": "2026-03-09"})

        assert sent.status_code == 302, errors(sent)
        assert FindingAnswer.objects.get().code == asked["told"].finding.code
        answered = officer.get(reverse("record_findings")).context["groups"][0][1]
        [entry] = [entry for entry in answered if entry["told"].finding.code == asked["told"].finding.code]
        assert entry["status"]
        assert "edit" in entry["url"]

    def test_others_do_not_see_them(self, client, django_user_model):
        client.force_login(django_user_model.objects.create_user("reader"))

        assert client.get(reverse("record_findings")).status_code in (302, 403)
