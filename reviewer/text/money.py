"""Whose money a text counts in."""

from __future__ import annotations

import re
from functools import lru_cache

_YUAN = re.compile(r"\b(?:yuans?|RMB|CNY|renminbi)\b|¥|￥", re.IGNORECASE)


@lru_cache(maxsize=4)
def counts_in_yuan(text: str) -> bool:
    """Whether ``text`` names Chinese money at least once."""
    return _YUAN.search(text) is not None
