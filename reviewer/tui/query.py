"""The query that filters the list: words to find, and ``key:value`` pairs."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reviewer.tui.session import Item

KEYS: Final = {
    "is": "open, decided, accept, reject, rewrite, later, conflict, moved or noted",
    "severity": "critical, major, minor or neutral",
    "category": "an MQM category or its dimension",
    "check": "a check's id",
    "term": "a term's id",
    "confidence": "high, medium or low",
    "file": "part of a path",
}


class Query:
    """Lets items through that hold all its words and match all its pairs; several values, with commas, are alternatives."""

    def __init__(self, text: str) -> None:
        self.text = text.strip()
        self._pairs: list[tuple[str, tuple[str, ...]]] = []
        self._words: list[str] = []
        for part in _parts(self.text):
            key, colon, value = part.partition(":")
            if colon and key in KEYS and value:
                self._pairs.append((key, tuple(value.lower().split(","))))
            else:
                self._words.append(part.lower())

    def accepts(self, item: Item) -> bool:
        """Whether ``item`` is let through."""
        return all(_matches(item, key, values) for key, values in self._pairs) and self._holds_words(item)

    def _holds_words(self, item: Item) -> bool:
        if not self._words:
            return True
        finding, document = item.finding, item.file.document
        segment = item.file.places.segment(finding.span)
        source = segment.source.of(document.source) if segment else ""
        around = document.words(item.sentence)
        text = " ".join((around, source, finding.message, finding.check, finding.term or "")).lower()
        return all(word in text for word in self._words)


def _parts(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return text.split()


def _matches(item: Item, key: str, values: tuple[str, ...]) -> bool:
    finding = item.finding
    if key == "is":
        facts = {item.state, "open" if item.is_open else "decided"}
        if finding.fingerprint in item.file.moved:
            facts.add("moved")
        if finding.fingerprint in item.file.comments:
            facts.add("noted")
        return any(value in facts for value in values)
    if key == "category":
        return any(finding.category in (value, f"{value}/{finding.category.partition('/')[2]}") for value in values)
    if key == "file":
        return any(value in item.file.path.lower() for value in values)
    return str(getattr(finding, key)).lower() in values
