"""Headings run together, doubled, or closed with a full stop.

What it flags
    A heading glued to the one behind it ("constructionPARTY BUILDING"), the same heading twice in a row, and a short line
    under a heading that is itself one and ends with a full stop.

Why it matters
    A web page's headings stand in boxes of their own; taken as text they stick together, and the machine closes each with
    a full stop.

Example
    West Coast New Area: party-mass [[constructionPARTY BUILDING]]

Limits
    Product names with a capital inside (WeChat, JavaScript) pass. Whether a short line is a heading is a guess: it begins
    with a bare verb, stands alone and is followed by a longer paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.core.document import Segment, Span
from reviewer.core.finding import Fault, replace
from reviewer.text.passage import Page
from reviewer.text.verbs import VERBS

CATEGORY = "design/markup"
SEVERITY = "minor"
CONFIDENCE = "high"

_GLUED = re.compile(r"(?<![\w@/.])(?P<left>[a-z]{3,})(?P<right>[A-Z]{3,}(?: [A-Z]{2,})*|(?:The|In|On|At|We|This|It)(?= [a-z]))(?![\w.@/(])")
_LONGEST_HEADING = 90


def find_in_page(page: Page) -> Iterator[Fault]:
    """The heading faults of a page."""
    if not page.is_china:
        return
    segments = page.document.segments
    for number, segment in enumerate(segments):
        text = segment.target.of(page.text)
        for match in _GLUED.finditer(page.text, segment.target.start, segment.target.end):
            span = Span(*match.span())
            cures = [replace(span, f"{match['left']} {match['right']}")]
            if segment.kind == "heading" and match.end() == segment.target.end:
                cures.insert(0, replace(span, match["left"], label="delete the second"))
            yield Fault(span, f"“{match[0]}” runs two headings together.", tuple(cures), severity="major")
        if number and segment.kind == "heading" and text.lower() == segments[number - 1].target.of(page.text).lower():
            yield Fault(segment.target, f"The heading “{text}” stands twice in a row.", (replace(segment.target, ""),))
        if _is_closed_heading(page, segments, number):
            span = Span(segment.target.end - 1, segment.target.end)
            yield Fault(
                span, "A heading ends with a full stop.", (replace(span, ""),), category="linguistic/punctuation", confidence="medium"
            )


def _is_closed_heading(page: Page, segments: tuple[Segment, ...], number: int) -> bool:
    segment = segments[number]
    text = segment.target.of(page.text)
    if segment.kind != "paragraph" or len(text) > _LONGEST_HEADING or not text.endswith(".") or re.search(r"[.!?,;\"”](?=\s)", text):
        return False
    first = re.match(r"\W*(?:[A-Za-z]+ly )?([A-Za-z]+)", text)
    verb = first[1].lower() if first else ""
    behind = segments[number + 1].target if number + 1 < len(segments) else None
    before = segments[number - 1] if number else None
    under_a_heading = before is None or (before.kind in ("heading", "item") and len(before.target) <= _LONGEST_HEADING)
    return (verb in VERBS or verb == "be") and under_a_heading and behind is not None and len(behind) > 2 * len(text)
