"""Follow-up: evaluations, what they found and recommended, what was answered and done."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel

from transparency.admin.forms import RecordForm
from transparency.admin.listings import PROGRAMME
from transparency.admin.panels import citation, listed
from transparency.admin.viewsets import RecordViewSet
from transparency.checks.keys import KEYS
from transparency.models import (
    Conclusion,
    Effect,
    Evaluation,
    KeyAction,
    ManagementResponse,
    Programme,
    Recommendation,
)
from transparency.selectors.record import read_record


class EvaluationViewSet(RecordViewSet):
    """Evaluations."""

    model = Evaluation
    icon = "search"
    list_display = ("name", "kind", "delivered", PROGRAMME)
    list_filter = ("programme", "kind")
    panels = (
        MultiFieldPanel(
            [
                listed("programme"),
                FieldPanel("code"),
                FieldPanel("name"),
                FieldPanel("kind"),
                FieldPanel("evaluator"),
                FieldRowPanel([FieldPanel("period"), FieldPanel("delivered")]),
            ],
            heading=_("Evaluation"),
        ),
        citation(),
    )


class ConclusionViewSet(RecordViewSet):
    """What evaluations found."""

    model = Conclusion
    icon = "openquote"
    list_display = ("text", "level", "number", "evaluation")
    list_filter = ("programme", "evaluation", "level")
    panels = (
        MultiFieldPanel(
            [
                FieldRowPanel([listed("programme"), listed("evaluation")]),
                FieldRowPanel([FieldPanel("code"), FieldPanel("level"), FieldPanel("number")]),
                FieldPanel("text"),
            ],
            heading=_("Conclusion"),
        ),
        citation(),
    )


class RecommendationViewSet(RecordViewSet):
    """What evaluations recommended."""

    model = Recommendation
    icon = "comment"
    list_display = ("text", "number", "response", "evaluation")
    list_filter = ("programme", "evaluation")
    panels = (
        MultiFieldPanel(
            [
                FieldRowPanel([listed("programme"), listed("evaluation")]),
                FieldRowPanel([FieldPanel("code"), FieldPanel("number")]),
                FieldPanel("text"),
                FieldPanel("response"),
            ],
            heading=_("Recommendation"),
        ),
        citation(),
    )


class ManagementResponseViewSet(RecordViewSet):
    """What the management answered."""

    model = ManagementResponse
    icon = "form"
    list_display = ("text", "code", "evaluation")
    list_filter = ("programme", "evaluation")
    panels = (
        MultiFieldPanel(
            [FieldRowPanel([listed("programme"), listed("evaluation")]), FieldPanel("code"), FieldPanel("text")],
            heading=_("Management response"),
        ),
        citation(),
    )


class KeyActionViewSet(RecordViewSet):
    """What was to be done."""

    model = KeyAction
    icon = "tasks"
    list_display = ("text", "status", "deadline", "due", "responsible", "response")
    list_filter = ("programme", "status", "response")
    panels = (
        MultiFieldPanel(
            [
                listed("programme"),
                FieldPanel("response"),
                FieldRowPanel([FieldPanel("code"), FieldPanel("number")]),
                FieldPanel("text"),
            ],
            heading=_("Key action"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("responsible"),
                FieldRowPanel([FieldPanel("deadline"), FieldPanel("due")]),
                FieldPanel("status"),
                FieldPanel("comments"),
            ],
            heading=_("Who, by when, how far"),
        ),
        citation(),
    )


class EffectForm(RecordForm):
    """Refuses the key of a figure that is not on record."""

    def clean(self) -> dict[str, Any]:
        """The figures are those of the same programme."""
        cleaned: dict[str, Any] = super().clean()
        programme: Programme | None = cleaned.get("programme")
        named = {name: cleaned[name] for name in ("before", "after") if cleaned.get(name)}
        if programme and named:
            known = figure_keys(programme)
            for name, key in named.items():
                if key not in known:
                    self.add_error(name, _("No figure on record has this key."))
        return cleaned


def figure_keys(programme: Programme) -> set[str]:
    """The keys of all figures of a programme."""
    record = read_record(programme)
    return {key(row) for table, key in KEYS.items() for row in record.get(table, ())}


class EffectViewSet(RecordViewSet):
    """What came of recommendations."""

    model = Effect
    icon = "circle-check"
    list_display = ("text", "recommendation", "basis", "after")
    list_filter = ("programme", "basis", "recommendation")
    panels = (
        MultiFieldPanel(
            [
                listed("programme"),
                FieldPanel("recommendation"),
                FieldPanel("key_action"),
                FieldRowPanel([FieldPanel("code"), FieldPanel("number")]),
                FieldPanel("text"),
                FieldPanel("basis"),
            ],
            heading=_("What came of it"),
        ),
        MultiFieldPanel(
            [FieldPanel("before"), FieldPanel("after")],
            heading=_("Where it shows"),
            help_text=_("The keys of figures on record; each figure's own page and the data files give them."),
        ),
        citation(),
    )

    def get_edit_handler(self) -> Panel:
        """The panels, with a form that knows the figures."""
        return ObjectList(self.panels, base_form_class=EffectForm).bind_to_model(self.model)


VIEWSETS = (
    EvaluationViewSet,
    ConclusionViewSet,
    RecommendationViewSet,
    ManagementResponseViewSet,
    KeyActionViewSet,
    EffectViewSet,
)
