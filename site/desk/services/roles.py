"""The five roles of an editorial team, as groups of the Wagtail admin."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from desk.models import EditorialReview
from transparency.models import Label

# Wagtail asks for the rights of its own models, also where the site keeps pictures and files in models of its own.
MEDIA = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
DELETE_MEDIA = ("wagtailimages.delete_image", "wagtaildocs.delete_document")
CHOOSE_MEDIA = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
ADMIN = "wagtailadmin.access_admin"
TRANSLATE = "wagtail_localize.submit_translation"
SEE_PUBLICATION = "publication.view_run"
RETRY_PUBLICATION = "publication.change_scopestate"
ADMINISTERED = ("auth.group", "auth.user", "wagtailcore.locale", "wagtailcore.site", "wagtailredirects.redirect")
ADMINISTERED_MORE = ("wagtailcore.collection", "wagtailcore.task", "wagtailcore.workflow")
ACTIONS = ("add", "change", "delete", "view")

# Wagtail's first migration makes these two; with roles of our own they only confuse whoever assigns people to groups.
WAGTAILS_OWN = ("Editors", "Moderators")
WAGTAILS_REVIEW = "Moderators approval"
REVIEW = "Revisión editorial"


@dataclass(frozen=True)
class Role:
    """A group: ``permissions`` on models (``app.codename``), ``pages`` on the whole tree, ``media`` on every file.

    ``name`` is what operators see in the admin, and what tells the group from others.
    """

    name: str
    permissions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


def every(models: Iterable[str], actions: Iterable[str] = ACTIONS) -> tuple[str, ...]:
    """The permissions for ``actions`` on models named ``app.model``."""
    actions = tuple(actions)
    return tuple(model.replace(".", f".{action}_") for model in models for action in actions)


def record_models(*, labels_only: bool = False) -> list[str]:
    """The models of the record (pages are not among them: their rights come with their place in the tree)."""
    return [
        model._meta.label_lower
        for model in apps.get_app_config("transparency").get_models()
        if not issubclass(model, Page) and (issubclass(model, Label) or not labels_only)
    ]


def communicators() -> Role:
    """Write pages and submit them; an editor publishes."""
    return Role("Comunicación", permissions=(ADMIN, SEE_PUBLICATION), pages=("add", "change"), media=MEDIA)


def editors_in_chief() -> Role:
    """Publish, in every language."""
    return Role(
        "Edición en jefe",
        permissions=(ADMIN, SEE_PUBLICATION, TRANSLATE),
        pages=("add", "change", "publish", "lock", "unlock"),
        media=(*MEDIA, *DELETE_MEDIA),
    )


def translators() -> Role:
    """Translate pages, which an editor publishes, and the words of the record."""
    labels = every(record_models(labels_only=True), ("change", "view"))
    return Role(
        "Traducción",
        permissions=(ADMIN, SEE_PUBLICATION, TRANSLATE, *labels),
        pages=("change",),
        media=CHOOSE_MEDIA,
    )


def data_officers() -> Role:
    """Keep the record, and see to it that it gets published."""
    return Role("Datos", permissions=(ADMIN, SEE_PUBLICATION, RETRY_PUBLICATION, *every(record_models())))


def operators() -> Role:
    """Look after accounts, settings and publication; content is not theirs unless they join another group."""
    administered = every((*ADMINISTERED, *ADMINISTERED_MORE))
    return Role("Operación", permissions=(ADMIN, SEE_PUBLICATION, RETRY_PUBLICATION, *administered))


def roles() -> list[Role]:
    """Every role."""
    return [communicators(), editors_in_chief(), translators(), data_officers(), operators()]


@transaction.atomic
def roles_create() -> list[Group]:
    """Creates the groups that are missing and gives each the rights of its role; what was granted besides stays.

    Editors-in-chief become those who approve what is submitted.
    """
    groups = [role_create(role) for role in roles()]
    approvers = Group.objects.get(name=editors_in_chief().name)
    review_create()
    for kind in (EditorialReview, GroupApprovalTask):
        for task in kind.objects.filter(active=True):
            task.groups.add(approvers)
    Group.objects.filter(name__in=WAGTAILS_OWN, user__isnull=True).delete()
    return groups


def review_create() -> Workflow:
    """The review that every submitted page goes through; the one that operators made and assigned, if any.

    Wagtail's own, from its first migrations, gives way: it would let pages with errors through.
    """
    root = Page.get_first_root_node()
    assigned = WorkflowPage.objects.filter(page=root, workflow__active=True).select_related("workflow").first()
    if assigned and assigned.workflow.name != WAGTAILS_REVIEW:
        there: Workflow = assigned.workflow
        return there
    task = EditorialReview.objects.create(name=REVIEW)
    workflow: Workflow = Workflow.objects.create(name=REVIEW)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    if assigned and not WorkflowState.objects.filter(workflow=assigned.workflow).exists():
        assigned.workflow.deactivate()
    return workflow


def role_create(role: Role) -> Group:
    """One group. Raises ``Permission.DoesNotExist`` for a right that no installed app defines."""
    group, _created = Group.objects.get_or_create(name=role.name)
    group.permissions.add(*permissions_named(role.permissions))
    root, tree = Collection.get_first_root_node(), Page.get_first_root_node()
    page_type = ContentType.objects.get_for_model(Page)
    for action in role.pages:
        right = Permission.objects.get(content_type=page_type, codename=f"{action}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=tree, permission=right)
    for right in permissions_named(role.media):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=right)
    return group


def permissions_named(names: Iterable[str]) -> list[Permission]:
    """The permissions called ``app.codename``. Raises ``Permission.DoesNotExist`` for the first that is missing."""
    wanted = {tuple(name.split(".", 1)) for name in names}
    if not wanted:
        return []
    query = Q()
    for app, codename in wanted:
        query |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(query).select_related("content_type"))
    missing = wanted - {(right.content_type.app_label, right.codename) for right in found}
    if missing:
        raise Permission.DoesNotExist(", ".join(sorted(".".join(name) for name in missing)))
    return found
