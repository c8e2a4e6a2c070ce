"""Find wrong renderings in a sentence: verification of what the automaton woke, masks, longest match."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from reviewer.core.document import Span
from reviewer.core.term import Rendering, Term
from reviewer.glossary.anchors import anchor_phrases, near_anchor_phrases
from reviewer.glossary.near import find_near, nearable
from reviewer.glossary.pattern import Match, Sequence, Word, find_all, literal, parse
from reviewer.text.tokens import Tokens, tokenize

_AS_GOOD_AS_RIGHT: Final = 90
"""Of 100, rapidfuzz's token set ratio with a right rendering from which words count as that rendering."""

Entry = tuple[int, int]
"""Index of a term and of one of its renderings; (-1, n) is mask n."""


@dataclass(frozen=True, slots=True)
class Index:
    """What wakes which rendering: folded phrases to entries. ``masks`` are the right renderings that hold wrong ones.

    Where no phrase of ``anchors`` stands, the rendering does not; where none of ``near_anchors`` stands, nothing near it does.
    """

    anchors: dict[str, tuple[Entry, ...]]
    near_anchors: dict[str, tuple[Entry, ...]]
    masks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A wrong rendering where it stands; ``span`` is what is at fault, ``match`` in the tokens of its sentence.

    ``near`` where its words are not quite those of the rendering.
    """

    term: Term
    rendering: Rendering
    span: Span
    match: Match
    tokens: Tokens
    near: bool


def build_index(terms: tuple[Term, ...]) -> Index:
    """The index of ``terms``: one or a few anchors for each rendering."""
    used: Counter[str] = Counter()
    anchors: dict[str, list[Entry]] = defaultdict(list)
    near_anchors: dict[str, list[Entry]] = defaultdict(list)

    def add(sequences: Iterable[Sequence], entry: Entry) -> None:
        for phrase in sorted({phrase for sequence in sequences for phrase in anchor_phrases(sequence, used)}):
            anchors[phrase].append(entry)

    for t, term in enumerate(terms):
        for r, rendering in enumerate(term.deprecated):
            sequences = parse(rendering.text)
            add(sequences, (t, r))
            words = [nearable(sequence) for sequence in sequences]
            for phrase in sorted({phrase for plain in words if plain for phrase in near_anchor_phrases(plain, used)}):
                near_anchors[phrase].append((t, r))
    masks = _masks(terms, _frozen(anchors))
    for m, mask in enumerate(masks):
        add((literal(mask),), (-1, m))
    return Index(_frozen(anchors), _frozen(near_anchors), masks)


def _frozen(anchors: dict[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    return {phrase: tuple(entries) for phrase, entries in sorted(anchors.items())}


def _masks(terms: tuple[Term, ...], anchors: dict[str, tuple[Entry, ...]]) -> tuple[str, ...]:
    """The preferred and admitted renderings inside which a wrong rendering stands, and is right."""
    by_word: dict[str, list[tuple[str, tuple[Entry, ...]]]] = {}
    for phrase, entries in anchors.items():
        by_word.setdefault(phrase.split()[0], []).append((phrase, entries))
    matcher = Matcher(terms, Index({}, {}, ()))
    found: list[str] = []
    for right in dict.fromkeys(phrase for term in terms for phrase in (term.preferred, *term.admitted) if phrase):
        tokens = tokenize(right)
        folded = f" {' '.join(tokens.words)} "
        woken = {
            entry for word in set(tokens.words) for phrase, entries in by_word.get(word, ()) if f" {phrase} " in folded for entry in entries
        }
        for entry in woken:
            inside = [m for m in matcher.matches(entry, tokens, right) if m.end - m.start < len(tokens)]
            if inside:
                found.append(right)
                break
    return tuple(found)


class Matcher:
    """Verifies woken entries against the tokens of a sentence. Patterns are parsed when they are first woken."""

    def __init__(self, terms: tuple[Term, ...], index: Index) -> None:
        self.terms = terms
        self.index = index
        self._sequences: dict[Entry, tuple[Sequence, ...]] = {}
        self._nearables: dict[Entry, tuple[tuple[Word, ...], ...]] = {}
        self._contexts: dict[str, tuple[Sequence, ...]] = {}

    def matches(self, entry: Entry, tokens: Tokens, text: str) -> list[Match]:
        """Every place where the words of ``entry`` stand, its conditions not asked."""
        sequences = self._sequences.get(entry)
        if sequences is None:
            t, r = entry
            sequences = (literal(self.index.masks[r]),) if t < 0 else parse(self.terms[t].deprecated[r].text)
            self._sequences[entry] = sequences
        return [match for sequence in sequences for match in find_all(sequence, tokens, text)]

    def find(
        self, entries: Iterable[Entry], near_entries: Iterable[Entry], tokens: Tokens, text: str, is_china: Callable[[], bool]
    ) -> tuple[TermMatch, ...]:
        """The wrong renderings in the sentence ``tokens``, none inside another or a mask.

        ``entries`` are those that may stand there, ``near_entries`` those of which something near may. ``is_china`` says
        whether the whole text is about China's government; it is asked only where a rendering wants it.
        """
        candidates: list[tuple[bool, int, int, int, Entry, Match]] = []

        def add(entry: Entry, places: Iterable[Match], *, near: bool) -> bool:
            if entry[0] >= 0 and not self._holds(self.terms[entry[0]].deprecated[entry[1]], tokens, text, is_china):
                return False
            for match in places:
                start, end = tokens.starts[match.span_start], tokens.ends[match.span_end - 1]
                candidates.append((near, start - end, start, -(match.end - match.start), entry, match))
            return True

        exact: set[Entry] = set()
        for entry in entries:
            places = self.matches(entry, tokens, text)
            if places:
                exact.add(entry)
                add(entry, places, near=False)
        for entry in near_entries:
            if entry not in exact:
                near_places = [match for match in self._near(entry, tokens) if not self._is_right(entry, match, tokens)]
                if near_places:
                    add(entry, near_places, near=True)
        found: list[TermMatch] = []
        taken: list[Span] = []
        for near, length, start, _, (t, r), match in sorted(candidates, key=lambda c: (*c[:4], c[4][0] < 0, c[4])):
            span = Span(start, start - length)
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            if t >= 0:
                found.append(TermMatch(self.terms[t], self.terms[t].deprecated[r], span, match, tokens, near))
        return tuple(sorted(found, key=lambda match: match.span))

    def _near(self, entry: Entry, tokens: Tokens) -> Iterator[Match]:
        words = self._nearables.get(entry)
        if words is None:
            t, r = entry
            words = tuple(plain for sequence in parse(self.terms[t].deprecated[r].text) if (plain := nearable(sequence)))
            self._nearables[entry] = words
        for plain in words:
            yield from find_near(plain, tokens)

    def _is_right(self, entry: Entry, match: Match, tokens: Tokens) -> bool:
        """Whether what is near a wrong rendering is rather one of the right ones."""
        from rapidfuzz import fuzz

        term = self.terms[entry[0]]
        found = " ".join(tokens.words[match.start : match.end])
        rights = (term.preferred, *term.admitted, *(term.deprecated[entry[1]].use or ()))
        return any(right and fuzz.token_set_ratio(found, right.lower()) >= _AS_GOOD_AS_RIGHT for right in rights)

    def _holds(self, rendering: Rendering, tokens: Tokens, text: str, is_china: Callable[[], bool]) -> bool:
        return (
            (not rendering.near or any(self._stands(pattern, tokens, text) for pattern in rendering.near))
            and not any(self._stands(pattern, tokens, text) for pattern in rendering.unless)
            and (not rendering.china or is_china())
        )

    def _stands(self, pattern: str, tokens: Tokens, text: str) -> bool:
        if pattern not in self._contexts:
            self._contexts[pattern] = parse(pattern)
        return any(True for sequence in self._contexts[pattern] for _ in find_all(sequence, tokens, text))
