"""Who publishes our IATI files, and what an editor has to confirm for them: ``settings.IATI``."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Publisher:
    """The publisher of IATI files, and the classifications that no document of a programme gives.

    ``ref`` is the identifier under which IATI knows the publisher. Ours is a placeholder until an operator sets one,
    and so ``registered`` is false. ``sectors`` maps a programme's code to its DAC purpose code.
    """

    ref: str = "QUIPU"
    name: str = "Quipu"
    kind: str = "90"
    registered: bool = False
    country: str = "PE"
    collaboration: str = "4"
    flow: str = "10"
    finance: str = "110"
    aid: str = "C01"
    tied: str = "5"
    sectors: dict[str, str] = field(default_factory=dict)


def publisher() -> dict[str, Any]:
    """The publisher in force, as plain data. Raises ``TypeError`` for a setting that there is none of."""
    given = {key.lower(): value for key, value in getattr(settings, "IATI", {}).items()}
    return asdict(Publisher(**given))
