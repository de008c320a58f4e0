"""A builder killed at any point: readers notice nothing, and one sweep brings everything in order."""

from contextlib import suppress
from pathlib import Path

import pytest

from scripts.processes import wait_until
from tests.faults.points import POINTS

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("point", POINTS)
def test_kill_9(world, point):
    world.do("change", amount=4711)

    with world.watched():
        world.start("build", point=point, strike="kill").wait()
        world.read_everything()
        world.sweep()

    world.assert_at_rest(spent=4711)


@pytest.mark.parametrize("strike", ["kill", "stop"])
def test_the_process_that_writes_ends_with_its_builder(world, strike):
    world.publication = {"WRITES_BESIDE": True}
    world.do("change", amount=4711)

    with world.watched():
        builder = world.start("build", point="handed over", strike=strike)
        if strike == "stop":
            builder.wait_until_stopped()
            assert len(writers(world)) == 1
            builder.kill()
        builder.wait()
        wait_until(lambda: not writers(world), seconds=60, what="the end of the process beside")
        world.sweep()

    world.assert_at_rest(spent=4711)


def writers(world) -> list[Path]:
    """The processes that write to this world's store."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it ended meanwhile
            command = path.read_text()
            if "publication.bundling" in command and str(world.root) in command:
                found.append(path)
    return found


@pytest.mark.parametrize("point", ["after claim", "before commit", "after commit"])
def test_kill_9_while_further_changes_come(world, point):
    world.do("change", amount=1)

    with world.watched():
        builder = world.start("build", point=point, strike="stop")
        builder.wait_until_stopped()
        if point != "before commit" or world.driver.environment["DATABASE_URL"].startswith("postgres"):
            world.do("change", amount=2)  # SQLite has one writer, and the publishing transaction is writing
        builder.kill()
        world.do("change", amount=3, code="P2")
        world.do("change", amount=4711)
        world.sweep()

    world.assert_at_rest(spent=4711)


def test_a_page_that_ends_its_builder_every_time_is_set_aside_and_no_other_waits(world):
    world.publication = {"ATTEMPTS": 3}
    world.do("change", amount=4711)
    world.do("change", amount=4711, code="P2")

    with world.watched():
        for _ in range(3):
            world.start("build", point="after claim", strike="kill").wait()
        world.do("build")
        # The first blow hit all together; from then on each was built alone, and the first of them took the others.
        assert world.do("quarantined") == ["finances:P1"]
        assert world.do("marks") == ["finances:P1"]
        world.do("retry_all")
        world.settle()

    world.assert_at_rest(spent=4711)
