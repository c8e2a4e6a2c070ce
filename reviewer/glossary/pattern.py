"""The notation in which wrong renderings are written, and matching it against tokens.

=====================  ==============================================================================
``fight``              the word in every inflection, case and spelling (US/UK)
``front-line``         front line, front-line or frontline
``=party``             exactly this word: no inflection, and the case as written
``{dual|double}``      one of these; a branch may have several words
``(comprehensively)``  may be missing; ``(a|b)`` one of these or nothing
``<3>`` ``<1-3>``      up to three words; one to three words (at most 20; articles do not fill a gap)
``#``                  a figure or a number word
``!{of|in}``           the word here is none of these; in first place: the word before is none of these
``[[ ... ]]``          only these words are at fault; what stands outside is required context
``,``                  a comma, or none
=====================  ==============================================================================

Between two words of a pattern the text may have quotation marks, hyphens, ``'s`` and the articles ``the``, ``a``, ``an``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from reviewer.text.fold import fold
from reviewer.text.inflection import forms
from reviewer.text.tokens import Tokens, is_number, tokenize

MOST_SEQUENCES: Final = 256
"""How many word sequences the alternatives of one pattern may make."""

LEXER: Final = re.compile(
    r"(?P<not>!\{[^{}]*\})|(?P<open>[{(])|(?P<bar>\|)|(?P<close>[})])|(?P<gap><\d{1,4}(?:-\d{1,4})?>)|(?P<mark>\[\[|\]\])"
    r"|(?P<number>\#)|(?P<comma>,)|(?P<word>=?[^\s{}()|<>\[\]#,=!]+)|(?P<space>\s+)|(?P<bad>.)"
)
"""The parts of the notation, one named group each."""

_IN_GAPS = frozenset(("'s", ",", "&", "%", "/"))
_SKIPPABLE = frozenset(("the", "a", "an", "'s"))
_MOST_SKIPPED: Final = 4
"""Of the words that may stand between two of a pattern, how many may stand in a row."""
_MOST_IN_GAP: Final = 20
_DEEPEST: Final = 20
"""Brackets in brackets."""


class PatternError(ValueError):
    """A rendering that breaks the notation; the message says how."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a pattern: the forms it may take; ``exact`` the spelling it must have, case included."""

    forms: frozenset[str]
    written: str
    exact: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Between ``least`` and ``most`` words of any kind, within one clause."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Number:
    """A figure or a number word."""


@dataclass(frozen=True, slots=True)
class Comma:
    """A comma or a semicolon, or nothing."""


@dataclass(frozen=True, slots=True)
class Not:
    """No word: the next (or, in first place, the previous) word is none of ``words``."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mark:
    """The place where the span at fault starts (``opens``) or ends."""

    opens: bool


Element = Word | Gap | Number | Comma | Not | Mark
Sequence = tuple[Element, ...]


@dataclass(slots=True)
class Match:
    """Where a sequence stands: token indices, half-open; ``picked`` gives the token that each word matched."""

    start: int
    end: int
    span_start: int
    span_end: int
    picked: list[tuple[Word, int]] = field(default_factory=list)
    gaps: list[tuple[int, int]] = field(default_factory=list)


@lru_cache(maxsize=16384)
def parse(pattern: str) -> tuple[Sequence, ...]:
    """The word sequences that ``pattern`` stands for. Raises PatternError where it breaks the notation."""
    lexemes = [(match.lastgroup or "", match[0]) for match in LEXER.finditer(pattern)]
    depth = 0
    for kind, text in lexemes:
        depth += (kind == "open") - (kind == "close")
        if kind == "bad":
            raise PatternError(f"{text!r} has no meaning here")
        if depth > _DEEPEST:
            raise PatternError(f"its brackets stand more than {_DEEPEST} deep")
    branches, rest = _parse_branches(lexemes, 0, closing="")
    if rest != len(lexemes):
        raise PatternError(f"unexpected {lexemes[rest][1]!r}")
    if len(branches) > 1:
        raise PatternError("'|' stands outside braces")
    sequences = branches[0]
    for sequence in sequences:
        _validate(sequence)
    return tuple(sequences)


def _parse_branches(lexemes: list[tuple[str, str]], at: int, closing: str) -> tuple[list[list[Sequence]], int]:
    """Branches up to ``closing``; each branch is the list of sequences that it stands for."""
    branches: list[list[Sequence]] = [[()]]
    while at < len(lexemes):
        kind, text = lexemes[at]
        if kind == "close":
            if text != closing:
                raise PatternError(f"unexpected {text!r}")
            return branches, at
        if kind == "bar":
            branches.append([()])
            at += 1
            continue
        if kind == "open":
            inner, end = _parse_branches(lexemes, at + 1, closing="}" if text == "{" else ")")
            if end == len(lexemes):
                raise PatternError(f"{text!r} is never closed")
            options = _merge_words([sequence for branch in inner for sequence in branch], optional=text == "(")
            at = end + 1
        else:
            options = _atom(kind, text)
            at += 1
        branches[-1] = [a + b for a, b in itertools.product(branches[-1], options)]
        if len(branches[-1]) > MOST_SEQUENCES:
            raise PatternError(f"its alternatives make more than {MOST_SEQUENCES} combinations")
    if closing:
        return branches, at
    return branches, at


def _atom(kind: str, text: str) -> list[Sequence]:
    if kind == "word":
        return _word(text)
    if kind == "gap":
        numbers = [int(number) for number in text[1:-1].split("-")]
        least, most = (0, numbers[0]) if len(numbers) == 1 else (numbers[0], numbers[1])
        if least > most:
            raise PatternError(f"{text} counts backwards")
        if most > _MOST_IN_GAP:
            raise PatternError(f"{text} is a gap of more than {_MOST_IN_GAP} words")
        return [(Gap(least, most),)]
    if kind == "not":
        words = frozenset(form for word in re.split(r"[|\s]+", text[2:-1]) if word for form in _forms(word))
        return [(Not(words),)]
    if kind == "number":
        return [(Number(),)]
    if kind == "comma":
        return [(Comma(),)]
    if kind == "mark":
        return [(Mark(opens=text == "[["),)]
    return [()]


def _forms(word: str) -> frozenset[str]:
    return frozenset((word[1:].lower(),)) if word.startswith("=") else forms(word.lower())


def _word(text: str) -> list[Sequence]:
    if text.isalpha():
        return [(Word(forms(text.lower()), text.lower()),)]
    exact = text.startswith("=")
    bare = text[1:] if exact else text
    tokens = tokenize(bare)
    if not tokens.words:
        raise PatternError(f"{text!r} has no letter or figure")
    if exact:
        parts = [bare[s:e].replace("’", "'") for s, e in zip(tokens.starts, tokens.ends, strict=True)]
        return [tuple(Word(frozenset((part.lower(),)), part, exact=part) for part in parts)]
    options: list[Sequence] = [tuple(Word(forms(word), word) for word in tokens.words)]
    if "-" in bare and len(tokens.words) > 1 and all(word.isalpha() for word in tokens.words):
        joined = "".join(tokens.words)
        options.append((Word(forms(joined), joined),))
    return options


def _merge_words(options: list[Sequence], *, optional: bool) -> list[Sequence]:
    """Alternatives of one word each become one word with more forms, so that they do not multiply."""
    singles: list[Word] = []
    longer: list[Sequence] = []
    for option in options:
        only = option[0] if len(option) == 1 else None
        if isinstance(only, Word) and only.exact is None:
            singles.append(only)
        elif option or not optional:
            longer.append(option)
    if () in longer and singles and not optional:
        longer = [option for option in longer if option]
        optional = True
    merged: list[Sequence] = []
    if singles:
        every = frozenset[str]().union(*(word.forms for word in singles))
        merged.append((Word(every, singles[0].written, optional=optional),))
    elif optional:
        longer.append(())
    return [*merged, *dict.fromkeys(longer)]


def _validate(sequence: Sequence) -> None:
    marks = [element.opens for element in sequence if isinstance(element, Mark)]
    if marks not in ([], [True, False]):
        raise PatternError("'[[' and ']]' must stand once each, in this order")
    solid = [element for element in sequence if isinstance(element, Word) and not element.optional]
    if not solid:
        raise PatternError("a way to read it has no word that must stand there")
    real = [element for element in sequence if not isinstance(element, Mark | Not)]
    if isinstance(real[0], Gap) or isinstance(real[-1], Gap):
        raise PatternError("a gap may not stand at an end")


def can_wake(sequence: Sequence) -> bool:
    """Whether ``sequence`` has a word of Latin letters or figures that must stand there, by which it can be found."""
    solid = (element for element in sequence if isinstance(element, Word) and not element.optional)
    return any(all(fold(form).strip() for form in word.forms) for word in solid)


def literal(phrase: str) -> Sequence:
    """The sequence for a plain phrase with no notation in it, in every inflection."""
    return tuple(Word(forms(word), word) for word in tokenize(phrase).words)


def phrases_of(pattern: str) -> list[str]:
    """Plain phrases that ``pattern`` finds, at least one: a reading of each of its word sequences. Raises PatternError."""
    return [" ".join(_reading(sequence)) for sequence in parse(pattern)]


def _reading(sequence: Sequence) -> Iterator[str]:
    for element in sequence:
        if isinstance(element, Word):
            yield element.exact or element.written
        elif isinstance(element, Gap):
            yield from ["certain"] * element.least
        elif isinstance(element, Number):
            yield "3"


def find_all(sequence: Sequence, tokens: Tokens, text: str) -> Iterator[Match]:
    """Every place in ``tokens`` (of ``text``) where ``sequence`` stands, by start; the longest at each start."""
    for start in _starts(sequence, tokens):
        match = Match(start, start, -1, -1)
        if _match_from(sequence, 0, tokens, start, text, match):
            if match.span_start < 0:
                match.span_start, match.span_end = match.start, match.end
            yield match


def _starts(sequence: Sequence, tokens: Tokens) -> Iterable[int]:
    """The tokens at which ``sequence`` may begin: those of its words up to the first that must stand."""
    first: set[str] = set()
    for element in sequence:
        if isinstance(element, Word):
            first |= tokens.places.keys() & element.forms
            if not element.optional:
                return sorted(place for word in first for place in tokens.places[word])
        elif isinstance(element, Number):
            return [place for place, word in enumerate(tokens.words) if word in first or is_number(word)]
        elif isinstance(element, Gap | Comma):
            break
    return range(len(tokens))


def _match_from(sequence: Sequence, at: int, tokens: Tokens, i: int, text: str, match: Match) -> bool:
    """Match ``sequence[at:]`` from token ``i`` on; fills ``match`` from its end backwards as the calls return."""
    if at == len(sequence):
        match.end = i
        if match.span_start >= 0 and match.span_end < 0:
            match.span_end = i
        return True
    element = sequence[at]
    words = tokens.words
    if isinstance(element, Word):
        if i < len(words) and words[i] in element.forms and (element.exact is None or _is_written(element.exact, tokens, i, text)):
            match.picked.append((element, i))
            if _match_from(sequence, at + 1, tokens, i + 1, text, match):
                return True
            match.picked.pop()
        if element.optional and _match_from(sequence, at + 1, tokens, i, text, match):
            return True
        return _may_skip(match, tokens, i) and _match_from(sequence, at, tokens, i + 1, text, match)
    if isinstance(element, Gap):
        width, end = 0, i
        while True:
            if end - i >= element.least:
                match.gaps.append((i, end))
                if _match_from(sequence, at + 1, tokens, end, text, match):
                    return True
                match.gaps.pop()
            if end == len(words) or not (words[end][0].isalnum() or words[end] in _IN_GAPS):
                return False
            width += not _may_skip(match, tokens, end)
            end += 1
            if width > element.most:
                return False
    if isinstance(element, Number):
        if i < len(words) and is_number(words[i]) and _match_from(sequence, at + 1, tokens, i + 1, text, match):
            return True
        return _may_skip(match, tokens, i) and _match_from(sequence, at, tokens, i + 1, text, match)
    if isinstance(element, Comma):
        if i < len(words) and words[i] in (",", ";", "、", "，") and _match_from(sequence, at + 1, tokens, i + 1, text, match):
            return True
        return _match_from(sequence, at + 1, tokens, i, text, match)
    if isinstance(element, Not):
        j = i if at and i > match.start else i - 1
        if 0 <= j < len(words) and words[j] in element.words:
            return False
        return _match_from(sequence, at + 1, tokens, i, text, match)
    saved = match.span_start, match.span_end
    if element.opens:
        following = sequence[at + 1] if at + 1 < len(sequence) else None
        wanted = following.forms if isinstance(following, Word) else frozenset[str]()
        while _may_skip(match, tokens, i) and words[i] not in wanted:
            i += 1
        match.span_start = i
    else:
        match.span_end = i
    if _match_from(sequence, at + 1, tokens, i, text, match):
        return True
    match.span_start, match.span_end = saved
    return False


def _may_skip(match: Match, tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` may stand between two words of a pattern; of a long row of articles only the first may."""
    if not (match.start < i < len(tokens.words) and tokens.words[i] in _SKIPPABLE):
        return False
    return i < _MOST_SKIPPED or not all(word in _SKIPPABLE for word in tokens.words[i - _MOST_SKIPPED : i])


def _is_written(exact: str, tokens: Tokens, i: int, text: str) -> bool:
    return text[tokens.starts[i] : tokens.ends[i]].replace("’", "'") == exact
