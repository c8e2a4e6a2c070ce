"""Renderings that are a few letters or one word off: "double recruiting and double introduction"."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Items
from typing import Final

from reviewer.glossary.anchors import is_rare
from reviewer.glossary.pattern import Comma, Mark, Match, Sequence, Word
from reviewer.text.tokens import Tokens, is_number

LEAST_WORDS: Final = 3
"""Words of a rendering that must be rare before one of them may be another word."""
_LEAST_ALIKE: Final = 78
"""Of 100, rapidfuzz's ratio: how alike a word must be to the one it stands for, where it may not be just any word."""
_LEAST_LETTERS: Final = 5


def nearable(sequence: Sequence) -> tuple[Word, ...]:
    """The words of a sequence long and plain enough for a near match, without its marks; empty where it is not."""
    words = tuple(element for element in sequence if not isinstance(element, Mark | Comma))
    if not all(isinstance(word, Word) and word.exact is None for word in words):
        return ()
    plain = tuple(word for word in words if isinstance(word, Word))
    return plain if sum(_is_content(word) for word in plain) >= LEAST_WORDS else ()


def find_near(words: Items[Word], tokens: Tokens) -> Iterator[Match]:
    """Places where all but one of ``words`` stand in order: the one is alike in letters, or another word, or missing."""
    present = tokens.places.keys()
    solid = [word for word in words if not word.optional]
    if sum(not word.forms.isdisjoint(present) for word in solid) < len(solid) - 1:
        return
    at = 0
    while at < len(tokens):
        match = Match(at, at, -1, -1)
        end = _align(words, 0, tokens, at, match, spare=True)
        if end is None:
            at += 1
            continue
        match.end = match.span_end = end
        match.span_start = at
        yield match
        at = end


def _align(words: Items[Word], k: int, tokens: Tokens, i: int, match: Match, *, spare: bool) -> int | None:
    """The token behind ``words[k:]`` aligned from token ``i`` on, with one fault left where ``spare``; None where they do not."""
    if k == len(words):
        return None if spare else i
    word, inner = words[k], 0 < k < len(words) - 1
    if i < len(tokens) and tokens.words[i] in word.forms:
        match.picked.append((word, i))
        end = _align(words, k + 1, tokens, i + 1, match, spare=spare)
        if end is not None:
            return end
        match.picked.pop()
    if word.optional:
        end = _align(words, k + 1, tokens, i, match, spare=spare)
        if end is not None:
            return end
    if not spare or i >= len(tokens) or not tokens.words[i][0].isalpha() or is_number(tokens.words[i]):
        return None
    if _is_content(word) and (_alike(tokens.words[i], word) or (inner and _may_be_any(words, k, tokens.words[i]))):
        return _align(words, k + 1, tokens, i + 1, match, spare=False)
    return None


def _is_content(word: Word) -> bool:
    return not word.optional and len(word.written) >= _LEAST_LETTERS - 1 and is_rare(word.forms)


def _alike(found: str, word: Word) -> bool:
    from rapidfuzz import fuzz

    return len(found) >= _LEAST_LETTERS and any(
        form[0] == found[0] and fuzz.ratio(form, found) >= _LEAST_ALIKE for form in word.forms if len(form) >= _LEAST_LETTERS
    )


def _may_be_any(words: Items[Word], k: int, found: str) -> bool:
    """Whether the words around carry the meaning without word ``k``: three rare ones besides it."""
    return len(found) >= _LEAST_LETTERS - 1 and sum(_is_content(word) for j, word in enumerate(words) if j != k) >= LEAST_WORDS
