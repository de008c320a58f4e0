from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import ngettext

from publication.models import Release
from publication.services.verification import problems


class Command(BaseCommand):
    help = "List the releases, or recompute every hash and the chain."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["list", "verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "list":
            for release in Release.objects.all():
                moment = f"{release.published_at:%Y-%m-%d %H:%M:%S}Z"
                self.stdout.write(f"{release.number:>6}  {moment}  {release.digest[:12]}  {release.trigger}")
            return
        found = problems()
        if found:
            raise CommandError("\n".join(found))
        count = Release.objects.count()
        self.stdout.write(
            self.style.SUCCESS(
                ngettext(
                    "%(count)s release: every hash and the chain hold.",
                    "%(count)s releases: every hash and the chain hold.",
                    count,
                )
                % {"count": count}
            )
        )
