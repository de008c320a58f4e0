"""The documents behind the data, as a table of their own."""

from typing import Any

from django.conf import settings

from publication.manifest import as_text
from publication.registry import Stamp
from transparency.exports.datasets import FlatTable


def sources_table(data: dict[str, Any], stamp: Stamp) -> FlatTable:
    """The documents behind the data, one a row."""
    languages = [code for code, _name in settings.LANGUAGES]
    titles = data["labels"].get("source", {})
    release = {"release": stamp.number, "released_at": as_text(stamp.published_at)}
    plain = ("publisher", "issued", "language", "file_name", "sha256")
    rows = [
        {
            "source_code": code,
            **{f"source_{language}": titles.get(code, {}).get(language, {}).get("name", "") for language in languages},
            **{name: known.get(name, "") for name in plain},
            **release,
        }
        for code, known in sorted(data["sources"].items())
    ]
    columns = ["source_code", *(f"source_{language}" for language in languages), *plain, *release]
    return FlatTable({"dataset": "sources", "programme": data["programme"], **release}, columns, rows)
