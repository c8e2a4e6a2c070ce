"""Make the index of terms: parse every rendering, choose what wakes it, find the masks."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from collections.abc import Sequence as Items
from typing import Final

from reviewer.core.term import Term
from reviewer.glossary.anchors import Anchors
from reviewer.glossary.index import MASK, NEARABLE, NUMBER, Index
from reviewer.glossary.near import nearable
from reviewer.glossary.pattern import Sequence, find_all, literal, parse
from reviewer.text.fold import fold
from reviewer.text.tokens import tokenize

_ENOUGH_WORDS: Final = 5_000
"""Words of examples from which their frequencies say something."""


def build_index(terms: Items[Term]) -> Index:
    """The index of ``terms``."""
    anchors = Anchors(_frequencies(terms))
    builder = _Builder(anchors)
    for t, term in enumerate(terms):
        for r, rendering in enumerate(term.deprecated):
            builder.add(parse(rendering.text), t, r)
    masks = tuple(_masks(terms, anchors))
    for m, mask in enumerate(masks):
        builder.add((literal(mask),), MASK, m)
    return builder.index(masks)


def _frequencies(terms: Items[Term]) -> dict[str, int]:
    """Occurrences per million words of the examples, which are sentences of the kind of text that is checked."""
    counts = Counter(word for term in terms for example in (*term.flag, *term.pass_) for word in fold(example).decode("ascii").split())
    total = counts.total()
    return {word: 1_000_000 * count // total for word, count in counts.items()} if total >= _ENOUGH_WORDS else {}


class _Builder:
    def __init__(self, anchors: Anchors) -> None:
        self._anchors = anchors
        self._woken: dict[str, list[int]] = defaultdict(list)
        self._places: list[int] = []
        self._keys: list[str] = []

    def add(self, sequences: tuple[Sequence, ...], term: int, rendering: int) -> None:
        for number, sequence in enumerate(sequences):
            near = term != MASK and bool(nearable(sequence))
            for phrase in self._anchors.near(sequence) if near else self._anchors.exact(sequence):
                self._woken[phrase].append(len(self._keys))
            self._places += term, rendering, number
            keys = "|".join(" ".join(sorted(key)) for key in self._anchors.keys(sequence))
            self._keys.append((NEARABLE if near else "") + keys)

    def index(self, masks: tuple[str, ...]) -> Index:
        bounds, owners = array(NUMBER, [0]), array(NUMBER)
        phrases = sorted(self._woken)
        for phrase in phrases:
            owners.extend(self._woken[phrase])
            bounds.append(len(owners))
        return Index(tuple(phrases), bounds, owners, array(NUMBER, self._places), tuple(self._keys), masks)


def _masks(terms: Items[Term], anchors: Anchors) -> Iterator[str]:
    """The preferred and admitted renderings inside which a wrong rendering stands, and is right."""
    by_word: dict[str, list[Sequence]] = defaultdict(list)
    for term in terms:
        for rendering in term.deprecated:
            for sequence in parse(rendering.text):
                for form in anchors.keys(sequence)[0]:
                    by_word[form].append(sequence)
    for right in dict.fromkeys(phrase for term in terms for phrase in (term.preferred, *term.admitted) if phrase):
        tokens = tokenize(right)
        woken = (sequence for word in tokens.places for sequence in by_word.get(word, ()))
        if any(match.end - match.start < len(tokens) for sequence in woken for match in find_all(sequence, tokens, right)):
            yield right
