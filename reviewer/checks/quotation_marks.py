"""Quotation marks that are spaced, turned the wrong way, nested wrongly or left open.

What it flags
    A blank inside a quotation (`" Charge "`), marks glued to the word outside (`the" Charge "for`), curly marks the wrong
    way round (`”Seeking truth“`), double marks inside double marks, a quotation that is never closed, and a closing mark
    that closes nothing.

Why it matters
    Machine translation handles the marks as words of their own, and loses which way they face. Slogans in quotation marks
    are on every page of this kind.

Example
    The meeting sounded the[[" Charge "]]for the final push.

Limits
    Marks are matched within a paragraph. Inches, code and a quotation that goes on in the next paragraph pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reviewer.core.document import Span
from reviewer.core.finding import Confidence, Fault, Severity, Suggestion, replace
from reviewer.text.passage import Page

CATEGORY = "linguistic/punctuation"
SEVERITY = "minor"
CONFIDENCE: Final = "high"

_QUOTE = re.compile(r"[\"“”]")
_CODE = re.compile(r"[={}\\<>|]|\(\s*[\"“]|[\"”]\s*\)\s*;|``|::|\w\(")
_OPENS_AFTER = frozenset(" \t\n\r\xa0\u3000([{—–-/‘'\"“")
_CLOSES_BEFORE = frozenset(" \t\n\r\xa0\u3000.,;:!?)]}—–-/’'\"”…")
_STRAY_SINGLE = re.compile(r"(?<=[A-Za-z])(?P<blank>\s)(?P<mark>['’])(?=[.,;!?\"”])")
_NO_END = re.compile(r"(?:(?:^|\s)(?:the|a|an|of|in|on|to|for|and|or|with|by|as|from|at|into|its|their|our)|['’]s)$", re.IGNORECASE)
_LONGEST_TERM = 60


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    sign: str
    before: str
    after: str

    @property
    def faces_in(self) -> bool:
        """Blank or bracket before, and a word behind: the look of an opening mark."""
        return self.before in _OPENS_AFTER and not self.after.isspace() and self.after not in _CLOSES_BEFORE - set("'\"‘“")

    @property
    def faces_out(self) -> bool:
        """A word before, and blank or punctuation behind: the look of a closing mark."""
        return not self.before.isspace() and self.after in _CLOSES_BEFORE


def find_in_page(page: Page) -> Iterator[Fault]:
    """The faults of quotation marks, paragraph by paragraph."""
    segments = page.document.segments
    for number, segment in enumerate(segments):
        start, end = segment.target.start, segment.target.end
        if not _QUOTE.search(page.text, start, end):
            continue
        content = page.text[start:end]
        if _CODE.search(content):
            continue
        following = segments[number + 1].target.of(page.text)[:1] if number + 1 < len(segments) else ""
        for fault in _in_paragraph(page.text, start, end, goes_on=following != "" and following in '"“'):
            if page.is_china or fault.confidence != "medium":  # elsewhere a lone mark is code or dialogue
                yield fault
        for match in _STRAY_SINGLE.finditer(page.text, start, end):
            span = Span(match.start("blank"), match.end("mark"))
            yield Fault(span, "A single quotation mark stands off its word.", (replace(span, match["mark"]),), confidence="medium")


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    found: list[_Mark] = []
    for match in _QUOTE.finditer(text, start, end):
        at = match.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if match[0] == '"' and before.isdigit() and not (found and found[-1].faces_in and not found[-1].before.isdigit()):
            continue  # inches
        found.append(_Mark(at, match[0], before, after))
    return found


def _in_paragraph(text: str, start: int, end: int, *, goes_on: bool) -> Iterator[Fault]:
    """Walk the marks with a stack of what is open; each pair is judged when it closes."""
    opened: list[_Mark] = []
    turned = 0
    for mark in _marks(text, start, end):
        if mark.sign in "“”" and _is_turned(mark):
            right = "”" if mark.sign == "“" else "“"
            turned += 1
            span = _with_word(text, mark, closes=right == "”", start=start, end=end)
            yield Fault(
                span, f"“{mark.sign}” is turned the wrong way.", (replace(span, span.of(text).replace(mark.sign, right), safety="safe"),)
            )
            if right == "”" and opened:
                opened.pop()
            elif right == "“":
                opened.append(_Mark(mark.at, right, mark.before, mark.after))
            continue
        if _opens(text, mark, opened, start):
            opened.append(mark)
        elif opened:
            yield from _judge(text, opened.pop(), mark, opened, start, end)
        elif not turned:
            span = Span(mark.at, mark.at + 1)
            yield Fault(
                span, "A quotation is closed here that was never opened.", (replace(span, "", label="delete"),), confidence="medium"
            )
    if opened and not goes_on and not turned:
        lone = opened[0]
        if lone.before.isspace() and lone.after.isspace() and lone.at > start:
            span = _with_word(text, _Mark(lone.at - 1, lone.sign, "", ""), closes=True, start=start, end=end)
            span = Span(span.start, lone.at + 1)
            suggestions: tuple[Suggestion, ...] = (
                replace(span, span.of(text)[:-1].rstrip(), label="delete"),
                replace(span, span.of(text).replace(" ", "")),
            )
        else:
            span = Span(lone.at, lone.at + 1)
            suggestions = (replace(span, "", label="delete"),)
        yield Fault(span, "A quotation is opened here that is never closed.", suggestions, confidence="medium")


def _is_turned(mark: _Mark) -> bool:
    if mark.sign == "”":
        return mark.faces_in and mark.before.isspace()
    return mark.faces_out and mark.after not in "-—–/“"


def _opens(text: str, mark: _Mark, opened: list[_Mark], start: int) -> bool:
    if mark.sign in "“”":
        return mark.sign == "“"
    if not opened:
        return True
    if _NO_END.search(text, max(start, mark.at - 12), mark.at) and mark.after.isspace():
        return True  # a closing mark cannot follow "the": it opens, and is glued to the wrong word
    return mark.faces_in and not (_looks_glued(opened[-1], mark))


def _looks_glued(opening: _Mark, mark: _Mark) -> bool:
    """Whether ``mark`` closes the term that ``opening`` began, though it stands at the next word: `the" Charge "for`."""
    return opening.after.isspace() and mark.at - opening.at <= _LONGEST_TERM


def _judge(text: str, opening: _Mark, closing: _Mark, outer: list[_Mark], start: int, end: int) -> Iterator[Fault]:
    spaced_open = opening.after.isspace()
    spaced_close = closing.before.isspace()
    glued_open = not opening.before.isspace() and opening.before not in _OPENS_AFTER and opening.at > start
    glued_close = closing.after not in _CLOSES_BEFORE and closing.at + 1 < end
    nested = bool(outer) and outer[-1].sign in '"“' and opening.sign == outer[-1].sign
    if not (
        spaced_open
        or spaced_close
        or nested
        or (glued_open and opening.before.isalpha())
        or (glued_close and closing.after.isalpha() and not text.startswith("s ", closing.at + 1))
    ):
        return
    marks = ("‘", "’") if nested and opening.sign == "“" else ("'", "'") if nested else (opening.sign, closing.sign)
    left = (" " if glued_open else "") + marks[0]
    right = marks[1] + (" " if glued_close else "")
    fault = (
        "stands off its words"
        if spaced_open or spaced_close
        else "is nested in marks of its own kind"
        if nested
        else "is glued to the word outside"
    )
    grave: Severity = "major" if spaced_open and spaced_close else "minor"
    if closing.at - opening.at <= _LONGEST_TERM:
        span = Span(opening.at, closing.at + 1)
        sure: Confidence = CONFIDENCE if spaced_open or spaced_close else "medium"
        cures = (replace(span, left + text[opening.at + 1 : closing.at].strip() + right),)
        yield Fault(span, f"The quotation {span.of(text)} {fault}.", cures, severity=grave, confidence=sure)
        return
    if spaced_open or nested or glued_open:
        span = Span(opening.at, opening.at + 1 + spaced_open)
        yield Fault(span, f"A quotation mark {fault}.", (replace(span, left),), confidence="medium")
    if spaced_close or nested or glued_close:
        span = Span(closing.at - spaced_close, closing.at + 1)
        yield Fault(span, f"A quotation mark {fault}.", (replace(span, right),), confidence="medium")


def _with_word(text: str, mark: _Mark, *, closes: bool, start: int, end: int) -> Span:
    """The mark with the word that it belongs to."""
    if closes:
        word = re.compile(r"[\w'’-]*$").search(text, max(start, mark.at - 40), mark.at)
        return Span(word.start() if word else mark.at, mark.at + 1)
    word = re.compile(r"[\w'’-]*").match(text, mark.at + 1, end)
    return Span(mark.at, word.end() if word else mark.at + 1)
