"""A real Celery worker with its own beat, for one test's world, perhaps with a fault at a point of the build.

Takes one JSON object: the ``world`` of a job (see ``tests.faults.driver``), ``schedule`` for beat's file, and, for a
fault, its ``point``, its ``strike`` and the file ``struck`` in which the child that strikes leaves its number.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import django


def install_fault(job: dict[str, Any]) -> None:
    """Let the strike happen in whichever child of the pool gets to the point."""
    from tests.faults import points

    def strike() -> None:
        Path(job["struck"]).write_text(str(os.getpid()))
        points.STRIKES[job["strike"]]()

    points.install(job["point"], strike)


def main() -> None:
    """Work until told to stop."""
    job = json.loads(sys.argv[1])
    django.setup()
    from quipu.celery import app
    from tests.faults.driver import enter

    enter(job["world"])
    if job.get("point"):
        install_fault(job)
    app.worker_main(
        [
            "worker",
            "--concurrency=1",
            "--beat",
            f"--schedule={job['schedule']}",
            "--loglevel=WARNING",
            "--without-mingle",
        ]
    )


if __name__ == "__main__":
    main()
