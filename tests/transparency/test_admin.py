"""Every kind of record row can be listed, made, changed, exported and followed through its history in the admin."""

import csv
import io
from decimal import Decimal

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from tests import factories
from tests.transparency.admin_pages import address
from transparency.models import (
    Instalment,
    Note,
    Organisation,
    Question,
    Statement,
    Unit,
)

pytestmark = pytest.mark.django_db

# These are lines of a statement, and are edited with it.
LINES = {"statementline", "reportedtotal", "reportedshare", "balance"}
# Derived from releases, or sent by readers: nobody enters it.
NOT_ENTERED = {"comparedrelease", "figurechange", "question"}
RECORD = [
    model
    for model in apps.get_app_config("transparency").get_models()
    if not issubclass(model, Page) and model._meta.model_name not in LINES | NOT_ENTERED
]
# A list asks as often for a hundred rows as for one: session, user, permissions, locales, filters, count, rows, log.
LISTING_QUERIES = 30


class TestEveryKindOfRow:
    """The same for each model of the record."""

    def test_the_menu_holds_all_of_them(self):
        assert {model for model in get_snippet_models() if model._meta.app_label == "transparency"} == {
            *RECORD,
            Question,
        }

    @pytest.mark.parametrize("language", ["es", "en"])
    @pytest.mark.parametrize("model", RECORD, ids=lambda model: model._meta.model_name)
    def test_it_has_a_list_a_form_and_a_spreadsheet(self, officer, model, language):
        with translation.override(language):
            assert officer.get(address(model, "list")).status_code == 200
            assert officer.get(address(model, "add")).status_code == 200
        spreadsheet = officer.get(address(model, "list"), {"export": "csv"})
        heading = next(csv.reader(io.StringIO(b"".join(spreadsheet).decode())))
        assert len(heading) == len(set(heading))

    def test_it_can_be_opened_changed_and_traced(self, officer):
        factories.programme_with_pages()
        for model in RECORD:
            row = model._default_manager.first()
            if row is not None:
                for view in ("edit", "history", "usage"):
                    assert officer.get(address(model, view, row.pk)).status_code == 200, (model, view)


class TestLists:
    """Lists show the source language, can be searched and filtered, and go into spreadsheets."""

    @pytest.fixture
    def organisation(self) -> Organisation:
        """A label in both languages."""
        organisation = factories.OrganisationFactory(code="FAO", name="Organización para la Alimentación")
        factories.in_english(organisation, name="Food and Agriculture Organization")
        return organisation

    def rows(self, client: Client, model: type[Model], **query: str) -> list[str]:
        """The names in a list."""
        return [str(row) for row in client.get(address(model, "list"), query).context["object_list"]]

    def test_translations_are_listed_when_asked_for(self, officer, organisation):
        assert self.rows(officer, Organisation) == ["Organización para la Alimentación"]
        assert self.rows(officer, Organisation, locale="en") == ["Food and Agriculture Organization"]

    def test_labels_are_found_by_words_and_code(self, officer, organisation):
        factories.OrganisationFactory(code="ILO", name="Organización del Trabajo")

        assert self.rows(officer, Organisation, q="alimentación") == [organisation.name]
        assert self.rows(officer, Organisation, q="fao") == [organisation.name]

    def test_filters_offer_labels_in_the_source_language_only(self, officer):
        outcome = factories.OutcomeFactory(name="Mercados")
        factories.in_english(outcome, name="Markets")
        factories.AchievementFactory(outcome=outcome, programme=outcome.programme)

        page = officer.get(address(factories.AchievementFactory._meta.model, "list"))

        offered = [str(row) for row in page.context["filters"].form.fields["outcome"].queryset]
        assert offered == ["Mercados"]

    def test_a_list_asks_no_more_often_for_many_rows(self, officer, django_assert_max_num_queries):
        statement = factories.StatementFactory()
        for number in range(40):
            factories.InstalmentFactory(programme=statement.programme, source=statement.source, number=number)

        with django_assert_max_num_queries(LISTING_QUERIES):
            assert len(self.rows(officer, Instalment)) == 40

    def test_a_spreadsheet_has_codes_for_labels_and_nothing_for_what_is_not_set(self, officer, organisation):
        factories.InstalmentFactory(number=7, amount=Decimal("1234567.89"))

        answer = officer.get(address(Instalment, "list"), {"export": "csv"})
        cells = list(csv.reader(io.StringIO(b"".join(answer).decode())))[1]

        assert Instalment.objects.get().programme.code in cells
        assert {"7", "1234567.89", ""} <= set(cells)
        workbook = officer.get(address(Instalment, "list"), {"export": "xlsx"})
        assert b"".join(workbook).startswith(b"PK")


class TestChoosing:
    """Forms offer, and accept, the labels of the source language."""

    def test_a_chooser_lists_one_language_and_finds_by_code(self, officer):
        unit = factories.UnitFactory(code="people", name="personas")
        factories.in_english(unit, name="people")
        url = reverse("wagtailsnippetchoosers_transparency_unit:choose_results")

        assert [str(row) for row in officer.get(url).context["results"]] == ["personas"]
        assert [str(row) for row in officer.get(url, {"q": "PEOP"}).context["results"]] == ["personas"]
        assert not officer.get(url, {"q": "nothing like it"}).context["results"].object_list

    def test_a_translation_is_refused(self, officer):
        indicator = factories.IndicatorFactory()
        translated = factories.in_english(indicator.unit)
        data = {
            "programme": indicator.programme_id,
            "code": "other",
            "name": "Otro",
            "unit": translated.pk,
            "source": indicator.source_id,
            "section": "I",
        }

        response = officer.post(address(type(indicator), "add"), data)

        assert "unit" in response.context["form"].errors

    def test_a_note_can_be_written_where_it_is_chosen(self, officer):
        programme = factories.ProgrammeFactory()
        url = reverse("wagtailsnippetchoosers_transparency_note:create")
        note = {"programme": programme.pk, "code": "why-missing", "text": "El informe no trae esta cifra."}

        dialogue = officer.get(reverse("wagtailsnippetchoosers_transparency_note:choose"))
        officer.post(url, note)
        again = officer.post(url, note)

        assert "creation_form" in dialogue.context
        assert Note.objects.get().locale == factories.spanish()
        assert again.json()["step"] == "reshow_creation_form"


class TestRows:
    """Single rows: what is refused, and what the history tells."""

    def instalment(self, row: Instalment, **changed: object) -> dict[str, object]:
        """The form of an instalment as it stands, with some fields changed."""
        return {
            "programme": row.programme_id,
            "number": row.number,
            "date": row.date,
            "amount": row.amount,
            "printed": row.printed,
            "note": "",
            "currency": row.currency,
            "source": row.source_id,
            "page": "",
            "section": row.section,
            **changed,
        }

    def test_a_changed_figure_is_saved_and_traced(self, officer):
        row = factories.InstalmentFactory(amount=Decimal("1500000.00"))

        officer.post(address(Instalment, "edit", row.pk), self.instalment(row, amount="1,600,000.50"))

        row.refresh_from_db()
        assert row.amount == Decimal("1600000.50")
        history = officer.get(address(Instalment, "history", row.pk)).content.decode()
        assert "1500000.00 → 1600000.50" in history

    def test_saving_without_a_change_leaves_no_trace(self, officer):
        row = factories.InstalmentFactory()
        before = officer.get(address(Instalment, "history", row.pk)).context["object_list"].count()

        officer.post(address(Instalment, "edit", row.pk), self.instalment(row))

        assert officer.get(address(Instalment, "history", row.pk)).context["object_list"].count() == before

    def test_a_missing_figure_needs_a_reason(self, officer):
        row = factories.InstalmentFactory()

        response = officer.post(address(Instalment, "edit", row.pk), self.instalment(row, amount=""))

        assert "__all__" in response.context["form"].errors

    def test_a_figure_needs_its_place_in_the_document(self, officer):
        row = factories.InstalmentFactory()

        response = officer.post(address(Instalment, "edit", row.pk), self.instalment(row, section=""))

        assert "__all__" in response.context["form"].errors

    @pytest.mark.parametrize("text", ["1,234", "12.5.3", "mil", "1.234,5.6"])
    def test_what_is_no_clear_amount_is_refused_with_an_example(self, officer, text):
        row = factories.InstalmentFactory()

        response = officer.post(address(Instalment, "edit", row.pk), self.instalment(row, amount=text))

        assert text in str(response.context["form"].errors["amount"])

    def test_a_code_that_is_taken_is_told_before_the_database_refuses_it(self, officer):
        factories.UnitFactory(code="people")

        response = officer.post(address(Unit, "add"), {"code": "people", "name": "gente"})

        assert response.context["form"].errors
        assert Unit.objects.count() == 1

    def test_a_new_label_is_in_the_source_language_whatever_the_list_showed(self, officer):
        factories.english()

        officer.post(address(Unit, "add") + "?locale=en", {"code": "fairs", "name": "ferias"})

        assert Unit.objects.get().locale == factories.spanish()


class TestDeleting:
    """What figures refer to cannot go; what goes takes its translations along."""

    def test_a_label_in_use_stays_and_its_users_are_named(self, officer):
        line = factories.StatementLineFactory(organisation__code="FAO")
        url = address(Organisation, "delete", line.organisation_id)

        for response in (officer.get(url, follow=True), officer.post(url, follow=True)):
            message = str(next(iter(response.context["messages"])))
            assert address(Statement, "edit", line.statement_id) in message
        assert Organisation.objects.filter(pk=line.organisation_id).exists()

    def test_a_label_in_use_stays_when_many_are_deleted_at_once(self, officer):
        line, spare = factories.StatementLineFactory(), factories.OrganisationFactory()
        url = reverse("wagtail_bulk_action", args=["transparency", "organisation", "delete"])

        officer.post(f"{url}?id={line.organisation_id}&id={spare.pk}")

        assert Organisation.objects.count() == 2

    def test_an_unused_label_goes_with_its_translations(self, officer):
        unit = factories.UnitFactory()
        factories.in_english(unit)

        page = officer.get(address(Unit, "delete", unit.pk))
        officer.post(address(Unit, "delete", unit.pk))

        assert page.status_code == 200
        assert not Unit.objects.exists()

    def test_a_translation_goes_alone(self, officer):
        unit = factories.UnitFactory()
        english = factories.in_english(unit)

        officer.post(address(Unit, "delete", english.pk))

        assert list(Unit.objects.all()) == [unit]

    def test_a_place_and_what_lies_in_it_can_go_together(self, officer):
        region = factories.PlaceFactory(code="05")
        province = factories.PlaceFactory(code="0501", level="province", parent=region)
        url = reverse("wagtail_bulk_action", args=["transparency", "place", "delete"])

        officer.post(f"{url}?id={region.pk}&id={province.pk}")

        assert not type(region).objects.exists()
