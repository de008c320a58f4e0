"""Compile locale/**/LC_MESSAGES/*.po to .mo, with Babel: gettext's own msgfmt may not be on the machine."""

import os
import sys
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def stale_catalogues(directory: Path) -> list[Path]:
    """The .po files whose compiled form is missing or older."""
    return [
        po
        for po in sorted(directory.glob("**/LC_MESSAGES/*.po"))
        if not po.with_suffix(".mo").exists() or po.with_suffix(".mo").stat().st_mtime_ns < po.stat().st_mtime_ns
    ]


def compile_catalogue(po: Path) -> None:
    """Write the .mo beside a .po in one step; guessed ("fuzzy") translations are left out, as msgfmt does.

    Raises ``babel.messages.pofile.PoFileError`` where the .po cannot be read.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parts[-3], abort_invalid=True)
    written = po.with_suffix(f".mo.{os.getpid()}")
    with written.open("wb") as target:
        write_mo(target, catalogue)
    written.replace(po.with_suffix(".mo"))


def main() -> None:
    """Compile what changed, and say so."""
    for po in stale_catalogues(LOCALE):
        compile_catalogue(po)
        sys.stdout.write(f"Compiled {po.relative_to(LOCALE.parent)}\n")


if __name__ == "__main__":
    main()
