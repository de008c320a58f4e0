"""The pages that carry a programme's released figures: editors write the prose, releases hold the figures."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import expand_db_html
from wagtail_localize.fields import SynchronizedField, TranslatableField

from transparency.models.sheet import sheet_notes

TRANSLATABLE_FIELDS = [
    TranslatableField("title"),
    TranslatableField("slug"),
    TranslatableField("seo_title"),
    TranslatableField("search_description"),
    TranslatableField("introduction"),
    SynchronizedField("show_in_menus"),
    SynchronizedField("programme", overridable=False),
]


class ReleasedPage(Page):
    """A page whose public copy comes from a release; ``view_name`` says which view of the programme it shows."""

    view_name: ClassVar[str]

    programme = models.ForeignKey(
        "transparency.Programme", on_delete=models.PROTECT, related_name="+", verbose_name=_("programme")
    )
    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link", "ol", "ul"],
        help_text=_("What readers should know before the figures. The figures come by themselves."),
    )

    content_panels = [*Page.content_panels, FieldPanel("programme"), FieldPanel("introduction")]
    translatable_fields = TRANSLATABLE_FIELDS

    class Meta:
        abstract = True

    def own_words(self) -> dict[str, str]:
        """What editors write on this kind of page alone: field → HTML."""
        return {}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Reached only while no release holds this page: say so, and ask to come back.

        A page that not everybody may read is in no release: those who may, read it with the figures of this moment.
        """
        from publication.serving import not_released_yet

        if self.get_view_restrictions().exists():
            return self.serve_preview(request, "")
        return not_released_yet(request)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """What the page will look like once published, with the figures of this moment."""
        from transparency.views import preview

        return HttpResponse(preview(self))


class TransparencyIndexPage(ReleasedPage):
    """The way in: a programme's key figures and the pages that explain them."""

    view_name = "overview"
    subpage_types: ClassVar = [
        "transparency.FinancesPage",
        "transparency.ResultsPage",
        "transparency.FollowUpPage",
        "transparency.FactSheetPage",
        "transparency.RegionsPage",
        "transparency.AgenciesPage",
        "transparency.FindingsPage",
        "transparency.FiguresPage",
        "transparency.DataPage",
        "transparency.ChangesPage",
    ]

    class Meta:
        verbose_name = _("transparency index")
        verbose_name_plural = _("transparency indexes")


class FinancesPage(ReleasedPage):
    """What a programme was given and what became of it."""

    view_name = "finances"
    parent_page_types: ClassVar = ["transparency.TransparencyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("finances page")
        verbose_name_plural = _("finances pages")


class ResultsPage(ReleasedPage):
    """What a programme achieved, and for whom."""

    view_name = "results"
    parent_page_types: ClassVar = ["transparency.TransparencyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("results page")
        verbose_name_plural = _("results pages")


class FindingsPage(ReleasedPage):
    """What the checks of the record find: totals that do not add up, shares that say the inverse, missing data."""

    view_name = "findings"
    parent_page_types: ClassVar = ["transparency.TransparencyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("findings page")
        verbose_name_plural = _("findings pages")


class DataPage(ReleasedPage):
    """Everything on record about a programme, to take away: files, what their columns mean, how they were made."""

    view_name = "data"
    parent_page_types: ClassVar = ["transparency.TransparencyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("data page")
        verbose_name_plural = _("data pages")


class FollowUpPage(ReleasedPage):
    """What became of the recommendations: the response to each, its key actions, and what they changed."""

    view_name = "follow-up"
    parent_page_types: ClassVar = ["transparency.TransparencyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("follow-up page")
        verbose_name_plural = _("follow-up pages")


class FactSheetPage(ReleasedPage):
    """The programme on two printed pages: figures and facts from the record, the rest in editors' words."""

    view_name = "fact-sheet"

    notes = StreamField(
        sheet_notes(),
        blank=True,
        verbose_name=_("fields in words"),
        help_text=_("Keep each field to two or three sentences: the sheet fits on two printed pages."),
    )

    content_panels = [*ReleasedPage.content_panels, FieldPanel("notes")]
    translatable_fields = [*TRANSLATABLE_FIELDS, TranslatableField("notes")]
    parent_page_types: ClassVar = ["transparency.TransparencyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("fact sheet page")
        verbose_name_plural = _("fact sheet pages")

    def own_words(self) -> dict[str, str]:
        """The fields in words; those that hold nothing are left out."""
        return {block.block_type: expand_db_html(block.value.source) for block in self.notes if block.value.source}


class RegionsPage(ReleasedPage):
    """What is on record about each region; a profile of each stands beside the page."""

    view_name = "regions"
    parent_page_types: ClassVar = ["transparency.TransparencyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("regions page")
        verbose_name_plural = _("regions pages")


class AgenciesPage(ReleasedPage):
    """What is on record about each agency; a profile of each stands beside the page."""

    view_name = "agencies"
    parent_page_types: ClassVar = ["transparency.TransparencyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("agencies page")
        verbose_name_plural = _("agencies pages")


class FiguresPage(RoutablePageMixin, ReleasedPage):
    """Every figure on record, each with a permanent address of its own below this page."""

    view_name = "figures"
    parent_page_types: ClassVar = ["transparency.TransparencyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    @path("")
    def all_figures(self, request: HttpRequest) -> HttpResponse:
        """The page itself, which a release holds like that of every other view."""
        return ReleasedPage.serve(self, request)

    @path("<path:key>/pregunta/")
    @path("<path:key>/question/")
    def question(self, request: HttpRequest, key: str) -> HttpResponse:
        """Where a reader questions a figure."""
        from transparency.questions.views import question_page

        return question_page(request, self, key)

    @path("<path:key>/")
    def figure(self, request: HttpRequest, key: str) -> HttpResponse:
        """One figure: read from the live release, for no database state is newer than what readers see."""
        from transparency.figures.views import figure_page

        return figure_page(request, self, key)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """A draft of the page of all figures."""
        return ReleasedPage.serve_preview(self, request, mode_name)

    class Meta:
        verbose_name = _("figures page")
        verbose_name_plural = _("figures pages")


class ChangesPage(RoutablePageMixin, Page):
    """Which figures changed from release to release, and how anybody can check that none was changed unseen.

    Its reasons are given after the release, so no release holds it: it is made when it is asked for.
    """

    programme = models.ForeignKey(
        "transparency.Programme", on_delete=models.PROTECT, related_name="+", verbose_name=_("programme")
    )
    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link", "ol", "ul"])

    content_panels = [*Page.content_panels, FieldPanel("programme"), FieldPanel("introduction")]
    translatable_fields = TRANSLATABLE_FIELDS
    parent_page_types: ClassVar = ["transparency.TransparencyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    @path("")
    def changes(self, request: HttpRequest) -> HttpResponseBase:
        """The list of changes."""
        from transparency.changes.views import changes_page

        return changes_page(request, self)

    @path("verificar/", name="verify_es")
    def verify_in_spanish(self, request: HttpRequest) -> HttpResponseBase:
        """How to check a release."""
        return self._verify(request, "verificar/")

    @path("verify/", name="verify_en")
    def verify_in_english(self, request: HttpRequest) -> HttpResponseBase:
        """How to check a release."""
        return self._verify(request, "verify/")

    def _verify(self, request: HttpRequest, segment: str) -> HttpResponseBase:
        from transparency.changes.views import verify_page

        return verify_page(request, self, segment)

    class Meta:
        verbose_name = _("changes page")
        verbose_name_plural = _("changes pages")


RELEASED_PAGES: tuple[type[ReleasedPage], ...] = (
    TransparencyIndexPage,
    FinancesPage,
    ResultsPage,
    FollowUpPage,
    FactSheetPage,
    RegionsPage,
    AgenciesPage,
    FindingsPage,
    FiguresPage,
    DataPage,
)
