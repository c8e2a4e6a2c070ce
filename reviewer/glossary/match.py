"""Find wrong renderings in a sentence: verification of what was woken, masks, longest match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Items
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from reviewer.core.document import Span
from reviewer.core.term import Rendering, Term
from reviewer.glossary.index import MASK, Index
from reviewer.glossary.near import NearWord, find_near, may_stand, nearable
from reviewer.glossary.pattern import Match, Sequence, find_all
from reviewer.text.passage import Passage
from reviewer.text.taken import Taken
from reviewer.text.tokens import Tokens

_AS_GOOD_AS_RIGHT: Final = 90
"""Of 100, rapidfuzz's token set ratio with a right rendering from which words count as that rendering."""


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


@dataclass(frozen=True, slots=True)
class Part:
    """One layer of the term base: its terms, their index, and the numbers of the terms that a layer above overrules or switches off."""

    terms: Items[Term]
    index: Index
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A match before overlaps are settled; ``order`` sorts the better before the worse. ``term`` None: a right rendering."""

    order: tuple[object, ...]
    span: Span
    term: Term | None
    rendering: int
    match: Match
    near: bool


class Matcher:
    """Verifies woken sequences of all layers against the tokens of a sentence."""

    def __init__(self, parts: Items[Part]) -> None:
        starts = accumulate((part.index.phrase_count for part in parts), initial=0)
        self._parts = [
            (start, start + part.index.phrase_count, _PartMatcher(part, rank))
            for rank, (start, part) in enumerate(zip(starts, parts, strict=False))
        ]

    def find(self, passage: Passage) -> tuple[TermMatch, ...]:
        """The wrong renderings in a sentence by the phrases that stand in it; none inside another or a right one.

        Phrases are numbered through the layers, the uppermost first.
        """
        candidates: list[_Candidate] = []
        for start, end, part in self._parts:
            own = [phrase - start for phrase in passage.phrases if start <= phrase < end]
            if own:
                candidates += part.candidates(own, passage)
        taken = Taken()
        kept = [candidate for candidate in sorted(candidates, key=lambda candidate: candidate.order) if taken.take(candidate.span)]
        return tuple(
            TermMatch(term, term.deprecated[each.rendering], each.span, each.match, passage.tokens, each.near)
            for each in sorted(kept, key=lambda candidate: candidate.span)
            if (term := each.term)
        )


class _PartMatcher:
    """Verifies the woken sequences of one layer."""

    def __init__(self, part: Part, rank: int) -> None:
        self._terms = part.terms
        self._index = part.index
        self._hidden = part.hidden
        self._rank = rank
        self._sequences: dict[int, Sequence] = {}
        self._near: dict[int, tuple[NearWord, ...]] = {}

    def candidates(self, phrases: Iterable[int], passage: Passage) -> Iterator[_Candidate]:
        """All that ``phrases`` (numbers of the layer's index) wake and that stands in the sentence."""
        for sequence, whole in self._index.woken_by(phrases, frozenset(passage.folded), is_china=passage.page.is_china).items():
            if not self._hidden or self._index.place(sequence)[0] not in self._hidden:
                yield from self._candidates(sequence, passage.tokens, passage.text, whole=whole)

    def _candidates(self, number: int, tokens: Tokens, text: str, *, whole: bool) -> Iterator[_Candidate]:
        sequence = self._sequence(number)
        matches = list(find_all(sequence, tokens, text)) if whole else []
        near = not matches and self._index.is_nearable(number) and may_stand(sequence, tokens.vocabulary)
        if near:
            words_near = self._near.get(number)
            if words_near is None:
                words_near = self._near[number] = nearable(sequence)
            matches = [match for match in find_near(words_near, tokens) if not self._is_right(number, match, tokens)]
        term, rendering = self._index.place(number)
        if not matches or (term != MASK and not self._holds(self._terms[term].deprecated[rendering], tokens, text)):
            return
        for match in matches:
            span = Span(tokens.starts[match.span_start], tokens.ends[match.span_end - 1])
            order = (near, -len(span), span.start, match.start - match.end, term == MASK, self._rank, number)
            yield _Candidate(order, span, None if term == MASK else self._terms[term], rendering, match, near)

    def _sequence(self, number: int) -> Sequence:
        sequence = self._sequences.get(number)
        if sequence is None:
            sequence = self._sequences[number] = self._index.sequence(number)
        return sequence

    def _is_right(self, number: int, match: Match, tokens: Tokens) -> bool:
        """Whether what is near a wrong rendering is rather one of the right ones."""
        from rapidfuzz import fuzz

        place, rendering = self._index.place(number)
        term = self._terms[place]
        found = " ".join(tokens.words[match.start : match.end])
        rights = (term.preferred, *term.admitted, *(term.deprecated[rendering].use or ()))
        return any(right and fuzz.token_set_ratio(found, right.lower()) >= _AS_GOOD_AS_RIGHT for right in rights)

    def _holds(self, rendering: Rendering, tokens: Tokens, text: str) -> bool:
        return (not rendering.near or any(self._stands(pattern, tokens, text) for pattern in rendering.near)) and not any(
            self._stands(pattern, tokens, text) for pattern in rendering.unless
        )

    def _stands(self, pattern: str, tokens: Tokens, text: str) -> bool:
        return any(True for sequence in self._index.context(pattern) for _ in find_all(sequence, tokens, text))
