"""`make messages`: collect the texts of the interface; with `--check`, say whether the catalogues are up to date.

The check works on a copy, so that an interrupted one leaves the checkout as it was.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.pofile import read_po

from scripts.processes import ROOT

LANGUAGES = ("es", "en")
SOURCES = ("manage.py", "site", "content", "transparency", "locale")
CREATION_DATE = re.compile(r'^"POT-Creation-Date: .*\n', re.MULTILINE)
NO_XGETTEXT = "xgettext is not on this machine; install gettext (Debian, Ubuntu: apt install gettext)"


def catalogue_path(root: Path, language: str) -> Path:
    """Where a language's catalogue stands."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def without_date(text: str) -> str:
    """A catalogue without the line that changes at every run."""
    return CREATION_DATE.sub("", text)


def collect(root: Path) -> None:
    """Run makemessages below ``root``, and keep every catalogue in which nothing but its date would change.

    Raises ``subprocess.CalledProcessError`` with what it printed when it fails.
    """
    before = {language: read_if_there(catalogue_path(root, language)) for language in LANGUAGES}
    (root / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "manage.py", "makemessages", "--no-wrap", "--add-location", "file"]
    for language in LANGUAGES:
        command += ["--locale", language]
    for ignored in (".venv", "var", "tests", "docs", "scripts", "docker", "data"):
        command += ["--ignore", f"{ignored}/*"]
    # Settings that write nothing, and a runtime directory that need not exist.
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "quipu.settings.test", "LC_ALL": "C.UTF-8"}
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, text=True)
    for language, text in before.items():
        path = catalogue_path(root, language)
        if text and without_date(text) == without_date(read_if_there(path)):
            path.write_text(text, encoding="utf-8")


def read_if_there(path: Path) -> str:
    """A file's text, nothing where there is no file."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def drifted_languages(root: Path) -> list[str]:
    """The languages whose catalogue makemessages would change."""
    with tempfile.TemporaryDirectory(prefix="quipu-messages-") as directory:
        copy = Path(directory)
        for name in filter(lambda each: (root / each).exists(), SOURCES):
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
            else:
                shutil.copy(root / name, copy / name)
        collect(copy)
        return [
            language
            for language in LANGUAGES
            if without_date(read_if_there(catalogue_path(copy, language)))
            != without_date(read_if_there(catalogue_path(root, language)))
        ]


def untranslated_texts(root: Path) -> list[str]:
    """The texts that Spanish lacks or only guesses. English needs none: the texts in the code are English."""
    path = catalogue_path(root, "es")
    with path.open("rb") as file:
        catalogue = read_po(file, locale="es")
    return [
        str(message.id) for message in catalogue if message.id and (message.fuzzy or not is_complete(message.string))
    ]


def is_complete(translation: str | tuple[str, ...] | list[str] | None) -> bool:
    """Whether a translation, or each of its plural forms, says something."""
    return bool(translation) and all([translation] if isinstance(translation, str) else translation or ())


def complaints(root: Path) -> list[str]:
    """What is wrong with the catalogues, one line each."""
    lines = [
        f"locale/{language}: not what the code says; run `make messages`, translate, commit"
        for language in drifted_languages(root)
    ]
    if catalogue_path(root, "es").exists():
        lines += [f"locale/es: not translated: {text!r}" for text in untranslated_texts(root)]
    return lines


def main() -> int:
    """Collect, or check. Returns the exit status."""
    if shutil.which("xgettext") is None:
        sys.stderr.write(f"quipu: {NO_XGETTEXT}\n")
        return 1
    try:
        if sys.argv[1:] == ["--check"]:
            lines = complaints(ROOT)
            sys.stdout.write("".join(line + "\n" for line in lines))
            return 1 if lines else 0
        collect(ROOT)
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"quipu: makemessages failed:\n{error.stdout}{error.stderr}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
