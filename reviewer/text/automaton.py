"""Many words and phrases found in one pass over a folded text.

The engine is daachorse, which can be stored and loaded; where it has no wheel, ahocorasick_rs, which is built anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol


class Automaton(Protocol):
    """Finds every occurrence of its phrases, overlapping ones too."""

    def scan(self, folded: bytes) -> Iterable[tuple[int, int, int]]:
        """``(start, end, phrase index)`` for each occurrence in ``folded``, ordered by end.

        ``folded`` is `fold(text)` with a space added on each side, so that ``start`` and ``end`` of a hit's words are
        the offsets of the words in the text: the added space in front stands for the one that the phrase begins with.
        """

    def phrases(self, folded: bytes) -> list[int]:
        """The phrase index of each occurrence in ``folded``."""

    def dump(self) -> bytes:
        """The automaton as bytes for `load`; empty where the engine cannot be stored."""


def _padded(phrases: Sequence[str]) -> list[bytes]:
    return [f" {phrase.removesuffix('*')}{'' if phrase.endswith('*') else ' '}".encode("ascii") for phrase in phrases]


class _Daachorse:
    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def scan(self, folded: bytes) -> Iterable[tuple[int, int, int]]:
        return ((start, end - 2, index) for start, end, index in self._engine.find_overlapping(folded))

    def phrases(self, folded: bytes) -> list[int]:
        return [index for _, _, index in self._engine.find_overlapping(folded)]

    def dump(self) -> bytes:
        return bytes(self._engine.serialize())


class _AhoCorasickRs:
    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def scan(self, folded: bytes) -> Iterable[tuple[int, int, int]]:
        hits = self._engine.find_matches_as_indexes(folded, overlapping=True)
        return ((start, end - 2, index) for index, start, end in hits)

    def phrases(self, folded: bytes) -> list[int]:
        return [index for index, _, _ in self._engine.find_matches_as_indexes(folded, overlapping=True)]

    def dump(self) -> bytes:
        return b""


def build(phrases: Sequence[str]) -> Automaton:
    """An automaton for ``phrases``: lower-case ASCII words, one space between them, no duplicates, at least one.

    A phrase that ends in ``*`` is found wherever a word begins so; the ends of its hits mean nothing.
    """
    try:
        from daachorse import DoubleArrayAhoCorasick
    except ImportError:
        import ahocorasick_rs

        return _AhoCorasickRs(ahocorasick_rs.BytesAhoCorasick(_padded(phrases)))
    return _Daachorse(DoubleArrayAhoCorasick(_padded(phrases)))


def load(dumped: bytes | memoryview, phrases: Callable[[], Sequence[str]]) -> Automaton:
    """The automaton that ``dump`` gave for ``phrases``, which are asked for only where it must be built anew.

    ``dumped`` must be trusted: a checksum is the caller's work.
    """
    try:
        from daachorse import DoubleArrayAhoCorasick
    except ImportError:
        return build(phrases())
    return _Daachorse(DoubleArrayAhoCorasick.deserialize(bytes(dumped))) if dumped else build(phrases())
