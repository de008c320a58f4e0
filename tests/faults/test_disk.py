"""Faults of the disk: full, cut, emptied."""

import os
import shutil

import pytest

from tests.faults.world import PAGES

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("bytes_left", [10, 3000])
def test_a_full_disk_fails_the_build_and_nothing_else(world, bytes_left):
    """On SQLite the database is on the same disk and cannot be written either."""
    world.do("change", amount=4711)

    with world.watched():
        builder = world.start("build", file_size=bytes_left)
        builder.wait()
        world.read_everything()
        world.settle()

    world.assert_at_rest(spent=4711)


def test_a_link_that_is_gone_is_back_after_a_sweep(world):
    with world.watched():
        world.read_everything()
        (world.root / "releases" / "current").unlink()
        world.read_everything()
        world.sweep()

    world.assert_at_rest()


def test_the_releases_directory_is_emptied(world):
    world.read_everything()
    shutil.rmtree(world.root / "releases")

    world.sweep()

    world.assert_at_rest()


@pytest.mark.parametrize("suffix", ["", ".gz", ".br"])
def test_a_cut_artifact_is_whole_again_after_comparing(world, suffix):
    page = world.root / "releases" / "current" / PAGES[0].strip("/") / "_" / f"index.html{suffix}"
    os.truncate(page, 100)

    assert list(world.do("compare").values()) == ["damaged"]

    assert world.assert_at_rest()["live"] == world.first


def test_every_released_file_is_lost(world):
    shutil.rmtree(world.root)

    world.do("compare")

    found = world.do("check")
    assert found["differences"] == []
    assert found["current"] == found["pointer"]
    # The manifests are written again with the next release only; until then verifying says so.
    missing = [f"Release {number}: the manifest is missing on disk." for number in range(1, world.first + 1)]
    assert [problem for problem in found["problems"] if "is damaged" not in problem] == missing
