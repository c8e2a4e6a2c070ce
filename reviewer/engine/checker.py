"""The checker: everything on, one pass over each document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate

from reviewer import __version__
from reviewer.checks import Check
from reviewer.core.document import Document, Span
from reviewer.core.finding import Fault, Finding
from reviewer.core.review import Review
from reviewer.glossary.cache import cached, digest
from reviewer.glossary.glossary import Glossary
from reviewer.glossary.index import Index
from reviewer.glossary.match import TermMatch
from reviewer.text import automaton
from reviewer.text.fold import folded_words, joined
from reviewer.text.passage import Page, Passage
from reviewer.text.reading import Reading

_FINGERPRINT_BYTES = 8
_MOST_AROUND = 4000
"""Characters of a sentence that tell its findings from those of others: one without a full stop may be as long as the text."""


class Checker:
    """Checks documents with a glossary and a choice of checks; made once, used for any number of documents."""

    def __init__(self, glossary: Glossary, checks: Sequence[Check]) -> None:
        self.glossary = glossary
        self.checks = tuple(checks)
        self._by_terms = tuple(check for check in self.checks if check.woken_by_terms)
        self._by_sign = tuple((check.sign, check) for check in self.checks if check.sign)
        by_word: dict[str, list[Check]] = defaultdict(list)
        for check in self.checks:
            for word in check.wakes:
                by_word[word].append(check)
        self._woken_by_word = list(by_word.values())
        self._automata: list[tuple[int, automaton.Automaton]] = []
        self._terms_phrases = 0
        for part in glossary.parts if self._by_terms else ():
            if part.index.phrase_count:
                self._automata.append((self._terms_phrases, _compiled(part.index)))
            self._terms_phrases += part.index.phrase_count
        if by_word:
            self._automata.append((self._terms_phrases, _automaton_of_words(tuple(by_word))))
        self._everywhere = tuple(check for check in self.checks if check.looks_everywhere)
        self._whole_page = tuple(check for check in self.checks if check.whole_page)

    @property
    def signature(self) -> str:
        """What makes the findings: the version, the glossaries with their hashes, the number of checks on."""
        return f"version:{__version__}|glossaries:{self.glossary.signature}|checks:{len(self.checks)}"

    def review(self, document: Document) -> Review:
        """The findings of ``document``, in order of place."""
        reading = Reading(document)
        page = Page(reading.document)
        findings = _Findings(page)
        for passage, checks in self._woken(page):
            for check in checks:
                findings.add(check, check.find(passage, self.glossary), passage)
        for check in self._whole_page:
            findings.add(check, check.find_in_page(page))
        return Review(document, findings.ordered(reading), self.signature)

    def matches(self, document: Document) -> tuple[TermMatch, ...]:
        """The wrong renderings in ``document`` that the term base knows, whatever checks report them."""
        found: list[TermMatch] = []
        for passage, _ in self._woken(Page(Reading(document).document)):
            if passage.phrases:
                found += self.glossary.find(passage)
        return tuple(found)

    def _woken(self, page: Page) -> Iterator[tuple[Passage, Iterable[Check]]]:
        """The sentences in which something wakes checks, and these; the term base's phrases go to the passage.

        Where no check looks at every sentence, those of a segment are told apart only where something stands in it.
        """
        signs = [_Sign(page.text, sign, check) for sign, check in self._by_sign]
        for passage in page.passages if self._everywhere else self._passages_that_may_wake(page):
            by_sign = [sign.check for sign in signs if sign.stands(passage.start, passage.end)]
            by_word: dict[Check, None] = {}
            for first, phrases in self._phrases(passage.folded):
                if first < self._terms_phrases:
                    passage.phrases += [first + phrase for phrase in phrases]
                else:
                    by_word.update((check, None) for phrase in phrases for check in self._woken_by_word[phrase])
            yield passage, (*by_word, *(self._by_terms if passage.phrases else ()), *by_sign, *self._everywhere)

    def _passages_that_may_wake(self, page: Page) -> Iterator[Passage]:
        signs = [_Sign(page.text, sign, check) for sign, check in self._by_sign]
        for segment in page.document.segments:
            start, end = segment.target.start, segment.target.end
            if any(self._phrases(folded_words(page.text[start:end]))) or any(sign.stands(start, end) for sign in signs):
                yield from page.sentences(segment)

    def _phrases(self, folded: Iterable[bytes]) -> Iterator[tuple[int, list[int]]]:
        """The phrases in folded words: for each automaton that finds some, the number of its first phrase, and theirs from there."""
        words = joined(folded)
        for first, each in self._automata:
            if found := each.phrases(words):
                yield first, found


def _compiled(index: Index) -> automaton.Automaton:
    """The automaton of the phrases of an index; from the cache where it has been made before."""
    dumped = cached("automaton", digest(index.key.encode()), lambda: automaton.build(index.phrases).dump())
    return automaton.load(dumped, lambda: index.phrases)


def _automaton_of_words(words: tuple[str, ...]) -> automaton.Automaton:
    """The automaton of the words that wake checks; from the cache, too, as they are thousands."""
    dumped = cached("words", digest("\n".join(words).encode()), lambda: automaton.build(words).dump())
    return automaton.load(dumped, lambda: words)


class _Sign:
    """Where the sign of a check stands next in a text; places are asked for from front to back."""

    def __init__(self, text: str, pattern: re.Pattern[str], check: Check) -> None:
        self.check = check
        self._text = text
        self._pattern = pattern
        self._next = -1

    def stands(self, start: int, end: int) -> bool:
        """Whether the sign begins in ``text[start:end]``."""
        if self._next < start:
            match = self._pattern.search(self._text, start)
            self._next = match.start() if match else len(self._text)
        return self._next < end


def _beginning(span: Span) -> Span:
    return Span(span.start, min(span.end, span.start + _MOST_AROUND))


class _Findings:
    """The findings of one page as they come in: each check, term and span once, each with its fingerprint."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._faults: dict[tuple[int, int, str, str], tuple[Check, Fault, Passage]] = {}

    def add(self, check: Check, faults: Iterable[Fault], passage: Passage | None = None) -> None:
        for fault in faults:
            key = (fault.span.start, fault.span.end, check.id, fault.term or "")
            self._faults.setdefault(key, (check, fault, passage or self._passage_at(fault.span)))

    def ordered(self, reading: Reading) -> tuple[Finding, ...]:
        """The findings in order of place in the document that was read; a term's inside the span of a check that covers it is left out."""
        covers = sorted(fault.span for check, fault, _ in self._faults.values() if check.covers and fault.suggestions)
        starts = [span.start for span in covers]
        reaches = list(accumulate((span.end for span in covers), max, initial=0))
        twins: Counter[tuple[str, str, str, str]] = Counter()
        findings: list[Finding] = []
        for key in sorted(self._faults):
            check, fault, passage = self._faults[key]
            if fault.term and reaches[bisect_right(starts, fault.span.start)] >= fault.span.end:
                continue
            words = " ".join(fault.span.of(self._page.text).lower().split())
            around = _beginning(passage.segment.source).of(self._page.document.source)
            around = around or " ".join(_beginning(Span(passage.start, passage.end)).of(self._page.text).split())
            identity = (check.id, fault.term or "", words, around)
            twins[identity] += 1
            hashed = blake2b("\x1f".join((*identity, str(twins[identity]))).encode(), digest_size=_FINGERPRINT_BYTES).hexdigest()
            findings.append(
                Finding(
                    check=check.id,
                    term=fault.term,
                    category=fault.category or check.category,
                    severity=fault.severity or check.severity,
                    confidence=fault.confidence or check.confidence,
                    span=reading.place(fault.span),
                    source_span=fault.source_span,
                    message=fault.message,
                    suggestions=tuple(reading.placed(suggestion, fault.span) for suggestion in fault.suggestions),
                    fingerprint=hashed,
                )
            )
        return tuple(sorted(findings, key=lambda finding: (finding.span, finding.check, finding.term or "")))

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.start for passage in self._page.passages]

    def _passage_at(self, span: Span) -> Passage:
        return self._page.passages[max(0, bisect_right(self._starts, span.start) - 1)]
