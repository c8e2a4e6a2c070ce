"""Quantities of two languages side by side: figures with their magnitudes and units, English and Chinese, by value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from reviewer.core.document import Span
from reviewer.text.numerals import MAGNITUDES, chinese_value, parse_figure, significant_digits

_D = Decimal
_MU: Final = _D(2000) / 3
"""Square metres of a 亩: a fifteenth of a hectare."""

_CHINESE_UNITS: Final[dict[str, tuple[str, Decimal]]] = {
    "吨": ("mass", _D(1000)),
    "公斤": ("mass", _D(1)),
    "斤": ("mass", _D("0.5")),
    "克": ("mass", _D("0.001")),
    "平方公里": ("area", _D(10**6)),
    "公顷": ("area", _D(10**4)),
    "亩": ("area", _MU),
    "平方米": ("area", _D(1)),
    "平米": ("area", _D(1)),
    "公里": ("length", _D(1000)),
    "里": ("length", _D(500)),
    "米": ("length", _D(1)),
    "厘米": ("length", _D("0.01")),
    "毫米": ("length", _D("0.001")),
    "立方米": ("volume", _D(1)),
    "升": ("volume", _D("0.001")),
    "瓦时": ("energy", _D(1)),
    "瓦": ("power", _D(1)),
}
"""Dimension, and size in kilograms, metres, square and cubic metres, watts and watt-hours. 千克, 千米 and 千瓦 are a magnitude and a unit."""

_ENGLISH_UNITS: Final[dict[str, tuple[str, Decimal]]] = {
    r"metric tons?|tons?|tonnes?": ("mass", _D(1000)),
    r"kilogram(?:me)?s?|kilos?|kgs?": ("mass", _D(1)),
    r"jin|catt(?:y|ies)": ("mass", _D("0.5")),
    r"grams?": ("mass", _D("0.001")),
    r"pounds?": ("mass", _D("0.45359237")),
    r"square kilomet(?:er|re)s?|sq\.? ?km|km2|km²": ("area", _D(10**6)),
    r"hectares?|ha": ("area", _D(10**4)),
    r"mu": ("area", _MU),
    r"acres?": ("area", _D("4046.8564224")),
    r"square met(?:er|re)s?|sq\.? ?m|m2|m²": ("area", _D(1)),
    r"square feet|sq\.? ?ft": ("area", _D("0.09290304")),
    r"square miles?": ("area", _D("2589988.110336")),
    r"kilomet(?:er|re)s?|kms?": ("length", _D(1000)),
    r"miles?": ("length", _D("1609.344")),
    r"li": ("length", _D(500)),
    r"met(?:er|re)s?": ("length", _D(1)),
    r"feet|foot": ("length", _D("0.3048")),
    r"centimet(?:er|re)s?|cm": ("length", _D("0.01")),
    r"millimet(?:er|re)s?|mm": ("length", _D("0.001")),
    r"cubic met(?:er|re)s?|m3|m³": ("volume", _D(1)),
    r"cubic kilomet(?:er|re)s?": ("volume", _D(10**9)),
    r"lit(?:er|re)s?": ("volume", _D("0.001")),
    r"kilowatt[ -]?hours?|kWh|KWH|kwh": ("energy", _D(1000)),
    r"MWh": ("energy", _D(10**6)),
    r"GWh": ("energy", _D(10**9)),
    r"TWh": ("energy", _D(10**12)),
    r"kilowatts?|kW|KW|kw": ("power", _D(1000)),
    r"megawatts?|MW": ("power", _D(10**6)),
    r"gigawatts?|GW": ("power", _D(10**9)),
}
"""By pattern, longest first where one begins another; the international pound, foot, mile and acre of 1959."""

_MAGNITUDES = "|".join(MAGNITUDES)
_ENGLISH = (
    r"(?<![\w.,/:-])(?P<sign>(?:US|HK|A|C)?\$\s?|[¥￥€£]\s?|RMB\s?)?(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[\s-](?P<magnitude>{_MAGNITUDES})\b)?(?![\dA-Za-z%‰]|[,.:/]\d|\s?(?:percent|per cent)|[\s-](?:{_MAGNITUDES}|ten|wan|yi)\b)"
    rf"(?:[\s-](?P<unit>{'|'.join(_ENGLISH_UNITS)})\b)?"
)
_CHINESE_FIGURE = r"\d[\d,，]*(?:\.\d+)?"
_CHINESE_MAGNITUDE = r"\s?[余多来]?[百千万亿]{1,3}"
_CHINESE = (
    rf"(?P<from>{_CHINESE_FIGURE})(?P<range>\s?[-－—–~～至到]\s?)(?=\d)"
    rf"|(?:(?P<parts>{_CHINESE_FIGURE}(?:{_CHINESE_MAGNITUDE}{_CHINESE_FIGURE})*(?:{_CHINESE_MAGNITUDE})?)|(?P<words>[一二两三四五六七八九十百千万亿〇零]{{2,20}}))"
    rf"[余多]?个?(?P<unit>{'|'.join(sorted(_CHINESE_UNITS, key=len, reverse=True))})?(?!程碑)"
)
_PART = rf"({_CHINESE_FIGURE})\s?[余多来]?([百千万亿]{{0,3}})"
_WIDE: Final = str.maketrans("０１２３４５６７８９．％萬億兩噸畝頃裡", "0123456789.%万亿两吨亩顷里")
_DIGITS: Final = {
    digit: value for value, digits in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for digit in digits
}
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": 10**4, "亿": 10**8}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text. ``span`` is the figure with its currency sign and magnitude, without its unit.

    ``value`` counts in ``unit``, which is empty where no unit of measure follows; ``unit_size`` is what one of it is in the unit of its
    ``dimension`` (kilograms, metres, square and cubic metres, watts, watt-hours). ``scaled`` says that a magnitude stands with the figure.
    """

    span: Span
    value: Decimal
    unit: str
    dimension: str
    unit_size: Decimal
    scaled: bool

    @property
    def size(self) -> Decimal:
        """The value in the unit of the dimension."""
        return self.value * self.unit_size

    @property
    def digits(self) -> tuple[int, ...]:
        """The significant digits: the same for 150 and 1.5."""
        return significant_digits(self.value)

    def off_by_tens(self, other: Quantity) -> bool:
        """Whether the two differ by a power of ten alone: exactly, or rounded by up to 1% where both have units of one dimension."""
        if not self.dimension or not self.size or not other.size:
            return self.digits == other.digits
        ratio = self.size / other.size
        return any(abs(ratio.scaleb(-ratio.adjusted()) - near) * 100 <= near for near in (1, 10))

    def equals(self, other: Quantity) -> bool:
        """Whether the two can be one amount: rounded by up to 5%, in whatever units of one dimension; exactly, where only one has a unit."""
        if self.dimension and other.dimension:
            return self.dimension == other.dimension and _near(self.size, other.size)
        return self.value == other.value or (self.dimension == other.dimension and _near(self.value, other.value))


def english_quantities(text: str, span: Span) -> Iterator[Quantity]:
    """The figures in digits that stand in ``text`` at ``span``, years and dates among them.

    Percentages are left out, and so is what is garbled and what a letter follows at once (5G, 300m).
    """
    for match in _compiled(_ENGLISH).finditer(text, span.start, span.end):
        figure = parse_figure(match["figure"])
        if figure is None:
            continue
        value = figure * (MAGNITUDES[match["magnitude"].lower()] if match["magnitude"] else 1)
        unit = match["unit"] or ""
        dimension, size = next(
            (found for pattern, found in _ENGLISH_UNITS.items() if unit and _compiled(pattern).fullmatch(unit)), ("", _D(1))
        )
        end = match.end("magnitude") if match["magnitude"] else match.end("figure")
        yield Quantity(Span(match.start(), end), value, unit, dimension, size, bool(match["magnitude"]))


def chinese_quantities(text: str, span: Span) -> Iterator[Quantity]:
    """The figures that stand in the Chinese ``text`` at ``span``: 150亿, 3亿5000万, 3万至5万亩, and numerals in characters."""
    wide = span.of(text).translate(_WIDE)
    low: re.Match[str] | None = None
    for match in _compiled(_CHINESE).finditer(wide):
        if match["range"]:
            low = match
            continue
        place = Span(*match.span()).moved(span.start)
        value = _spelled(match["words"]) if match["words"] else _sum(match["parts"])
        unit = match["unit"] or ""
        dimension, size = _CHINESE_UNITS.get(unit, ("", _D(1)))
        if value is not None:
            scaled = bool(match["parts"] and re.search("[百千万亿]", match["parts"]))
            yield Quantity(place, value, unit, dimension, size, scaled)
            first = parse_figure(low["from"].replace("，", ",")) if low is not None and match["parts"] else None
            if first is not None:
                last = re.findall(_PART, match["parts"])[-1][1]
                for magnitude in {"", last}:
                    start = chinese_value(f"{first}{magnitude}") or first
                    yield Quantity(place, start, unit, dimension, size, False)
        low = None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled at first need: patterns of this size take a while, and most pages have no Chinese beside them."""
    return re.compile(pattern, re.IGNORECASE)


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) * 20 <= max(one, other)


def _sum(parts: str) -> Decimal | None:
    """The value of figures with falling magnitudes: 3亿5000万; None for one that is not written so."""
    total = _D(0)
    for figure, magnitudes in re.findall(_PART, parts):
        value = chinese_value(figure.rstrip(",，") + magnitudes)
        if value is None:
            return None
        total += value
    return total


def _spelled(numeral: str) -> Decimal | None:
    """The value of 三千五百万; a row of digits (二〇二〇) is read as such."""
    if not re.search("[十百千万亿]", numeral):
        return _D("".join(str(_DIGITS[digit]) for digit in numeral))
    total, section, digit = 0, 0, 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        else:
            total = (total + section + digit) * _LARGE[char] if char == "亿" else total + (section + digit or 1) * _LARGE[char]
            section, digit = 0, 0
    return _D(total + section + digit) or None
