"""Pages of their own below a view's page, in the same release: the profile of a region, of an agency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from transparency.selectors.labels import Labels
from transparency.views.words import Words

# Leaves of a view that have charts: each chart becomes an image in every language. Where there are more leaves, none
# has charts, and their tables say the same.
MOST_DRAWN = 12


@dataclass(frozen=True)
class Leaf:
    """A file beside ``index.html``. ``key`` is what it is about, ``slugs`` its name in each language."""

    key: str
    slugs: Mapping[str, str]

    def name(self, language: str) -> str:
        """The file's name: ``cusco.html``."""
        return f"{self.slugs[language]}.html"


def leaves_of(
    kind: str, codes: Iterable[str], labels: Labels, languages: Iterable[str], field: str = "name"
) -> list[Leaf]:
    """A leaf for each label, named after it in each language; after its code too where two have one name."""
    wanted = list(dict.fromkeys(codes))
    slugs: dict[str, dict[str, str]] = {code: {} for code in wanted}
    for language in languages:
        words = Words(labels, language)
        names = {code: slugify(words.plain(kind, code, field, "name")) or slugify(code) for code in wanted}
        for code, name in names.items():
            alone = name != "index" and list(names.values()).count(name) == 1
            slugs[code][language] = name if alone else slugify(f"{name}-{code}")
    return [Leaf(code, slugs[code]) for code in wanted]
