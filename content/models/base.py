"""What every page that communicators write has in common."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from content.blocks import correction_blocks, story_blocks
from content.checks.forms import CheckedPageForm
from content.checks.panel import ChecksPanel
from content.selectors.pictures import social_image
from content.selectors.translations import translation_state
from publication.navigation import frame
from transparency.views.reader import RecordReader

TranslationRules = list[TranslatableField | SynchronizedField]


def page_rules(translate: tuple[str, ...] = (), keep: tuple[str, ...] = ()) -> TranslationRules:
    """Translation rules of a page type: what every page has, and its own fields.

    ``translate`` goes to translators. ``keep`` is a fact: it has no language, and readers of every language get it
    from the page in the main language (``ContentPage.facts``).
    """
    words = ("title", "slug", "seo_title", "search_description", "summary", "body", "corrections", *translate)
    facts = [SynchronizedField(name, overridable=False) for name in ("picture", *keep)]
    return [*(TranslatableField(name) for name in words), SynchronizedField("show_in_menus"), *facts]


class ContentPage(Page):
    """A page with a summary, a picture, a story of blocks, and its corrections."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("One to three sentences: they open the page and stand for it in lists and in search."),
    )
    picture = models.ForeignKey(
        "content.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    body = StreamField(story_blocks(), blank=True, verbose_name=_("text"))
    corrections = StreamField(
        correction_blocks(),
        blank=True,
        verbose_name=_("corrections"),
        help_text=_("What was wrong, what is right, and since when. Readers see it at the top of the page."),
    )

    base_form_class = CheckedPageForm
    translatable_fields = page_rules()
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """New pages begin in the main language; the others come from translating them."""
        allowed: bool = super().can_create_at(parent)
        return allowed and (parent.is_root() or parent.locale.language_code == settings.LANGUAGE_CODE)

    @property
    def facts(self) -> "ContentPage":
        """The page that this one's facts are read from: the same page in the main language, else itself."""
        source = self if self.locale.language_code == settings.LANGUAGE_CODE else None
        if source is None:
            same = type(self)._default_manager.filter(translation_key=self.translation_key)
            source = same.filter(locale__language_code=settings.LANGUAGE_CODE).first()
        return source or self

    @property
    def text_language(self) -> str:
        """The language that the words are in: an alias shows the words of the page that it repeats."""
        shown = self.alias_of or self
        code: str = shown.locale.language_code
        return code

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; what belongs to its text is said in the language of the text, which an alias has from another."""
        with translation.override(self.text_language):
            return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The frame around the page, how far its translation follows, and the record for its text to draw on."""
        facts = self.facts
        return {
            **super().get_context(request, *args, **kwargs),
            **frame(self),
            "facts": facts,
            "translation": translation_state(self),
            "records": RecordReader(self.text_language),
            "social_image": social_image(facts.picture),
        }


def content_panels(*own: Any) -> list[Any]:
    """Panels of a page type: what it is called and what it is about, its own facts, then its story."""
    return [
        ChecksPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("picture"),
        *own,
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("corrections")], heading=_("Corrections"), classname="collapsed"),
    ]
