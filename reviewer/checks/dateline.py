"""A Chinese newspaper's dateline at the head of an English text.

What it flags
    "Xinhua News Agency, Beijing, December 11 (Reporters A and B)": the agency, the place, the day and the reporters in
    the order and brackets of a Chinese paper.

Why it matters
    English has a dateline form of its own, and a government page needs none; the reporter's function (全媒体记者) means
    nothing in English.

Example
    [[Xinhua News Agency, Xining, December 11 (Reporters Luo Min and Zhang Hong)]] The province has begun …

Limits
    Looks only at the first words of a paragraph. The names of the reporters go, unless a byline keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.core.document import Span
from reviewer.core.finding import Fault, Suggestion, replace
from reviewer.text.passage import Page

CATEGORY = "design/markup"
SEVERITY = "minor"
CONFIDENCE = "high"
COVERS = True

_MONTHS = {
    "January": "Jan.", "February": "Feb.", "March": "March", "April": "April", "May": "May", "June": "June", "July": "July",
    "August": "Aug.", "September": "Sept.", "October": "Oct.", "November": "Nov.", "December": "Dec.",
}  # fmt: skip
_PAPER = re.compile(
    r"\b(?:Xinhua|News|Daily|Agency|Times|Post|Net|Evening|Morning|Media|Herald|Gazette|TV|Television|Radio|Online|Newspaper|Paper|Client|Report|Express)\b",
    re.IGNORECASE,
)
_ROLE = r"(?:(?:all|full|omni|integrated)[ -]?media |our |staff |trainee |chief |intern ){0,4}(?:reporters?|journalists?|correspondents?|photograph\w*|interns?)"
_LINE = re.compile(
    r"\s*(?P<line>(?:By |(?:Report|Message|News) (?:of|from) )?(?P<agency>[A-Z][\w']*(?: [A-Za-z][\w']*){0,5}?)(?P<news> [Nn]ews(?: [Aa]gency)?)?(?:(?:, |(?<=gency) |(?<=xinhua) )(?P<place>[A-Z][a-z]+(?: (?!on )[A-Z][a-z]+)?))?,? (?:on )?"
    rf"(?P<month>{'|'.join(_MONTHS)})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?(?: \d{{4}},?)?(?: (?:news|report|electricity|telegram|dispatch|xun))?\s*[(（](?P<who>[^()（）]*\b{_ROLE}\b[^()（）]*)[)）])",
    re.IGNORECASE,
)


def find_in_page(page: Page) -> Iterator[Fault]:
    """The datelines of a page."""
    for segment in page.document.segments:
        match = _LINE.match(page.text, segment.target.start, segment.target.end)
        if match is None or not match["agency"][0].isupper() or not _PAPER.search(match["agency"] + (match["news"] or "")):
            continue
        span = Span(*match.span("line"))
        yield Fault(span, "A Chinese dateline stands at the head of the text.", tuple(_cures(match, span)))


def _cures(match: re.Match[str], span: Span) -> Iterator[Suggestion]:
    day = f"{_MONTHS[match['month'].capitalize()]} {match['day']}"
    if match["agency"].lower().startswith("xinhua"):
        place = f"{match['place'].upper()}, " if match["place"] else ""
        yield replace(span, f"{place}{day} (Xinhua) --")
    else:
        agency = " ".join(word[:1].upper() + word[1:] for word in match["agency"].split())
        yield replace(span, f"{agency}, {day}")
    yield replace(span, "", label="delete")
