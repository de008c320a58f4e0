"""The life of a page of every type, in a browser: drafted, submitted, published, translated, read, unpublished."""

import pytest

pytestmark = pytest.mark.browser
