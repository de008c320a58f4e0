"""Lists in the admin that are no list of rows, for those who keep the record."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from transparency.admin.permissions import RecordPermissionPolicy
from transparency.models import Label, Programme


def may_write(user: AbstractBaseUser | AnonymousUser, model: type[Label]) -> bool:
    """Whether somebody may add rows of this kind."""
    return bool(RecordPermissionPolicy(model).user_has_permission(user, "add"))


class OfficersListView(WagtailAdminTemplateMixin, TemplateView):
    """Something to answer, programme by programme; ``answered_with`` is the row that an answer makes."""

    answered_with: ClassVar[type[Label]]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Shows the list. Raises ``PermissionDenied`` for users who do not keep the record."""
        if not may_write(request.user, self.answered_with):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, then here."""
        return [
            {"url": reverse("wagtailadmin_home"), "label": gettext("Home")},
            {"url": "", "label": str(self.page_title)},
        ]

    @property
    def language(self) -> str:
        """The language of the admin."""
        return get_language() or settings.LANGUAGE_CODE

    def programmes(self) -> "QuerySet[Programme]":
        """Every programme, in the source language."""
        return Programme.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("code")


class OfficersMenuItem(MenuItem):
    """The way to such a list, for those who may answer."""

    def __init__(self, answered_with: type[Label], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answered_with = answered_with

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may answer."""
        return may_write(request.user, self.answered_with)
