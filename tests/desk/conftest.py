"""People of each role, and a way to ask the admin as one of them."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.test import Client

from desk.services import roles

People = Callable[[roles.Role], Client]


@pytest.fixture
def person(db: None) -> Callable[[roles.Role], User]:
    """Makes a user of a role."""
    roles.roles_create()

    def make(role: roles.Role) -> User:
        user = get_user_model().objects.create_user(f"{role.name}@example.org", password="irrelevant-here")
        user.groups.add(Group.objects.get(name=role.name))
        return user

    return make


@pytest.fixture
def signed_in(person: Callable[[roles.Role], User]) -> People:
    """A browser in which a user of a role is signed in."""

    def sign_in(role: roles.Role) -> Client:
        client = Client()
        client.force_login(person(role))
        return client

    return sign_in
