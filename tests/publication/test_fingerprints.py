"""What no trigger sees is found by comparing inputs and files with the live release."""

import os

import pytest
from django.db import connection

from publication import triggers
from publication.code_version import code_version
from publication.models import Change, ScopeState
from publication.services import fingerprints, scopes
from publication.services.fingerprints import differences, mark_differences
from publication.services.releases import store
from tests.publication.conftest import live_manifest
from tests.publication.fresh_build import differences_from_fresh_build
from transparency.models import Note

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def released(small_site, publish):
    publish()
    return small_site


def change_unseen(**values: str) -> None:
    """A change that leaves no mark."""
    Note.objects.update(**values)
    Change.objects.all().delete()


def test_after_a_build_nothing_differs(released):
    assert differences() == {}
    assert mark_differences() == {}
    assert not Change.objects.exists()


def test_a_change_that_left_no_mark_is_found_and_published(released, publish):
    change_unseen(text="Sin que nadie lo viera")

    assert mark_differences() == {"alpha:P1": "changed", "beta:P1": "changed"}
    publish()

    assert live_manifest().trigger == "sweep: changed"
    assert differences_from_fresh_build() == []


def test_triggers_that_were_off_are_put_back_and_what_changed_meanwhile_is_published(released, publish):
    for name, (table, _) in triggers.expected().items():
        if table == Note._meta.db_table:
            with connection.cursor() as cursor:
                cursor.execute(triggers.DIALECTS[connection.vendor].drop(name, table))
    released.change("P1", "Sin disparadores")
    assert not Change.objects.exists()

    mark_differences()
    publish()

    assert triggers.missing() == []
    assert differences_from_fresh_build() == []


def test_what_exists_anew_and_what_exists_no_more_is_found(released):
    released.add("P2")
    Note.objects.filter(programme__code="P1").delete()
    Change.objects.all().delete()

    assert differences() == {
        "alpha:P1": "withdrawn",
        "alpha:P2": "new",
        "beta:P1": "withdrawn",
        "beta:P2": "new",
    }


def test_new_code_gives_a_new_release_that_says_so(released, publish, monkeypatch):
    for module in ("publication.services.builder", "publication.services.fingerprints"):
        monkeypatch.setattr(f"{module}.code_version", lambda: "n3wc0de")

    mark_differences()
    publish()

    assert live_manifest().number == 2
    assert live_manifest().code_version == "n3wc0de"


@pytest.mark.parametrize("suffix", ["", ".gz", ".br"])
def test_a_damaged_file_is_found_and_written_again_without_a_new_release(released, publish, suffix):
    path = store().current / "es/alpha/p1/_" / f"index.html{suffix}"
    os.truncate(path.resolve(), 4)

    assert mark_differences() == {"alpha:P1": "damaged"}
    publish()

    assert live_manifest().number == 1
    assert differences_from_fresh_build() == []


def test_a_scope_that_cannot_be_read_stops_no_other(released, publish):
    def unreadable(subject, language):
        with connection.cursor() as cursor:
            cursor.execute("SELECT nonsense FROM nowhere")

    change_unseen(text="Sin que nadie lo viera")
    released.alpha.in_read = unreadable

    assert mark_differences() == {"alpha:P1": fingerprints.UNREADABLE, "beta:P1": "changed"}
    publish()

    assert live_manifest().scopes["beta:P1"].release == 2
    assert ScopeState.objects.get().scope == "alpha:P1"


def test_what_is_marked_already_is_not_marked_again(released):
    released.change("P1", "Marcada")
    before = Change.objects.count()

    assert mark_differences() == {}
    assert Change.objects.count() == before


def test_comparing_again_and_again_marks_once(released):
    change_unseen(text="Sin que nadie lo viera")

    for _ in range(3):
        mark_differences()

    assert Change.objects.count() == 2


def test_a_scope_that_was_set_aside_gets_no_attempt_from_comparing(released, publish):
    def poison(subject, language):
        raise ValueError("poison")

    released.alpha.in_render = poison
    released.change("P1", "Envenenada")
    for _ in range(5):
        publish()
        ScopeState.objects.update(not_before=None)
    assert ScopeState.objects.get().quarantined_at is not None

    mark_differences()

    assert scopes.due() == {}


def test_the_version_of_the_code_is_that_of_its_files(settings, tmp_path):
    def version_of(**files: str) -> str:
        directory = tmp_path / str(len(list(tmp_path.iterdir())))
        for name, text in files.items():
            path = directory / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        settings.PUBLICATION = {**settings.PUBLICATION, "CODE": [directory]}
        return code_version()

    base = version_of(page_html="a", deep__module_py="b")

    assert version_of(page_html="a", deep__module_py="b") == base
    assert version_of(page_html="a", deep__module_py="b", notes_txt="c", module_pyc="d") == base
    assert version_of(page_html="A", deep__module_py="b") != base
    assert version_of(page_html="a", other__module_py="b") != base
    assert version_of(page_html="a") != base
