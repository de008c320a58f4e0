"""What a row is called in the admin: by its own name, else by what tells it from other rows of its kind."""

from django.db import models

from transparency.models import Label

# Everything has these, so they tell nothing apart.
COMMON = ("source", "note", "programme", "statement", "locale")


def row_name(row: models.Model) -> str:
    """The row's own name; of a row that has none, its labels, choices and number: "FAO · to be returned"."""
    if type(row).__str__ is not models.Model.__str__:
        return str(row)
    return line_name(row) or str(row)


def line_name(row: models.Model) -> str:
    """The labels that a row points at and the choices that it makes, without its statement or programme."""
    parts = []
    for field in row._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Label) and field.name not in COMMON:
            label = getattr(row, field.name)
            parts.append(getattr(label, "acronym", "") or str(label) if label else "")
        elif field.choices and field.name != "currency":
            parts.append(str(getattr(row, f"get_{field.name}_display")()))
    return " · ".join(part for part in parts if part)
