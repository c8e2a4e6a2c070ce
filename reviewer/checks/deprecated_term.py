"""A wrong rendering that the term base knows.

What it flags
    Words that stand in the term base as a deprecated rendering of a Chinese term, in any inflection, case, hyphenation
    and American or British spelling; and, with less confidence, words that are a few letters or one word off.

Why it matters
    Machine translation renders set phrases word for word. 双招双引 is "attracting investment and talent"; nobody who does
    not read the Chinese behind it understands "double recruitment and double introduction".

Example
    take "[[double recruitment and double introduction]]" as the first battlefield

Limits
    It knows only what the term base holds; `reviewer glossary find` shows what that is. Renderings that are good English
    elsewhere carry a condition and are silent without it. The category and severity are those of the term.
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.core.finding import Fault
from reviewer.glossary.glossary import Glossary
from reviewer.glossary.match import TermMatch
from reviewer.glossary.suggest import suggest
from reviewer.text.passage import Passage

CATEGORY = "accuracy/literal"
SEVERITY = "minor"
CONFIDENCE = "high"

_FAULTS = {
    "accuracy/literal": "a word-for-word rendering of",
    "accuracy/mistranslation": "a mistranslation of",
    "accuracy/entity": "not the name of",
    "accuracy/untranslated": "left untranslated from",
    "accuracy/number": "a wrong figure for",
    "style/register": "a slogan or metaphor carried over from",
    "style/awkward": "an awkward rendering of",
    "terminology/wrong-term": "not the English term for",
    "terminology/inconsistent": "not the usual form of the term for",
    "linguistic/repetition": "a doubled rendering of",
    "linguistic/spelling": "misspelt for",
    "design/markup": "page furniture, from",
}


def wakes(glossary: Glossary) -> Iterator[str]:
    """The anchors of all renderings."""
    yield from glossary.index.anchors


def find(passage: Passage, glossary: Glossary) -> Iterator[Fault]:
    """The wrong renderings in a sentence."""
    anchors = glossary.index.anchors
    entries = dict.fromkeys(entry for phrase in sorted(passage.woken) for entry in anchors.get(phrase, ()))
    for match in glossary.matcher.find(entries, passage.tokens, passage.text, lambda: passage.page.is_china):
        span, suggestions = suggest(match, passage.text)
        yield Fault(
            span,
            _message(match, match.span.of(passage.text)),
            suggestions,
            category=match.rendering.category,
            severity=match.rendering.severity,
            confidence=match.rendering.confidence,
            term=match.term.id,
        )


def _message(match: TermMatch, words: str) -> str:
    fault = _FAULTS.get(match.rendering.category, "a poor rendering of")
    return f"“{words}” is {fault} {match.term.zh[0]}."
