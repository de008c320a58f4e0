"""Clocks that are hours wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.processes import ROOT
from tests.faults.world import World

LIBRARIES = [Path(f"/usr/lib/{machine}-linux-gnu/faketime/libfaketime.so.1") for machine in ("x86_64", "aarch64")]
FAKETIME = next((path for path in LIBRARIES if path.exists()), None)

pytestmark = [pytest.mark.faults, pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not installed")]


def do_at(world: World, shift: str, do: str, **arguments: Any) -> object:
    """Do something in a process whose clock is wrong."""
    job = world.job(do, **arguments)
    environment = {
        **world.driver.environment,
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME": shift,
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    command = [sys.executable, "-m", "tests.faults.driver", "--once", json.dumps(job)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    answer = json.loads(Path(str(job["answer"])).read_text())
    os.unlink(str(job["answer"]))
    assert "error" not in answer, answer["error"]
    return answer["value"]


@pytest.mark.parametrize("shift", ["+2h", "-2h"])
def test_a_change_by_a_process_with_a_wrong_clock_is_published_at_once(world, shift):
    do_at(world, shift, "change", amount=4711)

    with world.watched():
        world.sweep()

    world.assert_at_rest(spent=4711)


@pytest.mark.parametrize("shift", ["+2h", "-2h"])
def test_a_builder_with_a_wrong_clock_publishes_and_the_next_goes_on(world, shift):
    world.do("change", amount=1)

    with world.watched():
        do_at(world, shift, "build")
        world.do("change", amount=4711)
        world.sweep()

    world.assert_at_rest(spent=4711)
