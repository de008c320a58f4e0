"""``manage.py load_record data/ici``: brings a programme's record in line with its files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from transparency.importers import RecordRefused, load_record


class Command(BaseCommand):
    """A thin caller of ``transparency.importers.load_record``."""

    help = "Load a programme's record from a directory of CSV files; nothing is deleted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="for example data/ici")

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        if not directory.is_dir():
            raise CommandError(_("There is no directory “%(directory)s”.") % {"directory": directory})
        try:
            report = load_record(directory, progress=self.stdout.write)
        except RecordRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(self.style.SUCCESS(f"{report.programme}: {report.total}"))
