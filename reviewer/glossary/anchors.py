"""Which words of a rendering wake it: the rarest pair of neighbours, or word, that it cannot be without."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from reviewer.glossary.pattern import Comma, Mark, Not, Sequence, Word
from reviewer.text.fold import folded_words

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


_ENOUGH_WORDS: Final = 5_000
"""From which the frequencies of words say something."""
_PHRASE_COST: Final = 4
"""Of a phrase more in the automaton, in occurrences per million words."""
_COLLOCATION: Final = 20
"""How many times more often two words stand together than chance would have it."""
_ALONE: Final = 4
"""What a hit of a word costs, in hits of pairs: the table of frequencies knows few of the words of other kinds of text."""
_BEGINNING: Final = 0.02
"""How often a word begins with two given letters."""
LEAST_WORDS: Final = 3
"""Words of a rendering that must be rare before one of them may be another word."""
FIRST_LETTERS: Final = 2
"""Letters that a word shares with the one that it is near to."""
_STEM: Final = 4
"""Letters of the second word of a pair that stand for it."""


@dataclass(slots=True)
class _Anchor:
    """Phrases of which one stands wherever certain words do, how often they do per million words, and for how many sequences they were chosen."""

    phrases: tuple[str, ...]
    hits: float
    uses: int = 0

    @property
    def cost(self) -> float:
        return self.hits * (1 + self.uses / 4) + _PHRASE_COST * len(self.phrases)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An anchor of the words at ``places`` of a sequence."""

    anchor: _Anchor
    places: tuple[int, ...]


class Anchors:
    """Chooses anchors: how frequent phrases are in ``texts`` of the kind that is checked, and how many sequences each wakes already, decide."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._frequencies = _frequencies(texts)
        self._weights: dict[frozenset[str], int] = {}
        self._made: dict[tuple[frozenset[str], frozenset[str], int], _Anchor] = {}

    def exact(self, sequence: Sequence) -> tuple[str, ...]:
        """The phrases of which one is in every text where ``sequence`` matches."""
        return _chosen([_cheapest(self._anchors(sequence))])

    def near(self, sequence: Sequence) -> tuple[str, ...]:
        """The phrases of which one is in every text where ``sequence`` matches but for one of its rare words."""
        anchors = [*self._anchors(sequence), *self._loose_pairs(sequence)]
        best = _cheapest(anchors)
        rare = [place for place in best.places if isinstance(word := sequence[place], Word) and is_rare(word.forms)]
        return _chosen([best, *(_cheapest(other for other in anchors if place not in other.places) for place in rare)])

    def keys(self, sequence: Sequence) -> tuple[Word, ...]:
        """The three rarest words that ``sequence`` cannot be without, rarest first."""
        solid = {word.forms: word for word in sequence if isinstance(word, Word) and not word.optional and _folded(word.forms)}
        return tuple(sorted(solid.values(), key=lambda word: (self._weight(word.forms), min(word.forms))))[:3]

    def _anchors(self, sequence: Sequence) -> Iterator[_Placed]:
        """The words that must stand in ``sequence``, and each with what may be its next word."""
        for place, element in enumerate(sequence):
            if not isinstance(element, Word) or element.optional or not _stands(element):
                continue
            yield _Placed(self._word(element.forms), (place,))
            last, following = _following(sequence, place)
            if following:
                yield _Placed(self._pair(element.forms, following, _STEM), (place, last))

    def _loose_pairs(self, sequence: Sequence) -> Iterator[_Placed]:
        """Each word that must stand with the first letters of what may be its next word, which a word like that shares.

        None where words stand for just any word: where there are more of them than a near match needs.
        """
        if sum(isinstance(element, Word) and is_rare(element.forms) for element in sequence) > LEAST_WORDS:
            return
        for place, element in enumerate(sequence):
            if isinstance(element, Word) and not element.optional and _stands(element):
                _, following = _following(sequence, place)
                if following and _beginnings(following, FIRST_LETTERS):
                    yield _Placed(self._pair(element.forms, following, FIRST_LETTERS), (place,))

    def _word(self, forms: frozenset[str]) -> _Anchor:
        made = self._made.get((forms, frozenset(), 0))
        if made is None:
            made = self._made[forms, frozenset(), 0] = self._anchor(_folded(forms), _ALONE * self._weight(forms))
        return made

    def _pair(self, forms: frozenset[str], following: frozenset[str], letters: int) -> _Anchor:
        """Words with the first letters of those that may follow."""
        made = self._made.get((forms, following, letters))
        if made is None:
            beginnings = _beginnings(following, letters)
            chance = _COLLOCATION * self._weight(following) / 1_000_000 if letters == _STEM else _BEGINNING * len(beginnings)
            phrases = tuple(f"{first} {second}" for first, second in itertools.product(_folded(forms), beginnings))
            made = self._made[forms, following, letters] = self._anchor(phrases, chance * self._weight(forms))
        return made

    def _anchor(self, phrases: tuple[str, ...], expected: float) -> _Anchor:
        """An anchor; ``expected`` are its hits per million words where the texts do not say more."""
        return _Anchor(phrases, max(expected, sum(self._frequencies.get(phrase, 0) for phrase in phrases)))

    def _weight(self, forms: frozenset[str]) -> int:
        """Occurrences of all forms per million words."""
        weight = self._weights.get(forms)
        if weight is None:
            weight = self._weights[forms] = sum(map(self._frequency, _folded(forms)))
        return weight

    def _frequency(self, phrase: str) -> int:
        return min((max(_FREQUENT.get(word, _RARE), self._frequencies.get(word, 0)) for word in phrase.split()), default=_FREQUENT["the"])


def _frequencies(texts: Iterable[str]) -> Mapping[str, int]:
    """Occurrences per million words of the words of ``texts`` and of pairs, cut as in anchors; none where there are too few to say."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        words = [word.decode("ascii") for word in folded_words(text)]
        total += len(words)
        counts.update(words)
        for letters in (_STEM, FIRST_LETTERS):
            counts.update(f"{first} {_cut(second, letters)}" for first, second in pairwise(words))
    return {phrase: 1_000_000 * count // total for phrase, count in counts.items()} if total >= _ENOUGH_WORDS else {}


def _cut(word: str, letters: int) -> str:
    return f"{word[:letters]}*" if len(word) > letters else word


def _cheapest(anchors: Iterable[_Placed]) -> _Placed:
    return min(anchors, key=lambda placed: placed.anchor.cost, default=_Placed(_Anchor((), 0), ()))


def _chosen(anchors: Iterable[_Placed]) -> tuple[str, ...]:
    chosen = [placed.anchor for placed in anchors]
    for anchor in chosen:
        anchor.uses += 1
    return tuple(dict.fromkeys(phrase for anchor in chosen for phrase in anchor.phrases))


def _following(sequence: Sequence, place: int) -> tuple[int, frozenset[str]]:
    """The place of the next word of ``sequence`` that must stand, and all forms of what may come behind ``place``; none where anything may."""
    forms = frozenset[str]()
    for at in range(place + 1, len(sequence)):
        element = sequence[at]
        if isinstance(element, Word):
            forms |= element.forms
            if not element.optional and _stands(element):
                return at, forms
        elif not isinstance(element, Comma | Mark | Not):
            break
    return place, frozenset()


def _stands(word: Word) -> bool:
    """Whether each form of ``word`` leaves something to look for: not so "%" and "the"."""
    return all(map(_bare, word.forms))


@lru_cache(maxsize=65536)
def _beginnings(forms: frozenset[str], letters: int) -> tuple[str, ...]:
    """``forms``, folded and cut to their first letters: ``deve*`` for develop, develops, development."""
    folded = _folded(forms)
    cut = {_cut(form, letters) for form in folded}
    return tuple(sorted(form for form in cut if f"{form}*" not in cut))


@lru_cache(maxsize=65536)
def is_rare(forms: frozenset[str]) -> bool:
    """Whether none of the forms of a word is a frequent one."""
    return not any(form in _FREQUENT for form in forms)


@lru_cache(maxsize=65536)
def _folded(forms: frozenset[str]) -> tuple[str, ...]:
    """The forms as they stand in folded words, but for those that do not."""
    return tuple(sorted({folded for form in forms if (folded := _bare(form))}))


@lru_cache(maxsize=65536)
def _bare(form: str) -> str:
    return b" ".join(folded_words(form)).decode("ascii")
