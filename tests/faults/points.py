"""The points of a build at which a fault strikes, each by replacing one function in this process."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publication import durable
from publication import store as store_module
from publication.bundling import Beside
from publication.services import builder, releases
from publication.store import Store

Strike = Callable[[], None]
POINTS: dict[str, Callable[[Strike], None]] = {}


def point(title: str) -> Callable[[Callable[[Strike], None]], Callable[[Strike], None]]:
    """Name a point."""

    def register(install: Callable[[Strike], None]) -> Callable[[Strike], None]:
        POINTS[title] = install
        return install

    return register


def after(function: Callable[..., Any], strike: Strike) -> Callable[..., Any]:
    """The function, with the strike once it is done."""

    def replaced(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        strike()
        return result

    return replaced


def before(function: Callable[..., Any], strike: Strike, call: int = 1) -> Callable[..., Any]:
    """The function, with the strike ahead of its ``call``-th call."""
    calls = 0

    def replaced(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call:
            strike()
        return function(*args, **kwargs)

    return replaced


@point("after claim")
def after_claim(strike: Strike) -> None:
    builder.claim_and_read = after(builder.claim_and_read, strike)


@point("mid-write")
def mid_write(strike: Strike) -> None:
    """The files of a page are written beside their names and not flushed yet; those of another page are there."""
    durable.flush = before(durable.flush, strike, call=2)


@point("half named")
def half_named(strike: Strike) -> None:
    """Some of a page's files have their names."""
    durable.os.replace = before(os.replace, strike, call=5)  # type: ignore[attr-defined]


@point("before seal")
def before_seal(strike: Strike) -> None:
    Store.seal = before(Store.seal, strike)  # type: ignore[method-assign]


@point("half laid out")
def half_laid_out(strike: Strike) -> None:
    store_module.os.symlink = before(os.symlink, strike, call=2)  # type: ignore[attr-defined]


@point("after seal")
def after_seal(strike: Strike) -> None:
    Store.seal = after(Store.seal, strike)  # type: ignore[method-assign]


@point("before commit")
def before_commit(strike: Strike) -> None:
    """Everything of the publishing transaction is done but its commit."""
    releases._settle = after(releases._settle, strike)


@point("after commit")
def after_commit(strike: Strike) -> None:
    """The database says that the release is live, the link does not yet."""
    releases.publish = after(releases.publish, strike)


@point("before the link moves")
def before_the_link_moves(strike: Strike) -> None:
    """The lock on the link is held."""
    Store.point_current = before(Store.point_current, strike)  # type: ignore[method-assign]


@point("after the link moved")
def after_the_link_moved(strike: Strike) -> None:
    Store.point_current = after(Store.point_current, strike)  # type: ignore[method-assign]


def handed_over(strike: Strike) -> None:
    """A process beside has the files of the first page, and this one is about to render the next."""
    Beside.take = after(Beside.take, strike)  # type: ignore[method-assign]


# Where another process writes: a build does not get there by itself in this suite.
BESIDE: dict[str, Callable[[Strike], None]] = {"handed over": handed_over}


def kill() -> None:
    """End this process at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def kill_group() -> None:
    """End this process and all of its group at once."""
    os.killpg(0, signal.SIGKILL)


def stop() -> None:
    """Freeze this process until somebody sends SIGCONT."""
    os.kill(os.getpid(), signal.SIGSTOP)


def wait_for(path: Path, seconds: float = 60) -> None:
    """Poll until a file appears. Raises ``TimeoutError`` when it does not."""
    deadline = time.monotonic() + seconds
    while not path.exists():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{path} did not appear")
        time.sleep(0.01)


STRIKES: dict[str, Strike] = {"kill": kill, "kill group": kill_group, "stop": stop}


def install(title: str, strike: Strike) -> None:
    """Let a strike happen at a point, the first time that this process gets there."""
    done = False

    def once() -> None:
        nonlocal done
        if not done:
            done = True
            strike()

    {**POINTS, **BESIDE}[title](once)
