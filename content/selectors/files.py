"""Which files readers may have: those that a public page shows."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.fields import SynchronizedField

from content.models import File


def file_is_public(file: File) -> bool:
    """Whether a page that everybody can read shows this file."""
    return bool(pages_showing([file.pk]).get(file.pk))


def pages_showing(file_ids: Collection[int]) -> dict[int, list[UUID]]:
    """File → translation keys of the public pages that show it.

    A fact is shown as the page in the main language has it, whatever an older copy of it on a translation says
    (``ContentPage.facts``); everything else is shown by the very page that refers to it.
    """
    files, pages = (ContentType.objects.get_for_model(model) for model in (File, Page))
    references = ReferenceIndex.objects.filter(
        base_content_type=pages, to_content_type=files, to_object_id__in=[str(pk) for pk in file_ids]
    ).values_list("to_object_id", "object_id", "content_type", "model_path")
    found = [(int(file), int(page), kind, path.split(".")[0]) for file, page, kind, path in references]
    holders = {
        page.pk: page
        for page in Page.objects.filter(pk__in={page for _file, page, _kind, _path in found}).select_related("locale")
    }
    keys = {page.translation_key for page in holders.values()}
    public = list(Page.objects.live().public().filter(translation_key__in=keys).values_list("pk", "translation_key"))
    public_ids, public_keys = {pk for pk, _key in public}, {key for _pk, key in public}
    in_main = _keys_in_main_language(keys)
    shown: dict[int, list[UUID]] = defaultdict(list)
    for file, pk, kind, field in found:
        page = holders.get(pk)
        if page is None:
            continue
        if _is_fact(kind, field):
            is_source = page.locale.language_code == settings.LANGUAGE_CODE or page.translation_key not in in_main
            is_shown = is_source and page.translation_key in public_keys
        else:
            is_shown = pk in public_ids
        if is_shown and page.translation_key not in shown[file]:
            shown[file].append(page.translation_key)
    return dict(shown)


def files_of_pages(keys: Iterable[UUID]) -> set[int]:
    """The files that these pages refer to, in any language."""
    ids = Page.objects.filter(translation_key__in=list(keys)).values_list("pk", flat=True)
    files, pages = (ContentType.objects.get_for_model(model) for model in (File, Page))
    references = ReferenceIndex.objects.filter(
        base_content_type=pages, to_content_type=files, object_id__in=[str(pk) for pk in ids]
    )
    return {int(file) for file in references.values_list("to_object_id", flat=True)}


def _keys_in_main_language(keys: set[UUID]) -> set[UUID]:
    main = Page.objects.filter(translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE)
    return set(main.values_list("translation_key", flat=True))


def _is_fact(content_type: int, field: str) -> bool:
    """Whether a page type keeps this field once, on the page in the main language."""
    model = ContentType.objects.get_for_id(content_type).model_class()
    rules = getattr(model, "translatable_fields", [])
    return any(isinstance(rule, SynchronizedField) and rule.field_name == field for rule in rules)
