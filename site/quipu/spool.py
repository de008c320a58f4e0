"""The embedded broker: every message is a file in a directory."""

import time
import uuid
from pathlib import Path
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """kombu's own channel, but for how a message appears: whole or not at all.

    kombu writes into the file that a worker may take at the same moment; a worker that takes an empty message ends.
    """

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Writes the message under a name that no worker looks for, then gives it its own."""
        whole = Path(self.data_folder_out) / f"{round(time.monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        part = whole.with_name(f"{whole.name}.part")
        part.write_text(dumps(payload), encoding="utf-8")
        part.replace(whole)


class Transport(filesystem.Transport):
    """Named in the settings as ``quipu.spool:Transport``."""

    Channel = Channel
