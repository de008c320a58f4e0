"""The lines of a statement in its form: one row each, for a person with sixty of them to check."""

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, ModelForm
from django.utils.safestring import SafeString
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel

from transparency.admin.forms import LinesFormSet
from transparency.admin.panels import listed

LISTED = ("organisation", "source")
PRINTED = "printed"
CITATION = ("note", "source", "page", "section")


@dataclass(frozen=True)
class Line:
    """One row as the template shows it: its main fields in a row, the others behind "note and citation"."""

    form: ModelForm
    main: list[BoundField]
    citation: list[BoundField]
    hidden: SafeString

    @property
    def has_note(self) -> bool:
        """Whether a note explains the figure."""
        return bool(getattr(self.form.instance, "note_id", None))

    @property
    def citation_is_wrong(self) -> bool:
        """Whether the part behind "note and citation" holds a mistake, and must not stay closed."""
        return any(field.errors for field in self.citation) or bool(self.form.non_field_errors())


class LinesPanel(InlinePanel):
    """Figures of a statement; ``fields`` are the main ones, to which "as printed" is added."""

    def __init__(self, relation_name: str, fields: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.fields = fields
        panels = [
            listed(name) if name in LISTED else FieldPanel(name) for name in dict.fromkeys((*self.main, *CITATION))
        ]
        super().__init__(relation_name, **{"panels": panels, **kwargs})

    @property
    def main(self) -> tuple[str, ...]:
        """The fields of the row."""
        return (*self.fields, PRINTED)

    def clone_kwargs(self) -> dict[str, Any]:
        """What makes the same panel again."""
        return {**super().clone_kwargs(), "fields": self.fields}

    def get_form_options(self) -> dict[str, Any]:
        """The inline forms, with lists and citations that the rows share."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = LinesFormSet
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        """The panel with a form in it."""

        template_name = "transparency/admin/lines.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """The rows, and the empty one that new rows are made from."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["lines"] = [self.line(child) for child in self.children]
            context["empty_line"] = self.line(self.empty_child)
            return context

        def line(self, child: Panel.BoundPanel) -> Line:
            """One row."""
            form = child.form
            return Line(
                form=form,
                main=[form[name] for name in self.panel.main],
                citation=[form[name] for name in CITATION],
                hidden=child.render_missing_fields(),
            )
