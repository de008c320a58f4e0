"""How much the suite tries of what it cannot try in full.

``make test`` tries the same cases every time, as many as the patience of somebody who waits for the answer allows.
``make test-thorough`` sets ``QUIPU_TESTS_THOROUGH``: then examples are drawn anew each time, twenty times as many where
a test does not say how many, and faults come in longer rows.
"""

import os

THOROUGH = bool(os.environ.get("QUIPU_TESTS_THOROUGH"))
TIMES = 20 if THOROUGH else 1


def examples(number: int) -> int:
    """How many examples to try, where ``number`` are tried in haste."""
    return number * TIMES
