"""Hints are sent after a commit, cost next to nothing, and may all be lost."""

import logging

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save

from publication import hints as hints_module
from publication.hints import REST_SECONDS, SPACING_SECONDS, Hints
from publication.models import Change, Run
from publication.tasks import build
from tests.factories import NoteFactory, StatementLineFactory
from transparency.models import FinancesPage, Note


class Broker:
    """Stands in the place of the message that asks for a build; ``error`` is what sending it raises."""

    def __init__(self) -> None:
        self.sent: list[dict[str, object]] = []
        self.error: Exception | None = None

    def apply_async(self, **options: object) -> None:
        self.sent.append(options)
        if self.error:
            raise self.error


class Clock:
    """A monotonic clock that stands still."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def broker(monkeypatch):
    broker = Broker()
    monkeypatch.setattr(build, "apply_async", broker.apply_async)
    return broker


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(hints_module, "time", clock)
    return clock


@pytest.fixture
def fresh(monkeypatch, clock, broker):
    """This process has not sent a hint yet."""
    hints = Hints()
    monkeypatch.setattr(hints_module, "hints", hints)
    return hints


def test_a_hint_carries_nothing_and_expires(fresh, broker):
    fresh.send()

    assert broker.sent == [{"expires": 30, "retry": False, "ignore_result": True}]


def test_hints_of_one_burst_are_one(fresh, broker, clock):
    for _ in range(5):
        fresh.send()
    assert len(broker.sent) == 1

    clock.now += SPACING_SECONDS
    fresh.send()
    assert len(broker.sent) == 2


@pytest.mark.parametrize("error", [OSError("refused"), TimeoutError(), ValueError("anything")])
def test_a_broken_broker_is_left_alone_for_a_while(fresh, broker, clock, error, caplog):
    broker.error = error
    with caplog.at_level(logging.WARNING):
        fresh.send()
    assert "the next sweep will find the change" in caplog.text

    clock.now += REST_SECONDS - 0.1
    fresh.send()
    assert len(broker.sent) == 1

    clock.now += 0.2
    broker.error = None
    fresh.send()
    assert len(broker.sent) == 2


@pytest.mark.django_db(transaction=True)
class TestSaving:
    def test_saving_a_row_of_the_record_hints_once_it_is_committed(self, fresh, broker):
        with transaction.atomic():
            NoteFactory()
            assert broker.sent == []

        assert len(broker.sent) == 1

    def test_a_rollback_sends_nothing(self, fresh, broker):
        with transaction.atomic():
            NoteFactory()
            transaction.set_rollback(True)

        assert broker.sent == []
        assert not Note.objects.exists()

    def test_deleting_hints_too(self, fresh, broker, clock):
        line = StatementLineFactory()
        broker.sent.clear()
        clock.now += 1

        line.delete()

        assert len(broker.sent) == 1

    def test_a_change_is_saved_and_marked_whatever_the_broker_does(self, fresh, broker):
        broker.error = OSError("refused")

        note = NoteFactory()

        assert Note.objects.filter(pk=note.pk).exists()
        assert Change.objects.exists()

    def test_what_is_no_input_hints_nothing(self, fresh, broker, django_user_model):
        django_user_model.objects.create_user("someone")

        assert broker.sent == []


def test_loading_fixtures_hints_nothing(fresh, broker):
    post_save.send(sender=Note, instance=Note(), created=True, raw=True, using="default")

    assert broker.sent == []


def test_only_watched_models_are_listened_to():
    assert post_delete.has_listeners(Note)
    assert post_save.has_listeners(FinancesPage)
    # Django deletes row by row what somebody listens to, and in one statement what nobody does.
    assert not post_delete.has_listeners(Change)
    assert not post_delete.has_listeners(Run)


@pytest.mark.django_db
def test_marks_are_deleted_in_one_statement(django_assert_num_queries):
    from publication.services.scopes import delete_marks

    marks = Change.objects.bulk_create([Change(scope="alpha:P1", origin="x") for _ in range(1000)])
    if connection.vendor == "sqlite":
        marks = list(Change.objects.all())

    with django_assert_num_queries(1):
        delete_marks([mark.pk for mark in marks])
