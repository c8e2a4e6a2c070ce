"""When two wordings are the same."""

from __future__ import annotations

from functools import lru_cache

from reviewer.text.inflection import forms
from reviewer.text.tokens import tokenize


@lru_cache(maxsize=65536)
def wording(text: str) -> tuple[str, ...]:
    """What ``text`` has in common with the same words in another inflection, case or spelling; only to be compared."""
    return tuple(min(forms(word)) for word in tokenize(text).words)
