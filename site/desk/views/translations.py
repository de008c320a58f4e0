"""Two views of wagtail-localize that publish, or replace what is public, without asking who may publish."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TranslatableMixin
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail_localize.views import convert
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from desk.services.bundles import translations_publish


class GuardedUpdateTranslationsView(UpdateTranslationsView):
    """Brings translations up to date; publishing them at once is for those who may publish each of them.

    A translation that lacks a text stays as readers have it: they would meet two languages on one page.
    """

    def get_form(self) -> UpdateTranslationsForm:
        """The form, with its choice to publish out of reach of those who may not."""
        form: UpdateTranslationsForm = super().get_form()
        field = form.fields["publish_translations"]
        field.help_text = _("Complete translations are published. One that lacks a text stays a draft.")
        if not self.may_publish():
            field.disabled = True
            field.help_text = _("An editor publishes the translations. Your update is kept as a draft.")
        return form

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Updates the translations. Raises ``PermissionDenied`` for a request to publish that is not this user's."""
        if request.POST.get("publish_translations") and not self.may_publish():
            raise PermissionDenied
        response: HttpResponse = super().post(request, **kwargs)
        return response

    @transaction.atomic
    def form_valid(self, form: UpdateTranslationsForm) -> HttpResponse:
        """Updates all translations, and publishes the complete ones where that was asked for."""
        publish = form.cleaned_data["publish_translations"]
        form.cleaned_data["publish_translations"] = False
        response: HttpResponse = super().form_valid(form)
        if publish:
            published, held = translations_publish(self.object, self.request.user)
            if published:
                text = _("Published: %(languages)s.") % {"languages": ", ".join(published)}
                messages.success(self.request, text)
            for one in held:
                told = {"language": one.language, "reason": one.reason}
                messages.warning(self.request, _("Kept as a draft: %(language)s. %(reason)s.") % told)
        return response

    def may_publish(self) -> bool:
        """Whether this user may publish every translation that would be updated."""
        translations = self.object.translations.filter(enabled=True)
        targets = [translation.get_target_instance() for translation in translations]
        return all(may_publish(self.request, target) for target in targets)


def may_publish(request: HttpRequest, target: TranslatableMixin) -> bool:
    """Whether the user may make a translation public: for a label, which has no draft, whether they may change it."""
    if isinstance(target, Page):
        return bool(target.permissions_for_user(request.user).can_publish())
    policy: BasePermissionPolicy = target.snippet_viewset.permission_policy
    return bool(policy.user_has_permission_for_instance(request.user, "change", target))


def guarded_convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Turns a translated page into a copy of its source, which replaces a live page's text at once.

    Raises ``PermissionDenied`` when the page is live and the user may not publish it.
    """
    page = get_object_or_404(Page, pk=page_id)
    if page.live and not may_publish(request, page):
        raise PermissionDenied
    response: HttpResponse = convert.convert_to_alias(request, page_id)
    return response
