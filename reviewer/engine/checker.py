"""The checker: everything on, one pass over each document."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
            self._automata.append((self._terms_phrases, automaton.build(tuple(by_word))))
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
        for passage in page.passages:
            for check in (*self._wake(passage), *self._everywhere):
                findings.add(check, check.find(passage, self.glossary), passage)
        for check in self._whole_page:
            findings.add(check, check.find_in_page(page))
        return Review(document, findings.ordered(reading), self.signature)

    def matches(self, document: Document) -> tuple[TermMatch, ...]:
        """The wrong renderings in ``document`` that the term base knows, whatever checks report them."""
        found: list[TermMatch] = []
        for passage in Page(Reading(document).document).passages:
            self._wake(passage)
            found += self.glossary.find(passage)
        return tuple(found)

    def _wake(self, passage: Passage) -> dict[Check, None]:
        """The checks that something in a sentence wakes; the term base's phrases go to the passage."""
        woken: dict[Check, None] = {}
        for phrase in self._phrases(passage.words):
            if phrase < self._terms_phrases:
                passage.phrases.append(phrase)
            else:
                woken.update(dict.fromkeys(self._woken_by_word[phrase - self._terms_phrases]))
        if passage.phrases:
            woken.update(dict.fromkeys(self._by_terms))
        for sign, check in self._by_sign:
            if sign.search(passage.text, passage.start, passage.end):
                woken[check] = None
        return woken

    def _phrases(self, words: bytes) -> Iterator[int]:
        for first, each in self._automata:
            for _, _, phrase in each.scan(words):
                yield first + phrase


def _compiled(index: Index) -> automaton.Automaton:
    """The automaton of the phrases of an index; from the cache where it has been made before."""
    dumped = cached("automaton", digest(index.key.encode()), lambda: automaton.build(index.phrases).dump())
    return automaton.load(dumped, lambda: index.phrases)


def _beginning(span: Span) -> Span:
    return Span(span.start, min(span.end, span.start + _MOST_AROUND))


class _Findings:
    """The findings of one page as they come in: each check, term and span once, each with its fingerprint."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._faults: dict[tuple[int, int, str, str], tuple[Check, Fault, Passage]] = {}
        self._starts = [passage.start for passage in page.passages]

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

    def _passage_at(self, span: Span) -> Passage:
        return self._page.passages[max(0, bisect_right(self._starts, span.start) - 1)]
