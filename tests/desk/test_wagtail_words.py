"""The admin speaks one language at a time: no text of Wagtail's stays in English in front of a Spanish reader."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext, override

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>")
OURS = Path(settings.ROOT) / "locale" / "wagtail" / "es" / "LC_MESSAGES" / "django.po"


def messages(path: Path) -> dict[tuple[str | None, str], Message]:
    """The messages of a catalogue by context and singular; none where there is no such catalogue."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {(one.context, first(one)): one for one in read_po(file) if one.id}


def first(message: Message) -> str:
    """The singular of a message."""
    return forms(message.id)[0]


def forms(words: str | Sequence[str] | None) -> Sequence[str]:
    """A text with its plural, where it has one."""
    return [words or ""] if isinstance(words, str) or words is None else words


def is_translated(message: Message | None) -> bool:
    """Whether a message has all its words, and none that a machine guessed."""
    if message is None or message.fuzzy:
        return False
    return all(forms(message.string))


def wagtail_messages() -> Iterator[tuple[str, tuple[str | None, str]]]:
    """Every text of the installed parts of Wagtail that its Spanish catalogues leave out, with the part."""
    for app in apps.get_app_configs():
        english = Path(app.path) / "locale" / "en" / "LC_MESSAGES" / "django.po"
        if app.name.startswith("wagtail") and english.exists():
            spanish = messages(english.parents[2] / "es" / "LC_MESSAGES" / "django.po")
            for key in messages(english):
                if not is_translated(spanish.get(key)):
                    yield app.name, key


def test_what_wagtail_leaves_in_english_is_said_in_spanish() -> None:
    ours = messages(OURS)
    missing = [(app, *key) for app, key in wagtail_messages() if not is_translated(ours.get(key))]
    assert not missing


def test_translations_keep_what_is_filled_in() -> None:
    for message in messages(OURS).values():
        said, meant = forms(message.string)[-1], forms(message.id)[-1]
        assert sorted(set(PLACEHOLDER.findall(said))) == sorted(set(PLACEHOLDER.findall(meant))), meant


@pytest.mark.parametrize(
    ("english", "spanish"), [("Search all pages…", "Buscar en todas las páginas…"), ("live", "publicada")]
)
def test_the_admin_uses_these_words(english: str, spanish: str) -> None:
    with override("es"):
        assert gettext(english) == spanish
    with override("en"):
        assert gettext(english) == english
