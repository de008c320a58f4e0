"""What search is to know of one thing."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property

from content.search.words import rule_numbers

LONGEST_TEXT = 200_000


@dataclass(frozen=True)
class Facts:
    """What a find can be narrowed down by. ``places`` hold every place that it lies in; ``words`` name all of them."""

    places: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    year: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One row of the index as it should be."""

    source: str
    half: str
    language: str
    kind: str
    title: str
    url: str
    summary: str = ""
    text: str = ""
    page_number: int | None = None
    weight: float = 1.0
    facts: Facts = field(default_factory=Facts)

    @property
    def key(self) -> str:
        """What tells this entry from all others."""
        part = f"{self.source}:{self.half}"
        return part if self.page_number is None else f"{part}:{self.page_number}"

    @cached_property
    def columns(self) -> dict[str, object]:
        """The columns of its row."""
        text = clean("\n".join(filter(None, [self.text, " · ".join(self.facts.words)])))[:LONGEST_TEXT]
        title, summary = clean(self.title)[:500], clean(self.summary)
        numbers = " ".join(dict.fromkeys(rule_numbers(f"{title}\n{summary}\n{text}")))
        return {
            "key": self.key,
            "source": self.source,
            "half": self.half,
            "language": self.language,
            "kind": self.kind,
            "title": title,
            "summary": summary,
            "text": text,
            "numbers": f" {numbers} " if numbers else "",
            "url": self.url,
            "page_number": self.page_number,
            "year": self.facts.year,
            "weight": self.weight,
        }

    @property
    def facets(self) -> set[tuple[str, str]]:
        """Name and value of everything that it can be narrowed down by."""
        found = {("type", self.kind), ("lang", self.language)}
        found |= {("place", code) for code in self.facts.places}
        found |= {("sector", code) for code in self.facts.sectors}
        return found | ({("year", str(self.facts.year))} if self.facts.year else set())

    @property
    def digest(self) -> str:
        """Differs when anything of it does."""
        told = json.dumps([self.columns, sorted(self.facets)], sort_keys=True, default=str)
        return hashlib.sha256(told.encode()).hexdigest()


def clean(text: str) -> str:
    """Without what no database takes."""
    return text.replace("\x00", "")
