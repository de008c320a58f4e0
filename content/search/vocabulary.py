"""The vocabulary of the record, read once for many entries."""

from collections.abc import Iterable
from functools import cached_property

from django.conf import settings

from transparency.models import Label, Organisation, Place, Sector


class Vocabulary:
    """Names by code and language, and the places that each place lies in."""

    @cached_property
    def places(self) -> dict[int, tuple[str, int | None]]:
        """Row → its code and the row of the place that it lies in."""
        return {pk: (code, parent) for pk, code, parent in Place.objects.values_list("pk", "code", "parent")}

    @cached_property
    def sectors(self) -> dict[int, str]:
        """Row → its code."""
        return dict(Sector.objects.values_list("pk", "code"))

    @cached_property
    def names(self) -> dict[tuple[type[Label], str], dict[str, str]]:
        """Kind and code → language → name."""
        found: dict[tuple[type[Label], str], dict[str, str]] = {}
        for model in (Organisation, Place, Sector):
            for code, language, name in model._default_manager.values_list("code", "locale__language_code", "name"):
                found.setdefault((model, code), {})[language] = name
        return found

    @cached_property
    def organisations(self) -> dict[int, str]:
        """Row → its code."""
        return dict(Organisation.objects.values_list("pk", "code"))

    def place_chain(self, pk: int | None) -> list[str]:
        """The codes of a place and of every place that it lies in, the smallest first."""
        chain: list[str] = []
        while pk is not None and pk in self.places:
            code, pk = self.places[pk]
            if code in chain:
                break
            chain.append(code)
        return chain

    def name(self, model: type[Label], code: str, language: str) -> str:
        """A name in a language, in the main one where there is no other, the code where there is none at all."""
        names = self.names.get((model, code), {})
        return names.get(language) or names.get(settings.LANGUAGE_CODE) or code

    def all_names(self, model: type[Label], codes: Iterable[str], language: str) -> list[str]:
        """Names of many, in the order of the codes."""
        return [self.name(model, code, language) for code in codes]
