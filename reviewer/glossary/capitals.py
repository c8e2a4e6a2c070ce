"""Capital letters of a suggestion: those of a title, a name or the start of a sentence."""

from __future__ import annotations

import re
from typing import Final

from reviewer.core.document import Span
from reviewer.glossary.agreement import head_of

_SMALL: Final = frozenset("a an the of in for to on with and or by from at as but nor via".split())
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_][\w'’]*[ -]){1,4}$")
_WORDS_AFTER = re.compile(r"(?:[ -][^\W\d_][\w'’]*){1,4}")
_BODIES: Final = frozenset(
    """academy administration agency association branch brigade bureau campaign center centre city college commission committee company conference congress council councilor county court
    day department district federation festival forum government group hospital initiative institute league library ministry museum office park party plan procuratorate program
    programme project province regiment school secretary society squad station team town university village zone""".split()
)
"""Last words of the names of bodies, places and programs."""


def capitalized(option: str, text: str, span: Span, *, at_a_start: bool) -> str:
    """``option`` with the capitals of what it replaces: all, those of a title or name, or that of a sentence's first word."""
    found = span.of(text)
    letters = [char for char in found if char.isalpha()]
    if len(letters) > 3 and all(char.isupper() for char in letters) and " " in found:
        return option.upper()
    title = _is_title(text, span, option.split(" "))
    if title:
        option = " ".join(word if word.lower() in _SMALL else word[:1].upper() + word[1:] for word in option.split(" "))
    first = next((char for char in found if char.isalnum()), "")
    return option[:1].upper() + option[1:] if first.isupper() and (title or at_a_start) else option


def _is_title(text: str, span: Span, option: list[str]) -> bool:
    """Whether the words of ``span`` stand as a title or in a name, not as words that the machine chose to capitalize."""
    content = [word for word in re.findall(r"[^\W\d_][\w'’]*", span.of(text)) if word.lower() not in _SMALL]
    if len(content) < 2 or not all(word[0].isupper() for word in content):
        return False
    if content[-1].lower() in _BODIES or option[head_of(option)].lower() in _BODIES:
        return True
    before = _WORDS_BEFORE.search(text, max(0, span.start - 60), span.start)
    after = _WORDS_AFTER.match(text, span.end)
    neighbours = [
        next((word for word in words if word and word.lower() not in _SMALL), "")
        for words in (re.split("[ -]", before[0])[::-1] if before else [], re.split("[ -]", after[0]) if after else [])
    ]
    return all(word[:1].isupper() or not word for word in neighbours)
