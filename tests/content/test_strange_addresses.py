"""What nobody is meant to ask for is answered with a page that says so, whatever the database thinks of it."""

import pytest
from django.test import Client

from tests import factories

HUGE = "9" * 24

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/%00",
    "/es/%00/",
    "/es/transparencia/%00/",
    "/es/estudios%00/",
    "/es/a%00/b.csv",
    "/id/%00",
    "/id/%00/figure/x",
    "/id/TEST-0001/figure/%00",
    "/documents/1/%00.pdf",
    f"/documents/{HUGE}/a.pdf",
    f"/documents/{HUGE}/a/",
    f"/documents/{HUGE}/versions/1/",
    f"/documents/1/versions/{HUGE}/",
    f"/releases/{HUGE}/",
    f"/releases/{HUGE}/manifest.json",
    f"/releases/{HUGE}/release.zip",
    f"/releases/{HUGE}/es/",
    f"/es/publicaciones/{HUGE}/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_not_found(client: Client, address: str) -> None:
    factories.programme_with_pages("TEST-0001")

    response = client.get(address, follow=True)

    assert response.status_code == 404
    assert b"<html" in response.content
