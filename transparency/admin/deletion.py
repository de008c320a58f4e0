"""Deleting rows in the admin: refused, with the reason, while something points at them."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_valid_next_url_from_request

from transparency.admin.names import row_name
from transparency.models import Label, Statement
from transparency.services.rows import RowsInUse, rows_delete, rows_that_use

SHOWN = 8


def before_delete(request: HttpRequest, rows: Sequence[models.Model]) -> HttpResponse | None:
    """Takes over from Wagtail, whose own deletion leaves translations behind and fails without a word on rows in use.

    On GET, lets the page that asks for confirmation appear unless a row is in use; on POST, deletes.
    """
    rows = [row for row in rows if row._meta.app_label == "transparency"]
    if not rows:
        return None
    if request.method != "POST":
        users = rows_that_use(rows)
        return refuse(request, rows, users) if users else None
    names = [row_name(row) for row in rows]
    try:
        rows_delete(rows)
    except RowsInUse as refusal:
        return refuse(request, rows, refusal.users)
    if len(names) == 1:
        messages.success(request, _("“%(name)s” was deleted.") % {"name": shorten(names[0])})
    else:
        messages.success(request, _("%(count)d rows were deleted.") % {"count": len(names)})
    return redirect(list_url(request, rows[0]))


def refuse(request: HttpRequest, rows: Sequence[models.Model], users: Sequence[models.Model]) -> HttpResponse:
    """Says what is in the way, with links to it, and goes back to the list."""
    finder = AdminURLFinder(request.user)
    # A translation uses what its source uses; naming the source is enough.
    sources = [user for user in users if not isinstance(user, Label) or user.locale.is_default] or users
    links = format_html_join("", "<li>{}</li>", ((link(finder, user),) for user in sources[:SHOWN]))
    rest = len(sources) - SHOWN
    more = format_html("<li>{}</li>", _("and %(count)d more") % {"count": rest}) if rest > 0 else ""
    if len(rows) == 1:
        reason = _(
            "“%(name)s” was not deleted, because figures or other rows use it. Change or delete these first:"
        ) % {"name": shorten(row_name(rows[0]))}
    else:
        reason = _(
            "None of these rows was deleted, because figures or other rows use them. Change or delete these first:"
        )
    messages.error(request, format_html("{}<ul>{}{}</ul>", reason, links, more))
    return redirect(list_url(request, rows[0]))


def link(finder: AdminURLFinder, row: models.Model) -> str:
    """A row in the way, linked to its form; a line of a statement leads to the statement."""
    owner = getattr(row, "statement", None)
    target = owner if isinstance(owner, Statement) else row
    text = f"{row._meta.verbose_name}: {shorten(row_name(row))}"
    url = finder.get_edit_url(target)
    return format_html('<a href="{}">{}</a>', url, text) if url else text


def shorten(text: str) -> str:
    """A name that fits into a sentence."""
    return Truncator(text).chars(80)


def list_url(request: HttpRequest, row: models.Model) -> str:
    """The list that the request came from, else the list of rows of this kind."""
    came_from = get_valid_next_url_from_request(request)
    if came_from and "/delete/" not in urlsplit(came_from).path:
        return came_from
    return reverse(f"wagtailsnippets_transparency_{row._meta.model_name}:list")
