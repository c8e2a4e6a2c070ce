"""A number that cannot be what the Chinese says: magnitudes piled up, digits split or grouped wrongly.

What it flags
    Two magnitudes in a row ("15 billion million"), Chinese magnitudes word for word or in pinyin ("3 ten thousand",
    "15 hundred million", "35 yi yuan"), an amount in pieces ("2 billion 30 million yuan"), a magnitude too small or too large for its figure
    ("10,000 million", "0.248 billion yuan"), a plural behind a figure ("500 millions yuan"), digits split or grouped wrongly ("1, 500", "15,0000", "2. 5%"), and an
    amount that has lost its unit ("a 100 billion tea industry").

Why it matters
    Chinese counts in 万 (ten thousand) and 亿 (hundred million). A machine that maps them to million and billion is
    wrong by powers of ten, and nothing in the English shows which power.

Example
    an annual investment of [[$15 billion million]]

Limits
    The figure meant is in the Chinese alone: where it is at hand, its amount comes first; else the suggestions are the plausible
    readings, nearest first. None is ever applied unasked where the value would change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reviewer.core.document import Span
from reviewer.core.finding import Fault, Suggestion, replace
from reviewer.text.money import counts_in_yuan
from reviewer.text.numerals import MAGNITUDES, express, parse_figure, significant_digits
from reviewer.text.passage import Passage
from reviewer.text.quantities import chinese_quantities
from reviewer.text.taken import Taken

CATEGORY = "accuracy/number"
SEVERITY = "critical"
CONFIDENCE = "high"
COVERS = True
SIGN = re.compile("[0-9]")

_LIKELY = re.compile(r"\d(?:[\s-][tmbhwy1]|\s?[.,]\s?\d)|illion", re.IGNORECASE)
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_BIG = r"thousand|million|billion|trillion"
_CURRENCY = r"(?P<sign>(?:US|HK)?\$|¥|￥|RMB\s?|€|£)?"
_UNIT = r"(?P<unit>\s(?:yuan|RMB|renminbi|US dollars|dollars|U\.S\. dollars))?"
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"

_PILED = re.compile(rf"{_CURRENCY}(?<![\d.,])(?P<figure>{_FIGURE})\s(?P<first>{_BIG})s?\s(?P<second>{_BIG})s?\b{_UNIT}", re.IGNORECASE)
_WORD_FOR_WORD = re.compile(
    rf"{_CURRENCY}(?<![\d.,])(?P<figure>{_FIGURE})\s(?P<first>(?P<count>ten|hundred|10|100|10,000|10000)(?:s(?=[\s-](?:thousand|million|billion)))?[\s-]?(?P<size>thousand|million|billion)?|(?P<pinyin>(?-i:wan|yi))(?=\s(?:yuan|RMB|mu|people|tons|square|households)))(?P<plural>s?)\b{_UNIT}",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    rf"(?<![\d.,$€£¥￥])(?P<figure>{_FIGURE})\s(?P<first>thousand|million|billion|trillion)s(?:\sof)?(?=\s(?:yuan|RMB|people|persons|mu|tons|tonnes|square|cubic|households|hectares|kilowatts)\b)",
    re.IGNORECASE,
)
_PIECES = re.compile(
    rf"{_CURRENCY}(?<![\d.,])(?P<figure>{_FIGURE})\s(?P<first>million|billion|trillion)\s(?P<figure2>{_FIGURE})(?:\s(?P<second>thousand|million|billion)\b|(?=\s(?:yuan|people|tons|tonnes|mu|square|households)\b)){_UNIT}",
    re.IGNORECASE,
)
_WRONG_SIZE = re.compile(
    rf"{_CURRENCY}(?<![\d.,])(?P<figure>0\.\d+|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{4,}})\s(?P<first>{_BIG})\b(?!-){_UNIT}", re.IGNORECASE
)
_SPLIT = re.compile(
    r"(?<![\d.,/:-])(?P<a>\d{1,3})(?P<gap>\s,\s?|,\s)(?P<b>\d{3})(?=\s(?:yuan|people|tons|tonnes|mu|households|square|hectares|km|kilometers|jobs|projects|enterprises|companies|million|billion)\b|%)"
    r"|(?<![\d.,/:-])(?P<whole>\d+)(?P<point>\s\.\s?|\.\s)(?P<fraction>\d{1,2})(?=\s?%|\s(?:percent|million|billion|trillion)\b)"
)
_GROUPED = re.compile(
    r"(?<![\d.,/:-])(?P<figure>\d{1,4}(?:,\d{4})+|\d{1,3}(?:,\d{3})*,\d{1,2}|\d{1,3}(?:,\d{3})+\d)(?![\d,]|\.\d)(?=\s(?:yuan|people|tons|tonnes|mu|households|square|hectares|km|kilometers|jobs|million|billion|RMB)\b|%)"
)
_UNITLESS = re.compile(
    r"(?<![\d.,$€£¥￥])(?<!RMB\s)(?<!CNY\s)\b(?P<figure>\d+|ten|hundred|one hundred|a hundred)(?P<dash>[ -])(?P<first>million|billion|trillion)[ -](?:level[ -])?(?P<what>(?!yuan|dollars?|people|tons?|tonnes|cubic|square|mu|hectares?|kilowatts?|units?|of\b|in\b|or\b|and\b|to\b|for\b|a\b|per\b|years?|jobs|viewers|visits|trips|times|users|U\.?S|US|RMB|euros?|pounds?)"
    r"(?:[A-Za-z-]{1,40}\s){0,2}?(?:industr(?:y|ies)|industrial (?:cluster|chain)s?|clusters?|enterprises?|compan(?:y|ies)|projects?|parks?|town(?:ship)?s?|counties|county))\b",
)


def find(passage: Passage) -> Iterator[Fault]:
    """The garbled numbers of a sentence, each place once."""
    text, start, end = passage.text, passage.start, passage.end
    if not _LIKELY.search(text, start, end):
        return
    taken = Taken()
    for pattern, judge in (
        (_PILED, _piled),
        (_WORD_FOR_WORD, _word_for_word),
        (_PLURAL, _plural),
        (_PIECES, _in_pieces),
        (_WRONG_SIZE, _wrong_size),
        (_SPLIT, _split),
        (_GROUPED, _grouped),
        (_UNITLESS, _unitless),
    ):
        for match in pattern.finditer(text, start, end):
            span = Span(*match.span())
            if taken.overlaps(span):
                continue
            fault = judge(match, span, passage)
            if fault is not None:
                taken.take(span)
                yield fault


def _amount(value: Decimal, match: re.Match[str], passage: Passage) -> str:
    """``value`` with the currency that the match has; yuan where a bare $ stands in a text that counts in yuan."""
    groups = match.groupdict()
    sign, unit = groups.get("sign") or "", groups.get("unit") or ""
    if sign.strip() in ("¥", "￥", "RMB") or (sign == "$" and counts_in_yuan(passage.text)):
        sign, unit = "", " yuan"
    return f"{sign}{express(value)}{unit}"


def _readings(values: list[Decimal], match: re.Match[str], passage: Passage, span: Span) -> tuple[Suggestion, ...]:
    texts = dict.fromkeys(_amount(value, match, passage) for value in (*_in_chinese(match["figure"], passage), *values))
    return tuple(replace(span, text, label="reading") for text in texts if text != span.of(passage.text))


def _in_chinese(figure: str, passage: Passage) -> Iterator[Decimal]:
    """The amounts with the digits of ``figure`` in the Chinese beside the sentence, where there is one."""
    value = parse_figure(figure)
    if value is None or not len(passage.segment.source):
        return
    for each in chinese_quantities(passage.page.document.source, passage.segment.source):
        if each.scaled and each.digits == significant_digits(value):
            yield each.value


def _piled(match: re.Match[str], span: Span, passage: Passage) -> Fault | None:
    figure = parse_figure(match["figure"])
    if figure is None:
        return None
    first, second = MAGNITUDES[match["first"].lower()], MAGNITUDES[match["second"].lower()]
    readings = [figure * first, figure * min(first, second), figure * Decimal(10**8), figure * max(first, second)]
    return Fault(span, f"“{span.of(passage.text)}” has two magnitudes in a row.", _readings(readings, match, passage, span))


def _word_for_word(match: re.Match[str], span: Span, passage: Passage) -> Fault | None:
    figure, size = parse_figure(match["figure"]), (match["size"] or "").lower()
    if match["pinyin"]:
        count, size = {"wan": ("ten", "thousand"), "yi": ("hundred", "million")}[match["pinyin"]]
    else:
        count = match["count"].lower().replace(",", "")
    if figure is None or (match["plural"] and count not in ("ten", "hundred")):
        return None
    factor = {"ten": Decimal(10), "10": Decimal(10), "hundred": Decimal(100), "100": Decimal(100), "10000": Decimal(10000)}[count]
    if count in ("10", "100") and size != "million":  # "Article 15 100 thousand": only 亿 is written so
        return None
    if count in ("ten", "hundred") and not size:
        return None
    if count == "10000" and (size or match["figure"] in ("1", "20", "19")):
        return None
    if count == "ten" and size == "thousand" and figure == 1:
        return None
    value = figure * factor * (MAGNITUDES[size] if size else 1)
    return Fault(
        span, f"“{span.of(passage.text)}” counts in 万 or 亿, as Chinese does.", _readings([value], match, passage, span), severity="major"
    )


def _plural(match: re.Match[str], span: Span, passage: Passage) -> Fault | None:
    figure = parse_figure(match["figure"])
    if figure is None or (1900 <= figure <= 2100 and "," not in match["figure"]):  # "in 2008 thousands of people came"
        return None
    new = express(figure * MAGNITUDES["thousand"]) if match["first"].lower() == "thousand" else f"{match['figure']} {match['first']}"
    return Fault(
        span,
        f"“{span.of(passage.text)}” has a plural behind a figure.",
        (replace(span, new, label="same value"),),
        category="linguistic/grammar",
        severity="minor",
    )


def _in_pieces(match: re.Match[str], span: Span, passage: Passage) -> Fault | None:
    figure, more = parse_figure(match["figure"]), parse_figure(match["figure2"])
    first = MAGNITUDES[match["first"].lower()]
    second = MAGNITUDES[match["second"].lower()] if match["second"] else Decimal(1)
    if figure is None or more is None or second * more >= first:
        return None
    readings = [figure * first + more * second]
    return Fault(
        span, f"“{span.of(passage.text)}” is one amount in two pieces.", _readings(readings, match, passage, span), severity="major"
    )


def _wrong_size(match: re.Match[str], span: Span, passage: Passage) -> Fault | None:
    figure, magnitude = parse_figure(match["figure"]), match["first"].lower()
    if figure is None or (figure < 1 and not (passage.page.is_china or counts_in_yuan(passage.text))):
        return None
    if (figure < 1 and magnitude == "thousand") or (magnitude == "trillion" and figure >= 1000 and figure < 10000):
        return None
    if (
        figure >= 1
        and re.search(rf"{_MONTHS}\.?\s$|\b(?:in|since|of|by|year|from|to)\s$", passage.text[max(0, match.start() - 12) : match.start()])
        and figure < 2100
        and "," not in match["figure"]
    ):
        return None  # a year before a count in words
    new = _amount(figure * MAGNITUDES[magnitude], match, passage)
    if new == span.of(passage.text):
        return None
    return Fault(
        span,
        f"“{span.of(passage.text)}” is not how English gives this amount.",
        (replace(span, new, label="same value"),),
        severity="minor",
    )


def _split(match: re.Match[str], span: Span, passage: Passage) -> Fault | None:
    if match["a"] is not None:
        if re.search(rf"{_MONTHS}\.?\s$", passage.text[max(0, match.start() - 12) : match.start()]):
            return None
        new = f"{match['a']},{match['b']}"
    else:
        new = f"{match['whole']}.{match['fraction']}"
    return Fault(
        span,
        f"“{span.of(passage.text)}” is a figure with a blank in it.",
        (replace(span, new, label="joined"),),
        category="linguistic/punctuation",
        severity="minor",
        confidence="medium",
    )


def _grouped(match: re.Match[str], span: Span, passage: Passage) -> Fault | None:
    found = match["figure"]
    if re.search(rf"{_MONTHS}\.?\s$", passage.text[max(0, match.start() - 12) : match.start()]):
        return None
    if parse_figure(found) is not None:
        return None
    joined = Decimal(found.replace(",", ""))
    readings = [joined, *([Decimal(found.replace(",", ".", 1))] if found.count(",") == 1 and len(found.split(",")[1]) <= 2 else [])]
    texts = dict.fromkeys(f"{value:,f}" for value in readings)
    return Fault(
        span, f"“{found}” has its digits grouped wrongly.", tuple(replace(span, text, label="reading") for text in texts), severity="major"
    )


def _unitless(match: re.Match[str], span: Span, passage: Passage) -> Fault | None:
    if not passage.page.is_china:
        return None
    figure = {"ten": "10", "hundred": "100", "one hundred": "100", "a hundred": "100"}.get(match["figure"], match["figure"])
    new = f"{figure}-{match['first']}-yuan {match['what']}"
    return Fault(
        span,
        f"“{span.of(passage.text)}” has lost the unit of its amount.",
        (replace(span, new, label="with unit"),),
        category="locale/currency",
        severity="major",
        confidence="medium",
    )
