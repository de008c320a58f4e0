"""What the history of a row says: which field went from what to what."""

from typing import Any

from django import forms
from django.db import models
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry

from transparency.admin.names import line_name

ACTION = "transparency.edit"
NOTHING = "–"


def changes_of(form: forms.ModelForm) -> list[dict[str, str]]:
    """Every changed field of a valid form and of its lines: ``field``, ``before``, ``after`` as readers see them."""
    changes = [change(form, name) for name in form.changed_data]
    for formset in getattr(form, "formsets", {}).values():
        for line in formset.forms:
            changes += changes_of_line(line, deleted=line in formset.deleted_forms)
    return changes


def changes_of_line(line: forms.ModelForm, deleted: bool) -> list[dict[str, str]]:
    """The changes of one line: as a whole when it is new or gone, else each field with the line's name before it."""
    kind, name = str(line.instance._meta.verbose_name), line_name(line.instance)
    if deleted:
        return [{"field": kind, "before": name, "after": NOTHING}] if line.instance.pk else []
    if not line.has_changed():
        return []
    if line.instance.pk is None:
        figure = line.cleaned_data.get("amount", line.cleaned_data.get("value"))
        return [{"field": kind, "before": NOTHING, "after": f"{name} · {NOTHING if figure is None else figure}"}]
    changed = [change(line, name) for name in line.changed_data if name not in ("id", "DELETE", "ORDER")]
    return [{**one, "field": f"{name} · {one['field']}"} for one in changed]


def change(form: forms.ModelForm, name: str) -> dict[str, str]:
    """One field's change."""
    field = form.fields[name]
    return {
        "field": str(field.label),
        "before": shown(field, form.get_initial_for_field(field, name)),
        "after": shown(field, form.cleaned_data.get(name)),
    }


def shown(field: forms.Field, value: Any) -> str:
    """A value as the form shows it: the label of a choice, the name of a chosen row."""
    if value in (None, ""):
        return NOTHING
    if isinstance(field, forms.ModelChoiceField):
        row = value if isinstance(value, models.Model) else field.to_python(value)
        return str(row) if row else NOTHING
    if isinstance(field, forms.ChoiceField):
        return next((str(label) for key, label in field.widget.choices if key == value), str(value))
    return str(value)


def register_log_actions(actions: LogActionRegistry) -> None:
    """Teaches the admin to show these entries."""

    @actions.register_action(ACTION)
    class EditFormatter(LogFormatter):
        label = _("Edit of the record")

        def format_message(self, log_entry: ModelLogEntry) -> str:
            """Every change on a line of its own."""
            changes = log_entry.data.get("changes") or []
            lines = [(one["field"], one["before"], one["after"]) for one in changes]
            return format_html_join("", "<div>{}: {} → {}</div>", lines) or str(self.label)
