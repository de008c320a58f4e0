"""Who may change which row of the record."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from wagtail.permission_policies import ModelPermissionPolicy

from transparency.models import Label


class RecordPermissionPolicy(ModelPermissionPolicy):
    """As Django's permissions say; the words of a label in the source language belong to those who may add labels.

    Translators need the right to change labels, because wagtail-localize asks for it, and are not to change the
    record itself with it.
    """

    def user_has_permission_for_instance(self, user: AbstractBaseUser, action: str, instance: models.Model) -> bool:
        """Whether ``user`` may do ``action`` (add, change, delete, view) to this very row."""
        if action == "change" and isinstance(instance, Label) and instance.locale.is_default:
            return bool(self.user_has_permission(user, "change") and self.user_has_permission(user, "add"))
        return bool(self.user_has_permission(user, action))
