"""The admin bears the site's name and mark, from the first page on."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from desk.services import roles
from tests.desk.conftest import People

pytestmark = pytest.mark.django_db


def test_signing_in_names_the_site_and_speaks_the_readers_language() -> None:
    with translation.override("es"):
        page = Client().get(reverse("wagtailadmin_login"), headers={"accept-language": "es"}).content.decode()

    assert "- Quipu</title>" in page
    assert 'class="mark"' in page
    assert "Contraseña" in page


def test_the_admin_bears_the_mark(signed_in: People) -> None:
    page = signed_in(roles.operators()).get(reverse("wagtailadmin_home")).content.decode()

    assert "- Quipu</title>" in page
    assert '<template data-wagtail-sidebar-branding-logo><span class="desk-brand"><svg class="mark"' in page
