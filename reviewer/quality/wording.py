"""When two wordings are the same."""

from __future__ import annotations

from reviewer.text.inflection import forms
from reviewer.text.tokens import tokenize


def wording(text: str) -> tuple[str, ...]:
    """What ``text`` has in common with the same words in another inflection, case or spelling; only to be compared."""
    return tuple(min(forms(word)) for word in tokenize(text).words)
