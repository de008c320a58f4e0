"""What a build does about the memory of its process."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

RARELY = (50_000, 20, 100)  # thresholds of Python's garbage collector, which by itself has 700, 10 and 10


@contextmanager
def rare_search_for_cycles() -> Iterator[None]:
    """Lets Python look for unreachable cycles more rarely: it would look at every row of a large record many times."""
    usual = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def give_back() -> None:
    """Gives the system what libraries in C have let go of; does nothing where their memory cannot be told to.

    The GNU C library keeps what was freed below its last block in use, and Python's own objects never come to lie
    there: the tree of a large XML file stayed with the process, and the rest of a build came on top.
    """
    trim = _trim()
    if trim:
        trim(0)


@cache
def _trim() -> Any:
    """``malloc_trim(3)``, of the GNU C library alone."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
