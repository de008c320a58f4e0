"""Faults of the database and around transactions."""

import shutil
import signal

import pytest

from scripts.processes import wait_until
from tests.faults.conftest import Kind
from tests.faults.world import PATIENCE_SECONDS

pytestmark = pytest.mark.faults


def test_an_exception_after_saving_leaves_nothing_behind(world):
    world.path("go").touch()

    world.do("change_and_wait", amount=99, code="P1", saved=world.path("saved"), go=world.path("go"), end="raise")

    assert world.do("marks") == []
    assert world.sweep() == []
    assert world.assert_at_rest()["live"] == world.first


def test_an_import_killed_half_way_leaves_nothing_behind(world):
    importer = world.start("import_and_die", rows=500)
    importer.wait()

    assert not importer.answer.exists()
    assert world.do("marks") == []
    assert world.assert_at_rest()["live"] == world.first


def test_the_earlier_mark_commits_last(postgres_world):
    """What a reader of "every mark since the last" would lose."""
    world = postgres_world
    saved, go = world.path("saved"), world.path("go")
    early = world.start("change_and_wait", amount=4711, code="P1", saved=saved, go=go)
    wait_until(saved.exists, PATIENCE_SECONDS, "the early change")

    with world.watched():
        world.do("change", amount=7, code="P2")
        world.sweep()
        assert world.do("marks") == []
        go.touch()
        early.result()
        assert world.do("marks") == ["*:P1"]
        world.sweep()

    assert world.assert_at_rest()["live"] == world.first + 2


def test_a_change_that_commits_while_a_build_renders_is_published_too(world):
    world.do("change", amount=1)
    with world.watched():
        builder = world.start("build", point="after claim", strike="stop")
        builder.wait_until_stopped()
        world.do("change", amount=4711)
        builder.go_on()
        runs = builder.result()

    assert [result for result, _, _ in runs] == ["published", "published"]
    world.assert_at_rest(spent=4711)


def test_two_large_changes_that_overlap(world):
    with world.watched():
        writers = [world.start("change", amount=amount, kind=kind) for amount in (1, 2) for kind in ("save", "update")]
        for writer in writers:
            writer.result()
        world.do("change", amount=4711)
        world.settle()

    world.assert_at_rest(spent=4711)


def test_of_two_that_wait_for_each_other_one_changes_and_one_leaves_no_mark(postgres_world):
    world = postgres_world
    first, second = world.path("first"), world.path("second")
    writers = [
        world.start("two_rows_in_turn", first="P1", second="P2", mine=first, theirs=second),
        world.start("two_rows_in_turn", first="P2", second="P1", mine=second, theirs=first),
    ]

    errors = [writer.result() for writer in writers]

    assert sorted("deadlock" in error for error in errors) == [False, True]
    assert world.do("marks") == ["*:P1", "*:P2"]
    world.sweep()
    world.assert_at_rest(spent=1111)


@pytest.mark.parametrize("how", ["stopped", "killed"])
def test_postgresql_goes_away_during_a_build_and_comes_back(postgres_kind: Kind, postgres_world, how):
    world, server = postgres_world, postgres_kind.server
    assert server is not None
    # A copied database's sequences are as old as its template until a checkpoint, should the server be killed.
    postgres_kind.admin("CHECKPOINT")
    world.do("change", amount=4711)

    with world.watched():
        builder = world.start("build", point="mid-write", strike="stop")
        builder.wait_until_stopped()
        try:
            server.stop() if how == "stopped" else server.kill()
            world.read_everything()
            builder.go_on()
            builder.wait()
            assert builder.error()
            assert world.start("build").error()
            world.read_everything()
        finally:
            server.start()
        world.sweep()

    world.assert_at_rest(spent=4711)


def test_a_lock_on_an_input_delays_the_build_and_no_reader(postgres_world):
    world = postgres_world
    held, go = world.path("held"), world.path("go")
    world.do("change", amount=4711)
    holder = world.start("hold_lock", held=held, go=go, table="transparency_statementline")
    wait_until(held.exists, PATIENCE_SECONDS, "the lock")

    with world.watched():
        builder = world.start("build")
        wait_until(lambda: world.do("waiting_for_locks") > 0, PATIENCE_SECONDS, "the builder at the lock")
        world.read_everything()
        assert builder.state == "running"
        go.touch()
        holder.result()
        builder.result()

    world.assert_at_rest(spent=4711)


def test_sqlite_locked_by_another_process_delays_saving_and_building_and_no_reader(sqlite_world):
    world = sqlite_world
    held, go = world.path("held"), world.path("go")
    world.do("change", amount=1)
    holder = world.start("hold_lock", held=held, go=go, table="")
    wait_until(held.exists, PATIENCE_SECONDS, "the lock")

    with world.watched() as reader:
        builder, writer = world.start("build"), world.start("change", amount=4711)
        counted = reader.count
        wait_until(lambda: reader.count > counted + 20, PATIENCE_SECONDS, "readers")
        assert (builder.state, writer.state) == ("running", "running")
        go.touch()
        for child in (holder, builder, writer):
            child.result()
        world.settle()

    world.assert_at_rest(spent=4711)


def test_a_change_while_the_triggers_were_off_is_found_by_comparing(world):
    world.do("change_unseen", amount=4711)
    assert world.do("marks") == []
    assert world.sweep() == []

    with world.watched():
        world.do("compare")

    world.assert_at_rest(spent=4711)


def test_an_older_dump_is_restored(kind, world):
    if kind.server:
        kind.admin(f"CREATE DATABASE dump_of_{world.database} TEMPLATE {world.database}")
    else:
        shutil.copy(world.database, world.path("dump"))
    for amount in (1, 2, 3):
        world.do("change", amount=amount)
        world.sweep()

    with world.watched() as reader:
        if kind.server:
            kind.admin(f"DROP DATABASE {world.database} WITH (FORCE)")
            world.read_everything()
            kind.admin(f"ALTER DATABASE dump_of_{world.database} RENAME TO {world.database}")
        else:
            for suffix in ("-wal", "-shm"):
                world.path(f"db.sqlite3{suffix}").unlink(missing_ok=True)
            shutil.copy(world.path("dump"), world.database)
        world.sweep()

    at_rest = world.assert_at_rest()
    # Three releases that the dump did not know, and one with what it says.
    assert at_rest["live"] == world.first + 4
    assert all(numbers[-1] == world.first + 4 for numbers in reader.seen.values())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_builder_ended_by_a_signal(world, number):
    world.do("change", amount=4711)

    with world.watched():
        builder = world.start("build", point="mid-write", strike="stop")
        builder.wait_until_stopped()
        builder.signal(number)
        builder.go_on()
        builder.wait()
        world.sweep()

    world.assert_at_rest(spent=4711)
