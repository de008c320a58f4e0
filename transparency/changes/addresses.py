"""Where the changes are: the list, its files, and the page that explains how to check them."""

# Not in the catalogues: an address must not change with a translator's taste.
NAMES = {"es": "cambios", "en": "changes"}
VERIFY = {"es": "verificar/", "en": "verify/"}
KINDS = ("atom", "csv", "json")


def file_name(kind: str, language: str) -> str:
    """``cambios.csv``, ``changes.atom``."""
    return f"{NAMES.get(language, NAMES['en'])}.{kind}"


def release_anchor(number: int) -> str:
    """Where a release stands in the list."""
    return f"release-{number}"
