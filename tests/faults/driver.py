"""A process that has loaded the site once and forks a child for everything that is asked of it.

Reads one JSON object a line: ``{"start": {...}}`` forks a child and answers with its number, ``{"state": pid}``
answers ``running``, ``stopped`` or ``ended``. With ``--once`` and such a job as an argument it does that one thing
itself. A child writes its answer to the file that the job names.
"""

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

import django


def enter(world: dict[str, Any]) -> None:
    """Use the database and the directory of one test."""
    from django.conf import settings
    from django.db import connections

    connections.settings["default"]["NAME"] = world["database"]
    connections["default"].settings_dict["NAME"] = world["database"]
    settings.PUBLICATION = {**settings.PUBLICATION, "ROOT": world["root"], **world.get("publication", {})}


def work(job: dict[str, Any]) -> None:
    """Do a job and write its answer; what goes wrong is an answer too."""
    from tests.faults import points
    from tests.faults.actions import ACTIONS

    enter(job["world"])
    if job.get("point"):
        points.install(job["point"], points.STRIKES[job["strike"]])
    try:
        answer: dict[str, Any] = {"value": ACTIONS[job["do"]](**job.get("with", {}))}
    except Exception:
        answer = {"error": traceback.format_exc()}
    path = Path(job["answer"])
    path.with_suffix(".part").write_text(json.dumps(answer))
    path.with_suffix(".part").rename(path)


def start(job: dict[str, Any]) -> int:
    """Fork a child that does a job at the head of a group of its own."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        os.setsid()
        with Path(job["answer"]).with_suffix(".log").open("a") as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        os.close(0)
        work(job)
        status = 0
    finally:
        os._exit(status)


def state(pid: int, ended: set[int], stopped: set[int]) -> str:
    """How a child fares."""
    if pid in ended:
        return "ended"
    found, status = os.waitpid(pid, os.WNOHANG | os.WUNTRACED | os.WCONTINUED)
    if found and (os.WIFEXITED(status) or os.WIFSIGNALED(status)):
        ended.add(pid)
        return "ended"
    if found and os.WIFSTOPPED(status):
        stopped.add(pid)
    elif found:
        stopped.discard(pid)
    return "stopped" if pid in stopped else "running"


def warm_up() -> None:
    """Load once what every child would load for itself: the code, and what rendering the prepared world needs."""
    from django.db import connections

    from publication.code_version import code_version
    from tests.faults import actions, points
    from tests.publication.fresh_build import differences_from_fresh_build

    code_version()
    assert differences_from_fresh_build() == []
    connections.close_all()  # a database is copied only while nobody is connected to it
    assert actions.ACTIONS
    assert points.POINTS


def serve() -> None:
    """Answer requests until the input ends."""
    warm_up()
    ended: set[int] = set()
    stopped: set[int] = set()
    for line in sys.stdin:
        request = json.loads(line)
        answer = start(request["start"]) if "start" in request else state(request["state"], ended, stopped)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    if sys.argv[1:2] == ["--once"]:
        work(json.loads(sys.argv[2]))
    else:
        serve()
