"""From a match in the term base to a fault that names both sides."""

from __future__ import annotations

from typing import Final

from reviewer.core.finding import Fault
from reviewer.glossary.match import TermMatch
from reviewer.glossary.suggest import suggest

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


def fault_of(match: TermMatch, text: str) -> Fault:
    """The fault of a wrong rendering in ``text``, with the suggestions that fit there."""
    span, suggestions = suggest(match, text)
    words = match.span.of(text)
    what = _FAULTS.get(match.rendering.category, "a poor rendering of")
    near = "close to " if match.near else ""
    return Fault(
        span,
        f"“{words}” is {near}{what} {match.term.zh[0]}.",
        suggestions,
        category=match.rendering.category,
        severity=match.rendering.severity,
        confidence="medium" if match.near and match.rendering.confidence == "high" else match.rendering.confidence,
        term=match.term.id,
    )
