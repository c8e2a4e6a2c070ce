"""Folding for matching: one byte for each character, so that byte offsets are str offsets."""

from __future__ import annotations

import unicodedata


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
