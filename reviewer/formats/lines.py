"""Lines and blocks of a text, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.core.document import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_FINAL = re.compile(r"[.!?:;。！？：；…]\s*[\"”’'）)\]]*\s*$")


def lines(text: str) -> Iterator[Span]:
    """The lines of ``text`` without their ends; ``\\r\\n``, ``\\r`` and ``\\n`` end a line."""
    for match in _LINE.finditer(text):
        if match.start() == len(text):
            return
        content = match[0].rstrip("\r\n")
        yield Span(match.start(), match.start() + len(content))


def trimmed(text: str, span: Span) -> Span:
    """``span`` without the white space at its ends."""
    content = span.of(text)
    start = span.start + len(content) - len(content.lstrip())
    return Span(start, max(start, span.start + len(content.rstrip())))


def paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of a plain text: lines, joined where the text was wrapped at a column of at most 120.

    Two lines belong together where the first ends no sentence and the second goes on in lower case, or its first word
    would not have fitted behind the first.
    """
    block: list[Span] = []
    for line in (*lines(text), Span(len(text), len(text))):
        content = trimmed(text, line)
        if len(content):
            block.append(content)
            continue
        yield from _joined(text, block)
        block = []


def _joined(text: str, block: list[Span]) -> Iterator[Span]:
    width = max((len(line) for line in block), default=0)
    begin: Span | None = None
    last: Span | None = None
    for line in block:
        if begin is not None and last is not None and _goes_on(text, last, line, width):
            last = line
            continue
        if begin is not None and last is not None:
            yield Span(begin.start, last.end)
        begin = last = line
    if begin is not None and last is not None:
        yield Span(begin.start, last.end)


def _goes_on(text: str, before: Span, line: Span, width: int) -> bool:
    if width > 120 or _FINAL.search(text, max(before.start, before.end - 8), before.end):
        return False
    if text[line.start].islower():
        return True
    first_word = line.of(text).split(maxsplit=1)[0]
    return len(before) >= 45 and len(before) + 1 + len(first_word) > width - 2 and text[line.start].isalnum()
