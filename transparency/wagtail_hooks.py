"""What the record adds to the Wagtail admin."""

from django.db import models
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.snippets.models import register_snippet

from transparency.admin import changes, findings
from transparency.admin.amounts import AmountField
from transparency.admin.deletion import before_delete
from transparency.admin.history import register_log_actions
from transparency.admin.menu import RecordGroup

register_form_field_override(models.DecimalField, override={"form_class": AmountField})
register_snippet(RecordGroup)

hooks.register("register_log_actions", register_log_actions)
hooks.register("before_delete_snippet", before_delete)
hooks.register("register_admin_urls", findings.register_urls)
hooks.register("register_admin_menu_item", findings.register_menu_item)
hooks.register("register_admin_urls", changes.register_urls)
hooks.register("register_admin_menu_item", changes.register_menu_item)


@hooks.register("insert_global_admin_css")
def record_styles() -> str:
    """Compact lines, and numbers that line up."""
    return format_html('<link rel="stylesheet" href="{}">', static("transparency/admin.css"))
