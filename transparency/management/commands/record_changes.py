"""``manage.py record_changes``: finds out what each release changed, from the releases on disk."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from transparency.changes.recording import record_changes


class Command(BaseCommand):
    """A thin caller of ``transparency.changes.recording``."""

    help = "Compare every release that was not compared yet with the one before it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="compare all releases again")

    def handle(self, *args: Any, rebuild: bool, **options: Any) -> None:
        count = record_changes(rebuild=rebuild)
        said = ngettext("%(count)d release was compared.", "%(count)d releases were compared.", count)
        self.stdout.write(self.style.SUCCESS(said % {"count": count}))
