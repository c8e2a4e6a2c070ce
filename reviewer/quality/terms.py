"""Term accuracy and consistency: of the terms due in a text, how many are rendered as the term base wants it, and how uniformly.

With the Chinese beside it, a term is due wherever its Chinese stands in a segment (longest match; of two characters or more), and its
rendering is looked for in the English of that segment. Without it, a term is due wherever one of its renderings is recognised, right or wrong;
ordinary words (one word, in lower case) prove nothing there and do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Literal

from reviewer.core.document import Document, Segment, Span
from reviewer.core.finding import Finding
from reviewer.core.review import Review
from reviewer.core.term import Term
from reviewer.glossary import pattern
from reviewer.quality.wording import wording
from reviewer.text.inflection import forms
from reviewer.text.passage import Page, Passage
from reviewer.text.reading import Reading
from reviewer.text.tokens import tokenize

Status = Literal["preferred", "admitted", "deprecated", "other"]
STATUSES: Final[tuple[Status, ...]] = ("preferred", "admitted", "deprecated", "other")
"""The words of ISO 30042; ``other``: the Chinese is there, and no rendering that the term base knows."""

_ASIDE = re.compile(r"\s*\([^()]*\)")
_LEAST_CHINESE: Final = 2


@dataclass(slots=True)
class TermUse:
    """How one term is rendered in a text: how often by status, and by rendering in whatever inflection."""

    term: Term
    statuses: Counter[Status] = field(default_factory=Counter)
    renderings: Counter[str] = field(default_factory=Counter)

    @property
    def due(self) -> int:
        """How often the term is due."""
        return self.statuses.total()

    @property
    def uniform(self) -> bool:
        """Whether all recognised renderings are the same."""
        return len(self.renderings) <= 1

    @property
    def consistency(self) -> float:
        """The share of the most frequent rendering among the recognised ones, above 0 to 1."""
        return max(self.renderings.values()) / self.renderings.total() if self.renderings else 1.0


@dataclass(frozen=True, slots=True)
class TermScore:
    """The terms due in a text, those most often wrong first; ``bilingual`` where they were counted in the Chinese."""

    uses: tuple[TermUse, ...]
    bilingual: bool

    def count(self, status: Status) -> int:
        """How many renderings have ``status``."""
        return sum(use.statuses[status] for use in self.uses)

    @property
    def due(self) -> int:
        """How often a term is due."""
        return sum(use.due for use in self.uses)

    @property
    def accuracy(self) -> float | None:
        """The share rendered as preferred or admitted, 0 to 1; None where no term is due."""
        return (self.count("preferred") + self.count("admitted")) / self.due if self.due else None

    @property
    def repeated(self) -> tuple[TermUse, ...]:
        """The terms that are recognised more than once, those with the most different renderings first."""
        uses = (use for use in self.uses if use.renderings.total() > 1)
        return tuple(sorted(uses, key=lambda use: (use.consistency, -len(use.renderings), use.term.id)))

    @property
    def consistency(self) -> float | None:
        """The share of the repeated terms that are always rendered the same way; None where no term is repeated."""
        return sum(use.uniform for use in self.repeated) / len(self.repeated) if self.repeated else None


@dataclass(frozen=True, slots=True)
class _Right:
    """A right rendering of the term with number ``term``."""

    term: int
    text: str
    status: Status


@dataclass(frozen=True, slots=True)
class _Hit:
    """A right rendering where it stands."""

    right: _Right
    span: Span


class _Wrong:
    """The spans of wrong renderings, each with the number of its term, by place."""

    def __init__(self, found: Iterable[tuple[Span, int]]) -> None:
        self.all = sorted(found)
        self._starts = [span.start for span, _ in self.all]

    def inside(self, place: Span) -> list[tuple[Span, int]]:
        """Those that start in ``place``."""
        return self.all[bisect_left(self._starts, place.start) : bisect_left(self._starts, place.end)]


class TermRecogniser:
    """Finds the renderings of terms, right and wrong, in reviewed texts; made once for a term base.

    A right rendering is woken by its rarest word, in any inflection, and verified at the words of its sentence: a text is
    tokenised once, and what is looked at grows with its length, not with the term base.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = tuple(terms)
        self._by_id = {term.id: number for number, term in enumerate(self._terms)}
        self._rights = tuple(_rights(self._terms))
        self._woken_by = _by_rarest_word(self._rights)
        self._chinese = _by_first_character(self._terms)

    def score(self, review: Review) -> TermScore:
        """The use of terms in the text of ``review``; its findings say which renderings are wrong, but for those that were rejected."""
        rejected = {decision.fingerprint for decision in review.decisions if decision.verdict == "reject"}
        wrong = _Wrong(
            (finding.span, number)
            for finding in review.findings
            if finding.fingerprint not in rejected and (number := self._wrong(finding)) is not None
        )
        bilingual = any(len(segment.source) for segment in review.document.segments)
        uses: dict[int, TermUse] = {}
        if bilingual:
            self._score_bitext(review.document, wrong, uses)
        else:
            self._score_english(review.document, wrong, uses)
        order = sorted(uses.values(), key=lambda use: (-use.statuses["deprecated"] - use.statuses["other"], -use.due, use.term.id))
        return TermScore(tuple(order), bilingual)

    def _wrong(self, finding: Finding) -> int | None:
        """The number of the term that ``finding`` finds wrongly rendered; None where it is not about a term that has a right rendering."""
        number = self._by_id.get(finding.term or "")
        return number if number is not None and finding.confidence != "low" and self._terms[number].preferred else None

    def _use(self, uses: dict[int, TermUse], number: int) -> TermUse:
        return uses.setdefault(number, TermUse(self._terms[number]))

    def _score_english(self, document: Document, wrong: _Wrong, uses: dict[int, TermUse]) -> None:
        for span, number in wrong.all:
            _count(self._use(uses, number), "deprecated", document.words(span))
        reading = Reading(document)
        for passage in Page(reading.document).passages:
            taken = [span for span, _ in wrong.inside(reading.place(Span(passage.start, passage.end)))]
            found = (replace(hit, span=reading.place(hit.span)) for hit in self._hits(passage))
            hits = (hit for hit in found if " " in hit.right.text or not hit.right.text.islower())
            for hit in _longest(hits, taken):
                _count(self._use(uses, hit.right.term), hit.right.status, hit.right.text)

    def _score_bitext(self, document: Document, wrong: _Wrong, uses: dict[int, TermUse]) -> None:
        hits_of: dict[int, list[_Hit]] = defaultdict(list)
        for passage in Page(document).passages:
            hits_of[passage.segment.index].extend(self._hits(passage))
        for segment in document.segments:
            due = Counter(self._due(document.source, segment))
            wrong_here = wrong.inside(segment.target)
            taken: list[Span] = []
            for number in sorted(due, key=lambda number: (-max(map(len, self._terms[number].zh)), number)):
                left = due[number]
                use = self._use(uses, number)
                for span, of in wrong_here:
                    if left and of == number:
                        taken.append(span)
                        left -= 1
                        _count(use, "deprecated", document.words(span))
                for hit in _longest((hit for hit in hits_of[segment.index] if hit.right.term == number), taken):
                    if left:
                        taken.append(hit.span)
                        left -= 1
                        _count(use, hit.right.status, hit.right.text)
                if left:
                    use.statuses["other"] += left

    def _due(self, source: str, segment: Segment) -> Iterator[int]:
        """The terms whose Chinese stands in ``segment``, from left to right; of two at one place the longer."""
        at = segment.source.start
        while at < segment.source.end:
            for chinese, number in self._chinese.get(source[at], ()):
                if source.startswith(chinese, at, segment.source.end):
                    yield number
                    at += len(chinese)
                    break
            else:
                at += 1

    def _hits(self, passage: Passage) -> Iterator[_Hit]:
        """The right renderings in a sentence, overlapping ones too."""
        tokens = passage.tokens
        for number in sorted({number for word in tokens.places for number in self._woken_by.get(word, ())}):
            right = self._rights[number]
            for match in pattern.find_all(_sequence(right.text), tokens, passage.text):
                yield _Hit(right, Span(tokens.starts[match.start], tokens.ends[match.end - 1]))


@lru_cache(maxsize=16384)
def _sequence(rendering: str) -> pattern.Sequence:
    return pattern.literal(rendering)


def _count(use: TermUse, status: Status, rendering: str) -> None:
    use.statuses[status] += 1
    words = wording(rendering)
    same = (known for known in use.renderings if wording(known) == words)
    use.renderings[next(same, " ".join(rendering.lower().split()))] += 1


def _rights(terms: Sequence[Term]) -> Iterator[_Right]:
    """The right renderings of ``terms``, without what stands in brackets behind them."""
    for number, term in enumerate(terms):
        for rendering in dict.fromkeys((term.preferred, *term.admitted)):
            text = _ASIDE.sub("", rendering).strip()
            if tokenize(text).words:
                yield _Right(number, text, "preferred" if rendering == term.preferred else "admitted")


def _by_rarest_word(rights: Sequence[_Right]) -> dict[str, list[int]]:
    """The numbers of the renderings by each form of the word that the fewest of them have."""
    words = [tokenize(right.text).words for right in rights]
    frequency = Counter(word for each in words for word in set(each))
    woken: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(words):
        for form in forms(min(each, key=lambda word: (frequency[word], -len(word), word))):
            woken[form].append(number)
    return woken


def _by_first_character(terms: Sequence[Term]) -> dict[str, list[tuple[str, int]]]:
    """The Chinese of ``terms``, longest first, with the number of the first term that has it, by its first character."""
    owners: dict[str, int] = {}
    for number, term in enumerate(terms):
        if term.preferred:
            for chinese in term.zh:
                if len(chinese) >= _LEAST_CHINESE:
                    owners.setdefault(chinese, number)
    table: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for chinese, number in sorted(owners.items(), key=lambda item: (-len(item[0]), item[0])):
        table[chinese[0]].append((chinese, number))
    return table


def _longest(hits: Iterable[_Hit], taken: Sequence[Span]) -> Iterator[_Hit]:
    """Those of ``hits`` that overlap neither ``taken`` nor a longer one, preferred renderings before admitted ones."""
    spans = list(taken)
    for hit in sorted(hits, key=lambda hit: (-len(hit.span), hit.span.start, STATUSES.index(hit.right.status), hit.right.term)):
        if not any(hit.span.overlaps(span) for span in spans):
            spans.append(hit.span)
            yield hit
