"""What every kind of record row has in the admin: a list, forms, choosers, a history and an export."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.panels import ObjectList, Panel
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail.snippets.views import snippets
from wagtail.snippets.views.chooser import SnippetChooserViewSet

from transparency.admin.choosers import LabelChooserViewSet
from transparency.admin.forms import RecordForm
from transparency.admin.history import ACTION, changes_of
from transparency.admin.listings import RecordIndexView, export_columns
from transparency.admin.names import row_name
from transparency.admin.permissions import RecordPermissionPolicy
from transparency.models import Label


def saved_or_told(view: Any, form: ModelForm, save: Callable[[ModelForm], HttpResponse]) -> HttpResponse:
    """Saves; what only the database sees (two officers saving the same row at once) is told like any other mistake."""
    try:
        with transaction.atomic():
            return save(form)
    except IntegrityError:
        form.add_error(None, _("Another row says the same already. Look for it in the list, and change that one."))
        view.produced_error_message = view.get_error_message()
        response: HttpResponse = view.form_invalid(form)
        return response


class RecordCreateView(snippets.CreateView):
    """A new row, in the source language."""

    def form_valid(self, form: ModelForm) -> HttpResponse:
        """Saves, or shows the form again."""
        return saved_or_told(self, form, super().form_valid)

    def get_locale(self) -> Locale | None:
        """Labels are written in the source language first; translations come from translators."""
        return Locale.get_default() if self.i18n_enabled else None

    def get_translations(self) -> list:
        """No shortcut to a new row in another language."""
        return []

    def get_success_message(self, instance: models.Model) -> str:
        """What was saved, by its name."""
        return _("“%(name)s” was saved.") % {"name": row_name(instance)}

    def get_success_url(self) -> str:
        """The list."""
        return reverse(self.index_url_name)


class RecordEditView(snippets.EditView):
    """A row to change; its history keeps what each field was before."""

    def form_valid(self, form: ModelForm) -> HttpResponse:
        """Saves, or shows the form again."""
        return saved_or_told(self, form, super().form_valid)

    def run_before_hook(self) -> HttpResponse | None:
        """Turns away whoever may only translate, then runs the hooks (wagtail-localize's editor is one of them)."""
        if not self.user_has_permission_for_instance("change", self.object):
            raise PermissionDenied
        response: HttpResponse | None = super().run_before_hook()
        return response

    def get_page_subtitle(self) -> str:
        """The row's name."""
        return row_name(self.object)

    def get_success_message(self) -> str:
        """What was saved, by its name."""
        return _("“%(name)s” was saved.") % {"name": row_name(self.object)}

    def save_instance(self) -> models.Model:
        """Saves the row and says in the log what changed."""
        changes = changes_of(self.form)
        instance: models.Model = self.form.save()
        self.has_content_changes = bool(changes)
        if changes:
            log(instance=instance, action=ACTION, data={"changes": changes}, content_changed=True)
        return instance


class RecordDeleteView(snippets.DeleteView):
    """Asks before a row goes; ``transparency.admin.deletion`` does the rest."""

    def get_page_subtitle(self) -> str:
        """The row's name."""
        return row_name(self.object)


class RecordHistoryView(snippets.HistoryView):
    """What was changed in a row, when and by whom."""

    def get_page_subtitle(self) -> str:
        """The row's name."""
        return row_name(self.object)


class RecordViewSet(snippets.SnippetViewSet):
    """The admin of one model of the record. Subclasses name the columns, filters and panels."""

    index_view_class = RecordIndexView
    add_view_class = RecordCreateView
    edit_view_class = RecordEditView
    delete_view_class = RecordDeleteView
    history_view_class = RecordHistoryView
    copy_view_enabled = False
    list_per_page = 50
    panels: tuple[Panel, ...] = ()

    @property
    def permission_policy(self) -> RecordPermissionPolicy:
        """Who may do what."""
        return RecordPermissionPolicy(self.model)

    @cached_property
    def url_prefix(self) -> str:
        """The address of the list under the admin's own."""
        return f"record/{self.model_name}"

    @cached_property
    def search_fields(self) -> Sequence[str]:
        """Labels are found by code and words; other rows name their own columns."""
        return ["code", *self.model.label_fields] if issubclass(self.model, Label) else []

    @cached_property
    def list_export(self) -> list[str]:
        """The columns of the spreadsheet."""
        return list(export_columns(self.model))

    @cached_property
    def export_headings(self) -> dict[str, str]:
        """Their headings."""
        return export_columns(self.model)

    @cached_property
    def export_filename(self) -> str:
        """The name of the spreadsheet, without its ending."""
        return self.model_name

    @property
    def chooser_viewset_class(self) -> type[ChooserViewSet]:
        """Labels are chosen in the source language."""
        return LabelChooserViewSet if issubclass(self.model, Label) else SnippetChooserViewSet

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """The rows with all that a list shows of them, in one query."""
        related = [field.name for field in self.model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
        return self.model._default_manager.select_related(*related)

    def get_edit_handler(self) -> Panel:
        """The panels of the form."""
        return ObjectList(self.panels, base_form_class=RecordForm).bind_to_model(self.model)
