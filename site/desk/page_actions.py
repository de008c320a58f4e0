"""What the desk adds to a page's buttons, and where it stands in the way."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page
from wagtail_localize.models import Translation

from content.checks import errors_of
from desk.services.bundles import (
    bundle_publish,
    draft_sync,
    live_below,
    not_ready,
    told,
    translations_of,
)

WITH_TRANSLATIONS = "with-translations"
SEND_DRAFT = "action-send-draft"
TITLES_SHOWN = 5


class PublishWithTranslations(ActionMenuItem):
    """Publishes the draft and every translation that is ready for it, in one transaction."""

    name = "action-publish"
    label = gettext_lazy("Publish with translations")
    icon_name = "upload"
    template_name = "desk/publish_with_translations.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """For whoever may publish a page that translators work on."""
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        allowed = self.get_user_page_permissions_tester(context).can_publish()
        return bool(allowed and translations_of(context["page"]))


class SendDraft(ActionMenuItem):
    """Saves the draft and gives its words to translators before readers see them."""

    name = SEND_DRAFT
    label = gettext_lazy("Save and send to translation")
    icon_name = "wagtail-localize-language"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """For whoever may submit translations, once a page has some."""
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        allowed = context["request"].user.has_perm("wagtail_localize.submit_translation")
        return bool(allowed and translations_of(context["page"]))


@hooks.register("register_page_action_menu_item")
def publish_with_translations_item() -> ActionMenuItem:
    """After "Publish"."""
    return PublishWithTranslations(order=35)


@hooks.register("register_page_action_menu_item")
def send_draft_item() -> ActionMenuItem:
    """After "Submit"."""
    return SendDraft(order=65)


@hooks.register("before_publish_page")
def publish_with_translations(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Takes the place of Wagtail's own publishing when the page is to go live with its translations."""
    if request.POST.get("action-publish") != WITH_TRANSLATIONS:
        return None
    bundle = bundle_publish(page, request.user)
    said = " ".join(told(bundle))
    (messages.warning if bundle.held else messages.success)(request, said)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_edit_page")
def send_draft(request: HttpRequest, page: Page) -> None:
    """Gives translators the words that were just saved."""
    if not request.POST.get(SEND_DRAFT) or not request.user.has_perm("wagtail_localize.submit_translation"):
        return
    if translations_of(page):
        draft_sync(page)
        messages.success(request, _("Translators see the words of this draft now. Readers do not."))


@hooks.register("before_edit_page", order=-100)
def publish_translation_whole(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keeps an unfinished translation from going live: wagtail-localize would fill its gaps with Spanish."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    reason = not_ready(translation) if translation else ""
    if not reason:
        return None
    messages.error(request, _("Not published: %(reason)s.") % {"reason": reason})
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("construct_translated_pages_to_cascade_actions")
def with_translations(pages: list[Page], action: str) -> dict[Page, list[Page]]:
    """Unpublishing, moving or deleting a page in the main language does the same to its translations."""
    return {page: list(counterparts(page, action)) for page in pages if page.locale.is_default}


def counterparts(page: Page, action: str) -> Any:
    """The pages that share a page's fate. Wagtail itself unpublishes aliases."""
    same = Page.objects.translation_of(page).specific()
    return same.filter(alias_of=None) if action == "unpublish" else same


@hooks.register("before_delete_page")
def keep_what_is_live(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What readers can see is unpublished first: an address that was public never disappears by a single click."""
    if not refused(request, [page]):
        return None
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def keep_what_is_live_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for many pages at once, which run no other hook; their translations go with them."""
    if action_type != "delete" or not issubclass(action.model, Page):
        return None
    if refused(request, objects):
        return redirect(action.next_url)
    delete_counterparts(objects)
    return None


@hooks.register("before_bulk_action")
def publish_in_bulk_what_has_no_errors(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Many pages are published at once only when the checks find an error on none of them, nor on those below."""
    if action_type != "publish" or not issubclass(action.model, Page):
        return None
    below = action.cleaned_form.cleaned_data.get("include_descendants")
    drafts = [draft for page in objects for draft in ([page, *page.get_descendants().not_live()] if below else [page])]
    faulty = [page for page in drafts if errors_of(page.get_latest_revision_as_object())]
    if not faulty:
        return None
    titles = ", ".join(page.title for page in faulty[:TITLES_SHOWN])
    text = _("Not published: the checks found errors on %(count)d of these pages (%(titles)s). Open each to see them.")
    messages.error(request, text % {"count": len(faulty), "titles": titles})
    return redirect(action.next_url)


def refused(request: HttpRequest, pages: list[Page]) -> bool:
    """Whether some of these pages are live, which is then said."""
    live = live_below(pages)
    if live:
        titles = ", ".join(page.title for page in live[:TITLES_SHOWN])
        text = _("Not deleted: readers can see %(count)d of these pages (%(titles)s). Unpublish first.")
        messages.error(request, text % {"count": len(live), "titles": titles})
    return bool(live)


@transaction.atomic
def delete_counterparts(pages: list[Page]) -> None:
    """Deletes the translations and aliases of pages in the main language."""
    for page in pages:
        if page.locale.is_default:
            for same in Page.objects.translation_of(page):
                same.delete()
