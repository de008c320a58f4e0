"""Run inside a site's environment: make its database and fill it with programmes. Prints what a client must know."""

import json
import os
import secrets
import sys
from typing import Any

import django

AGENCIES = 10
SEMESTERS = 10


def programme_code(number: int) -> str:
    """What the programmes are called."""
    return f"BENCH-{number:03}"


def main() -> None:
    """Migrate, collect static files, and make as many programmes as the first argument says."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quipu.settings.dev")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    make_programmes(int(sys.argv[1]))
    sys.stdout.write(json.dumps({**make_officer(), **addresses()}) + "\n")


def make_programmes(count: int) -> None:
    """Programmes of ten agencies and ten semesters, each with a final statement as well."""
    from django.db import transaction

    from tests.factories import programme_with_pages
    from transparency.models import Statement

    for number in range(count):
        # One transaction each: in a single one PostgreSQL could not clean up after Wagtail's search index, which
        # touches every entry at every save.
        with transaction.atomic():
            site = programme_with_pages(programme_code(number), agencies=AGENCIES, semesters=SEMESTERS + 1)
            final = site.statements[-1]
            final.kind, final.period = Statement.Kind.FINAL, "final"
            final.save()


def make_officer() -> dict[str, Any]:
    """A data officer."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    from desk.services.roles import data_officers, roles_create

    roles_create()
    password = secrets.token_urlsafe(16)
    officer = get_user_model().objects.create_user("officer", "officer@example.org", password)
    officer.groups.add(Group.objects.get(name=data_officers().name))
    return {"username": "officer", "password": password}


def addresses() -> dict[str, Any]:
    """Where the first programme's final statement is edited, and where the first and last programme are read."""
    from django.urls import reverse

    from publication.navigation import language_roots, public_pages, public_path
    from transparency.models import FinancesPage, Statement, StatementLine

    final = Statement.objects.get(programme__code=programme_code(0), kind=Statement.Kind.FINAL)
    line = StatementLine.objects.filter(statement=final, measure="disbursed").order_by("pk").first()
    roots = language_roots()

    def paths(page: FinancesPage) -> dict[str, str]:
        return {
            language: public_path(version, roots[language], language)
            for language, version in public_pages(page, roots).items()
        }

    pages = FinancesPage.objects.filter(locale__language_code="es").order_by("programme__code")
    first, last = pages.first(), pages.last()
    return {
        "edit": reverse(Statement.snippet_viewset.get_url_name("edit"), args=[final.pk]),
        "line": line.pk if line else 0,
        "pages": paths(first) if first else {},
        "last_pages": paths(last) if last else {},
        "home": public_path(roots["es"], roots["es"], "es"),
    }


if __name__ == "__main__":
    main()
