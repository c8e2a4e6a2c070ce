"""Which words of a rendering wake it: the rarest word, or pair of neighbours, that it cannot be without."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
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

    def exact(self, sequence: Sequence) -> tuple[str, ...]:
        """The folded words or pairs of words of which one is in every text where ``sequence`` matches."""
        solid = [element for element in sequence if not isinstance(element, Mark)]
        choices: list[tuple[float, tuple[str, ...]]] = []
        for place, element in enumerate(solid):
            if not isinstance(element, Word) or element.optional:
                continue
            single = _folded(element.forms)
            if not single:
                continue
            choices.append((sum(self._cost(phrase) for phrase in single), single))
            following = solid[place + 1] if place + 1 < len(solid) else None
            if isinstance(following, Word) and not following.optional:
                second = _folded(following.forms)
                if second and len(single) * len(second) * len(_BETWEEN) <= _MOST_PAIRS:
                    pairs = tuple(f"{a}{between}{b}" for a, b, between in itertools.product(single, second, _BETWEEN))
                    cost = 20 * sum(map(self._frequency, single)) * sum(map(self._frequency, second)) / 1_000_000
                    choices.append((cost + _PAIR_COST * len(pairs), pairs))
        phrases = min(choices)[1] if choices else ()
        self._used.update(phrases)
        return phrases

    def near(self, sequence: Sequence) -> tuple[str, ...]:
        """The forms of its two rarest words: where one of all its words is another, one of these two still stands."""
        phrases = tuple(phrase for key in self.keys(sequence)[:2] for phrase in _folded(key))
        self._used.update(phrases)
        return phrases

    def keys(self, sequence: Sequence) -> tuple[frozenset[str], ...]:
        """The three rarest words that ``sequence`` cannot be without, rarest first, each as the set of its forms."""
        solid = {word.forms: None for word in sequence if isinstance(word, Word) and not word.optional and _folded(word.forms)}
        return tuple(sorted(solid, key=lambda forms: (sum(map(self._frequency, _folded(forms))), sorted(forms))))[:3]

    def _cost(self, phrase: str) -> float:
        return self._frequency(phrase) * (1 + self._used[phrase] / 4)

    def _frequency(self, phrase: str) -> int:
        return min(max(_FREQUENT.get(word, _RARE), self._frequencies.get(word, 0)) for word in phrase.split())


def is_rare(forms: frozenset[str]) -> bool:
    """Whether none of the forms of a word is a frequent one."""
    return not any(form in _FREQUENT for form in forms)


def _folded(forms: frozenset[str]) -> tuple[str, ...]:
    """The forms as folding leaves them; none where one of them ("%") leaves nothing to look for."""
    folded = {" ".join(fold(form).decode("ascii").split()) for form in forms}
    return () if "" in folded else tuple(sorted(folded))
