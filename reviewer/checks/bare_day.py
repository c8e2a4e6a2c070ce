"""A day without its month, or a date in Chinese order.

What it flags
    "On the 11th, the meeting …" where the month is left to the paper's own date, and dates written year first in running
    text ("2020 May 21", "2020.5.21").

Why it matters
    A Chinese news item gives the day alone (11日) because the page shows the month. A reader of the English, later and
    elsewhere, cannot know it.

Example
    On [[the 11th]], the Joint Prevention and Control Mechanism of the State Council met.

Limits
    The month is suggested only where the text names one and no other. Ordinals of other things ("the 11th Party congress")
    pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.core.document import Span
from reviewer.core.finding import Fault, replace
from reviewer.text.passage import Page

CATEGORY = "locale/date-format"
SEVERITY = "minor"
CONFIDENCE = "medium"

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTHS = _MONTH[3:-1].split("|")
_DAY = re.compile(
    r"\b(?P<lead>[Oo]n |of |[Ff]rom |to |until |since |by )(?P<day>the (?P<number>[12]?\d|3[01])(?:st|nd|rd|th))(?=\s?[,.;)]|\s(?:at|in the (?:morning|afternoon|evening)|that|by|to|with|and)\b)"
)
_OF_MONTH = re.compile(rf"\b(?P<month>{_MONTH})\s\d{{1,2}}\b|\b\d{{1,2}}\s(?P<month2>{_MONTH})\b")
_YEAR_FIRST = re.compile(rf"\b(?P<year>(?:19|20)\d\d),? (?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,? \d{{4}})")
_DOTTED = re.compile(r"(?<![\d./-])(?P<year>(?:19|20)\d\d)\.(?P<month>0?[1-9]|1[0-2])\.(?P<day>0?[1-9]|[12]\d|3[01])(?![\d./-])")


def find_in_page(page: Page) -> Iterator[Fault]:
    """The dates of a page that want a month or another order."""
    if not page.is_china:
        return
    months = {match["month"] or match["month2"] for match in _OF_MONTH.finditer(page.text)}
    for passage in page.passages:
        text, start, end = passage.text, passage.start, passage.end
        for match in _DAY.finditer(text, start, end):
            span = Span(*match.span("day"))
            cures = (replace(span, f"{next(iter(months))} {match['number']}"),) if len(months) == 1 else ()
            yield Fault(span, f"“{span.of(text)}” leaves the month to the reader.", cures)
        for match in _YEAR_FIRST.finditer(text, start, end):
            span = Span(*match.span())
            yield Fault(
                span, f"“{match[0]}” is a date in Chinese order.", (replace(span, f"{match['month']} {match['day']}, {match['year']}"),)
            )
        for match in _DOTTED.finditer(text, start, end):
            span = Span(*match.span())
            new = f"{_MONTHS[int(match['month']) - 1]} {int(match['day'])}, {match['year']}"
            yield Fault(span, f"“{match[0]}” is a date in Chinese form.", (replace(span, new),))
