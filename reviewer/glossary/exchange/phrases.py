"""Between patterns and the plain phrases that other programs and people read."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reviewer.glossary.pattern import LEXER, PatternError, can_wake, parse

MOST: Final = 8
"""How many phrases are written for one pattern."""

_NOTATION = re.compile(r"[{}()|<>\[\]=!]+")
_ALNUM = re.compile(r"[^\W_]")
_GAP = "<3>"
_SHOWN = {"gap": "…", "number": "#", "comma": ","}


@dataclass(frozen=True, slots=True)
class Phrases:
    """The first phrases that a pattern stands for, and how many it stands for in all."""

    texts: tuple[str, ...]
    total: int

    @property
    def unwritten(self) -> int:
        """How many phrases are not among ``texts``."""
        return self.total - len(self.texts)


@lru_cache(maxsize=16384)
def phrases(pattern: str) -> Phrases:
    """At most `MOST` readable phrases of ``pattern``, optional words left out first.

    ``…`` stands for a gap and ``#`` for a number; what the next word may not be is not shown.
    """
    lexemes = [(match.lastgroup or "", match[0]) for match in LEXER.finditer(pattern)]
    found, _ = _branches(lexemes, 0)
    texts = tuple(dict.fromkeys(re.sub(r" +,", ",", " ".join(text.split())) for text in found.texts))
    return Phrases(texts, max(found.total, len(texts)))


def literal(phrase: str) -> str:
    """The pattern that matches ``phrase`` and its inflections: what the notation would misread is left out.

    Dots between words are a gap and a lone ``#`` a number, as in `phrases`. Empty where nothing is left that can be searched for.
    """
    words = [word for word in _NOTATION.sub(" ", re.sub(r"…+|\.{3,}", " … ", phrase)).split() if word in "…#" or _ALNUM.search(word)]
    pattern = " ".join(_GAP if word == "…" else word if word == "#" else word.replace("#", "") for word in words)
    pattern = re.sub(rf"^(?:{_GAP} ?)+|(?: ?{_GAP})+$", "", pattern)
    try:
        return pattern if pattern and all(map(can_wake, parse(pattern))) else ""
    except PatternError:
        return ""


def _branches(lexemes: list[tuple[str, str]], at: int) -> tuple[Phrases, int]:
    """The phrases of the branches from ``at`` up to the bracket that closes them, and where that stands."""
    branches: list[list[Phrases]] = [[]]
    while at < len(lexemes) and lexemes[at][0] != "close":
        kind, text = lexemes[at]
        if kind == "bar":
            branches.append([])
        elif kind == "open":
            inner, at = _branches(lexemes, at + 1)
            branches[-1].append(Phrases(("", *inner.texts)[:MOST], inner.total + 1) if text == "(" else inner)
        elif kind in ("word", *_SHOWN):
            branches[-1].append(Phrases((_SHOWN.get(kind, text.lstrip("=")),), 1))
        at += 1
    joined = [_join(parts) for parts in branches]
    texts = itertools.islice(itertools.chain.from_iterable(branch.texts for branch in joined), MOST)
    return Phrases(tuple(texts), sum(branch.total for branch in joined)), at


def _join(parts: list[Phrases]) -> Phrases:
    total = 1
    for part in parts:
        total *= part.total
    texts = itertools.islice(itertools.product(*(part.texts for part in parts)), MOST)
    return Phrases(tuple(" ".join(words) for words in texts), total)
