"""System checks: harvesters can write to somebody."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ValidationError
from django.core.validators import validate_email


def email_is_one(**kwargs: Any) -> list[CheckMessage]:
    """``settings.OAI_EMAIL``, where it is set, is an address: the protocol prints it."""
    if not settings.OAI_EMAIL:
        return []
    try:
        validate_email(settings.OAI_EMAIL)
    except ValidationError:
        return [Error(f"OAI_EMAIL is no e-mail address: {settings.OAI_EMAIL}", id="content.E001")]
    return []


def email_is_set(**kwargs: Any) -> list[CheckMessage]:
    """The protocol asks for an address of whoever looks after the repository."""
    if settings.OAI_EMAIL:
        return []
    hint = "Set OAI_EMAIL to the address of whoever looks after the registers."
    text = f"Harvesters at /oai are told to write to {settings.DEFAULT_FROM_EMAIL}."
    return [Warning(text, hint=hint, id="content.W001")]


def register_checks() -> None:
    """Called when the app is ready."""
    register(email_is_one, Tags.compatibility)
    register(email_is_set, Tags.compatibility, deploy=True)
