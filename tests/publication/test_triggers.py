"""Whoever changes an input, and however: the change is marked in the same transaction."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, Site

from publication import triggers
from publication.models import Change
from publication.registry import registry
from publication.services.builder import read_inputs
from publication.snapshot import snapshot
from tests.factories import (
    ProgrammeFactory,
    StatementLineFactory,
    UnitFactory,
    programme_with_pages,
    spanish,
)
from tests.publication.rows import row_of
from transparency.models import Note, Programme, Statement, StatementLine, Unit
from transparency.watches import RECORD_ROWS, VOCABULARY

ROWS = {watch.model: "*:P1" if watch.subject else "*" for watch in [*RECORD_ROWS, *VOCABULARY]}
MODELS = sorted(ROWS, key=lambda model: model.__name__)

postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL only")
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)


def marked_by() -> set[str]:
    """The scopes marked since the last call."""
    scopes = set(Change.objects.values_list("scope", flat=True))
    Change.objects.all().delete()
    return scopes


@pytest.fixture
def programme(db):
    return ProgrammeFactory(code="P1")


@pytest.fixture
def unsaved(model, programme):
    row = row_of(model, programme)
    expected = {f"*:{row.code}"} if isinstance(row, Programme) else {ROWS[model]}
    marked_by()
    return row, expected


@pytest.mark.django_db
@each_model
class TestEveryTableOfTheRecord:
    def test_insert_is_marked(self, unsaved, model):
        row, expected = unsaved

        model.objects.bulk_create([row])

        assert marked_by() == expected

    def test_update_is_marked(self, unsaved, model):
        row, expected = unsaved
        row.save()
        marked_by()
        field = next(field for field in model._meta.concrete_fields if not field.primary_key)

        model.objects.filter(pk=row.pk).update(**{field.attname: getattr(row, field.attname)})

        assert marked_by() == expected

    def test_delete_by_raw_sql_is_marked(self, unsaved, model):
        row, expected = unsaved
        row.save()
        marked_by()

        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE id = %s', [row.pk])

        assert marked_by() == expected

    @postgresql_only
    def test_truncate_marks_everything(self, unsaved, model):
        row, _ = unsaved
        row.save()
        marked_by()

        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f'TRUNCATE "{model._meta.db_table}" CASCADE')

        assert marked_by() == {"*"}


@pytest.mark.django_db
def test_the_orm_marks_as_raw_sql_does(programme):
    line = StatementLineFactory(statement__programme=programme)
    marked_by()

    line.amount += 1
    line.save()
    assert marked_by() == {"*:P1"}

    line.delete()
    assert marked_by() == {"*:P1"}


@pytest.mark.django_db
def test_a_bulk_change_of_two_programmes_marks_both(programme):
    StatementLineFactory(statement__programme=programme)
    StatementLineFactory(statement__programme=ProgrammeFactory(code="P2"))
    StatementLineFactory(statement__programme=ProgrammeFactory(code="P3"))
    marked_by()

    StatementLine.objects.exclude(statement__programme__code="P3").update(amount=5)

    assert marked_by() == {"*:P1", "*:P2"}


@pytest.mark.django_db
def test_a_row_that_moves_to_another_programme_marks_both(programme):
    statement = StatementLineFactory(statement__programme=programme).statement
    other = ProgrammeFactory(code="P2")
    marked_by()

    Statement.objects.filter(pk=statement.pk).update(programme=other)

    assert marked_by() == {"*:P1", "*:P2"}


@pytest.mark.django_db
def test_a_programme_that_gets_another_code_marks_both_codes(programme):
    marked_by()

    Programme.objects.filter(pk=programme.pk).update(code="P9")

    assert marked_by() == {"*:P1", "*:P9"}


@pytest.mark.django_db
@postgresql_only
def test_a_bulk_change_costs_one_mark_per_scope_and_statement(programme):
    line = StatementLineFactory(statement__programme=programme)
    statement, locale = line.statement, spanish()
    marked_by()

    Note.objects.bulk_create(
        Note(programme=programme, locale=locale, code=f"n{number}", text="Nota") for number in range(100)
    )
    assert Change.objects.count() == 1
    marked_by()

    StatementLine.objects.filter(statement=statement).update(amount=7)
    assert Change.objects.count() == 1


@pytest.mark.django_db
@postgresql_only
def test_copy_is_marked(programme):
    locale = spanish()
    marked_by()

    with (
        connection.cursor() as cursor,
        cursor.copy("COPY transparency_note (translation_key, locale_id, programme_id, code, text) FROM STDIN") as copy,
    ):
        for number in range(3):
            key = f"00000000-0000-0000-0000-00000000000{number}"
            copy.write_row((key, locale.pk, programme.pk, f"copied-{number}", "Nota"))

    assert Note.objects.count() == 3
    assert marked_by() == {"*:P1"}


@pytest.mark.django_db
def test_deleting_all_rows_without_a_condition_is_marked(programme):
    StatementLineFactory(statement__programme=programme)
    marked_by()

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM transparency_statementline")

    assert marked_by() == {"*:P1"}


class TestRollback:
    """I3: what did not happen leaves no mark."""

    @pytest.mark.django_db(transaction=True)
    def test_a_transaction_that_is_rolled_back_leaves_none(self):
        programme = ProgrammeFactory(code="P1")
        marked_by()

        with transaction.atomic():
            StatementLineFactory(statement__programme=programme)
            assert Change.objects.exists()
            transaction.set_rollback(True)

        assert marked_by() == set()

    @pytest.mark.django_db(transaction=True)
    def test_a_savepoint_that_is_rolled_back_leaves_none_of_its_own(self):
        programme = ProgrammeFactory(code="P1")
        unit = UnitFactory()
        marked_by()

        with transaction.atomic():
            Programme.objects.filter(pk=programme.pk).update(goals="MDG1")
            with transaction.atomic():
                Unit.objects.filter(pk=unit.pk).update(name="otra")
                transaction.set_rollback(True)

        assert marked_by() == {"*:P1"}

    @pytest.mark.django_db(transaction=True)
    def test_a_row_that_the_database_refuses_leaves_none(self):
        line = StatementLineFactory()
        marked_by()

        with pytest.raises(IntegrityError), transaction.atomic():
            StatementLine.objects.filter(pk=line.pk).update(amount=None)

        assert marked_by() == set()


class TestPages:
    """Of the page tree only what readers see counts."""

    @pytest.fixture
    def site(self, db):
        site = programme_with_pages("P1")
        marked_by()
        return site

    def test_saving_a_draft_marks_nothing(self, site):
        for words in ("Borrador", "Otro borrador"):
            site.finances.introduction = f"<p>{words}</p>"
            site.finances.title = words
            site.finances.save_revision()

        assert marked_by() == set()

    def test_publishing_a_draft_marks_its_programme(self, site):
        site.finances.introduction = "<p>Nueva</p>"
        site.finances.save_revision().publish()

        assert "*:P1" in marked_by()

    def test_a_renamed_page_of_the_menu_marks_everything(self, site):
        site.finances.title = "Las cuentas"
        site.finances.save_revision().publish()

        assert "*" in marked_by()

    @pytest.mark.parametrize("change", [{"title": "Otro"}, {"live": False}, {"show_in_menus": False}, {"slug": "x"}])
    def test_what_readers_see_of_a_menu_page_marks_everything(self, site, change):
        Page.objects.filter(pk=site.results.pk).update(**change)

        assert "*" in marked_by()

    def test_the_title_of_a_page_above_marks_everything(self, site):
        Page.objects.filter(pk=site.home.pk).update(title="Portada")

        assert "*" in marked_by()

    @pytest.mark.parametrize(
        "change", [{"has_unpublished_changes": True}, {"draft_title": "Otro"}, {"locked": True}, {"numchild": 7}]
    )
    def test_what_only_editors_see_marks_nothing(self, site, change):
        Page.objects.filter(pk=site.finances.pk).update(**change)

        assert marked_by() == set()

    def test_moving_the_pages_of_a_programme_marks_them(self, site):
        section = site.home.add_child(instance=Page(title="Sección", slug="seccion", locale=spanish()))
        marked_by()

        site.index.move(section, pos="last-child")

        assert "*" in marked_by()

    def test_a_page_below_home_marks_everything_for_it_stands_at_the_foot_of_every_page(self, site):
        site.home.add_child(instance=Page(title="Iniciativas", slug="iniciativas", locale=spanish()))

        assert marked_by() == {"*"}

    def test_a_page_of_another_kind_further_down_marks_nothing(self, site):
        page = site.index.add_child(instance=Page(title="Noticia", slug="noticia", locale=spanish()))
        page.title = "La noticia"
        page.save_revision().publish()

        assert marked_by() == set()

    def test_deleting_a_programmes_page_marks_its_programme(self, site):
        site.results.delete()

        assert "*:P1" in marked_by()

    def test_another_root_of_the_site_marks_everything(self, site):
        Site.objects.update(root_page=site.index)

        assert marked_by() == {"*"}

    def test_another_language_of_the_site_marks_everything(self, site):
        Locale.objects.create(language_code="qu")

        assert marked_by() == {"*"}


@pytest.mark.django_db(transaction=True)
def test_every_table_that_is_read_is_watched(programme_site):
    watched = {watch.model._meta.db_table for watch in registry.watches}
    tables = {model._meta.db_table for model in apps.get_models() if model._meta.app_label != "publication"}

    with CaptureQueriesContext(connection) as queries, snapshot():
        for scope in registry.scopes():
            assert read_inputs(scope) is not None

    read = {table for table in tables if any(f'"{table}"' in query["sql"] for query in queries)}
    # The first says whether anything at all is recognised.
    assert "transparency_statementline" in read
    # The names of models are no input: only a migration changes them.
    assert read - watched - {"django_content_type"} == set()


class TestMissingTriggers:
    @pytest.fixture
    def removed(self, db):
        name, (table, _) = next(
            (name, value) for name, value in triggers.expected().items() if "statementline" in name and "update" in name
        )
        with connection.cursor() as cursor:
            cursor.execute(triggers.DIALECTS[connection.vendor].drop(name, table))
        return table

    def test_the_check_names_the_table(self, removed):
        [found] = [message for message in run_checks(databases=["default"]) if message.id == "publication.W002"]

        assert removed in found.msg

    def test_installing_puts_them_back_and_marks_everything(self, removed, programme):
        marked_by()

        triggers.install()

        assert triggers.missing() == []
        assert marked_by() == {"*"}
        StatementLineFactory(statement__programme=programme)
        assert "*:P1" in marked_by()

    def test_installing_again_changes_nothing(self, db):
        marked_by()
        before = triggers.existing()

        triggers.install()

        assert triggers.existing() == before
        assert marked_by() == set()

    def test_a_trigger_of_an_older_definition_goes(self, db):
        name, (_, sql) = next(iter(triggers.expected().items()))
        with connection.cursor() as cursor:
            cursor.execute(sql.replace(name, f"{name[:-12]}_old"))

        triggers.install()

        assert triggers.existing() == triggers.expected().keys()

    @postgresql_only
    @pytest.mark.parametrize("state", ["DISABLE", "ENABLE REPLICA"])
    def test_a_trigger_that_is_switched_off_is_found_and_put_back(self, db, state):
        name, (table, _) = next(iter(triggers.expected().items()))
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER TABLE "{table}" {state} TRIGGER "{name}"')
        assert triggers.missing() == [table]

        triggers.install()

        assert triggers.missing() == []

    def test_a_database_without_our_tables_is_not_complained_of(self, db, monkeypatch):
        monkeypatch.setattr(Change._meta, "db_table", "not_there_yet")

        assert [message for message in run_checks(databases=["default"]) if message.id == "publication.W002"] == []


class TestMigrations:
    """Migrations run without triggers, which are back afterwards, and everything is looked at again."""

    @pytest.mark.django_db(transaction=True)
    def test_a_rebuilt_table_that_others_name_has_its_triggers_after_migrate(self):
        old, new = Programme._meta.get_field("goals"), models.CharField(max_length=321, blank=True, db_index=True)
        new.set_attributes_from_name("goals")
        new.model = Programme
        programme = ProgrammeFactory(code="P1")
        plan = [object()]

        triggers.remove_before_migrate(plan=plan)
        try:
            with connection.schema_editor() as editor:
                editor.alter_field(Programme, old, new)
            Programme.objects.filter(pk=programme.pk).update(goals="a data migration")
        finally:
            with connection.schema_editor() as editor:
                editor.alter_field(Programme, new, old)
            marked_by()
            triggers.install_after_migrate()

        assert triggers.missing() == []
        assert marked_by() == {"*"}
        Programme.objects.filter(pk=programme.pk).update(goals="MDG1")
        assert marked_by() == {"*:P1"}

    @pytest.mark.django_db(transaction=True)
    def test_migrate_with_nothing_to_do_touches_no_trigger(self):
        marked_by()
        before = triggers.existing()

        call_command("migrate", verbosity=0)

        assert triggers.existing() == before
        assert marked_by() == set()
