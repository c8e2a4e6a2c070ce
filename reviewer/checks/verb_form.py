"""A verb in a form that the word before it does not take.

What it flags
    A bare verb behind a preposition ("through strengthen leadership") or behind a "to" that is one ("conducive to improve",
    "is committed to build"), and an -ing behind a modal verb or "in order to" ("in order to implementing").

Why it matters
    Chinese verbs have no forms: 通过加强 and 为了加强 have the same 加强, and a machine that goes word by word keeps the one it knows.

Example
    The county raised incomes [[through strengthen]] the training of farmers.

Limits
    It knows the verbs of official prose that are no nouns: "by access", "of demand" and "for use" are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reviewer.core.document import Span
from reviewer.core.finding import Fault, replace
from reviewer.text.inflection import inflect
from reviewer.text.passage import Passage

CATEGORY = "linguistic/grammar"
SEVERITY = "minor"
CONFIDENCE = "high"

_PREPOSITIONS: Final = ("by", "through", "of", "without", "after", "before", "for", "in", "on", "with", "from")
_MODALS: Final = ("must", "should", "shall", "will", "can", "cannot", "could", "would")
_BARE: Final = tuple(
    "accelerate accomplish achieve adhere adjust adopt alleviate allocate analyze apply attract avoid become broaden carry clarify consider consolidate continue contribute create cultivate deepen deliver "
    "determine develop disseminate educate eliminate emphasize enable encourage enhance enlarge enrich ensure enter eradicate establish expand explain explore facilitate formulate foster fulfill hear identify implement "
    "improve inherit innovate insist inspire integrate introduce learn maintain manage mobilize obtain optimize organize overcome participate perform popularize prepare preserve prevent promote propose protect provide publicize "
    "pursue realize receive rectify reduce regulate reinforce rejuvenate remove resolve revitalize safeguard settle simplify solve standardize stimulate streamline strengthen strive supervise sustain understand unify unite uphold utilize "
    "widen".split()
)
_ING: Final = {inflect(verb, "ing"): verb for verb in _BARE}
WAKES = (
    *(f"{preposition} {verb}" for preposition in _PREPOSITIONS for verb in _BARE),
    *(f"{modal} {ing}" for modal in _MODALS for ing in _ING),
    *(f"to {ing}" for ing in _ING),
    *"conducive committed devoted dedicated contribute contributes contributed contributing contribution contributions forward adhere adheres adhered adhering".split(),
)

_VERB = rf"(?P<verb>{'|'.join(_BARE)}|build|do(?=\s(?:a|an|the|well)\b)|serve(?=\s(?:a|an|the|our|its)\b))"
_AFTER_PREPOSITION = re.compile(
    rf"(?<![\w'’“\"-])(?P<before>{'|'.join(_PREPOSITIONS)})\s{_VERB.replace('|build|', '|')}(?=\s[A-Za-z])", re.IGNORECASE
)
_AFTER_TO = re.compile(
    r"\b(?P<before>conducive\sto|(?:is|are|was|were|be|been|being)\s(?:\w+ly\s)?(?:committed|devoted|dedicated)\sto|devoted\s(?:themselves|himself|herself|itself)\sto"
    rf"|contribut(?:e|es|ed|ing)\sto|contributions?\sto|look(?:s|ed|ing)?\sforward\sto|adher(?:e|es|ed|ing)\sto)\s{_VERB}\b",
    re.IGNORECASE,
)
_AFTER_MODAL = re.compile(
    rf"\b(?P<before>in\sorder\sto|so\sas\sto|(?-i:{'|'.join(_MODALS)}))\s(?P<verb>{'|'.join(_ING)})(?=\s[A-Za-z])", re.IGNORECASE
)


def find(passage: Passage) -> Iterator[Fault]:
    """The verbs in a wrong form in a sentence."""
    for pattern, wants in ((_AFTER_PREPOSITION, "ing"), (_AFTER_TO, "ing"), (_AFTER_MODAL, "base")):
        for match in pattern.finditer(passage.text, passage.start, passage.end):
            verb = Span(*match.span("verb"))
            found = match["verb"].lower()
            new = _ING[found] if wants == "base" else inflect(found, "ing")
            span = Span(match.start("before") if wants == "base" or pattern is _AFTER_PREPOSITION else verb.start, verb.end)
            before = passage.text[span.start : verb.start]
            said = "takes no -ing form" if wants == "base" else "takes an -ing form"
            yield Fault(span, f"“{match['before']}” {said}.", (replace(span, before + new),))
