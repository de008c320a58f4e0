"""What search looks through: one row for everything that a reader can find, in each half of the site."""

from typing import ClassVar

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """Something that readers of one half of the site can find.

    ``source`` names what it was made from (``page:<key>``, ``file:<id>``, ``record:<model>:<key>``), and ``digest``
    tells whether that has changed since. ``half`` is the language of the readers, ``language`` that of the words: the
    English half finds Spanish words where nobody has translated them. ``numbers`` are the numbers of rules in it,
    written alike, so that they are found whatever zeros and dashes were typed. ``vector`` is filled on PostgreSQL only.
    """

    class Kind(models.TextChoices):
        PAGE = "page", _("page")
        FIGURES = "figures", _("transparency")
        STUDY = "study", _("study")
        ORDINANCE = "ordinance", _("ordinance")
        PRODUCT = "product", _("communication product")
        INITIATIVE = "initiative", _("initiative")
        DOCUMENT = "document", _("document")
        FILE = "file", _("page of a PDF")
        ACTIVITY = "activity", _("activity")
        REGION = "region", _("region page")
        PHOTOS = "photos", _("photos")
        EVALUATION = "evaluation", _("evaluation")
        RECOMMENDATION = "recommendation", _("recommendation or answer")
        ACHIEVEMENT = "achievement", _("achievement")
        ORGANISATION = "organisation", _("organisation")
        PLACE = "place", _("place")
        NOTE = "note", _("note")

    key = models.CharField(_("key"), max_length=200, unique=True)
    source = models.CharField(_("made from"), max_length=160, db_index=True)
    half = models.CharField(_("language of the readers"), max_length=10)
    language = models.CharField(_("language"), max_length=10)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    title = models.CharField(_("title"), max_length=500)
    summary = models.TextField(_("summary"), blank=True)
    text = models.TextField(_("text"), blank=True)
    numbers = models.TextField(_("numbers"), blank=True)
    url = models.CharField(_("address"), max_length=1000)
    page_number = models.PositiveIntegerField(_("page"), null=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    weight = models.FloatField(_("weight"), default=1)
    digest = models.CharField(_("digest"), max_length=64)
    vector = SearchVectorField(null=True, editable=False)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return self.key


class SearchFacet(models.Model):
    """What a find can be narrowed down by; a place counts under every place that it lies in."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(_("facet"), max_length=10)
    value = models.CharField(_("value"), max_length=80)

    class Meta:
        verbose_name = _("search facet")
        verbose_name_plural = _("search facets")
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "name", "value"], name="search_facet_once")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class SearchWord(models.Model):
    """A word that occurs, to suggest to whoever mistyped it."""

    word = models.CharField(_("word"), max_length=60, unique=True)
    folded = models.CharField(_("without accents"), max_length=60)

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")

    def __str__(self) -> str:
        return self.word
