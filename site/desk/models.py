"""What the desk remembers: how pages are reviewed, where their links were found to lead, what waits to be imported."""

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page

from content.checks import errors_of


class EditorialReview(AbstractGroupApprovalTask):
    """Approval by the editors; a page with errors cannot be approved, whichever way it is asked for."""

    class Meta:
        verbose_name = _("editorial review")
        verbose_name_plural = _("editorial reviews")

    def get_actions(self, obj: Any, user: AbstractBaseUser) -> list[tuple[str, str, bool]]:
        """What a reviewer may do with the draft as it was saved; approving is not offered while it has errors."""
        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        if actions and isinstance(obj, Page) and errors_of(obj.get_latest_revision_as_object()):
            return [action for action in actions if action[0] != "approve"]
        return actions

    @classmethod
    def get_description(cls) -> Any:
        """What operators read when they choose a kind of task."""
        return _("Members of the chosen groups approve a page; its errors must be set right first.")


class LinkCheck(models.Model):
    """When the links of a page were last tried."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="link_check", verbose_name=_("page"))
    checked_at = models.DateTimeField(_("tried"))

    class Meta:
        ordering: ClassVar = ["checked_at", "pk"]
        verbose_name = _("check of links")
        verbose_name_plural = _("checks of links")

    def __str__(self) -> str:
        return f"{self.page_id} · {self.checked_at:%Y-%m-%d}"


class CheckedLink(models.Model):
    """Where a link of a page was found to lead."""

    class State(models.TextChoices):
        GOOD = "good", _("leads to a page")
        BROKEN = "broken", _("leads nowhere")
        UNCLEAR = "unclear", _("no clear answer")
        REFUSED = "refused", _("not tried: no public address")

    check_of_page = models.ForeignKey(LinkCheck, on_delete=models.CASCADE, related_name="links")
    field = models.CharField(_("field"), max_length=100)
    url = models.TextField(_("address"))
    state = models.CharField(_("result"), max_length=8, choices=State)
    answer = models.CharField(_("answer"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["check_of_page", "pk"]
        verbose_name = _("checked link")
        verbose_name_plural = _("checked links")

    def __str__(self) -> str:
        return self.url


def place_of_upload(upload: "KeptUpload", name: str) -> str:
    """Where the bytes lie: among the documents, which no web server gives away, under a name that nobody can guess."""
    return f"documents/imports/{uuid4().hex}"


class KeptUpload(models.Model):
    """A spreadsheet, and an archive, that a user had checked and may import without choosing them again."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.SlugField()
    register = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="+")
    sheet = models.FileField(upload_to=place_of_upload)
    archive = models.FileField(upload_to=place_of_upload, blank=True)
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("upload kept for its import")
        verbose_name_plural = _("uploads kept for their import")

    def __str__(self) -> str:
        return f"{self.kind} · {self.kept_at:%Y-%m-%d %H:%M}"
