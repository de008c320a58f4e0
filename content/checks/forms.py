"""The form of a page: what its checks call an error keeps it from being published or submitted."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

PUBLISHING = ("action-publish", "action-submit", "action-restart-workflow")


class CheckedPageForm(WagtailAdminPageForm):
    """Saves any draft; publishes only what has no errors."""

    def is_valid(self) -> bool:
        """Whether the form can be saved, and the page be published where that is what was asked for."""
        # Here and not above: page types are made of this form, and the checks know the page types.
        from content.checks.registry import errors_of

        valid: bool = super().is_valid()
        if not valid or not self.wants_publishing:
            return valid
        for finding in errors_of(super().save(commit=False)):
            words = {"place": finding.place, "sentence": finding.sentence}
            self.add_error(None, _("%(place)s: %(sentence)s") % words)
        return not self.errors

    @property
    def wants_publishing(self) -> bool:
        """Whether the button that was pressed leads to publication."""
        if any(self.data.get(name) for name in PUBLISHING):
            return True
        return bool(self.data.get("action-workflow-action")) and self.data.get("workflow-action-name") == "approve"
