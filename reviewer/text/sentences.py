"""Cutting text into sentences."""

from __future__ import annotations

import re
from typing import Final

from reviewer.core.document import Span

_ABBREVIATIONS: Final = frozenset(
    "mr mrs ms dr prof st no nos vs etc eg ie e.g i.e cf vol fig figs sec art ch pp p dept est inc ltd co corp bros jr sr approx al ca ed eds rev gen col maj capt "
    "jan feb mar apr jun jul aug sep sept oct nov dec tel ext fax u.s u.k u.n a.m p.m".split()
)
_END = re.compile(r"(?P<mark>(?<![.!?…])[.!?…]++|[。！？]+)(?P<close>[\"”’')\]]*)(?P<space>\s+|(?<=[。！？])|(?=[\"“]))")
_WORD_BEFORE = re.compile(r"([^\s\"“”‘’'()\[\]]+)$")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of ``text[start:end]``, without the white space between them.

    A full stop after an abbreviation, an initial or a number ("No. 5", "J. Smith") ends none. Line breaks are white space.
    """
    end = len(text) if end is None else end
    found: list[Span] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() >= end or not _ends_sentence(text, begin, match):
            continue
        found.append(_trimmed(text, begin, match.start("space")))
        begin = match.end()
    found.append(_trimmed(text, begin, end))
    return [span for span in found if span.start < span.end]


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    following = text[match.end()]
    if match["mark"] != ".":
        return not following.islower()
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 30), match.start())
    word = before[1] if before else ""
    if word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "I"):
        return False
    if following.islower():
        return len(word) > 3 and word.isalpha() and not match["close"]
    return not (word.isdigit() and following.isdigit())


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
