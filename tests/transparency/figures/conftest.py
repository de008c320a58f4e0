"""A programme's site with the addresses of its figures."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.transparency.figures.site import FiguresSite, figures_site


@pytest.fixture
def site(transactional_db: None, settings: LazySettings, publication_root: Path) -> FiguresSite:
    """Nothing is released yet; a burst of changes is over at once."""
    settings.PUBLICATION = {**settings.PUBLICATION, "QUIET_SECONDS": 0.001}
    return figures_site()
