"""A figure that is not what the Chinese beside it says.

What it flags
    Where the Chinese is at hand: an amount that has the digits of the Chinese but another power of ten ("150 billion" for 150亿), an amount
    in another unit without being converted ("3,000 acres" for 3000亩, "500 kg" for 500斤), and "percent" where the Chinese counts
    percentage points (个百分点).

Why it matters
    Such a sentence reads well, and the error is a factor of ten, of a hundred, of six: nobody sees it without the Chinese, and everybody
    quotes it.

Example
    全县投资150亿元。\tThe county invested [[150 billion]] yuan.

Limits
    Figures are compared within a segment. One that is written in words is not judged, nor one that was converted into another currency.
    An amount whose digits are wrong, or that is missing, is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Final

from reviewer.core.document import Segment, Span
from reviewer.core.finding import Fault, replace
from reviewer.text.numerals import express
from reviewer.text.passage import Page
from reviewer.text.quantities import Quantity, chinese_quantities, english_quantities

CATEGORY = "accuracy/number"
SEVERITY = "critical"
CONFIDENCE = "high"
COVERS = True

_MOST: Final = 200
"""Figures of a segment that are looked at: what has more is a table, whose figures stand in every order."""
_POINTS = re.compile(r"(\d+(?:\.\d+)?)\s?个百分点")
_PERCENT = re.compile(r"(?<![\d.,])(?P<figure>\d+(?:\.\d+)?)\s?(?:percent|per cent|%)(?!age|[\s-]points?\b)")
_FOLLOWED = re.compile(
    r"[\s-](?:yuan|RMB|people|persons|households|mu|jobs|enterprises|companies|kilowatts?|US dollars|dollars|times|trips|visits)\b"
)
_PREFERRED: Final = {
    "亩": ("hectares", Decimal(10**4), "mu"),
    "斤": ("kilograms", Decimal(1), "jin"),
    "里": ("kilometers", Decimal(1000), "li"),
}
"""For a Chinese unit: the metric unit, its size, and the name of the unit itself."""
_METRIC: Final[dict[str, tuple[tuple[str, Decimal], ...]]] = {
    "mass": (("tons", Decimal(1000)), ("kilograms", Decimal(1))),
    "area": (("square kilometers", Decimal(10**6)), ("hectares", Decimal(10**4)), ("square meters", Decimal(1))),
    "length": (("kilometers", Decimal(1000)), ("meters", Decimal(1))),
}
"""What stands for a unit that is not metric, the largest that the amount reaches."""
_NOT_METRIC = re.compile("pounds?|acres?|square (?:feet|miles?)|sq.? ?ft|miles?|feet|foot|jin|catt(?:y|ies)|mu|li", re.IGNORECASE)


def find_in_page(page: Page) -> Iterator[Fault]:
    """The figures of a page that its Chinese belies."""
    source = page.document.source
    if not source:
        return
    for segment in page.document.segments:
        if len(segment.source):
            yield from _quantities(page, segment)
            yield from _points(page, segment)


def _quantities(page: Page, segment: Segment) -> Iterator[Fault]:
    chinese = list(islice(chinese_quantities(page.document.source, segment.source), _MOST))
    if not any(each.scaled or each.unit for each in chinese):
        return
    english = list(islice(english_quantities(page.text, segment.target), _MOST))
    missing = [each for each in chinese if (each.scaled or each.unit) and not any(each.equals(other) for other in english)]
    for figure in english:
        if any(figure.equals(other) for other in chinese) or not _is_amount(figure, page.text):
            continue
        meant = [each for each in missing if _comparable(each, figure)]
        if meant:
            yield _mismatch(figure, meant, page)


def _is_amount(figure: Quantity, text: str) -> bool:
    """Whether a figure surely counts something, and is no year, number of an article or part of a name."""
    return (
        figure.scaled
        or bool(figure.unit)
        or "," in figure.span.of(text)
        or not figure.span.of(text)[0].isdigit()
        or bool(_FOLLOWED.match(text, figure.span.end))
    )


def _comparable(chinese: Quantity, english: Quantity) -> bool:
    """Whether the English may stand for the Chinese: of one dimension, and off by a power of ten or by the unit."""
    return (
        chinese.dimension == english.dimension
        and (chinese.scaled or english.scaled or chinese.value == english.value)
        and (chinese.digits == english.digits or chinese.off_by_tens(english))
    )


def _mismatch(figure: Quantity, meant: Sequence[Quantity], page: Page) -> Fault:
    here = page.document.source
    span = figure.span if not figure.unit else Span(figure.span.start, page.text.index(figure.unit, figure.span.end) + len(figure.unit))
    chinese = meant[0].span
    suggestions = dict.fromkeys(text for each in meant for text in _renderings(each, figure, page))
    return Fault(
        span,
        f"“{span.of(page.text)}” is not what the Chinese says: {chinese.of(here)}.",
        tuple(replace(span, text, label="from the Chinese") for text in suggestions),
        source_span=chinese,
    )


def _renderings(chinese: Quantity, figure: Quantity, page: Page) -> Iterator[str]:
    """How English gives the amount: metric first, then as the Chinese counts."""
    if not chinese.dimension:
        said = figure.span.of(page.text)
        sign = said[: len(said) - len(said.lstrip("USHKACRMB$¥￥€£ "))]
        yield f"{sign}{express(chinese.value)}"
    elif chinese.unit in _PREFERRED and (chinese.digits == figure.digits or _NOT_METRIC.fullmatch(figure.unit)):
        metric, size, name = _PREFERRED[chinese.unit]
        yield f"{express(_rounded(chinese.size / size, len(chinese.digits)))} {metric}"
        yield f"{express(chinese.value)} {name}"
    else:
        name, size = figure.unit, figure.unit_size
        if _NOT_METRIC.fullmatch(name):
            units = _METRIC[chinese.dimension]
            name, size = next((each for each in units if chinese.size >= each[1]), units[-1])
        yield f"{express(_rounded(chinese.size / size, len(chinese.digits)))} {name}"


def _rounded(value: Decimal, digits: int) -> Decimal:
    """``value`` with as many significant digits as it was given with, three at least."""
    return +value.quantize(Decimal(1).scaleb(value.adjusted() - max(digits, 3) + 1))


def _points(page: Page, segment: Segment) -> Iterator[Fault]:
    chinese = segment.source.of(page.document.source)
    for match in _POINTS.finditer(chinese):
        points = match[1]
        if re.search(rf"(?<![\d.]){re.escape(points)}\s?[%％]|百分之", chinese):
            continue
        for percent in _PERCENT.finditer(page.text, segment.target.start, segment.target.end):
            if percent["figure"] == points:
                span = Span(percent.start(), percent.end())
                new = f"{points} percentage point{'' if points == '1' else 's'}"
                yield Fault(
                    span,
                    f"“{span.of(page.text)}” is a share; the Chinese counts percentage points: {match[0]}.",
                    (replace(span, new, label="from the Chinese"),),
                    severity="major",
                    source_span=Span(*match.span()).moved(segment.source.start),
                )
