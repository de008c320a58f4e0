"""Forms of the record: whatever the database would refuse is said in words, beside the field."""

from typing import Any

from django import forms
from django.db.models import Model, UniqueConstraint
from django.utils.functional import cached_property
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.signal_handlers import disable_reference_index_auto_update, update_reference_index_on_save

from transparency.admin.choosers import LabelChoiceField


class RecordForm(WagtailAdminModelForm):
    """A form that checks the rules of a row in which its language takes part, though no field shows the language."""

    def _get_validation_exclusions(self) -> set[str]:
        return set(super()._get_validation_exclusions()) - {"locale"}

    def save(self, commit: bool = True) -> Model:
        """Saves the row with its lines, and then notes once what they refer to.

        Left to itself, Wagtail looks at all of a statement's lines again after saving each of them.
        """
        with disable_reference_index_auto_update():
            instance: Model = super().save(commit=commit)
        if commit:
            update_reference_index_on_save(instance)
        return instance


class LinesFormSet(BaseChildFormSet):
    """The lines of a statement: up to sixty rows that share their lists of choices and their citation."""

    shared_lists = ("organisation", "source")
    shared_citation = ("source", "page", "section")

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """A new line is cited as the statement is, until somebody says otherwise."""
        kwargs: dict[str, Any] = super().get_form_kwargs(index)
        if index is None or index >= self.initial_form_count():
            kwargs["initial"] = {
                name: getattr(self.instance, f"{name}_id" if name == "source" else name)
                for name in self.shared_citation
            }
        return kwargs

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Gives each form the lists that were read once; a line that stays as it is need not be checked again."""
        super().add_fields(form, index)
        form.empty_permitted = True
        for name in self.shared_lists:
            field = form.fields.get(name)
            if isinstance(field, LabelChoiceField):
                field.choices = self.lists[name]

    @cached_property
    def lists(self) -> dict[str, list[tuple[Any, Any]]]:
        """The choices of each shared list. Without this, sixty lines ask the database a hundred and twenty times."""
        probe = self.form(instance=self.model())
        found: dict[str, list[tuple[Any, Any]]] = {}
        for name in self.shared_lists:
            field = probe.fields.get(name)
            if isinstance(field, LabelChoiceField) and field.queryset is not None:
                rows = [(row.pk, field.label_from_instance(row)) for row in field.queryset]
                found[name] = [("", field.empty_label or ""), *rows]
        return found

    def validate_unique(self) -> None:
        """One line for each combination, also where "no organisation" means the whole programme."""
        seen: set[tuple[Any, ...]] = set()
        kept = [form for form in self.forms if form.is_valid() and form not in self.deleted_forms]
        for form in kept:
            if not form.has_changed() and form.instance.pk is None:
                continue
            for constraint, key in self.keys(form.instance):
                if key in seen:
                    form.add_error(None, constraint.get_violation_error_message())
                    break
                seen.add(key)

    def keys(self, row: Model) -> list[tuple[UniqueConstraint, tuple[Any, ...]]]:
        """What must not stand twice among the lines, by constraint; a key holds None for "the whole programme"."""
        return [
            (constraint, (constraint.fields, *(getattr(row, self.attribute(name)) for name in constraint.fields[1:])))
            for constraint in self.model._meta.constraints
            if isinstance(constraint, UniqueConstraint)
            and constraint.fields[:1] == (self.fk.name,)
            and (constraint.condition is None or getattr(row, "organisation_id", None) is None)
        ]

    def attribute(self, name: str) -> str:
        """The attribute that holds a column's own value, without a query for what it points at."""
        return self.model._meta.get_field(name).attname
