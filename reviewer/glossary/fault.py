"""From a match in the term base to a fault that names both sides."""

from __future__ import annotations

from typing import Final

from reviewer.core.document import Span
from reviewer.core.finding import CONFIDENCES, Confidence, Fault
from reviewer.core.term import Term
from reviewer.glossary.match import TermMatch
from reviewer.glossary.suggest import suggest
from reviewer.text.passage import Passage

_FAULTS: Final = {
    "accuracy/literal": "a word-for-word rendering of",
    "accuracy/mistranslation": "a mistranslation of",
    "accuracy/entity": "not the name of",
    "accuracy/untranslated": "left untranslated from",
    "accuracy/number": "a wrong figure for",
    "accuracy/addition": "more than there is in",
    "accuracy/omission": "less than there is in",
    "style/register": "a slogan or metaphor carried over from",
    "style/awkward": "an awkward rendering of",
    "terminology/wrong-term": "not the English term for",
    "terminology/inconsistent": "not the usual form of the term for",
    "linguistic/repetition": "a doubled rendering of",
    "linguistic/spelling": "misspelt for",
    "locale/date-format": "not the English form of",
    "design/markup": "page furniture, from",
}


def fault_of(match: TermMatch, passage: Passage) -> Fault:
    """The fault of a wrong rendering in a sentence, with the suggestions that fit there and the Chinese behind it, where it is there."""
    text = passage.text
    span, suggestions = suggest(match, text, passage.segment.target)
    words = match.span.of(text)
    what = _FAULTS.get(match.rendering.category, "a poor rendering of")
    near = "close to " if match.near else ""
    source_span = _source_of(match.term, passage)
    confidence = match.rendering.confidence
    if match.near:
        confidence = _less(confidence)
    if len(passage.segment.source) and source_span is None:
        confidence = _less(confidence)
    return Fault(
        span,
        f"“{words}” is {near}{what} {match.term.zh[0]}.",
        suggestions,
        category=match.rendering.category,
        severity=match.rendering.severity,
        confidence=confidence,
        term=match.term.id,
        source_span=source_span,
    )


def _less(confidence: Confidence) -> Confidence:
    """The next lower confidence: of words that are only near, or whose Chinese, though it stands beside, is not that of the term."""
    return CONFIDENCES[min(CONFIDENCES.index(confidence) + 1, len(CONFIDENCES) - 1)]


def _source_of(term: Term, passage: Passage) -> Span | None:
    """The term's Chinese in the source of the sentence's segment, the longest variant that stands there; None where none does."""
    source = passage.segment.source
    for zh in sorted(term.zh, key=len, reverse=True):
        at = passage.page.document.source.find(zh, source.start, source.end)
        if at >= 0:
            return Span(at, at + len(zh))
    return None
