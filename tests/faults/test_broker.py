"""Redis stopped, frozen, emptied: a hint may be lost, a change may not, and a save does not wait for long."""

import pytest
import redis

from scripts.processes import wait_until
from tests.faults.world import PATIENCE_SECONDS

pytestmark = pytest.mark.faults

# Far below the 40 s and more that clients with default timeouts hang; saves on a quiet machine take about 3 s.
LONGEST_SAVE_SECONDS = 10


@pytest.fixture
def broker(postgres_kind):
    """The Redis of the PostgreSQL worlds, running again and empty afterwards."""
    server = postgres_kind.redis
    assert server is not None
    yield server
    server.resume()
    if not server.process.is_running():
        server.start()
    with redis.Redis(port=server.port) as client:
        client.flushall()


def test_redis_stopped_between_save_and_commit(postgres_world, broker):
    world = postgres_world
    saved, go = world.path("saved"), world.path("go")
    writer = world.start("change_and_wait", amount=4711, code="P1", saved=saved, go=go)
    wait_until(saved.exists, PATIENCE_SECONDS, "the save")

    broker.stop()
    go.touch()

    assert writer.result() < LONGEST_SAVE_SECONDS
    assert world.do("marks") == ["*:P1"]
    world.sweep()
    world.assert_at_rest(spent=4711)


def test_redis_frozen_during_a_save(postgres_world, broker):
    world = postgres_world
    broker.pause()

    seconds = world.do("change", amount=4711, kind="save")

    assert seconds < LONGEST_SAVE_SECONDS
    world.sweep()
    world.assert_at_rest(spent=4711)


def test_redis_frozen_between_save_and_commit(postgres_world, broker):
    world = postgres_world
    saved, go = world.path("saved"), world.path("go")
    writer = world.start("change_and_wait", amount=4711, code="P1", saved=saved, go=go)
    wait_until(saved.exists, PATIENCE_SECONDS, "the save")

    broker.pause()
    go.touch()

    assert writer.result() < LONGEST_SAVE_SECONDS
    broker.resume()
    world.sweep()
    world.assert_at_rest(spent=4711)


def test_flushall_with_a_thousand_hints_queued(postgres_world, broker):
    world = postgres_world
    world.do("change", amount=4711)
    assert world.do("send_hints", count=1000) >= 1000

    with redis.Redis(port=broker.port) as client:
        client.flushall()

    world.sweep()
    world.assert_at_rest(spent=4711)


def test_redis_restarted_with_hints_queued(postgres_world, broker):
    world = postgres_world
    world.do("change", amount=4711)
    world.do("send_hints", count=10)

    broker.restart()

    world.do("change", amount=4712, kind="save")
    world.sweep()
    world.assert_at_rest(spent=4712)
