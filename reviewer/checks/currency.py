"""A currency that cannot be right, or Chinese money named in two ways.

What it flags
    A bare $ or "dollars" in a text that counts in yuan; an amount that names its currency twice ("RMB 500 yuan") or in a
    form that English does not have ("500 yuans", "500 RMB"); the yuan called by two names in one text.

Why it matters
    Machine translation likes to put a dollar sign before any large amount. "$15 billion" for 150亿元 is wrong by a factor
    of seven.

Example
    The county spent 30 million yuan on roads and [[$5 million]] on schools.

Limits
    US$, HK$ and conversions in brackets after an amount in yuan are left alone, and so are sentences about foreign trade and
    those whose Chinese speaks of dollars. Whether the $ is really yuan is in the Chinese alone, so the suggestion is never applied unasked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reviewer.core.document import Span
from reviewer.core.finding import Fault, replace
from reviewer.text.money import counts_in_yuan
from reviewer.text.passage import Page, Passage
from reviewer.text.taken import Taken

CATEGORY = "locale/currency"
SEVERITY = "major"
CONFIDENCE = "medium"
COVERS = True

_MONEY = re.compile(r"yuan|RMB|CNY|renminbi|[¥￥$]|dollar")
_FIGURE = r"(?<!\d)(?<!\d,)\d+(?:,\d+)*(?:\.\d+)?(?:\s(?:thousand|million|billion|trillion))*"
_DOLLARS = re.compile(rf"(?<![A-Za-z])\$\s?(?P<sign>{_FIGURE})|(?<!\$)\b(?P<word>{_FIGURE})\s(?P<kind>(?!US )dollars?)\b")
_FOREIGN = re.compile(
    r"\bU\.?S\b|America|foreign|export|import|overseas|abroad|international|global|world|Hong Kong|Taiwan|Canad|Australia|Singapore|exchange rate|GDP per capita|aid\b|loan",
    re.IGNORECASE,
)
_FOREIGN_MONEY = re.compile("[美港澳加欧]元|美金|新台币")
_TWICE = re.compile(
    rf"\b(?:RMB|CNY|￥|¥)\s?(?P<figure>{_FIGURE})\s(?:yuan|RMB|renminbi)\b|\b(?P<figure2>{_FIGURE})\s(?:yuan\s(?:RMB|renminbi|CNY)|(?:RMB|renminbi)\syuan)\b"
)
_YUANS = re.compile(rf"\b(?:{_FIGURE}\s)(?P<name>yuans|RMBs)\b")
_NAMES = re.compile(
    rf"(?P<yuan>\b{_FIGURE}\s(?:yuan)\b)|(?P<rmb>\b(?:RMB|renminbi)\s?{_FIGURE}|\b{_FIGURE}\s(?:RMB|renminbi)\b)|(?P<cny>\bCNY\s?{_FIGURE}|\b{_FIGURE}\sCNY\b)|(?P<mark>[¥￥]\s?{_FIGURE})"
)


def find_in_page(page: Page) -> Iterator[Fault]:
    """The currency faults of a page."""
    if not counts_in_yuan(page.text):
        return
    names: Counter[str] = Counter()
    named: list[tuple[str, Span]] = []
    for passage in page.passages:
        if not _MONEY.search(passage.text, passage.start, passage.end):
            continue
        doubled = Taken()
        for fault in _doubled(passage):
            doubled.take(fault.span)
            yield fault
        if page.is_china:
            yield from _dollars(passage)
        for match in _NAMES.finditer(passage.text, passage.start, passage.end):
            span = Span(*match.span())
            if match.lastgroup and not doubled.overlaps(span):
                names[match.lastgroup] += 1
                named.append((match.lastgroup, span))
    if len(names) > 1:
        usual = "yuan" if names["yuan"] * 2 >= max(names.values()) else max(names, key=lambda name: names[name])
        odd = next(span for name, span in named if name != usual)
        yield Fault(
            odd,
            f"“{odd.of(page.text)}” names the yuan in another way than the rest of this text.",
            (replace(odd, _renamed(odd.of(page.text), usual)),),
            severity="minor",
        )


def _dollars(passage: Passage) -> Iterator[Fault]:
    sentence = passage.text[passage.start : passage.end]
    if _FOREIGN.search(sentence) or _FOREIGN_MONEY.search(passage.segment.source.of(passage.page.document.source)):
        return
    for match in _DOLLARS.finditer(passage.text, passage.start, passage.end):
        before = passage.text[max(passage.start, match.start() - 40) : match.start()]
        if before.count("(") > before.count(")") or re.search(r"\d\s?yuan\W*(?:or|about|some|approximately)?\W*$", before):
            continue  # a conversion of an amount in yuan
        span = Span(*match.span())
        figure = match["sign"] or match["word"]
        if re.search(r"(?:illion|thousand)\s\w*illion", figure):
            continue  # a garbled number, which has a check of its own
        yield Fault(span, f"“{span.of(passage.text)}” is in dollars in a text that counts in yuan.", (replace(span, f"{figure} yuan"),))


def _doubled(passage: Passage) -> Iterator[Fault]:
    for match in _TWICE.finditer(passage.text, passage.start, passage.end):
        span = Span(*match.span())
        figure = match["figure"] or match["figure2"]
        yield Fault(
            span,
            f"“{span.of(passage.text)}” names the currency twice.",
            (replace(span, f"{figure} yuan", safety="safe"),),
            severity="minor",
            confidence="high",
        )
    for match in _YUANS.finditer(passage.text, passage.start, passage.end):
        span = Span(*match.span("name"))
        yield Fault(
            span, f"“{match['name']}” is no English plural.", (replace(span, "yuan", safety="safe"),), severity="minor", confidence="high"
        )


def _renamed(amount: str, usual: str) -> str:
    figure = re.search(_FIGURE, amount)
    number = figure[0] if figure else amount
    return {"yuan": f"{number} yuan", "rmb": f"RMB {number}", "cny": f"CNY {number}", "mark": f"¥{number}"}[usual]
