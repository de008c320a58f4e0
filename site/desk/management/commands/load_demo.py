"""``manage.py load_demo``: a site to try, from the record in ``data/ici``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from desk.services.demo import DATA, Person, demo_load
from transparency.importers import RecordRefused


class Command(BaseCommand):
    """A thin caller of ``desk.services.demo``."""

    help = "Make the demo: record, pages in both languages, one user per role, first release. Running it twice is safe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The directory, for a programme of one's own."""
        parser.add_argument("directory", type=Path, nargs="?", default=DATA, help="record files and pages.yaml")

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        """Makes the demo and prints the accounts."""
        if not (directory / "programme.csv").is_file():
            raise CommandError(_("There is no record in “%(directory)s”.") % {"directory": directory})
        try:
            people = demo_load(directory, self.stdout.write)
        except RecordRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.show(people)

    def show(self, people: list[Person]) -> None:
        """The new accounts with their passwords, which nothing shows again; then those that were there."""
        new = [person for person in people if person.password]
        if new:
            self.stdout.write(self.style.SUCCESS(_("New users, with passwords that are shown only this once:")))
        for person in new:
            self.stdout.write(f"  {person.username:<14}{person.password:<20}{person.role}")
        old = [person.username for person in people if not person.password]
        if old:
            self.stdout.write(
                _("Users that were there already, with the passwords they had: %(names)s.") % {"names": ", ".join(old)}
            )
            self.stdout.write(_("Forgot one? Set a new password: manage.py changepassword %(name)s") % {"name": old[0]})
