"""From an ORM path to SQL: which subject does a changed row belong to?"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import ForeignKey, Model, OneToOneRel

from publication.registry import EVERYTHING, Watch


@dataclass(frozen=True)
class SubjectQuery:
    """How to select the scopes of changed rows, given as a table expression aliased ``r``.

    ``needs`` are the columns of the changed rows that the joins use.
    """

    needs: tuple[str, ...]
    joins: str
    expression: str


def subject_query(watch: Watch) -> SubjectQuery:
    """Compile a watch's path.

    Raises ``ImproperlyConfigured`` for a path that is none. A forward key that leads nowhere (its target is being
    deleted in the same transaction) gives ``*``: too much is rebuilt rather than too little.
    """
    if watch.subject is None:
        return SubjectQuery((), "", f"'{EVERYTHING}'")
    *hops, key = watch.subject.split("__")
    model: type[Model] = watch.model
    alias, needs, column = "r", "", ""
    joins: list[str] = []
    for position, hop in enumerate(hops):
        field = _field(model, hop, watch)
        joined = f"t{position}"
        if isinstance(field, ForeignKey):
            column, target_column, kind = str(field.column), field.target_field.column, "LEFT JOIN"
            model = field.remote_field.model
        elif isinstance(field, OneToOneRel):
            # From a parent table to its child: rows without a child are not inputs at all.
            column, target_column, kind = str(field.field.target_field.column), field.field.column, "JOIN"
            model = field.related_model
        else:
            raise ImproperlyConfigured(f"{watch.subject} on {watch.model.__name__}: {hop} is not a key.")
        needs = needs or column
        joins.append(f'{kind} "{model._meta.db_table}" {joined} ON {joined}."{target_column}" = {alias}."{column}"')
        alias = joined
    column = _field(model, key, watch).column
    return SubjectQuery((needs or column,), " ".join(joins), f"'*:' || COALESCE({alias}.\"{column}\", '{EVERYTHING}')")


def _field(model: type[Model], name: str, watch: Watch) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist as error:
        raise ImproperlyConfigured(f"{watch.subject} is not a path from {watch.model.__name__}: {error}") from error
