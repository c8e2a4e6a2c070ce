"""Words and punctuation marks with their places."""

from __future__ import annotations

import re
from functools import cached_property

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?![^\W_])"
    r"|[^\W_]+(?:['’](?![sS]\b)[^\W_]+)*"
    r"|['’][sS]\b"
    r"|[^\s\w\"“”„«»'‘’`*\-‐‑\x00]"
)
"""Quotation marks and hyphens are no tokens: a phrase is the same phrase with or without them."""

_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion".split()
)


class Tokens:
    """The tokens of ``text[start:end]``: ``words`` in lower case with straight apostrophes; ``'s`` is a word of its own."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._stretch = text, start, end
        found = _TOKEN.findall(text, start, end)
        self.words: list[str] = "\n".join(found).lower().replace("’", "'").split("\n") if found else []

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words."""
        return frozenset(self.words)

    @cached_property
    def starts(self) -> list[int]:
        """The offsets in the text at which the words start."""
        return [match.start() for match in _TOKEN.finditer(*self._stretch)]

    @cached_property
    def ends(self) -> list[int]:
        """The offsets in the text at which the words end."""
        return [match.end() for match in _TOKEN.finditer(*self._stretch)]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The indices at which each word stands."""
        places: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            places.setdefault(word, []).append(index)
        return places


def tokenize(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """The tokens of ``text[start:end]``, with offsets into ``text``."""
    return Tokens(text, start, len(text) if end is None else end)


def is_number(word: str) -> bool:
    """Whether a token is a figure ("1,000", "3.5", "15th") or a number word ("three")."""
    return word[0].isdigit() or word in _NUMBER_WORDS
