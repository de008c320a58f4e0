"""The register of studies."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.models.base import content_panels, page_rules
from content.models.register import RegisterIndexPage, RegisterItem, item_panels, item_rules


class StudyIndexPage(RegisterIndexPage):
    """All studies."""

    content_panels = content_panels()
    translatable_fields = page_rules()
    template = "content/register_page.html"
    subpage_types: ClassVar = ["content.StudyPage"]

    class Meta:
        verbose_name = _("register of studies")
        verbose_name_plural = _("registers of studies")


class StudyPage(RegisterItem):
    """A study: who wrote it, how, about whom, and whether it was published (schema.org ``Report``)."""

    class Kind(models.TextChoices):
        STUDY = "study", _("study")
        SYSTEMATISATION = "systematisation", _("systematisation")
        BASELINE = "baseline", _("baseline")

    class Status(models.TextChoices):
        PUBLISHED = "published", _("published")
        IN_PRINT = "in-print", _("being published")
        UNPUBLISHED = "unpublished", _("not published")
        NOT_ON_RECORD = "not-on-record", _("not on record")

    identifier_kind = "estudio"
    joined_facts = (*RegisterItem.joined_facts, "knowledge_product")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.STUDY)
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.NOT_ON_RECORD)
    authors = models.TextField(
        _("authors"),
        blank=True,
        help_text=_("One a line: “Surname, First name” for a person, the name as it is for an organisation."),
    )
    abstract = models.TextField(_("abstract"), blank=True)
    method = models.TextField(_("method"), blank=True)
    population = models.TextField(_("population"), blank=True)
    sample = models.TextField(_("sample"), blank=True)
    keywords = models.CharField(_("keywords"), max_length=300, blank=True, help_text=_("Separated by commas."))
    edition = models.CharField(_("edition"), max_length=80, blank=True)
    supersedes = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("supersedes")
    )
    isbn = models.CharField("ISBN", max_length=20, blank=True)
    doi = models.CharField("DOI", max_length=120, blank=True)
    knowledge_product = models.ForeignKey(
        "transparency.KnowledgeProduct",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("row of the record"),
        help_text=_("Where there is one, the status comes from it."),
    )

    content_panels = item_panels(
        FieldPanel("abstract"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("status")]),
                FieldPanel("knowledge_product"),
                FieldPanel("authors"),
                FieldPanel("method"),
                FieldPanel("population"),
                FieldPanel("sample"),
                FieldPanel("keywords"),
                FieldRowPanel([FieldPanel("edition"), FieldPanel("isbn"), FieldPanel("doi")]),
                FieldPanel("supersedes"),
            ],
            heading=_("Study"),
        ),
    )
    translatable_fields = item_rules(
        translate=("abstract", "method", "population", "sample", "keywords"),
        keep=("kind", "status", "authors", "edition", "supersedes", "isbn", "doi", "knowledge_product"),
    )
    template = "content/study_page.html"
    parent_page_types: ClassVar = ["content.StudyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("study")
        verbose_name_plural = _("studies")

    @property
    def current_status(self) -> "StudyPage.Status":
        """Whether it was published: what the record says, else what was typed here."""
        return StudyPage.Status(self.knowledge_product.status if self.knowledge_product else self.status)

    @property
    def author_names(self) -> list[str]:
        """The authors as they were typed, one each."""
        return [name.strip() for name in self.authors.splitlines() if name.strip()]
