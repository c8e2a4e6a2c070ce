"""The same sentence twice, one close behind the other.

What it flags
    A sentence of five words or more that stands again within the next three sentences.

Why it matters
    Machine translation of long sentences sometimes starts over and says the same again.

Example
    Work on the bridge began in May this year. [[Work on the bridge began in May this year.]]

Limits
    Refrains further apart pass, and what stands in two segments whose Chinese is one and the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.core.document import Span
from reviewer.core.finding import Fault, replace
from reviewer.text.passage import Page, Passage

CATEGORY = "linguistic/repetition"
SEVERITY = "major"
CONFIDENCE = "medium"

_LEAST_WORDS = 5
_NEAR = 3


def find_in_page(page: Page) -> Iterator[Fault]:
    """The repeated sentences of a page."""
    last: dict[str, int] = {}
    for number, passage in enumerate(page.passages):
        if passage.segment.kind not in ("paragraph", "unit"):
            continue
        words = page.text[passage.start : passage.end].lower().split()
        if len(words) < _LEAST_WORDS:
            continue
        key = " ".join(words)
        if key in last and number - last[key] <= _NEAR and not _is_in_the_source(page, page.passages[last[key]], passage):
            before = page.passages[number - 1]
            start = before.end if before.segment is passage.segment else passage.start
            yield Fault(
                Span(passage.start, passage.end),
                f"“{' '.join(words[:6])} …” stands already a few sentences before.",
                (replace(Span(passage.start, passage.end), "", label="delete"),) if start != passage.start else (),
            )
        last[key] = number


def _is_in_the_source(page: Page, first: Passage, second: Passage) -> bool:
    """Whether two sentences stand in two segments with the same Chinese."""
    sources = [passage.segment.source.of(page.document.source) for passage in (first, second)]
    return first.segment is not second.segment and sources[0] != "" and sources[0] == sources[1]
