"""Folding for matching: one byte for each character, so that byte offsets are str offsets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import filterfalse


def _fold_latin1(code: int) -> int:
    base = unicodedata.normalize("NFD", chr(code))[0].lower()
    return ord(base) if base.isascii() and base.isalnum() else 0x20


_TABLE = bytes(_fold_latin1(code) for code in range(256))


def fold(text: str) -> bytes:
    """``text`` in lower case, accents dropped, everything but letters and digits a space; ``len(fold(t)) == len(t)``.

    Characters above U+00FF (curly quotes, dashes, Chinese) become spaces. One space is a separator between words;
    two mean that something else stood between them.
    """
    return text.encode("latin-1", "replace").translate(_TABLE)


_SMALL = frozenset((b"the", b"a", b"an", b"s"))


def folded_words(text: str) -> list[bytes]:
    """The words of ``text`` folded, but for articles and the ``s`` of a possessive.

    Words that are neighbours to the notation of renderings are neighbours here.
    """
    return list(filterfalse(_SMALL.__contains__, fold(text).split()))


def joined(words: Iterable[bytes]) -> bytes:
    """Folded words with one space around each, as an automaton scans them."""
    return b" %b " % b" ".join(words)
