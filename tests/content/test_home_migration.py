"""What was written on the home page before it had blocks stays, in every language, draft and translation."""

import json
import uuid
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from pytest_django.plugin import DjangoDbBlocker

IN_MEMORY = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {}}
module = import_module("content.migrations.0004_home_story")
TEXT = '<h2>Cómo trabajó</h2><p>Con <a href="https://example.org/">ferias</a>.</p>'
KEY = uuid.UUID("a0d967d0-b482-4748-b5bf-df708ef5e3a3")
CONTEXTS = uuid.UUID("fcab004a-2b50-11ea-978f-2e728ce88125")
OLD = "old"
TABLES = (
    ("auth", "User"),
    ("contenttypes", "ContentType"),
    ("wagtailcore", "Locale"),
    ("wagtailcore", "Page"),
    ("wagtailcore", "Revision"),
    ("wagtail_localize", "TranslatableObject"),
    ("wagtail_localize", "TranslationSource"),
    ("wagtail_localize", "TranslationContext"),
    ("transparency", "Programme"),
    ("content", "Picture"),
    ("content", "HomePage"),
)


class OldDatabase:
    """A database in memory with no more than the tables that the migration meets, as they were before it."""

    def __init__(self) -> None:
        connections.databases[OLD] = {**connections.databases[DEFAULT_DB_ALIAS], **IN_MEMORY}
        self.connection = connections[OLD]
        self.migration = module.Migration("0004_home_story", "content")
        self.before = MigrationLoader(None).project_state(self.migration.dependencies)
        self.after = self.migration.mutate_state(self.before, preserve=True)
        with self.connection.schema_editor() as editor:
            for app, model in TABLES:
                editor.create_model(self.before.apps.get_model(app, model))

    def migrate(self) -> None:
        with self.connection.schema_editor() as editor:
            self.migration.apply(self.before.clone(), editor)

    def go_back(self) -> None:
        with self.connection.schema_editor() as editor:
            self.migration.unapply(self.before.clone(), editor)

    def rows(self, app: str, model: str, state: ProjectState | None = None) -> Any:
        """The rows of a table, as they are before the migration unless said otherwise."""
        return (state or self.before).apps.get_model(app, model).objects.using(OLD)


@pytest.fixture
def old(django_db_blocker: DjangoDbBlocker) -> Iterator[OldDatabase]:
    with django_db_blocker.unblock():
        yield OldDatabase()
        connections[OLD].close()
        del connections[OLD], connections.databases[OLD]


def written(old: OldDatabase, text: str) -> Any:
    """A home page with a draft that was taken up for translation, the text of which has a translation."""
    kind = old.rows("contenttypes", "ContentType").create(app_label="content", model="homepage")
    locale = old.rows("wagtailcore", "Locale").create(language_code="es")
    page = old.rows("content", "HomePage").create(
        title="Inicio", draft_title="Inicio", slug="inicio", path="00010001", depth=2, url_path="/inicio/",
        translation_key=KEY, locale=locale, content_type=kind, lead="Qué fue.", body=text,
    )  # fmt: skip
    stored = {"pk": page.pk, "translation_key": str(KEY), "lead": "Qué fue.", "body": text}
    old.rows("wagtailcore", "Revision").create(
        content_type=kind, base_content_type=kind, object_id=str(page.pk), content=stored,
        created_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    thing = old.rows("wagtail_localize", "TranslatableObject").create(translation_key=KEY, content_type=kind)
    old.rows("wagtail_localize", "TranslationSource").create(
        object=thing, specific_content_type=kind, locale=locale, content_json=json.dumps(stored),
        last_updated_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    for path in ("lead", "body", "body.'https://example.org/'"):
        old.rows("wagtail_localize", "TranslationContext").create(
            object=thing, path=path, path_id=uuid.uuid5(CONTEXTS, path), field_path=path.partition(".")[0]
        )
    return page


def stored_versions(old: OldDatabase) -> list[dict[str, Any]]:
    """The draft, and what translators work on."""
    revision = old.rows("wagtailcore", "Revision").get()
    source = old.rows("wagtail_localize", "TranslationSource").get()
    return [revision.content, json.loads(source.content_json)]


def contexts(old: OldDatabase) -> set[tuple[str, str, str]]:
    """What translators' texts belong to."""
    rows = old.rows("wagtail_localize", "TranslationContext").all()
    return {(row.path, row.field_path, str(row.path_id)) for row in rows}


def named(paths: dict[str, str]) -> set[tuple[str, str, str]]:
    """Contexts from path → field path."""
    return {(path, field, str(uuid.uuid5(CONTEXTS, path))) for path, field in paths.items()}


def test_rich_text_becomes_one_block_everywhere_and_comes_back(old: OldDatabase) -> None:
    page = written(old, TEXT)

    old.migrate()
    moved = old.rows("content", "HomePage", old.after).get(pk=page.pk)

    [block] = moved.body
    assert (block.block_type, block.value.source, moved.summary) == ("text", TEXT, "Qué fue.")
    assert list(moved.corrections) == []
    for version in stored_versions(old):
        [stored] = json.loads(version["body"])
        assert (stored["value"], stored["id"], version["summary"]) == (TEXT, block.id, "Qué fue.")
        assert "lead" not in version
    assert contexts(old) == named(
        {"summary": "summary", f"body.{block.id}": "body.text", f"body.{block.id}.'https://example.org/'": "body.text"}
    )

    old.go_back()
    returned = old.rows("content", "HomePage").get(pk=page.pk)

    assert (returned.lead, returned.body) == ("Qué fue.", TEXT)
    assert [(version["lead"], version["body"]) for version in stored_versions(old)] == [("Qué fue.", TEXT)] * 2
    assert contexts(old) == named({"lead": "lead", "body": "body", "body.'https://example.org/'": "body"})


def test_a_page_without_text_has_no_blocks() -> None:
    assert json.loads(module.story_of("", KEY)) == []
    assert module.text_of("[]", KEY) == ""


def test_what_is_converted_already_stays() -> None:
    story = module.story_of(TEXT, KEY)

    assert module.story_of(story, KEY) == story
    assert module.text_of(TEXT, KEY) == TEXT


def test_on_the_way_back_headings_become_part_of_the_text() -> None:
    story = [("heading", "Qué & cómo"), ("text", "<p>Así.</p>"), ("quote", {"text": "No cabe."})]
    stored = json.dumps([{"type": kind, "value": value} for kind, value in story])

    assert module.text_of(stored, KEY) == "<h2>Qué &amp; cómo</h2><p>Así.</p>"
