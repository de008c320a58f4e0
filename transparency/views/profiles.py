"""What a list of profiles shows of each: its name, where it is, and what the record tells of it."""

from dataclasses import dataclass

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Profile:
    """An entry; ``url`` is a file beside the page, so that an earlier release leads to its own."""

    name: SafeString
    url: str
    text: str
