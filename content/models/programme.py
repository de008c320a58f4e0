"""A programme told by its editors, and the people and bodies behind it."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.snippets.blocks import SnippetChooserBlock

from content.models.base import ContentPage, content_panels, page_rules


class ProgrammePart(ContentPage):
    """A page about one programme of the record."""

    programme = models.ForeignKey(
        "transparency.Programme", on_delete=models.PROTECT, related_name="+", verbose_name=_("programme")
    )

    class Meta:
        abstract = True


class ProgrammePage(ProgrammePart):
    """Editors' prose beside a fact sheet that is drawn from the record: nothing of it is typed here."""

    content_panels = content_panels(FieldPanel("programme"))
    translatable_fields = page_rules(keep=("programme",))
    template = "content/programme_page.html"
    subpage_types: ClassVar = [
        "content.GovernancePage",
        "content.PartnersPage",
        "content.EvaluationPage",
        "content.StandardPage",
        "content.SectionPage",
    ]

    class Meta:
        verbose_name = _("programme page")
        verbose_name_plural = _("programme pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The fact sheet, and the pages below."""
        from content.selectors.programme import programme_context
        from content.selectors.sections import children_of

        context = super().get_context(request, *args, **kwargs)
        code = self.programme.code
        drawn = programme_context(context["records"].of(code), code, self.text_language)
        return {**context, **drawn, "children": children_of(self)}


class PartnersPage(ProgrammePart):
    """The directory of partners: who takes part in the programme and how, from the record."""

    content_panels = content_panels(FieldPanel("programme"))
    translatable_fields = page_rules(keep=("programme",))
    template = "content/partners_page.html"
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("partner directory")
        verbose_name_plural = _("partner directories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The directory, or the kind of partners that readers ask for: ``?kind=40``."""
        from content.selectors.programme import partners_context

        context = super().get_context(request, *args, **kwargs)
        record = context["records"].of(self.programme.code)
        return {**context, **partners_context(record, request.GET.get("kind", ""))}


class BodyBlock(blocks.StructBlock):
    """A body that governs: what it decides and who sits in it."""

    name = blocks.CharBlock(label=_("Name"), max_length=160)
    duty = blocks.TextBlock(label=_("What it decides"), rows=3)
    members = blocks.ListBlock(
        SnippetChooserBlock("transparency.Organisation"), label=_("Members on record"), required=False, default=[]
    )
    others = blocks.TextBlock(label=_("Other members, in words"), required=False, rows=2)

    class Meta:
        icon = "group"
        label = _("Body")


class GovernancePage(ProgrammePart):
    """Who decides: bodies, members, and their minutes from the register of documents."""

    bodies = StreamField([("body", BodyBlock())], blank=True, verbose_name=_("bodies"))

    content_panels = content_panels(FieldPanel("programme"), FieldPanel("bodies"))
    translatable_fields = page_rules(translate=("bodies",), keep=("programme",))
    template = "content/governance_page.html"
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("governance page")
        verbose_name_plural = _("governance pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The bodies with their members by name, and their minutes."""
        from content.selectors.programme import governance_context

        context = super().get_context(request, *args, **kwargs)
        record = context["records"].of(self.programme.code)
        return {**context, **governance_context(record, self.bodies, self.programme_id)}


class EvaluationPage(ProgrammePart):
    """An evaluation in prose; its conclusions, recommendations and answers come from the record."""

    evaluation = models.ForeignKey(
        "transparency.Evaluation", on_delete=models.PROTECT, related_name="+", verbose_name=_("evaluation")
    )
    file = models.ForeignKey(
        "content.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )

    content_panels = content_panels(FieldPanel("programme"), FieldPanel("evaluation"), FieldPanel("file"))
    translatable_fields = page_rules(keep=("programme", "evaluation", "file"))
    template = "content/evaluation_page.html"
    parent_page_types: ClassVar = ["content.ProgrammePage", "content.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("evaluation page")
        verbose_name_plural = _("evaluation pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Conclusions, recommendations, answers and key actions."""
        from content.selectors.programme import evaluation_context

        context = super().get_context(request, *args, **kwargs)
        record = context["records"].of(self.programme.code)
        return {**context, **evaluation_context(record, self.evaluation)}
