"""Romanised Chinese: the syllables of Hanyu Pinyin, and which words divide into them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

_INITIALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve ue",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve ue",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ao ei en eng o u",
}
SYLLABLES = frozenset(initial + final for initial, finals in _INITIALS.items() for final in finals.split())
"""The syllables of standard Mandarin without tones (GB/T 16159-2012 spelling), ü written v."""

_LONGEST = 6
"""Letters of the longest syllable, zhuang or chuang."""
_IMPOSSIBLE = re.compile(r"[bdfjklmpqtwxy][b-df-hj-np-tw-z]|[csz][b-dfgj-np-tw-z]|[^aeiounrgv]$")
"""Letters that no string of syllables has side by side, or at its end."""
_TONED = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")


@cache
def _english() -> frozenset[str]:
    """English words that divide into pinyin syllables (made from SCOWL by `benchmarks/pinyin_words.py`)."""
    return frozenset(resources.files("reviewer.text").joinpath("pinyin_words.txt").read_text("utf-8").split())


@lru_cache(maxsize=8192)
def syllables(word: str) -> tuple[str, ...]:
    """``word`` (lower case, tone marks allowed) cut into pinyin syllables, the fewest possible; empty where it cannot be."""
    letters = word.translate(_TONED).replace("'", "")
    if _IMPOSSIBLE.search(letters):
        return ()
    fewest = {0: (0, 0)}
    for end in range(1, len(letters) + 1):
        options = [
            (fewest[start][0] + 1, start)
            for start in range(max(0, end - _LONGEST), end)
            if start in fewest and letters[start:end] in SYLLABLES
        ]
        if options:
            fewest[end] = min(options)
    end = len(letters) if len(letters) in fewest else 0
    cut: list[str] = []
    while end:
        start = fewest[end][1]
        cut.append(letters[start:end])
        end = start
    return tuple(reversed(cut))


def is_pinyin(word: str) -> bool:
    """Whether ``word`` (lower case) divides into pinyin syllables and is no English word."""
    return bool(syllables(word)) and word not in _english()
