"""Find wrong renderings in a sentence: verification of what the automaton woke, masks, longest match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reviewer.core.document import Span
from reviewer.core.term import Rendering, Term
from reviewer.glossary.anchors import anchor_phrases
from reviewer.glossary.pattern import Match, Sequence, find_all, literal, parse
from reviewer.text.tokens import Tokens, tokenize

Entry = tuple[int, int]
"""Index of a term and of one of its renderings; (-1, n) is mask n."""


@dataclass(frozen=True, slots=True)
class Index:
    """What wakes which rendering: ``anchors`` maps folded phrases to entries; ``masks`` are right renderings that hold wrong ones."""

    anchors: dict[str, tuple[Entry, ...]]
    masks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A wrong rendering where it stands; ``span`` is what is at fault, ``match`` in the tokens of its sentence."""

    term: Term
    rendering: Rendering
    span: Span
    match: Match
    tokens: Tokens


def build_index(terms: tuple[Term, ...]) -> Index:
    """The index of ``terms``: one or a few anchors for each rendering."""
    used: Counter[str] = Counter()
    anchors: dict[str, list[Entry]] = {}

    def add(sequences: Iterable[Sequence], entry: Entry) -> None:
        phrases = {phrase for sequence in sequences for phrase in anchor_phrases(sequence, used)}
        for phrase in sorted(phrases):
            anchors.setdefault(phrase, []).append(entry)

    for t, term in enumerate(terms):
        for r, rendering in enumerate(term.deprecated):
            add(parse(rendering.text), (t, r))
    masks = _masks(terms, {phrase: tuple(entries) for phrase, entries in anchors.items()})
    for m, mask in enumerate(masks):
        add((literal(mask),), (-1, m))
    return Index({phrase: tuple(entries) for phrase, entries in sorted(anchors.items())}, masks)


def _masks(terms: tuple[Term, ...], anchors: dict[str, tuple[Entry, ...]]) -> tuple[str, ...]:
    """The preferred and admitted renderings inside which a wrong rendering stands, and is right."""
    by_word: dict[str, list[tuple[str, tuple[Entry, ...]]]] = {}
    for phrase, entries in anchors.items():
        by_word.setdefault(phrase.split()[0], []).append((phrase, entries))
    matcher = Matcher(terms, Index({}, ()))
    found: list[str] = []
    for right in dict.fromkeys(phrase for term in terms for phrase in (term.preferred, *term.admitted) if phrase):
        tokens = tokenize(right)
        folded = f" {' '.join(tokens.words)} "
        woken = {entry for word in set(tokens.words) for phrase, entries in by_word.get(word, ()) if f" {phrase} " in folded for entry in entries}
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
        self._contexts: dict[str, tuple[Sequence, ...]] = {}

    def matches(self, entry: Entry, tokens: Tokens, text: str) -> list[Match]:
        """Every place where the words of ``entry`` stand, its conditions not asked."""
        sequences = self._sequences.get(entry)
        if sequences is None:
            t, r = entry
            sequences = (literal(self.index.masks[r]),) if t < 0 else parse(self.terms[t].deprecated[r].text)
            self._sequences[entry] = sequences
        return [match for sequence in sequences for match in find_all(sequence, tokens, text)]

    def find(self, entries: Iterable[Entry], tokens: Tokens, text: str, is_china: Callable[[], bool]) -> tuple[TermMatch, ...]:
        """The wrong renderings among ``entries`` that stand in the sentence ``tokens``, none inside another or a mask.

        ``is_china`` says whether the whole text is about China's government; it is asked only where a rendering wants it.
        """
        candidates: list[tuple[int, int, int, Entry, Match]] = []
        for entry in entries:
            places = self.matches(entry, tokens, text)
            if not places or (entry[0] >= 0 and not self._holds(self.terms[entry[0]].deprecated[entry[1]], tokens, text, is_china)):
                continue
            for match in places:
                start, end = tokens.starts[match.span_start], tokens.ends[match.span_end - 1]
                candidates.append((start - end, start, -(match.end - match.start), entry, match))
        found: list[TermMatch] = []
        taken: list[Span] = []
        for length, start, _, (t, r), match in sorted(candidates, key=lambda c: (c[0], c[1], c[2], c[3][0] < 0, c[3])):
            span = Span(start, start - length)
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            if t >= 0:
                found.append(TermMatch(self.terms[t], self.terms[t].deprecated[r], span, match, tokens))
        return tuple(sorted(found, key=lambda match: match.span))

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
