"""A builder frozen at any point while the world goes on, then continued: what readers see never goes back."""

import pytest

from tests.faults.world import Child, World

pytestmark = pytest.mark.faults

# Up to here nothing is committed; from here on the release is live by the database's word.
BEFORE_COMMIT = ["after claim", "mid-write", "before seal", "half laid out", "after seal"]
AFTER_COMMIT = ["after commit", "before the link moves", "after the link moved"]


def frozen_builder(world: World, point: str, **arguments: object) -> Child:
    """A builder that has claimed the change to 1 and stopped at a point."""
    world.do("change", amount=1)
    builder = world.start("build", point=point, strike="stop", **arguments)
    builder.wait_until_stopped()
    return builder


@pytest.mark.parametrize("point", [*BEFORE_COMMIT, *AFTER_COMMIT])
def test_a_frozen_builder_holds_its_turn_and_finishes_when_it_goes_on(world, point):
    with world.watched():
        builder = frozen_builder(world, point)
        world.do("change", amount=4711)
        assert world.sweep() == []
        builder.go_on()
        builder.result()
        world.settle()

    world.assert_at_rest(spent=4711)


@pytest.mark.parametrize("point", [*BEFORE_COMMIT, "before commit", *AFTER_COMMIT])
def test_a_frozen_builder_that_lost_its_session_is_passed_and_cannot_take_readers_back(postgres_world, point):
    world = postgres_world
    session = world.path("session")

    with world.watched() as reader:
        builder = frozen_builder(world, point, backend=session)
        assert world.do("end_session", pid=int(session.read_text()))
        world.do("change", amount=4711)
        others = world.sweep()
        live = world.do("check")["live"]
        builder.go_on()
        builder.wait()
        # Whatever it came to, it published nothing more.
        assert world.do("check")["live"] == live
        world.settle()

    assert {result for result, _, _ in others} == {"published", "unchanged"} or point in AFTER_COMMIT
    assert reader.seen
    world.assert_at_rest(spent=4711)


@pytest.mark.parametrize("point", ["mid-write", "before commit", "before the link moves"])
def test_a_frozen_builder_that_is_killed_leaves_its_turn(world, point):
    with world.watched():
        builder = frozen_builder(world, point)
        builder.kill()
        world.do("change", amount=4711)
        world.sweep()

    world.assert_at_rest(spent=4711)


def test_two_builders_at_once_publish_every_change_once(world):
    world.do("change", amount=4711)

    with world.watched():
        builders = [world.start("build") for _ in range(6)]
        for builder in builders:
            builder.result()
        world.settle()

    assert world.assert_at_rest(spent=4711)["live"] == world.first + 1


def test_while_a_process_is_frozen_holding_the_link_readers_go_on_reading(world):
    """Nobody else can move the link then, and the holder moves it forward only."""
    with world.watched() as reader:
        builder = frozen_builder(world, "before the link moves")
        world.read_everything()
        builder.go_on()
        builder.result()
        world.sweep()

    assert all(numbers[-1] == world.first + 1 for numbers in reader.seen.values())
    world.assert_at_rest(spent=1)
