"""Processes killed, frozen and starved on purpose, with real databases and a real broker.

Each fault is followed by the same questions: did readers get whole pages of a sealed release all along, and does one
sweep in a fresh process bring the site to what a build would give now?
"""

import pytest

pytest.register_assert_rewrite("tests.faults.world")
