"""A full stop where a quotation goes on to its speaker.

What it flags
    A full stop before the closing quotation mark when "Liu said." follows: English has a comma there.

Why it matters
    Chinese closes the quoted sentence with 。 before the attribution; carried over, it cuts the English sentence in two
    and leaves "Liu said." as a sentence of its own.

Example
    "We will keep at it[[."]] Zhang Min said.

Limits
    Quotations that end in ? or !, and "said that", which begins a new statement, pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.core.document import Span
from reviewer.core.finding import Fault, replace
from reviewer.text.passage import Page

CATEGORY = "linguistic/punctuation"
SEVERITY = "minor"
CONFIDENCE = "high"

_SAID = r"said|says|added|noted|explained|stressed|emphasi[sz]ed|remarked|recalled|concluded|stated|commented|admitted|continued|pointed out|introduced|told (?:reporters|the reporter|us)|told [A-Z]\w+"
_PLACE = re.compile(
    r"(?P<stop>\.)(?P<close>[\"”’']{1,2})\s+(?=(?:[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3}|[Hh]e|[Ss]he|[Tt]he \w+(?:\s\w+){0,3}?)"
    rf"(?:,[^.!?\"“”]{{3,240}},)?\s(?:also\s|then\s|further\s)?(?:{_SAID})(?:\s(?:at|in|on|during|after|when|with|to|happily|excitedly|proudly|emotionally|frankly)\b[^.!?,\"“”]{{0,80}})?[.,])"
)


def find_in_page(page: Page) -> Iterator[Fault]:
    """The full stops before attributions, in all paragraphs."""
    for segment in page.document.segments:
        for match in _PLACE.finditer(page.text, segment.target.start, segment.target.end):
            span = Span(match.start("stop"), match.end("close"))
            yield Fault(
                span, "A full stop ends the quotation before its speaker is named.", (replace(span, "," + match["close"], safety="safe"),)
            )
