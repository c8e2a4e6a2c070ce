"""A percent sign that is missing, or percentages written in two ways.

What it flags
    A figure that has lost its percent sign beside one that has it ("44.8 and 46%"), a share without any ("117 of the
    annual plan"), the word twice or in a plural ("8.5% percent", "2 percents"), and a text that writes both "percent" and "%".

Why it matters
    "44.8 and 46% of the annual targets" can be read as 44.8 units and 46%.

Example
    have achieved [[44.8 and 46%]] of the annual targets respectively

Limits
    Ranges ("60 to 70%", "between 5 and 10%") are good English and pass. Which of "percent" and "%" is right is a matter of
    house style: the rarer one is flagged, once, at its first place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.core.document import Span
from reviewer.core.finding import Fault, replace
from reviewer.text.passage import Page

CATEGORY = "accuracy/number"
SEVERITY = "major"
CONFIDENCE = "high"

_SIGN = re.compile(r"%|per ?cent|\d of the ", re.IGNORECASE)
_LONE = re.compile(
    r"(?<![\d.,%$])(?P<first>\d+(?:\.\d+)?)(?P<rest>(?:, \d+(?:\.\d+)?){0,20},? and (?P<last>\d+(?:\.\d+)?)(?P<sign>%|\s?percent\b|\s?per cent\b))"
)
_RANGE_BEFORE = re.compile(r"\b(?:between|from|of|by|about|around|roughly|either|to)\s(?:about\s|around\s)?$", re.IGNORECASE)
_MISSING = re.compile(
    r"\b(?:complet\w+|reach\w*|account\w* for|achiev\w+|fulfill?\w*|finish\w*|realiz\w+|to|was|is|were|are)\s(?P<figure>\d{1,3}(?:\.\d+)?) of the "
    r"(?=(?:(?:annual|yearly|whole[- ]year|full[- ]year|planned|year's|half[- ]year|quarterly|monthly|set|budgeted?)\s)+(?:plan|target|task|quota|goal|budget)s?\b)",
    re.IGNORECASE,
)
_TWICE = re.compile(r"(?<=\d)(?P<sign>\s?%)\s?per ?cents?\b", re.IGNORECASE)
_PLURAL = re.compile(r"(?<=\d)\s(?P<sign>per ?cent)s\b", re.IGNORECASE)
_ANY = re.compile(r"(?<=\d)\s?(?P<sign>%|percent\b(?!age)|per cent\b)")


def find_in_page(page: Page) -> Iterator[Fault]:
    """The percent faults of a page."""
    signs: dict[str, list[Span]] = {}
    for passage in page.passages:
        if not _SIGN.search(passage.text, passage.start, passage.end):
            continue
        respectively_at = passage.text.rfind("respectively", passage.start, passage.end)
        for match in _LONE.finditer(passage.text, passage.start, passage.end):
            respectively = respectively_at >= match.end()
            decimals = "." in match["first"]
            if not (respectively or decimals) or _RANGE_BEFORE.search(passage.text, max(passage.start, match.start() - 16), match.start()):
                continue
            span = Span(*match.span())
            new = re.sub(r"\d+(?:\.\d+)?(?=,| and)", rf"\g<0>{match['sign']}", span.of(passage.text))
            yield Fault(span, f"“{span.of(passage.text)}” has one percent sign for two figures.", (replace(span, new),))
        for pattern, said in ((_TWICE, "says “percent” twice"), (_PLURAL, "is no English plural")):
            for match in pattern.finditer(passage.text, passage.start, passage.end):
                span, sign = Span(*match.span()), Span(*match.span("sign"))
                yield Fault(
                    span,
                    f"“{span.of(passage.text).strip()}” {said}.",
                    (replace(span, passage.text[span.start : sign.end], safety="safe"),),
                    category="linguistic/grammar",
                    severity="minor",
                )
        if page.is_china:
            for match in _MISSING.finditer(passage.text, passage.start, passage.end):
                span = Span(*match.span("figure"))
                yield Fault(
                    span,
                    f"“{match['figure']}” seems to have lost its percent sign.",
                    (replace(span, match["figure"] + "%"),),
                    confidence="medium",
                )
        for match in _ANY.finditer(passage.text, passage.start, passage.end):
            signs.setdefault(match["sign"], []).append(Span(*match.span()))
    if len(signs) > 1:
        usual = max(signs, key=lambda sign: len(signs[sign]))
        odd = min(spans[0] for sign, spans in signs.items() if sign != usual)
        new = usual if usual == "%" else f" {usual}"
        yield Fault(
            odd,
            f"“{odd.of(page.text).strip()}” is written “{usual}” elsewhere in this text.",
            (replace(odd, new),),
            category="terminology/inconsistent",
            severity="minor",
            confidence="low",
        )
