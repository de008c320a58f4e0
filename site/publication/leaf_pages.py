"""Pages that stand beside the page of a scope in the live release, such as the profile of a region."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import unescape
from pathlib import Path

from publication.configuration import configuration
from publication.manifest import Manifest
from publication.selectors import live_release
from publication.serving import EMBEDDED
from publication.store import INDEX, Store, bundle_index

# What a page's head says of its versions; the head of a page of ours is shorter than this.
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([a-z]{2,3})" href="([^"]+)">')
HEAD = 20_000


@dataclass(frozen=True)
class LeafPage:
    """A page by its path; ``versions`` maps a language to the full address of the page in it, itself among them."""

    path: str
    language: str
    changed: datetime
    versions: dict[str, str]


def leaf_pages() -> list[LeafPage]:
    """All of them, in the order of their scopes and paths.

    Charts for other sites to show are no pages. A page that names no version of itself, as the empty part of a list,
    is not for search engines, and left out.
    """
    release = live_release()
    store = Store(configuration().root)
    found = []
    for _scope, entry in sorted(Manifest.parse(release.manifest).scopes.items()) if release else ():
        bundle = store.bundle_path(entry.bundle)
        for language, names in _names(bundle).items():
            for name in names:
                path = entry.pages.get(language, "") + name
                versions = _versions(bundle / language / name)
                if versions:
                    found.append(LeafPage(path, language, entry.stamp.published_at, versions))
    return found


def _names(bundle: Path) -> dict[str, list[str]]:
    try:
        index = bundle_index(bundle)
    except OSError:
        return {}  # the bundle was lost; the comparison of fingerprints has it written again
    return {
        language: sorted(
            name for name in files if name.endswith(".html") and name != INDEX and not name.endswith(EMBEDDED)
        )
        for language, files in index.items()
    }


@lru_cache(maxsize=4096)
def _versions(path: Path) -> dict[str, str]:
    """The addresses that a page names as its versions; remembered, for what is in a bundle never changes."""
    try:
        with path.open(encoding="utf-8") as file:
            head = file.read(HEAD).partition("</head>")[0]
    except OSError:
        return {}
    return {language: unescape(url) for language, url in ALTERNATE.findall(head)}
