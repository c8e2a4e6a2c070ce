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
from reviewer.glossary.fault import fault_of
from reviewer.glossary.glossary import Glossary
from reviewer.text.passage import Passage

CATEGORY = "accuracy/literal"
SEVERITY = "minor"
CONFIDENCE = "high"
TERM_BASE = True

_ELSEWHERE = "empty-words"


def find(passage: Passage, glossary: Glossary) -> Iterator[Fault]:
    """The wrong renderings in a sentence; those of the domain of empty words are another check's."""
    for match in glossary.find(passage):
        if match.term.domain != _ELSEWHERE:
            yield fault_of(match, passage)
