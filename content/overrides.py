"""What this site overrides in libraries, because they have no setting for it. Each override names the test that fails
once the library no longer needs it.
"""

from typing import Any

from wagtail_localize.models import TranslationSource

# As wagtail-localize has it, for the test of whether the override is still needed.
SYNC_VIEW_RESTRICTIONS = TranslationSource.sync_view_restrictions


def install_overrides() -> None:
    """Called once, when the app is ready."""
    TranslationSource.sync_view_restrictions = leave_view_restrictions


def leave_view_restrictions(source: TranslationSource, original: Any, translation: Any) -> None:
    """Does nothing, whenever wagtail-localize saves a translation: ``content.services.restrictions`` shares them.

    Its own way repeats the first restriction of the very page and overwrites the first of its translation with it, and
    where the page has none it deletes all that the translation has. A restriction that somebody set on a translation
    alone would be gone with the next sentence that is translated.

    ``tests/content/test_overrides.py`` fails once wagtail-localize leaves such a restriction as it is.
    """
