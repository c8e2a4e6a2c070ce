"""Text as it may be sent to a terminal: nothing that moves the cursor, turns the direction of writing or hides."""

from __future__ import annotations

from typing import Final

_TABLE: Final[dict[int, int | str]] = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), "�"),
    **dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF), "·"),
    ord("\t"): " ",
    ord("\r"): "",
    0x2028: "\n",
    0x2029: "\n",
}


def shown(text: str) -> str:
    """``text`` with control characters as symbols; line breaks stay."""
    return text.translate(_TABLE).replace("␊", "\n")


def on_one_line(text: str) -> str:
    """``text`` as `shown`, its white space run together."""
    return " ".join(shown(text).split())
