"""Figures with their magnitudes, English (15 billion) and Chinese (150亿), by value."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

MAGNITUDES: Final = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}
_CHINESE_MAGNITUDES: Final = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}
_MOST_DIGITS: Final = 28
"""What decimal counts with by itself; beyond, it rounds."""
_CHINESE = re.compile(r"(\d[\d,，.]*)\s*([十百千万亿]{1,3})?")


def parse_figure(digits: str) -> Decimal | None:
    """The value of ``1,234.5``; None where the commas do not stand before groups of three, or the digits are too many to count with."""
    if len(digits) > _MOST_DIGITS or not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", digits):
        return None
    return Decimal(digits.replace(",", ""))


def significant_digits(value: Decimal) -> tuple[int, ...]:
    """The significant digits of ``value``: the same for 150 and 1.5."""
    return value.normalize().as_tuple().digits


def chinese_value(figure: str) -> Decimal | None:
    """The value of ``150亿`` or ``3.5万``: Arabic figures with Chinese magnitudes; None for anything else."""
    match = _CHINESE.fullmatch(figure.strip())
    value = parse_figure(match[1].replace("，", ",")) if match else None
    if match is None or value is None:
        return None
    for magnitude in match[2] or "":
        value *= _CHINESE_MAGNITUDES[magnitude]
    return value


def express(value: Decimal) -> str:
    """``value`` as good English writes it: 15 billion, 2.03 million, 30,000."""
    for name in ("trillion", "billion", "million"):
        size = MAGNITUDES[name]
        if value >= size and _decimals(value / size) <= 4:
            return f"{_plain(value / size)} {name}"
    return _plain(value, grouped=True)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(value: Decimal, *, grouped: bool = False) -> str:
    value = value.normalize()
    return f"{value:,f}" if grouped or value >= 10000 else f"{value:f}"
