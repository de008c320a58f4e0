"""I2, by random sequences of operations: every committed change has a mark or is live."""

from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from publication.models import ScopeState
from publication.services import builder, scopes
from publication.services.fingerprints import differences
from tests.factories import InstalmentFactory, NoteFactory, ProgrammeSite
from tests.publication.fresh_build import differences_from_fresh_build
from transparency.models import (
    Instalment,
    Note,
    Organisation,
    Programme,
    ReleasedPage,
    ReportedTotal,
    Source,
    Statement,
    StatementLine,
)

pytestmark = pytest.mark.django_db(transaction=True)


def by_save(site: ProgrammeSite, value: int) -> None:
    line = StatementLine.objects.order_by("pk")[value % 5]
    line.amount = Decimal(value)
    line.save()


def by_queryset_update(site: ProgrammeSite, value: int) -> None:
    StatementLine.objects.filter(measure="disbursed").update(amount=value)


def by_raw_sql(site: ProgrammeSite, value: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE transparency_reportedtotal SET amount = %s WHERE measure = 'budget'", [value])


def by_bulk_create(site: ProgrammeSite, value: int) -> None:
    taken = Instalment.objects.count() + value
    Instalment.objects.bulk_create(
        [InstalmentFactory.build(programme=site.programme, source=site.source, number=taken + 1, amount=value)]
    )


def by_bulk_update(site: ProgrammeSite, value: int) -> None:
    totals = list(ReportedTotal.objects.all())
    for total in totals:
        total.amount = Decimal(value)
    ReportedTotal.objects.bulk_update(totals, ["amount"])


def by_delete(site: ProgrammeSite, value: int) -> None:
    Instalment.objects.all().delete()


def by_new_words(site: ProgrammeSite, value: int) -> None:
    Organisation.objects.filter(code="AG0").update(name=f"Agencia {value}")
    Source.objects.filter(locale__language_code="en").update(name=f"Report {value}")


def draft_of(page: ReleasedPage) -> ReleasedPage:
    """The newest draft, as the database has it: the object in hand may know one that was rolled back."""
    draft: ReleasedPage = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft


def by_new_title(site: ProgrammeSite, value: int) -> None:
    page = draft_of(site.finances)
    page.title = f"Finanzas {value}"
    page.save_revision().publish()


def by_new_introduction(site: ProgrammeSite, value: int) -> None:
    page = draft_of(site.results)
    page.introduction = f"<p>Introducción {value}</p>"
    page.save_revision().publish()


def by_taking_a_page_down(site: ProgrammeSite, value: int) -> None:
    Page.objects.filter(translation_key=site.results.translation_key, locale__language_code="en").update(
        live=bool(value % 2)
    )


def by_another_slug(site: ProgrammeSite, value: int) -> None:
    page = Page.objects.get(pk=site.results.pk)
    page.slug = f"resultados-{value}"
    page.save()


def by_the_home_pages_title(site: ProgrammeSite, value: int) -> None:
    Page.objects.filter(pk=site.home.pk).update(title=f"Inicio {value}")


def by_the_programmes_name(site: ProgrammeSite, value: int) -> None:
    Programme.objects.filter(pk=site.programme.pk).update(short_name=f"ICI {value}")


def by_a_statements_date(site: ProgrammeSite, value: int) -> None:
    Statement.objects.update(as_of=f"{2000 + value % 10}-06-30")


def by_a_note_to_a_figure(site: ProgrammeSite, value: int) -> None:
    note = NoteFactory(programme=site.programme, code=f"note-{Note.objects.count()}", text=f"Nota {value}")
    StatementLine.objects.filter(measure="committed").update(note=note, amount=None)


CHANGES = [value for name, value in sorted(globals().items()) if name.startswith("by_")]

steps = st.lists(
    st.tuples(
        st.sampled_from(CHANGES), st.integers(1, 999), st.sampled_from(["commit", "commit", "roll back", "build"])
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture
def released(programme_site, publish):
    publish()
    return programme_site


def unmarked_differences() -> dict[str, str]:
    """Scopes that are neither live as the record says nor marked."""
    marked = scopes.marked()
    return {scope: reason for scope, reason in differences().items() if scope not in marked}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps)
def test_every_committed_change_has_a_mark_or_is_live(released, sequence):
    for change, value, end in sequence:
        with transaction.atomic():
            change(released, value)
            if end == "roll back":
                transaction.set_rollback(True)
        if end == "build":
            builder.build_due("sweep")
        assert unmarked_differences() == {}

    builder.build_due("sweep")
    assert not ScopeState.objects.exists()
    assert differences() == {}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_each_kind_of_change_reaches_readers(released, publish, change):
    change(released, 8)
    assert scopes.marked()

    publish()

    assert differences_from_fresh_build() == []
