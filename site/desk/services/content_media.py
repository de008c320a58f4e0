"""The pictures and files of the demo; those that are there with the same bytes are used as they are."""

import hashlib
from pathlib import Path

from django.core.files.base import File as Opened
from django.core.files.images import ImageFile
from wagtail.models import Collection

from content.models import File, Picture
from desk.services.content_values import Content, Entry, label
from transparency.models import Place, Sector

LABELS = {"place": Place, "sector": Sector}


def media_create(content: Content, entry: Entry) -> None:
    """Pictures and files, by the names that pages use."""
    for name, facts in entry["pictures"].items():
        content.pictures[name] = picture_create(content.directory / "media" / f"{name}.svg", facts)
    for name, facts in entry["files"].items():
        content.files[name] = file_create(content.directory / "media" / f"{name}.pdf", facts)


def picture_create(path: Path, facts: Entry) -> Picture:
    """A picture from its drawing."""
    digest = digest_of(path)
    there: Picture | None = Picture.objects.filter(file_hash=digest).first()
    if there:
        return there
    values = {name: label(LABELS[name], value) if name in LABELS else value for name, value in facts.items()}
    with path.open("rb") as file:
        picture = Picture(collection=Collection.get_first_root_node(), file=ImageFile(file, name=path.name), **values)
        picture.file_hash, picture.file_size = digest, path.stat().st_size
        picture.save()
    return picture


def file_create(path: Path, facts: Entry) -> File:
    """A file to download."""
    digest = digest_of(path)
    there: File | None = File.objects.filter(file_hash=digest).first()
    if there:
        return there
    with path.open("rb") as file:
        made = File(collection=Collection.get_first_root_node(), **facts)
        made.file_hash, made.file_size = digest, path.stat().st_size
        made.file.save(path.name, Opened(file), save=True)
    return made


def digest_of(path: Path) -> str:
    """The digest by which Wagtail knows the bytes of pictures and files again."""
    return hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
