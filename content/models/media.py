"""Pictures and files, with what a public archive must know of them; their words exist in both languages."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from content.dates import PartialDateField
from content.models.labels import offered_once


def in_language(source: str, english: str) -> str:
    """The words for the active language; the Spanish ones where there are no English ones."""
    return english if get_language() == "en" and english else source


class Picture(AbstractImage):
    """A photograph or a drawing."""

    class Consent(models.TextChoices):
        NOT_NEEDED = "not-needed", _("not needed: nobody can be recognised")
        GIVEN = "given", _("given by the people shown")
        NOT_ON_RECORD = "not-on-record", _("not on record")

    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    description_en = models.CharField(
        _("alternative text in English"), max_length=255, blank=True, help_text=_("What the picture shows, in words.")
    )
    illustration = models.BooleanField(
        _("an illustration"), default=False, help_text=_("Drawn or generated, not a photograph of the programme.")
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    credit_en = models.CharField(_("credit in English"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    consent = models.CharField(_("consent"), max_length=16, choices=Consent, default=Consent.NOT_ON_RECORD)
    taken = PartialDateField(_("date"))
    place = models.ForeignKey(
        "transparency.Place",
        on_delete=models.PROTECT,
        limit_choices_to=offered_once,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )
    sector = models.ForeignKey(
        "transparency.Sector",
        on_delete=models.PROTECT,
        limit_choices_to=offered_once,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sector"),
    )

    admin_form_fields: ClassVar = (
        *Image.admin_form_fields,
        "title_en",
        "description_en",
        "illustration",
        "credit",
        "credit_en",
        "licence",
        "consent",
        "taken",
        "place",
        "sector",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def name(self) -> str:
        """The title in the active language."""
        return in_language(self.title, self.title_en)

    @property
    def default_alt_text(self) -> str:
        """The alternative text in the active language; empty where nobody wrote one, which a check reports."""
        return in_language(self.description, self.description_en)

    @property
    def credit_line(self) -> str:
        """The credit in the active language."""
        return in_language(self.credit, self.credit_en)


class PictureRendition(AbstractRendition):
    """A picture at one size."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


class File(AbstractDocument):
    """A document that readers download: its bytes are known by their digest, its pages by their text."""

    class TextState(models.TextChoices):
        WAITING = "waiting", _("not read yet")
        READ = "read", _("text found")
        SCAN = "scan", _("pages without text: a scan")
        NONE = "none", _("not a PDF")
        LOCKED = "locked", _("encrypted: cannot be read without its password")
        LIMIT = "limit", _("too large to be read")
        BROKEN = "broken", _("could not be read")

    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    language = models.CharField(_("language"), max_length=10, default="es")
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("For example: a summary that this site wrote.")
    )
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)
    # The last part of the public address: the name of the first bytes, which later ones need not have.
    address_name = models.CharField(max_length=255, blank=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    page_count = models.PositiveIntegerField(_("pages"), null=True, blank=True, editable=False)
    text_state = models.CharField(_("text"), max_length=8, choices=TextState, default=TextState.WAITING, editable=False)

    admin_form_fields: ClassVar = (*Document.admin_form_fields, "title_en", "language", "note", "note_en")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    @property
    def name(self) -> str:
        """The title in the active language."""
        return in_language(self.title, self.title_en)

    @property
    def url(self) -> str:
        """Where readers find the file: the same for ever, whatever replaces its bytes."""
        return reverse("wagtaildocs_serve", args=[self.pk, self.last_of_address])

    @property
    def last_of_address(self) -> str:
        """The last part of the public address."""
        return str(self.address_name or self.filename)

    @property
    def remark(self) -> str:
        """The note in the active language."""
        return in_language(self.note, self.note_en)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the bytes that are being replaced, and the digest of the new ones."""
        from content.services.files import file_store

        file_store(self, lambda: super(File, self).save(*args, **kwargs))


class FileVersion(models.Model):
    """What a file was before it was replaced: kept with its digest, never overwritten."""

    file_record = models.ForeignKey(File, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    file = models.FileField(_("file"), upload_to="documents/versions")
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("bytes"))
    replaced_at = models.DateTimeField(_("replaced"), auto_now_add=True)
    replaced_by = models.ForeignKey(
        "auth.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("replaced by")
    )

    class Meta:
        verbose_name = _("earlier version of a file")
        verbose_name_plural = _("earlier versions of files")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["file_record", "number"], name="file_version_once")]

    def __str__(self) -> str:
        return f"{self.file_record} · {self.number}"

    @property
    def url(self) -> str:
        """Where readers find these very bytes, for ever."""
        return reverse("file_as_it_was", args=[self.file_record_id, self.number])


class FilePage(models.Model):
    """The text of one page of a file, as far as it could be read."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(_("page"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("page of a file")
        verbose_name_plural = _("pages of files")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "number"], name="file_page_once")]

    def __str__(self) -> str:
        return f"{self.file} · {self.number}"
