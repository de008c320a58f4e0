"""What releases changed is found in their files, once, whoever looks and however often."""

import datetime
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publication.models import LivePointer, Release
from publication.released import published
from publication.services.releases import store
from tests.factories import ProgrammeFactory, in_english
from tests.transparency.changes.releases import CODE, figure, index, publish_figures
from transparency.changes import recording
from transparency.changes.recording import record_changes, record_release
from transparency.figures.entries import FigureEntry
from transparency.models import ChangeReason, ComparedRelease, FigureChange, Programme
from transparency.selectors.changes import history_of
from transparency.tasks import record_release as record_release_task

pytestmark = pytest.mark.django_db

KEY = "lines/2012-2/AG0/budget"
INDEXES = st.dictionaries(st.sampled_from(["costs/a/d", "costs/b/d", "costs/c/d"]), st.sampled_from(["1", "2"])).map(
    lambda rows: index(*(figure(key, rows[key]) for key in rows))
)


@pytest.fixture
def programme() -> Programme:
    made: Programme = ProgrammeFactory(code=CODE)
    return made


def give_reason(programme: Programme, release: int | None, text: str, *keys: str, **facts: Any) -> ChangeReason:
    row = ChangeReason(
        programme=programme,
        locale=programme.locale,
        release=release,
        text=text,
        figures="\n".join(keys),
        given_by="Secretaría",
        given_on=datetime.date(2026, 2, 1),
        **facts,
    )
    row.save()
    return row


def kept() -> list[tuple[Any, ...]]:
    """Everything that is kept, without row ids."""
    rows = FigureChange.objects.order_by("comparison__release_id", "key")
    return list(rows.values_list("comparison__release_id", "comparison__programme", "key", "kind", "before", "after"))


def test_a_figures_history_is_told_newest_first() -> None:
    publish_figures(index(figure(KEY, "1000")))
    publish_figures(index(figure(KEY, "1200")))
    publish_figures(index(figure("costs/a/d", "5")))
    record_changes()

    told = [(row.release, row.kind, row.old, row.new) for row in history_of(CODE, KEY, "en")]

    assert told == [
        (3, "removed", "US$\u00a01,200", ""),
        (2, "changed", "US$\u00a01,000", "US$\u00a01,200"),
        (1, "added", "", "US$\u00a01,000"),
    ]


def test_the_first_index_is_told_from_figures_that_come_later() -> None:
    publish_figures(None, {"finances": "without an index"})
    publish_figures(index(figure(KEY)), {"finances": "without an index"})
    publish_figures(index(figure(KEY), figure("costs/a/d")), {"finances": "without an index"})
    record_changes()

    first = {row.release_id: (row.first, row.added, row.views) for row in ComparedRelease.objects.all()}

    assert first == {1: (False, 0, ["finances"]), 2: (True, 1, ["figures"]), 3: (False, 1, ["figures"])}


def test_a_release_that_changes_no_figure_is_remembered_with_its_views() -> None:
    publish_figures(index(figure(KEY)), {"finances": "one"})
    publish_figures(index(figure(KEY)), {"finances": "two"})
    record_changes()

    row = ComparedRelease.objects.get(release=2)

    assert (row.views, row.figures) == (["finances"], 0)


def test_an_index_that_was_away_for_a_release_is_compared_with_the_last_one() -> None:
    publish_figures(index(figure(KEY, "1")))
    publish_figures(None, {"finances": "alone"})
    publish_figures(index(figure(KEY, "2")))
    record_changes()

    assert [(row.release, row.kind) for row in history_of(CODE, KEY, "es")] == [(3, "changed"), (1, "added")]


def test_programmes_do_not_mix() -> None:
    publish_figures(index(figure(KEY, "1")))
    publish_figures(index(figure(KEY, "2")), code="TEST-0002")
    record_changes()

    assert [row.release for row in history_of("TEST-0002", KEY, "es")] == [2]
    assert [row.release for row in history_of(CODE, KEY, "es")] == [1]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(INDEXES, min_size=1, max_size=4), st.randoms())
def test_whoever_records_in_whatever_order_and_however_often_the_same_is_kept(
    programme: Programme, history: list[dict[str, FigureEntry]], random: Any
) -> None:
    LivePointer.objects.all().delete()
    Release.objects.all().delete()
    for number, figures in enumerate(history):
        publish_figures(figures, {"finances": f"something else, {number}"})
    record_changes()
    in_order = kept()

    ComparedRelease.objects.all().delete()
    numbers = [*range(1, len(history) + 1)] * 2
    random.shuffle(numbers)
    done = [number for number in numbers if record_release(number)]

    assert sorted(done) == list(range(1, len(history) + 1))
    assert kept() == in_order
    assert record_changes() == 0
    assert record_changes(rebuild=True) == len(history)
    assert kept() == in_order


def test_of_two_who_record_a_release_at_once_one_keeps_it_and_the_other_leaves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish_figures(index(figure(KEY, "1")))
    publish_figures(index(figure(KEY, "2")))
    record_release(1)
    compare = recording._compare

    def compare_while_another_records(*args: Any) -> Any:
        monkeypatch.setattr(recording, "_compare", compare)
        assert record_release(2)
        return compare(*args)

    monkeypatch.setattr(recording, "_compare", compare_while_another_records)

    assert not record_release(2)
    assert [row.release for row in history_of(CODE, KEY, "es")] == [2, 1]


def test_what_was_lost_or_falsified_is_made_again_by_command() -> None:
    publish_figures(index(figure(KEY, "1")))
    publish_figures(index(figure(KEY, "2")))
    record_changes()
    right = kept()
    FigureChange.objects.filter(comparison__release=2).update(after=None)

    call_command("record_changes", "--rebuild")

    assert kept() == right


def test_a_release_whose_index_is_lost_hides_no_other() -> None:
    publish_figures(index(figure(KEY, "1")))
    lost = publish_figures(index(figure(KEY, "2")), {"finances": "one"})
    publish_figures(index(figure(KEY, "2")), {"finances": "two"})
    bundle = next(path for path in (store().root / "bundles").iterdir() if b'"2"' in _index_in(path))
    kept_elsewhere = bundle.with_name("elsewhere")
    shutil.move(bundle, kept_elsewhere)

    assert record_changes() == 2
    shutil.move(kept_elsewhere, bundle)

    assert record_changes() == 1
    assert [row.release for row in history_of(CODE, KEY, "es")] == [lost.number, 1]


def _index_in(bundle: Any) -> bytes:
    path = bundle / "es" / "cifras.json"
    return bytes(path.read_bytes()) if path.exists() else b""


def test_a_releases_number_taken_by_another_release_is_compared_anew() -> None:
    publish_figures(index(figure(KEY, "1")))
    record_changes()
    LivePointer.objects.all().delete()
    Release.objects.all().delete()

    publish_figures(index(figure(KEY, "9")))
    record_changes()

    assert [row.new_value for row in history_of(CODE, KEY, "es")] == [Decimal(9)]


def test_the_worker_is_told_of_each_release_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(record_release_task, "apply_async", lambda **options: sent.append(options["args"]))

    published.send_robust(sender=Release, number=7)

    assert sent == [(7,)]


def test_a_broken_broker_does_not_disturb_a_publication(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(**options: Any) -> None:
        raise OSError("no broker")

    monkeypatch.setattr(record_release_task, "apply_async", broken)

    heard = published.send_robust(sender=Release, number=7)

    assert not any(isinstance(answer, Exception) for _receiver, answer in heard)
    assert "release 7" in caplog.text


class TestReasons:
    @pytest.fixture(autouse=True)
    def two_releases(self, programme: Programme) -> None:
        publish_figures(index(figure(KEY, "1"), figure("costs/a/d", "1")))
        publish_figures(index(figure(KEY, "2"), figure("costs/a/d", "2")))
        record_changes()

    def reason(self, key: str, language: str = "es") -> tuple[str, str] | None:
        reason = history_of(CODE, key, language)[0].reason
        return (reason.text, reason.language) if reason else None

    def test_none_is_said_where_none_was_given(self) -> None:
        assert self.reason(KEY) is None

    def test_one_for_the_release_covers_every_figure_and_one_for_a_figure_goes_first(
        self, programme: Programme
    ) -> None:
        give_reason(programme, 2, "Se leyó mal una página.", KEY)
        give_reason(programme, 2, "Llegó el informe final.")

        assert self.reason(KEY) == ("Se leyó mal una página.", "es")
        assert self.reason("costs/a/d") == ("Llegó el informe final.", "es")

    def test_it_shows_in_each_language_and_says_where_it_is_not_translated(self, programme: Programme) -> None:
        row = give_reason(programme, 2, "Llegó el informe final.")
        assert self.reason(KEY, "en") == ("Llegó el informe final.", "es")

        in_english(row, text="The final report came.")
        assert self.reason(KEY, "en") == ("The final report came.", "en")

    def test_it_is_of_its_release_alone(self, programme: Programme) -> None:
        give_reason(programme, 1, "Primera lectura.")

        assert [row.reason.text if row.reason else "" for row in history_of(CODE, KEY, "es")] == [
            "",
            "Primera lectura.",
        ]

    def test_one_that_came_first_finds_the_release_in_which_its_figures_change(self, programme: Programme) -> None:
        give_reason(programme, None, "Se cargó el informe.", KEY, waits_after=2)
        publish_figures(index(figure(KEY, "2"), figure("costs/a/d", "3")))
        record_changes()
        assert self.reason("costs/a/d") is None

        publish_figures(index(figure(KEY, "4"), figure("costs/a/d", "3")))
        record_changes()
        assert self.reason(KEY) == ("Se cargó el informe.", "es")

    def test_a_history_costs_two_queries(self, programme: Programme, django_assert_num_queries: Callable) -> None:
        give_reason(programme, 2, "Llegó el informe final.")
        with django_assert_num_queries(2):
            history_of(CODE, KEY, "es")


def test_a_change_of_words_alone_says_so() -> None:
    before = figure(KEY)
    publish_figures(index(before))
    publish_figures(index(replace(before, labels={"es": "Otro nombre"})))
    record_changes()

    assert [row.only_words for row in history_of(CODE, KEY, "es")] == [True, False]
