"""`manage.py regenerate` and `manage.py releases`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from publication.models import Change, Release, ScopeState
from publication.services.releases import store
from tests.publication.conftest import live_manifest
from tests.publication.fresh_build import differences_from_fresh_build
from transparency.models import Note

pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def poison(subject, language):
    raise ValueError("poison")


class TestRegenerate:
    def test_it_publishes_what_is_due(self, small_site):
        said = run("regenerate")

        assert "alpha:P1, beta:P1" in said
        assert live_manifest().number == 1
        assert differences_from_fresh_build() == []

    def test_with_nothing_due_it_says_so(self, small_site):
        run("regenerate")

        with translation.override("en"):
            assert run("regenerate").strip() == "Nothing to publish."
        assert Release.objects.count() == 1

    def test_all_looks_at_scopes_without_a_mark(self, small_site):
        run("regenerate")
        Note.objects.update(text="Sin marca")
        Change.objects.all().delete()

        run("regenerate")
        assert live_manifest().number == 1

        run("regenerate", "--all")
        assert live_manifest().number == 2
        assert "regenerate --all" in live_manifest().trigger

    def test_all_on_an_unchanged_site_makes_no_release(self, small_site):
        run("regenerate")
        run("regenerate", "--all")

        assert live_manifest().number == 1

    def test_all_repairs_damaged_files(self, small_site):
        run("regenerate")
        for path in store().current.resolve().glob("es/alpha/p1/_/*.br"):
            path.write_bytes(b"")

        run("regenerate", "--all")

        assert differences_from_fresh_build() == []

    def test_a_dry_run_says_what_would_be_published_and_changes_nothing(self, small_site):
        run("regenerate")
        small_site.change("P1", "Otra")
        marks = Change.objects.count()

        said = run("regenerate", "--dry-run")

        assert said.splitlines() == ["alpha:P1: changed", "beta:P1: changed"]
        assert Change.objects.count() == marks
        assert live_manifest().number == 1

    def test_a_dry_run_looks_at_what_has_no_mark_only_with_all(self, small_site):
        run("regenerate")
        Note.objects.update(text="Sin marca")
        Change.objects.all().delete()

        assert "changed" not in run("regenerate", "--dry-run")
        assert run("regenerate", "--dry-run", "--all").splitlines() == ["alpha:P1: changed", "beta:P1: changed"]

    def test_what_cannot_be_built_fails_the_command_and_names_the_reason(self, small_site):
        run("regenerate")
        small_site.alpha.in_render = poison
        small_site.change("P1", "Envenenada")

        with pytest.raises(CommandError, match="poison"):
            run("regenerate")

        assert live_manifest().scopes["beta:P1"].release == 2
        assert ScopeState.objects.get().scope == "alpha:P1"


class TestReleases:
    def test_it_lists_every_release_newest_first(self, small_site):
        run("regenerate")
        small_site.change("P1", "Otra")
        run("regenerate")

        lines = run("releases", "list").splitlines()

        assert [line.split()[0] for line in lines] == ["2", "1"]
        assert Release.objects.get(number=1).digest[:12] in lines[1]
        assert "command: transparency_note" in lines[0]

    def test_sound_releases_verify(self, small_site):
        run("regenerate")

        assert run("releases", "verify").startswith("1 ")

    def test_damage_fails_the_command_and_is_named(self, small_site):
        run("regenerate")
        (store().current / "es/alpha/p1/_/index.html").write_text("Falso")

        with pytest.raises(CommandError, match=r"Release 1, alpha:P1: .*index.html is damaged"):
            run("releases", "verify")
