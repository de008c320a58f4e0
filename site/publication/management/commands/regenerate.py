from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from publication.models import Run
from publication.services import builder, fingerprints, scopes
from publication.services.scopes import due


class Command(BaseCommand):
    help = "Publish what changed since the last release."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="Look at every scope, also those without a change mark.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be published and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self._report(options["all"])
            return
        if options["all"]:
            scopes.mark(["*"], "regenerate --all")
        runs = builder.build_due("command")
        for run in runs:
            self.stdout.write(f"{run.scopes}: {run.get_result_display()}, {run.seconds} s")
        if not runs:
            self.stdout.write(_("Another builder is at work.") if due() else _("Nothing to publish."))
        failed = [run for run in runs if run.error]
        if failed:
            raise CommandError(
                _("Some scopes could not be built; their last good pages stay live.\n") + failed[-1].error
            )
        if any(run.result == Run.Result.PUBLISHED for run in runs):
            self.stdout.write(self.style.SUCCESS(_("Published.")))

    def _report(self, everything: bool) -> None:
        marked = scopes.marked()
        found = {scope: reason for scope, reason in fingerprints.differences().items() if everything or scope in marked}
        for scope, reason in found.items():
            self.stdout.write(f"{scope}: {reason}")
        if not found:
            self.stdout.write(_("Every released page is what a build would give now."))
