"""Words of translated officialese that say nothing.

What it flags
    Nouns of category ("the work of", "the pace of"), a weak verb with a noun that should be the verb ("make an investigation
    of"), intensifiers on verbs that need none ("earnestly", "vigorously"), and twins that say one thing twice ("help and
    assist"): the families of Joan Pinkham's The Translator's Guide to Chinglish (2000).

Why it matters
    Chinese wants these words for rhythm. In English they are what makes a page read as translated.

Example
    The county will [[vigorously ]]develop tourism in Shandong Province.

Limits
    A matter of style: minor, and switched off as a group with `--ignore empty-words`. Official translations keep some of
    these words for emphasis. The list is the term base's domain of this name (`glossaries/empty-words.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.core.finding import Fault
from reviewer.glossary.fault import fault_of
from reviewer.glossary.glossary import Glossary
from reviewer.text.passage import Passage

CATEGORY = "style/awkward"
SEVERITY = "minor"
CONFIDENCE = "medium"
TERM_BASE = True

_DOMAIN = "empty-words"


def find(passage: Passage, glossary: Glossary) -> Iterator[Fault]:
    """The empty words of a sentence."""
    for match in glossary.find(passage):
        if match.term.domain == _DOMAIN:
            yield fault_of(match, passage)
