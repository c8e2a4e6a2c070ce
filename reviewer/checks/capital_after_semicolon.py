"""A capital letter after a semicolon.

What it flags
    A word after a semicolon that has a capital and is no name: the part after the semicolon began a sentence of its own
    for the machine.

Why it matters
    Official Chinese strings a dozen clauses together with ；, and machine translation treats each as a sentence.

Example
    New models have appeared[[; The]] resilience of supply chains has improved.

Limits
    Only words that are never names: articles, pronouns, verbs and other small words. Lists whose items begin on lines of
    their own pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.core.document import Span
from reviewer.core.finding import Fault, replace
from reviewer.text.passage import Passage
from reviewer.text.verbs import VERBS

CATEGORY = "linguistic/punctuation"
SEVERITY = "minor"
CONFIDENCE = "high"
SIGN = re.compile(r";[ \u00a0]+[A-Z]")

_PLACE = re.compile(r";[ \u00a0]+(?P<word>[A-Z][a-z]*)(?=\s(?P<next>[A-Za-z]))")
_SMALL = frozenset(
    """the a an this these that those it its we our they their he his she her in on at by for from to of with as and or but if when while where there all both each every some any
    no not more most other another such first second third finally also then however therefore through under among between since after before during actively vigorously
    continuously fully further effectively deeply strictly relevant new many various major key""".split()
)


def find(passage: Passage) -> Iterator[Fault]:
    """The capitals after semicolons in a sentence."""
    for match in _PLACE.finditer(passage.text, passage.start, passage.end):
        word = match["word"].lower()
        if match["word"] in ("I", "March", "May", "Will", "Grant", "Mark") or (
            word not in _SMALL and (word not in VERBS or match["next"].isupper())
        ):
            continue
        span = Span(*match.span())
        yield Fault(
            span,
            f"“{match['word']}” has a capital behind a semicolon.",
            (replace(span, match[0].replace(match["word"], word), safety="safe"),),
        )
