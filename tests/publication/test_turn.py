"""One builder at a time; whoever finds the turn taken may leave."""

import threading

import pytest
from django.db import connection, connections

from publication.turn import turn

pytestmark = pytest.mark.django_db(transaction=True)


def taken_elsewhere() -> bool:
    """Whether another connection, in another thread, finds the turn taken."""
    answers: list[bool] = []

    def ask() -> None:
        try:
            with turn() as mine:
                answers.append(not mine)
        finally:
            connections.close_all()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    return answers[0]


def test_while_one_has_the_turn_nobody_else_gets_it():
    with turn() as mine:
        assert mine
        assert taken_elsewhere()

    assert not taken_elsewhere()


def test_a_turn_ends_with_an_error_too():
    with pytest.raises(ValueError, match="broken"), turn():
        raise ValueError("broken")

    assert not taken_elsewhere()


def test_turns_can_follow_one_another():
    for _ in range(3):
        with turn() as mine:
            assert mine


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL only")
def test_a_session_that_was_ended_has_lost_its_turn_and_says_nothing_more():
    with turn() as mine:
        assert mine
        connection.close()
        assert not taken_elsewhere()
