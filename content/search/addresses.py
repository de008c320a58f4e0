"""Where the readers of each half of the site find a page."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from wagtail.models import Page

from publication.navigation import public_path


@dataclass
class Versions:
    """The public pages that share a translation key: those with words of their own, and those that repeat them."""

    originals: dict[str, Page] = field(default_factory=dict)
    aliases: dict[str, Page] = field(default_factory=dict)

    def words(self, half: str) -> Page | None:
        """The page whose words readers of this half get."""
        return self.originals.get(half) or self.originals.get(settings.LANGUAGE_CODE)

    def address(self, half: str, roots: dict[str, Page]) -> str:
        """Where they get it: in their half, if only as words of the main language, else where it stands."""
        page = self.originals.get(half) or self.aliases.get(half) or self.originals[settings.LANGUAGE_CODE]
        language = page.locale.language_code
        return public_path(page, roots[language], language)


def page_versions(keys: Collection[UUID] | None, roots: dict[str, Page]) -> dict[UUID, Versions]:
    """Every public page with one of these keys; None stands for every page."""
    pages = Page.objects.live().public().select_related("locale")
    if keys is not None:
        pages = pages.filter(translation_key__in=keys)
    found: dict[UUID, Versions] = defaultdict(Versions)
    for page in pages:
        language = page.locale.language_code
        if language in roots and page.url_path.startswith(roots[language].url_path):
            versions = found[page.translation_key]
            (versions.aliases if page.alias_of_id else versions.originals)[language] = page
    return dict(found)
