"""Panels that many forms of the record share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel


def listed(name: str, **kwargs: Any) -> FieldPanel:
    """A label chosen from a plain list, which is quicker than a dialogue where the labels are few."""
    return FieldPanel(name, widget=forms.Select, **kwargs)


def citation() -> MultiFieldPanel:
    """Where the row was read."""
    return MultiFieldPanel(
        [listed("source"), FieldRowPanel([FieldPanel("page"), FieldPanel("section")])],
        heading=_("Where it was read"),
        help_text=_("Name the document, and the page or the section in it."),
    )


def figure(*panels: Panel) -> MultiFieldPanel:
    """A number with what is said about it."""
    return MultiFieldPanel(
        [FieldRowPanel([*panels, FieldPanel("printed")]), FieldPanel("note")],
        heading=_("Figure"),
        help_text=_(
            "Leave the figure empty where the document gives none, and choose a note that says why. "
            "A zero is a zero that the document prints."
        ),
    )
