"""From a sheet and an archive to a plan: every row checked, nothing saved."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.encoding import force_str
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page

from content.importing.archives import Archive
from content.importing.cells import CellRefused, Cells
from content.importing.files import document_check, file_there, picture_check, picture_there
from content.importing.kinds import Kind, plain
from content.importing.problems import ImportRefused, Plan, PlannedRow, Problem, User
from content.importing.sheets import Sheet
from content.models import Picture
from transparency.models import Programme

# Set when a page gets its place in the tree.
OF_THE_TREE = ("path", "depth", "numchild", "content_type", "locale", "translation_key", "file", "width", "height")


def plan_make(
    kind: Kind, sheet: Sheet, archive: Archive, register: Page | None = None, user: User | None = None
) -> Plan:
    """What the sheet would do. Raises ``ImportRefused`` for columns that cannot be understood."""
    columns = columns_of(kind, sheet.header)
    planner = PicturePlanner(kind, archive) if register is None else ItemPlanner(kind, archive, register, user)
    plan = Plan()
    for number, cells in sheet.rows:
        texts = {name: cells[index] if index < len(cells) else "" for index, name in columns.items()}
        plan.rows.append(planner.plan(number, texts))
    plan.unused_files = [name for name in archive.names if name.casefold() not in planner.used_files]
    return plan


def columns_of(kind: Kind, header: list[str]) -> dict[int, str]:
    """The field of each column."""
    known = kind.headings()
    found: dict[int, str] = {}
    for index, heading in enumerate(header):
        if not heading:
            continue
        name = known.get(plain(heading))
        if name is None:
            raise ImportRefused(_("The column “%(heading)s” is unknown. Use the template.") % {"heading": heading})
        if name in found.values():
            raise ImportRefused(_("The column “%(heading)s” appears twice.") % {"heading": heading})
        found[index] = name
    missing = [
        kind.label(column.name) for column in kind.columns if column.required and column.name not in found.values()
    ]
    if missing:
        raise ImportRefused(_("Columns are missing: %(names)s. Use the template.") % {"names": ", ".join(missing)})
    return found


class Planner(ABC):
    """Plans row after row, and remembers what the rows before said."""

    def __init__(self, kind: Kind, archive: Archive) -> None:
        self.kind = kind
        self.archive = archive
        self.cells = Cells(kind.model)
        self.used_files: set[str] = set()
        self.seen: dict[Any, int] = {}

    def plan(self, number: int, texts: dict[str, str]) -> PlannedRow:
        """One row."""
        row = PlannedRow(number, texts.get("title") or texts.get(self.kind.key) or "")
        for column in self.kind.columns:
            if column.required and not texts.get(column.name):
                row.problems.append(Problem(self.kind.label(column.name), _("This cell must not be empty.")))
        values = dict(self.parsed(row, texts))
        if row.problems:
            self.tell_more(row, values)
        else:
            self.fill(row, texts, values)
        return row

    def tell_more(self, row: PlannedRow, values: dict[str, Any]) -> None:
        """What else a form would refuse in the cells of a row that fails already: one report tells all of it."""
        for name, value in values.items():
            field = self.kind.field(name)
            if field.is_relation:
                continue
            try:
                field.run_validators(value)
            except ValidationError as error:
                row.problems += [Problem(self.kind.label(name), message) for message in error.messages]

    def parsed(self, row: PlannedRow, texts: dict[str, str]) -> Iterator[tuple[str, Any]]:
        """The values of the cells that are filled; what cannot be parsed becomes a problem. Empty cells say nothing."""
        for name, text in texts.items():
            if not text or name == "file":
                continue
            try:
                yield name, self.cells.value(name, text)
            except CellRefused as refusal:
                row.problems.append(Problem(self.kind.label(name), str(refusal)))

    @abstractmethod
    def fill(self, row: PlannedRow, texts: dict[str, str], values: dict[str, Any]) -> None:
        """Finds or makes the subject of a sound row and gives it its values."""

    def sound_bytes(self, row: PlannedRow, name: str, check: Callable[[str, bytes], object]) -> bytes | None:
        """The bytes of a file that ``check`` lets through; None, with the problem told, for any other."""
        read = self.file_bytes(row, name)
        if read is None:
            return None
        try:
            check(name, read)
        except CellRefused as refusal:
            row.problems.append(Problem(self.kind.label("file"), str(refusal)))
            return None
        return read

    def file_bytes(self, row: PlannedRow, name: str) -> bytes | None:
        """The bytes of a file that a row names; None, with the problem told, where the archive does not hold it."""
        if name not in self.archive:
            told = _("The archive holds no file “%(name)s”.") % {"name": name}
            row.problems.append(Problem(self.kind.label("file"), told))
            return None
        self.used_files.add(name.casefold())
        try:
            return self.archive.read(name)
        except ImportRefused as refusal:
            row.problems.append(Problem(self.kind.label("file"), str(refusal)))
            return None

    def once(self, row: PlannedRow, key: Any, column: str) -> None:
        """Refuses a row that says the same as one before it."""
        before = self.seen.setdefault(key, row.number)
        if before != row.number:
            told = _("Row %(number)d of this sheet has the same.") % {"number": before}
            row.problems.append(Problem(self.kind.label(column), told))

    def finish(self, row: PlannedRow, values: dict[str, Any]) -> None:
        """Gives the subject its values, notes whether they change anything, and checks it as its form would."""
        for name, value in values.items():
            row.changed |= assign(row.subject, name, value)
        try:
            row.subject.full_clean(exclude=OF_THE_TREE)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                label = self.kind.label(name) if name != "__all__" else ""
                row.problems += [Problem(label, message) for message in messages]


class ItemPlanner(Planner):
    """Rows that become pages of a register."""

    def __init__(self, kind: Kind, archive: Archive, register: Page, user: User | None) -> None:
        super().__init__(kind, archive)
        self.register = register
        self.user = user
        programmes = list(Programme.objects.filter(locale=Locale.get_default())[:2])
        self.only_programme = programmes[0] if len(programmes) == 1 else None
        self.slugs: set[str] = set()

    def fill(self, row: PlannedRow, texts: dict[str, str], values: dict[str, Any]) -> None:
        """The page with this code, or a new one."""
        self.once(row, ("code", values["code"]), "code")
        if values.get("number"):
            legal = tuple(values.get(name) for name in ("kind", "year", "number", "organisation"))
            self.once(row, legal, "number")
        there: Any = self.kind.model._default_manager.filter(code=values["code"], locale=Locale.get_default()).first()
        if there:
            row.subject = there.get_latest_revision_as_object()
            self.refuse_locked(row, there)
        else:
            row.is_new = True
            row.subject = self.new_page(values)
            if "programme" not in values and self.only_programme is None:
                told = _("There are several programmes: name one.")
                row.problems.append(Problem(self.kind.label("programme"), told))
                return
        if texts.get("file"):
            self.plan_file(row, texts["file"])
        self.finish(row, values)

    def new_page(self, values: dict[str, Any]) -> Any:
        """A page that is not in the tree yet."""
        page: Any = self.kind.model(locale=Locale.get_default(), live=False)
        page.slug = self.free_slug(slugify(values["title"])[:200] or values["code"])
        if self.only_programme is not None:
            page.programme = self.only_programme
        return page

    def free_slug(self, wanted: str) -> str:
        """The end of an address that neither a page there nor a row before has."""
        base = slug = find_available_slug(self.register, wanted)
        number = 1
        while slug in self.slugs:
            number += 1
            slug = f"{base}-{number}"
        self.slugs.add(slug)
        return str(slug)

    def plan_file(self, row: PlannedRow, name: str) -> None:
        """The file of an item: one that the site has already, or a new one to be stored."""
        read = self.sound_bytes(row, name, document_check)
        if read is None:
            return
        there = file_there(read)
        if there is None:
            row.file_name, row.changed = name, True
        else:
            row.changed |= assign(row.subject, "file", there)

    def refuse_locked(self, row: PlannedRow, page: Page) -> None:
        """Leaves alone what this user may not edit now."""
        lock = page.get_lock()
        if self.user is None:
            return
        if not page.permissions_for_user(self.user).can_edit() or (lock and lock.for_user(self.user)):
            row.problems.append(Problem("", _("The page is locked or under review, or is not yours to edit.")))


class PicturePlanner(Planner):
    """Rows that become pictures; the same bytes are the same picture."""

    def fill(self, row: PlannedRow, texts: dict[str, str], values: dict[str, Any]) -> None:
        """The picture with these bytes, or a new one."""
        name = texts["file"]
        self.once(row, ("file", name.casefold()), "file")
        read = self.sound_bytes(row, name, picture_check)
        if read is None:
            return
        there = picture_there(read)
        row.is_new, row.file_name = there is None, "" if there else name
        row.subject = there or Picture()
        self.finish(row, values)


def assign(subject: models.Model, name: str, value: Any) -> bool:
    """Sets a field; whether it held something else before."""
    if isinstance(value, list):
        before = {row.pk for row in getattr(subject, name).all()}
        setattr(subject, name, value)
        return before != {row.pk for row in value}
    before_value = getattr(subject, name, None) if not name_is_empty(subject, name) else None
    setattr(subject, name, value)
    if isinstance(value, models.Model):
        return getattr(before_value, "pk", None) != value.pk
    return force_str(before_value) != force_str(value)


def name_is_empty(subject: models.Model, name: str) -> bool:
    """Whether a foreign key that must not be empty still is: asking for it would raise."""
    field = subject._meta.get_field(name)
    return isinstance(field, models.ForeignKey) and getattr(subject, field.attname) is None
