"""Follow-up: evaluations, what they found and recommended, what was answered and done."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from transparency.admin.listings import PROGRAMME
from transparency.admin.panels import citation, listed
from transparency.admin.viewsets import RecordViewSet
from transparency.models import Conclusion, Evaluation, KeyAction, ManagementResponse, Recommendation


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


VIEWSETS = (
    EvaluationViewSet,
    ConclusionViewSet,
    RecommendationViewSet,
    ManagementResponseViewSet,
    KeyActionViewSet,
)
