"""What a release consists of, as text whose SHA-256 names the release and chains it to the one before."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson

from publication.registry import Stamp

FORMAT = 1


def digest(content: bytes | str) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def digest_of(parts: Iterable[bytes]) -> str:
    """The same of content in pieces."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part)
    return total.hexdigest()


def canonical(value: Any) -> str:
    """JSON with one spelling only: equal values give equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class ScopeEntry:
    """One scope in a release: what it was made from, in which release it last changed, where its files are."""

    fingerprint: str
    bundle: str
    release: int
    released_at: str
    pages: dict[str, str]

    @property
    def stamp(self) -> Stamp:
        """What the pages of this scope print about themselves."""
        return Stamp(self.release, datetime.fromisoformat(self.released_at))


@dataclass(frozen=True)
class Manifest:
    """A release. ``scopes`` maps ``view:subject`` to its entry; ``parent`` is the digest of the release before."""

    number: int
    parent: str
    published_at: str
    code_version: str
    trigger: str
    scopes: dict[str, ScopeEntry] = field(default_factory=dict)

    def text(self) -> str:
        """The very text that is hashed, stored and published."""
        # vars() instead of asdict(): that one copies every entry, which a release of hundreds of scopes would feel.
        entries = {scope: vars(entry) for scope, entry in self.scopes.items()}
        return canonical({"format": FORMAT, **vars(self), "scopes": entries})

    @classmethod
    def parse(cls, text: str) -> "Manifest":
        """Read a manifest. Raises ``ValueError`` for another format or a text that is none."""
        try:
            value = json.loads(text)
            if value.pop("format") != FORMAT:
                raise ValueError("unknown manifest format")
            scopes = {scope: ScopeEntry(**entry) for scope, entry in value.pop("scopes").items()}
            return cls(scopes=scopes, **value)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a manifest: {error}") from error


def fingerprint(pages: Mapping[str, str], data: Mapping[str, Any], code_version: str) -> str:
    """A digest of everything that decides what a scope's files look like, save the stamp.

    Raises ``TypeError`` for data that are not plain JSON; integers have at most 64 bits.
    """
    # Not canonical(), which is for what others can check: inputs may be large, and never leave the house.
    return digest(orjson.dumps({"pages": pages, "data": data, "code": code_version}, option=orjson.OPT_SORT_KEYS))


def as_text(moment: datetime) -> str:
    """A moment as manifests write it: UTC, whole seconds."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()
