"""What editors write on the fact sheet: the fields that no table of the record can fill, each at most once."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["bold", "italic", "link"]

# Field → its name, in the order of the sheet; the fields of a group stand under one heading.
STATE = {"state": _("State")}
PARIS_DECLARATION = {
    "leadership": _("Leadership of national and local institutions"),
    "society": _("Involvement of civil society and citizens"),
    "alignment": _("Harmonisation and alignment"),
    "accountability": _("Innovations in accountability"),
}
DELIVERING_AS_ONE = {
    "procedures": _("Innovations in procedures and management"),
    "coordinator_office": _("Role of the Resident Coordinator's Office"),
    "coordination": _("Coordination among agencies"),
}
REMARKS = {
    "gender": _("Gender perspective"),
    "sustainability": _("Sustainability"),
    "scale": _("Scaling up and innovation"),
    "outside": _("External factors and how they were met"),
    "communication": _("Communication and advocacy"),
    "monitoring": _("Monitoring and evaluation"),
}
NOTES = {**STATE, **PARIS_DECLARATION, **DELIVERING_AS_ONE, **REMARKS}


class SheetNotes(blocks.StreamBlock):
    """The fields of the sheet as blocks; one that is left out is told to be not on record."""

    class Meta:
        block_counts = {name: {"max_num": 1} for name in NOTES}


def sheet_notes() -> SheetNotes:
    """The blocks to choose from: one for each field, a short text."""
    return SheetNotes([(name, blocks.RichTextBlock(features=FEATURES, label=label)) for name, label in NOTES.items()])
