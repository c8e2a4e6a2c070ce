"""Search terms by Chinese, pinyin or English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reviewer.core.term import Term

_LEAST: Final = 80
"""Of 100, the likeness by rapidfuzz from which a text counts as found."""


def search(terms: Iterable[Term], words: str, limit: int) -> list[Term]:
    """The ``limit`` terms at most that hold ``words``, the nearest first.

    ``words`` may be part of the Chinese, its pinyin with or without blanks or tones marked, or English as it stands in right and wrong
    renderings, a few letters off.
    """
    from rapidfuzz import fuzz, utils

    places: list[Term] = []
    texts: list[str] = []
    for term in terms:
        for text in _texts(term):
            places.append(term)
            texts.append(text)
    wanted = words if _is_chinese(words) else utils.default_process(words)

    def likeness(text: str) -> float:
        if set(wanted.split()) <= set(text.split()):
            return 100
        return fuzz.partial_ratio(wanted, text) if len(text) >= len(wanted) else fuzz.ratio(wanted, text)

    hits = [(score, place) for place, text in enumerate(texts) if (score := likeness(text)) >= _LEAST]
    hits.sort(key=lambda hit: (-hit[0], abs(len(texts[hit[1]]) - len(wanted))))
    return list({places[place].id: places[place] for _, place in hits}.values())[:limit]


def _texts(term: Term) -> list[str]:
    from pypinyin import lazy_pinyin
    from rapidfuzz import utils

    pinyin = [lazy_pinyin(zh) for zh in term.zh]
    english = [term.preferred, *term.admitted, *(rendering.text for rendering in term.deprecated)]
    return [
        *term.zh,
        term.id,
        *("".join(syllables) for syllables in pinyin),
        *(" ".join(syllables) for syllables in pinyin),
        *(utils.default_process(text) for text in english if text),
    ]


def _is_chinese(text: str) -> bool:
    return any("一" <= character <= "鿿" for character in text)
