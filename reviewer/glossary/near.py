"""Renderings that are a few letters or one word off: "double recruiting and double introduction"."""

from __future__ import annotations

from collections.abc import Iterator, Set
from collections.abc import Sequence as Items
from dataclasses import dataclass
from typing import Final

from reviewer.glossary.anchors import FIRST_LETTERS, LEAST_WORDS, is_rare
from reviewer.glossary.pattern import Comma, Mark, Match, Sequence, Word
from reviewer.text.tokens import Tokens, is_number

_LEAST_ALIKE: Final = 78
"""Of 100, rapidfuzz's ratio: how alike a word must be to the one it stands for, where it may not be just any word."""
_LEAST_LETTERS: Final = 5
_MOST_LETTERS_MORE: Final = 4


@dataclass(frozen=True, slots=True)
class NearWord:
    """A word of a rendering, and whether it is a rare one that carries meaning."""

    word: Word
    is_content: bool


def nearable(sequence: Sequence) -> tuple[NearWord, ...]:
    """The words of a sequence long and plain enough for a near match, without its marks; empty where it is not."""
    elements = tuple(element for element in sequence if not isinstance(element, Mark | Comma))
    plain = tuple(NearWord(word, _is_content(word)) for word in elements if isinstance(word, Word) and word.exact is None)
    return plain if len(plain) == len(elements) and sum(word.is_content for word in plain) >= LEAST_WORDS else ()


def may_stand(sequence: Sequence, present: Set[str]) -> bool:
    """Whether at most one of the words of ``sequence`` is missing among the words that are ``present``."""
    solid = (word.forms for word in sequence if isinstance(word, Word) and not word.optional)
    return sum(forms.isdisjoint(present) for forms in solid) <= 1


def find_near(words: Items[NearWord], tokens: Tokens) -> Iterator[Match]:
    """Places where all but one of ``words`` stand in order: the one is alike in letters, or another word, or missing."""
    first, second = words[0].word, words[1].word
    starts = {place for word in (first, second) for form in word.forms & tokens.places.keys() for place in tokens.places[form]}
    starts |= {place - 1 for place in starts if place} | (set(range(len(tokens))) if first.optional else set())
    end = 0
    for start in sorted(starts):
        if start < end:
            continue
        match = Match(start, start, -1, -1)
        found = _align(words, 0, tokens, start, match, spare=True)
        if found is not None:
            match.end = match.span_end = end = found
            match.span_start = start
            yield match


def _align(words: Items[NearWord], k: int, tokens: Tokens, i: int, match: Match, *, spare: bool) -> int | None:
    """The token behind ``words[k:]`` aligned from token ``i`` on, with one fault left where ``spare``; None where they do not."""
    if k == len(words):
        return None if spare else i
    word, inner = words[k].word, 0 < k < len(words) - 1
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
    if not spare or not words[k].is_content or i >= len(tokens) or not tokens.words[i][0].isalpha() or is_number(tokens.words[i]):
        return None
    if (inner and _may_be_any(words, k, tokens.words[i])) or _alike(tokens.words[i], word):
        return _align(words, k + 1, tokens, i + 1, match, spare=False)
    return None


def _is_content(word: Word) -> bool:
    return not word.optional and len(word.written) >= _LEAST_LETTERS - 1 and is_rare(word.forms)


def _alike(found: str, word: Word) -> bool:
    close = [
        form for form in word.forms if form[:FIRST_LETTERS] == found[:FIRST_LETTERS] and abs(len(form) - len(found)) <= _MOST_LETTERS_MORE
    ]
    if len(found) < _LEAST_LETTERS or not close:
        return False
    from rapidfuzz import fuzz

    return any(fuzz.ratio(form, found) >= _LEAST_ALIKE for form in close if len(form) >= _LEAST_LETTERS)


def _may_be_any(words: Items[NearWord], k: int, found: str) -> bool:
    """Whether the words around carry the meaning without word ``k``: three rare ones besides it."""
    return len(found) >= _LEAST_LETTERS - 1 and sum(near.is_content for j, near in enumerate(words) if j != k) >= LEAST_WORDS
