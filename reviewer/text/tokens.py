"""Words and punctuation marks with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*(?![^\W_]))"
    r"|(?P<word>[^\W_]+(?:['’](?![sS]\b)[^\W_]+)*)"
    r"|(?P<possessive>['’][sS]\b)"
    r"|[^\s\w\"“”„«»'‘’`*\-‐‑\x00]"
)
"""Quotation marks and hyphens are no tokens: a phrase is the same phrase with or without them."""

_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion".split()
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a passage: ``words`` in lower case with straight apostrophes, and the offsets of each in the text."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    places: dict[str, list[int]]
    """The indices at which each word stands."""

    def __len__(self) -> int:
        return len(self.words)


def tokenize(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """The tokens of ``text[start:end]``, with offsets into ``text``; ``'s`` is a token of its own."""
    tokens = Tokens([], [], [], {})
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match[0].lower().replace("’", "'")
        tokens.places.setdefault(word, []).append(len(tokens.words))
        tokens.words.append(word)
        tokens.starts.append(match.start())
        tokens.ends.append(match.end())
    return tokens


def is_number(word: str) -> bool:
    """Whether a token is a figure ("1,000", "3.5", "15th") or a number word ("three")."""
    return word[0].isdigit() or word in _NUMBER_WORDS
