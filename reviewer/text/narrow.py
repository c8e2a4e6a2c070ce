"""The words that an edit changes, without those that it leaves as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

from reviewer.core.document import Span
from reviewer.core.finding import Edit

_WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
_FEWEST_WORDS_BETWEEN: Final = 3
"""Changes in one edit with fewer words between them are taken as one: more would be harder to read than fewer."""


def narrowed(text: str, edit: Edit) -> Iterator[Edit]:
    """``edit`` as edits that leave the words alone which stand at its ends, and longer runs of words within, before and after."""
    old_words, new_words = _WORD.findall(edit.span.of(text)), _WORD.findall(edit.new)
    old_at = list(accumulate(map(len, old_words), initial=edit.span.start))
    new_at = list(accumulate(map(len, new_words), initial=0))
    left_old = left_new = 0
    for i, j, size in SequenceMatcher(None, old_words, new_words, autojunk=False).get_matching_blocks():
        at_end = i + size == len(old_words) and j + size == len(new_words)
        if not (i == j == 0 or at_end or size >= _FEWEST_WORDS_BETWEEN):
            continue
        start, end, new = old_at[left_old], old_at[i], edit.new[new_at[left_new] : new_at[j]]
        while end > start and new and text[end - 1] == new[-1] and new[-1].isspace():
            end, new = end - 1, new[:-1]
        if end > start or new:
            yield Edit(Span(start, end), new)
        left_old, left_new = i + size, j + size
