"""What loading a record did, per file."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass
class Counts:
    """Rows of one file: new ones, ones that changed (also where only a translation did), ones left alone."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def __str__(self) -> str:
        return _("%(created)d created, %(updated)d updated, %(unchanged)d unchanged") % {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
        }


@dataclass
class Report:
    """The counts of every file that was loaded, in the order of loading."""

    programme: str = ""
    files: dict[str, Counts] = field(default_factory=dict)

    @property
    def total(self) -> Counts:
        """All files together."""
        return Counts(
            created=sum(counts.created for counts in self.files.values()),
            updated=sum(counts.updated for counts in self.files.values()),
            unchanged=sum(counts.unchanged for counts in self.files.values()),
        )
