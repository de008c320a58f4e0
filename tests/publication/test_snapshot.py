"""Reading many tables as of one moment."""

import threading

import pytest
from django.db import connection, connections, transaction

from publication.models import Change
from publication.services.builder import claim_and_read
from publication.services.scopes import expand_patterns
from publication.snapshot import part_of_snapshot, snapshot
from tests.publication.views import programme_with_note
from transparency.models import Note

pytestmark = pytest.mark.django_db(transaction=True)

# Two connections to one in-memory database do not see separate moments.
two_connections = pytest.mark.skipif(
    "connection.vendor == 'sqlite' and connection.is_in_memory_db()", reason="needs a database that two may open"
)


def elsewhere(work) -> None:
    """Do something in another connection and commit it."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


@two_connections
def test_what_is_committed_meanwhile_is_not_seen():
    programme_with_note("P1", "antes")

    with snapshot():
        before = Note.objects.get().text
        elsewhere(lambda: Note.objects.update(text="después"))
        assert Note.objects.get().text == before == "antes"

    assert Note.objects.get().text == "después"


@two_connections
def test_marks_and_data_are_of_the_same_moment(small_site):
    expand_patterns()
    read = small_site.alpha.read

    def read_after_a_change(subject):
        elsewhere(lambda: small_site.change("P1", "mientras tanto"))
        return read(subject)

    small_site.alpha.read = read_after_a_change
    claim = claim_and_read(["alpha:P1", "beta:P1"])

    inputs = claim.inputs["beta:P1"]
    assert inputs is not None
    assert inputs.data["notes"] == {"n1": "Primera nota"}
    unclaimed = Change.objects.exclude(pk__in=claim.marks)
    assert {mark.scope for mark in unclaimed} == {"*:P1"}


def test_it_cannot_be_taken_inside_a_transaction():
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside another transaction"), snapshot():
        pass


@pytest.mark.parametrize("failing", [True, False])
def test_afterwards_the_connection_is_as_before(failing):
    try:
        with snapshot():
            Note.objects.count()
            if failing:
                raise ValueError
    except ValueError:
        pass

    assert not connection.in_atomic_block
    programme_with_note("P1")
    assert Note.objects.count() == 1


def test_a_part_that_fails_leaves_the_rest_readable():
    programme_with_note("P1")

    with snapshot():
        with pytest.raises(Exception, match="nowhere"), part_of_snapshot(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM nowhere")
        assert Note.objects.count() == 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL only")
def test_it_reads_only():
    with pytest.raises(Exception, match="read-only"), snapshot():
        Change.objects.create(scope="*", origin="x")
