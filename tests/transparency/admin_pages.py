"""Finding and reading the pages of the record's admin."""

from typing import Any

from django.db.models import Model
from django.urls import reverse


def address(model: type[Model], view: str, *args: object) -> str:
    """A page of a model's admin."""
    return reverse(f"wagtailsnippets_transparency_{model._meta.model_name}:{view}", args=args)


def errors(response: Any) -> str:
    """What a form that was not saved says is wrong."""
    assert response.status_code == 200, "the form was saved"
    form = response.context["form"]
    found = [form.errors.as_text()]
    for formset in form.formsets.values():
        found += [line.errors.as_text() for line in formset.forms] + [formset.non_form_errors().as_text()]
    return "\n".join(filter(None, found))
