"""The engine's own settings, read from ``settings.PUBLICATION`` and checked at start."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Configuration:
    """How the engine behaves.

    ``root`` is the directory that holds every released file. A burst of changes is over when nothing came for
    ``quiet_seconds``; a scope never waits longer than ``patience_seconds``. After ``attempts`` failures a scope is
    set aside. ``keep_directories`` is how many releases stay laid out as directories; ``code`` lists the directories
    whose content decides what a page looks like. ``writes_beside`` lets a process of its own compress and write what a
    build of several scopes renders.
    """

    root: Path
    quiet_seconds: float = 0.2
    patience_seconds: float = 30.0
    attempts: int = 5
    backoff_seconds: float = 5.0
    keep_directories: int = 5
    abandoned_after_seconds: float = 3600.0
    code: tuple[Path, ...] = ()
    writes_beside: bool = True

    def problems(self) -> list[str]:
        """What is wrong with these values, in words; empty when all is well."""
        found = []
        if self.quiet_seconds <= 0 or self.patience_seconds < self.quiet_seconds:
            found.append("quiet_seconds must be above 0 and patience_seconds not below it")
        if self.attempts < 1:
            found.append("attempts must be at least 1")
        if self.keep_directories < 1:
            found.append("keep_directories must be at least 1")
        missing = [str(path) for path in self.code if not path.is_dir()]
        if missing:
            found.append(f"code names directories that do not exist: {', '.join(missing)}")
        return found


def configuration() -> Configuration:
    """The values in force. Raises ``TypeError`` for a setting the engine does not know."""
    given: dict[str, Any] = {key.lower(): value for key, value in settings.PUBLICATION.items()}
    given["root"] = Path(given["root"])
    given["code"] = tuple(Path(path) for path in given.get("code", ()))
    return Configuration(**given)
