"""What is shut to the public stays shut in every form: the page, its files, its data."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from content.models import StudyIndexPage
from content.registers.names import CSV, file_name
from tests.factories import register_page, wagtail_roots

pytestmark = pytest.mark.django_db


def test_the_data_of_a_page_that_asks_for_a_login_ask_for_it_too(client: Client) -> None:
    wagtail_roots()
    page = register_page(StudyIndexPage)
    path = f"/es/estudios/{file_name(CSV, 'es')}"
    assert client.get(path).status_code == 200

    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    response = client.get(path)
    assert response.status_code == 302
    assert "login" in response["Location"]
