"""Findings of the checks as downloads tell them: their codes beside the figures, their sentences in every language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Found:
    """``codes`` are the findings on each figure, by its key; ``sentences`` maps a code to language → sentence."""

    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sentences: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def on(self, key: str) -> str:
        """The codes of what is found on a figure, as one cell."""
        return " ".join(self.codes.get(key, ()))

    def told(self, cells: Iterable[str]) -> dict[str, Mapping[str, str]]:
        """The sentences of the codes in these cells, in the order in which findings are told."""
        named = {code for cell in cells for code in cell.split()}
        return {code: words for code, words in self.sentences.items() if code in named}


NOTHING = Found()
