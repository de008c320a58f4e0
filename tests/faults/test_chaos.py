"""Everything at once: writers that roll back, builders killed and frozen, and a reader who must not notice."""

import random
from functools import partial

import pytest

from scripts.processes import wait_until
from tests.faults.world import PATIENCE_SECONDS, Child
from tests.thoroughness import examples

pytestmark = pytest.mark.faults

ROUNDS = examples(30)
SEED = 2081


def has_paused(builder: Child) -> bool:
    """Whether it has stopped or ended."""
    return builder.state != "running"


def test_chaos(world):
    chance = random.Random(SEED)
    world.publication = {"QUIET_SECONDS": 0.02, "PATIENCE_SECONDS": 0.3}
    end = world.path("end")
    writers = [world.start("write_at_random", seed=seed, until=end) for seed in (1, 2)]
    points = ["after claim", "mid-write", "before seal", "half laid out", "after seal", "after commit"]

    with world.watched() as reader:
        for _ in range(ROUNDS):
            fate = chance.choice(["live", "kill", "kill", "stop"])
            if fate == "live":
                world.start("build").wait()
                continue
            builder = world.start("build", point=chance.choice(points), strike=fate)
            if fate == "stop":
                # Nothing may be due just then, and the builder ends without having stopped.
                wait_until(partial(has_paused, builder), PATIENCE_SECONDS, "stop or end of the builder")
                rival = world.start("build")
                rival.wait()
                if chance.random() < 0.5:
                    builder.kill()
                builder.go_on()
            builder.wait()
        end.touch()
        written = [writer.result() for writer in writers]
        world.settle()

    assert all(written)
    at_rest = world.assert_at_rest()
    assert at_rest["live"] > 5
    assert all(len(numbers) > 3 for numbers in reader.seen.values())
