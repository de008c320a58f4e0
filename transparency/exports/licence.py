"""On what terms the data may be used: ``settings.DATA_LICENCE``, CC BY 4.0 where it is empty."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from transparency.exports.datasets import in_every_language

TERMS: str | Promise = _(
    "The figures are facts that were read from the programme's own documents, whose authors keep their rights. What "
    "this site adds (the arrangement of the data, codes, notes and sentences) may be used by anybody under %(licence)s."
)


@dataclass(frozen=True)
class Licence:
    """A licence as Data Packages name it."""

    name: str = "CC-BY-4.0"
    title: str = "Creative Commons Attribution 4.0"
    path: str = "https://creativecommons.org/licenses/by/4.0/"


def licence() -> Licence:
    """The licence in force. Raises ``TypeError`` for a setting that there is none of."""
    return Licence(**getattr(settings, "DATA_LICENCE", {}))


def terms() -> dict[str, str]:
    """What may be done with the data, in every language."""
    chosen = licence()
    named = f"{chosen.title} ({chosen.path})"
    return {language: words % {"licence": named} for language, words in in_every_language(TERMS).items()}
