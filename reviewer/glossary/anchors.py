"""Which words of a rendering wake it: the rarest word, or pair of neighbours, that it cannot be without."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence as Items
from functools import lru_cache
from typing import Final

from reviewer.glossary.pattern import Mark, Sequence, Word
from reviewer.text.fold import fold

_FREQUENT: Final = {
    word: per_million
    for per_million, words in (
        (40000, "the of and to in a s"),
        (
            6000,
            "is for that on as with by be it are this at from have or was an has will not which we its their they all more new one can been our should also other"
            " his he had were i you but these than into such no so up out about who when if there may any some them only first two time through over between under must do make take go",
        ),
        (
            2000,
            "work development construction people party country national state government economic city district social county level system implementation strengthen promote improve build"
            " management service industry area project policy high quality public year years economy local central major key important important members construct provide industrial enterprise"
            " enterprises rural committee province provincial municipal office center reform innovation education security market environment resources information technology community support",
        ),
        (
            600,
            "actively further comprehensive comprehensively effectively ensure carry carried focus center activities activity party's mass masses good well deep in-depth accelerate continue develop"
            " production capital investment finance financial plan planning meeting leading leadership general spirit study cadres relevant department departments problem problems main"
            " law social secretary president strategy task tasks role line standard opening results result ecological green water land village villages town towns street streets food"
            " health medical prevention control epidemic safety risk risks emergency life living lives school schools students teachers training talents talent science scientific digital data network"
            " world international foreign cooperation trade belt road chinese china cultural culture tourism history historical great modern modernization socialist characteristics era force forces"
            " power energy action actions efforts process field fields sector sectors units unit basic overall integrated unified strict strictly responsibility responsibilities",
        ),
    )
    for word in words.split()
}
_RARE: Final = 20
"""Occurrences per million words: rough figures for government prose, which decide nothing but speed."""


_BETWEEN: Final = (" ", " the ", " s ")
"""What may stand between two neighbours, folded: a blank or hyphen, an article, a possessive."""
_MOST_PAIRS: Final = 60
_PAIR_COST: Final = 10
"""Of a phrase more in the automaton, in occurrences per million words."""


class Anchors:
    """Chooses anchors; ``frequencies`` (per million words) and how often each phrase serves already decide which is cheapest."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = frequencies
        self._used: Counter[str] = Counter()
        self._weights: dict[frozenset[str], int] = {}

    def exact(self, sequence: Sequence) -> tuple[str, ...]:
        """The folded words or pairs of words of which one is in every text where ``sequence`` matches."""
        solid = [element for element in sequence if not isinstance(element, Mark)]
        choices: list[tuple[float, tuple[str, ...], tuple[str, ...]]] = []
        for place, element in enumerate(solid):
            if not isinstance(element, Word) or element.optional:
                continue
            single = _folded(element.forms)
            if not single:
                continue
            load = sum(self._used[phrase] for phrase in single) / len(single)
            choices.append((self._weight(element.forms) * (1 + load / 4), single, ()))
            following = solid[place + 1] if place + 1 < len(solid) else None
            if isinstance(following, Word) and not following.optional:
                second = _folded(following.forms)
                pairs = len(single) * len(second) * len(_BETWEEN)
                if 0 < pairs <= _MOST_PAIRS:
                    together = 20 * self._weight(element.forms) * self._weight(following.forms) / 1_000_000
                    choices.append((together + _PAIR_COST * pairs, single, second))
        if not choices:
            return ()
        _, first, second = min(choices)
        phrases = tuple(f"{a}{between}{b}" for a, b, between in itertools.product(first, second, _BETWEEN)) if second else first
        self._used.update(phrases)
        return phrases

    def near(self, keys: Items[Word]) -> tuple[str, ...]:
        """The forms of the two rarest of a sequence's words: where one of them all is another word, one of these two still stands."""
        phrases = tuple(phrase for key in keys[:2] for phrase in _folded(key.forms))
        self._used.update(phrases)
        return phrases

    def keys(self, sequence: Sequence) -> tuple[Word, ...]:
        """The three rarest words that ``sequence`` cannot be without, rarest first."""
        solid = {word.forms: word for word in sequence if isinstance(word, Word) and not word.optional and _folded(word.forms)}
        return tuple(sorted(solid.values(), key=lambda word: (self._weight(word.forms), min(word.forms))))[:3]

    def _weight(self, forms: frozenset[str]) -> int:
        """Occurrences of all forms per million words."""
        weight = self._weights.get(forms)
        if weight is None:
            weight = self._weights[forms] = sum(map(self._frequency, _folded(forms)))
        return weight

    def _frequency(self, phrase: str) -> int:
        return min(max(_FREQUENT.get(word, _RARE), self._frequencies.get(word, 0)) for word in phrase.split())


@lru_cache(maxsize=65536)
def is_rare(forms: frozenset[str]) -> bool:
    """Whether none of the forms of a word is a frequent one."""
    return not any(form in _FREQUENT for form in forms)


@lru_cache(maxsize=65536)
def _folded(forms: frozenset[str]) -> tuple[str, ...]:
    """The forms as folding leaves them; none where one of them ("%") leaves nothing to look for."""
    folded = {" ".join(fold(form).decode("ascii").split()) for form in forms}
    return () if "" in folded else tuple(sorted(folded))
