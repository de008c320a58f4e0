"""People who keep the record."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client


@pytest.fixture
def officer(client: Client, db: None) -> Client:
    """The browser of somebody who may do everything."""
    client.force_login(get_user_model().objects.create_superuser("officer"))
    return client
