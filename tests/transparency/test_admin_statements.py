"""A statement with its lines: the form of a data officer's working day."""

from decimal import Decimal

import pytest
from django.test import Client

from tests import factories
from tests.transparency.admin_pages import address, errors
from transparency.models import Measure, Statement, StatementLine

pytestmark = pytest.mark.django_db

# Sixty lines with three lists each would ask 180 times.
STATEMENT_QUERIES = 60


class TestStatements:
    """Sixty lines in one form."""

    @pytest.fixture
    def statement(self) -> Statement:
        """Twelve agencies and five measures: sixty lines."""
        statement = factories.StatementFactory(period="2010-2")
        for number in range(12):
            agency = factories.agency(number)
            for measure in Measure.values:
                factories.StatementLineFactory(statement=statement, organisation=agency, measure=measure)
        return statement

    def form(self, client: Client, statement: Statement) -> dict[str, object]:
        """Every field of the form as a browser would send it."""
        form = client.get(address(Statement, "edit", statement.pk)).context["form"]
        data: dict[str, object] = {field.html_name: field.value() for field in form}
        for formset in form.formsets.values():
            for field in formset.management_form:
                data[field.html_name] = field.value()
            for line in formset.forms:
                data.update({field.html_name: field.value() for field in line})
        return {name: "" if value is None else value for name, value in data.items() if value is not False}

    def add_line(self, data: dict[str, object], **fields: object) -> dict[str, object]:
        """The form with one more line."""
        number = int(str(data["statementlines-TOTAL_FORMS"]))
        line = {f"statementlines-{number}-{name}": value for name, value in fields.items()}
        return {**data, **line, "statementlines-TOTAL_FORMS": number + 1}

    def test_sixty_lines_open_with_few_questions(self, officer, statement, django_assert_max_num_queries):
        with django_assert_max_num_queries(STATEMENT_QUERIES):
            response = officer.get(address(Statement, "edit", statement.pk))

        assert len(response.context["form"].formsets["statementlines"].forms) == 60

    def test_one_line_changes_and_the_others_stay(self, officer, statement):
        data = self.form(officer, statement)
        line = statement.statementlines.get(organisation__code="AG3", measure=Measure.DISBURSED)
        number = next(key for key, value in data.items() if key.endswith("-id") and value == line.pk).split("-")[1]

        officer.post(address(Statement, "edit", statement.pk), {**data, f"statementlines-{number}-amount": "777.77"})

        line.refresh_from_db()
        assert line.amount == Decimal("777.77")
        assert StatementLine.objects.filter(amount=Decimal(1000000)).count() == 59
        history = officer.get(address(Statement, "history", statement.pk)).content.decode()
        assert "1000000.00 → 777.77" in history
        assert "AG3" in history

    def test_a_new_line_is_cited_as_the_statement_is(self, officer, statement):
        response = officer.get(address(Statement, "edit", statement.pk))
        empty = response.context["form"].formsets["statementlines"].empty_form

        assert empty["source"].value() == statement.source_id
        assert empty["section"].value() == statement.section

    def test_all_that_a_statement_prints_can_be_entered(self, officer, statement):
        agency = factories.agency(50)
        cited = {"source": statement.source_id, "section": "IV.a"}
        data = self.add_line(
            self.form(officer, statement), organisation=agency.pk, measure="budget", amount="1.429.667,00", **cited
        )
        extra: dict[str, dict[str, object]] = {
            "reported_totals-0": {"measure": "budget", "amount": "5000060"},
            "reportedshares-0": {"numerator": "disbursed", "denominator": "budget", "value": "99.97"},
            "balances-0": {"organisation": agency.pk, "kind": "to-return", "amount": "-12.50"},
        }
        for prefix, fields in extra.items():
            data[f"{prefix.split('-')[0]}-TOTAL_FORMS"] = 1
            data.update({f"{prefix}-{name}": value for name, value in {**fields, **cited}.items()})

        response = officer.post(address(Statement, "edit", statement.pk), data)

        assert response.status_code == 302
        assert statement.statementlines.get(organisation=agency).amount == Decimal("1429667.00")
        assert statement.reported_totals.get().amount == Decimal(5000060)
        assert statement.reportedshares.get().value == Decimal("99.97")
        assert statement.balances.get().amount == Decimal("-12.50")

    @pytest.mark.parametrize("whole_programme", [False, True], ids=["an agency", "the whole programme"])
    def test_a_line_that_stands_twice_is_refused_in_words(self, officer, whole_programme):
        statement = factories.StatementFactory()
        organisation = None if whole_programme else factories.agency(1)
        factories.StatementLineFactory(statement=statement, organisation=organisation)
        data = self.add_line(
            self.form(officer, statement),
            organisation=organisation.pk if organisation else "",
            measure="budget",
            amount="1",
            source=statement.source_id,
            section="IV.a",
        )

        response = officer.post(address(Statement, "edit", statement.pk), data)

        constraint = next(one for one in StatementLine._meta.constraints if one.name.startswith("statementline_once"))
        assert constraint.name
        assert len(errors(response)) > 10
        assert StatementLine.objects.count() == 1

    def test_two_lines_can_change_places(self, officer):
        statement = factories.StatementFactory()
        for measure, amount in (("budget", 1), ("revised", 2)):
            factories.StatementLineFactory(statement=statement, organisation=None, measure=measure, amount=amount)
        data = self.form(officer, statement)
        data["statementlines-0-measure"], data["statementlines-1-measure"] = (
            data["statementlines-1-measure"],
            data["statementlines-0-measure"],
        )

        response = officer.post(address(Statement, "edit", statement.pk), data)

        # Either both lines changed places, or the form says why not; never half of it, never a broken page.
        amounts = {line.measure: line.amount for line in statement.statementlines.all()}
        assert (response.status_code, amounts) in [
            (302, {"budget": Decimal(2), "revised": Decimal(1)}),
            (200, {"budget": Decimal(1), "revised": Decimal(2)}),
        ]

    def test_a_line_can_be_deleted(self, officer, statement):
        data = self.form(officer, statement)

        officer.post(address(Statement, "edit", statement.pk), {**data, "statementlines-0-DELETE": "on"})

        assert statement.statementlines.count() == 59

    def test_an_untouched_new_line_is_not_saved(self, officer, statement):
        data = self.add_line(self.form(officer, statement), source=statement.source_id, section=statement.section)

        response = officer.post(address(Statement, "edit", statement.pk), data)

        assert response.status_code == 302
        assert statement.statementlines.count() == 60
