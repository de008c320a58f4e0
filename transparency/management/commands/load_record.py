"""``manage.py load_record data/ici``: brings a programme's record in line with its files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency.changes.importing import load_record_because
from transparency.importers import RecordRefused, load_record


class Command(BaseCommand):
    """A thin caller of ``transparency.importers.load_record``."""

    help = "Load a programme's record from a directory of CSV files; nothing is deleted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="for example data/ici")
        for code, _name in settings.LANGUAGES:
            parser.add_argument(
                f"--reason-{code}", metavar="TEXT", help=f"why figures change, for readers, in the language {code}"
            )
        parser.add_argument("--reason-by", metavar="WHO", help="the institution or office that gives the reason")

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        if not directory.is_dir():
            raise CommandError(_("There is no directory “%(directory)s”.") % {"directory": directory})
        texts = {code: options[f"reason_{code}"] for code, _name in settings.LANGUAGES if options[f"reason_{code}"]}
        self._check(texts, options["reason_by"])
        try:
            if texts:
                report, covered = load_record_because(directory, texts, options["reason_by"], self.stdout.write)
            else:
                report, covered = load_record(directory, progress=self.stdout.write), 0
        except RecordRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(self.style.SUCCESS(f"{report.programme}: {report.total}"))
        if texts:
            said = ngettext("The reason covers %(count)d figure.", "The reason covers %(count)d figures.", covered)
            self.stdout.write(said % {"count": covered})

    def _check(self, texts: dict[str, str], given_by: str | None) -> None:
        """Raises ``CommandError`` for a reason that readers of the main language could not read, or of nobody."""
        if texts and settings.LANGUAGE_CODE not in texts:
            message = _("Give the reason in the main language too: --reason-%(code)s.")
            raise CommandError(message % {"code": settings.LANGUAGE_CODE})
        if texts and not given_by:
            raise CommandError(_("Say who gives the reason: --reason-by."))
