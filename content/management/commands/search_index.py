"""``manage.py search_index``: compare the search index with the site, and set it right."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from content.search.indexing import Differences, compare


class Command(BaseCommand):
    """Says what was missing, outdated or left over."""

    help = "Compare the search index with the site and set it right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--check`` only looks."""
        parser.add_argument("--check", action="store_true", help="change nothing; fail when there are differences")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises ``CommandError`` when ``--check`` finds something."""
        found = compare(repair=not options["check"])
        if options["verbosity"] > 1 or options["check"]:
            self._tell(found)
        if options["check"] and found:
            raise CommandError(_("The search index differs from the site: %(what)s.") % {"what": found})
        self.stdout.write(str(found))

    def _tell(self, found: Differences) -> None:
        for sign, keys in (("+", found.added), ("~", found.changed), ("-", found.removed)):
            for key in keys:
                self.stdout.write(f"{sign} {key}")
