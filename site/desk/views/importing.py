"""Bringing in many items at once: the form, the report by row, and the template to start from."""

from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.images.permissions import ImagesPermissionPolicyGetter
from wagtail.models import Locale, Page

from content.importing import KINDS, ImportRefused, Kind, Plan, plan_make, plan_save
from content.importing.archives import Archive
from content.importing.sheets import sheet_read
from content.importing.template import template_make
from desk.services.uploads import opened, upload_keep, upload_kept

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UPLOAD_BYTES = 24_000_000


class ImportForm(forms.Form):
    """The two files, and the register that the pages go to."""

    sheet = forms.FileField(label=gettext_lazy("Spreadsheet (XLSX or CSV)"))
    archive = forms.FileField(
        label=gettext_lazy("Files (ZIP)"),
        required=False,
        help_text=gettext_lazy(
            "With the files that the spreadsheet names. Folders in it do not matter. At most 24 MB."
        ),
    )
    register = forms.ModelChoiceField(label=gettext_lazy("Register"), queryset=Page.objects.none(), empty_label=None)

    def __init__(self, *args: Any, registers: list[Page] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if registers is None:
            del self.fields["register"]
            self.fields["archive"].required = True
            return
        field = self.fields["register"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Page.objects.filter(pk__in=[page.pk for page in registers])
        if len(registers) == 1:
            field.initial, field.widget = registers[0].pk, forms.HiddenInput()

    def clean_archive(self) -> Any:
        """Refuses what the web server would not take either."""
        archive = self.cleaned_data["archive"]
        if archive and archive.size > UPLOAD_BYTES:
            raise forms.ValidationError(_("The archive is too large. Divide it."))
        return archive


@dataclass(frozen=True)
class Upload:
    """What is to be brought in: two open files, and the register that pages go to."""

    sheet: IO[bytes]
    archive: IO[bytes] | None
    register: Page | None


def registers_for(kind: Kind, request: HttpRequest) -> list[Page] | None:
    """The registers to which a user may add pages of a kind; None for pictures, which go to the collection."""
    if kind.register is None:
        return None
    pages = kind.register.objects.filter(locale=Locale.get_default())
    return [page for page in pages if page.permissions_for_user(request.user).can_add_subpage()]


def may_import(kind: Kind, request: HttpRequest) -> bool:
    """Whether a user may add what a kind of sheet brings."""
    if kind.register is None:
        policy = ImagesPermissionPolicyGetter().__get__(None)
        return bool(policy.user_has_permission(request.user, "add"))
    return bool(registers_for(kind, request))


def first_kind(request: HttpRequest) -> HttpResponse:
    """Leads to the first kind of sheet that a user may bring in. Raises ``PermissionDenied`` where there is none."""
    for kind in KINDS.values():
        if may_import(kind, request):
            return redirect("desk_import:import", kind.name)
    raise PermissionDenied


class OfOneKind(View):
    """A view of one kind of sheet, for those who may add what it brings."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answers 404 for a kind that does not exist. Raises ``PermissionDenied`` for users without the right."""
        if self.kwargs["kind"] not in KINDS:
            raise Http404
        if not may_import(self.kind, request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def kind(self) -> Kind:
        """What is brought in."""
        return KINDS[self.kwargs["kind"]]


class ImportView(OfOneKind, WagtailAdminTemplateMixin, FormView):
    """Checks the files and tells what each row would do; with "Import" pressed, does it if all is sound.

    Files that were only checked and found sound are kept for a while: importing them takes one button more.
    """

    template_name = "desk/import.html"
    form_class = ImportForm
    page_title = gettext_lazy("Import")
    header_icon = "upload"

    @property
    def user_id(self) -> int:
        """Who is at it: the admin lets nobody in without a name."""
        return int(self.request.user.pk or 0)

    def get_page_subtitle(self) -> str:
        """What is brought in."""
        return capfirst(str(self.kind.title))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, then here."""
        here = {"url": "", "label": str(self.page_title), "sublabel": self.get_page_subtitle()}
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, here]

    def get_form_kwargs(self) -> dict[str, Any]:
        """The registers to choose from."""
        return {**super().get_form_kwargs(), "registers": registers_for(self.kind, self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template shows."""
        kinds = [kind for kind in KINDS.values() if may_import(kind, self.request)]
        return {**super().get_context_data(**kwargs), "kind": self.kind, "kinds": kinds}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The files of the form, or those that were kept."""
        if "kept" in request.POST:
            return self.import_kept(request.POST["kept"])
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_valid(self, form: ImportForm) -> HttpResponse:
        """The report on the files of the form, and the import if that was asked for."""
        chosen = form.cleaned_data
        upload = Upload(chosen["sheet"], chosen["archive"] or None, chosen.get("register"))
        try:
            return self.report(form, upload, save="import" in self.request.POST)
        except ImportRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)

    def import_kept(self, identifier: str) -> HttpResponse:
        """Imports what was checked before, which is checked again: the site may have changed since."""
        kept = upload_kept(identifier, self.user_id, self.kind.name)
        registers = registers_for(self.kind, self.request)
        form = self.form_class(registers=registers)
        if kept is not None and (registers is None or kept.register_id in [page.pk for page in registers]):
            with suppress(FileNotFoundError), opened(kept) as (sheet, archive):
                response = self.report(form, Upload(sheet, archive, kept.register), save=True)
                kept.delete()
                return response
        messages.error(self.request, _("The files are no longer kept. Choose them again."))
        return redirect("desk_import:import", self.kind.name)

    def report(self, form: ImportForm, upload: Upload, save: bool) -> HttpResponse:
        """What each row does, or would do. Raises ``ImportRefused`` for files that cannot be read."""
        register = upload.register.specific if upload.register else None
        archive = Archive(upload.archive)
        plan = plan_make(self.kind, sheet_read(upload.sheet), archive, register, self.request.user)
        saved, kept = None, None
        if plan.is_sound and save:
            saved = plan_save(plan, self.kind, archive, register, self.request.user)
        elif plan.is_sound:
            kept = upload_keep(self.user_id, self.kind.name, upload.register, upload.sheet, upload.archive)
        self.tell(plan, saved)
        context = self.get_context_data(form=form, plan=plan, saved=saved, kept=kept)
        return self.render_to_response(context, status=200 if plan.is_sound else 422)

    def tell(self, plan: Plan, saved: int | None) -> None:
        """The outcome in one sentence."""
        if saved is not None:
            text = ngettext("%(count)d row was imported.", "%(count)d rows were imported.", saved)
            messages.success(self.request, text % {"count": saved})
        elif plan.is_sound:
            messages.success(self.request, _("Everything is in order. Nothing has been saved yet."))
        elif plan.rows:
            messages.error(self.request, _("Nothing was saved. Set right what the report says, and try again."))
        else:
            messages.error(self.request, _("The spreadsheet has no rows below its headings."))


class TemplateView(OfOneKind):
    """The spreadsheet to start from."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        """An XLSX in the user's language."""
        response = HttpResponse(template_make(self.kind), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{kind}.xlsx"'
        return response
