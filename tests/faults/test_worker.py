"""Real Celery workers and their beats: killed with all their children, told to stop mid-build, two at a time."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.processes import ROOT, Process, wait_until
from tests.faults.world import PATIENCE_SECONDS, World

pytestmark = pytest.mark.faults


@contextmanager
def worker(world: World, name: str = "worker", point: str = "", strike: str = "") -> Iterator[Process]:
    """A worker with a beat that sweeps twice a second; ended with its children when the block ends."""
    job = {
        **world.job("build", point, strike),
        "schedule": str(world.path(f"{name}-schedule")),
        "struck": str(world.path(f"{name}-struck")),
    }
    command = [sys.executable, "-m", "tests.faults.worker", json.dumps(job)]
    log = world.path(f"{name}.log")
    process = Process(name, command, world.driver.environment, directory=ROOT, log=log)
    process.start()
    try:
        yield process
    finally:
        process.kill()


def until_published(world: World, *processes: Process) -> None:
    """Until nothing is marked and readers have the live release, by the work of these processes alone."""

    def published() -> bool:
        for process in processes:
            assert process.is_running(), process.log_tail()
        return bool(world.do("is_published"))

    wait_until(published, PATIENCE_SECONDS, "publication by the workers")


def until_ended(process: Process) -> None:
    """Until a process has ended by itself."""
    wait_until(lambda: not process.is_running(), PATIENCE_SECONDS, f"end of {process.name}")


@pytest.mark.parametrize("point", ["mid-write", "before commit", "after commit"])
def test_a_worker_killed_with_all_its_children_is_made_good_by_the_next(world, point):
    world.do("change", amount=4711)

    with world.watched():
        with worker(world, "killed", point, "kill group") as killed:
            until_ended(killed)
        assert world.path("killed-struck").exists()
        world.read_everything()
        with worker(world, "next") as following:
            until_published(world, following)

    world.assert_at_rest(spent=4711)


def test_a_worker_told_to_stop_finishes_what_it_is_building(world):
    world.do("change", amount=4711)
    struck = world.path("worker-struck")

    with world.watched(), worker(world, point="after claim", strike="stop") as stopping:
        wait_until(lambda: _written(struck), PATIENCE_SECONDS, "the middle of a build")
        os.kill(stopping.pid, signal.SIGTERM)
        os.kill(int(struck.read_text()), signal.SIGCONT)
        until_ended(stopping)

    assert world.do("check")["live"] == world.first + 1
    world.assert_at_rest(spent=4711)


def test_two_workers_with_a_beat_each_publish_every_change_once(world):
    with world.watched(), worker(world, "one") as one, worker(world, "two") as two:
        for amount in (1, 2, 4711):
            world.do("change", amount=amount)
            until_published(world, one, two)

    assert world.assert_at_rest(spent=4711)["live"] == world.first + 3


def _written(path: Path) -> bool:
    return path.exists() and path.read_text() != ""
