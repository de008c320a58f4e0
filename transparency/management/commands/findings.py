"""``manage.py findings``: what the checks find in the record, as a table."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from transparency.checks.findings import Severity
from transparency.models import Programme
from transparency.views.findings_reading import Told, told_findings

HEADINGS = ("check", "reported", "recomputed", "difference")


class Command(BaseCommand):
    """A thin caller of ``transparency.checks``."""

    help = "List the findings on a programme's record, or on that of every programme."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--programme", help="the code of one programme")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default=None)

    def handle(self, *args: Any, programme: str | None, language: str | None, **options: Any) -> None:
        rows = Programme.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("code")
        chosen = list(rows.filter(code=programme) if programme else rows)
        if programme and not chosen:
            raise CommandError(_("There is no programme “%(code)s”.") % {"code": programme})
        language = language or settings.LANGUAGE_CODE
        with override(language):
            for row in chosen:
                self._list(row, told_findings(row, language))

    def _list(self, programme: Programme, told: list[Told]) -> None:
        self.stdout.write(f"{programme.code}: {len(told)}")
        for severity in Severity:
            of_severity = [one for one in told if one.finding.severity == severity]
            if of_severity:
                self.stdout.write(f"\n{severity.label} ({len(of_severity)})")
                self._table(of_severity)

    def _table(self, told: list[Told]) -> None:
        cells = [(one.finding.code, one.reported, one.recomputed, one.difference) for one in told]
        widths = [max(len(row[column]) for row in cells) for column in range(len(HEADINGS))]
        for one, row in zip(told, cells, strict=True):
            line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write(f"{line}  {one.plain_sentence}".rstrip())
