"""A document as a page to read: headings, paragraphs, items and rows, with all that stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import Final, Literal

from reviewer.core.document import MARKUP, OBJECT, TAIL, Document, Segment, Span
from reviewer.formats.lines import lines

BlockKind = Literal["heading", "paragraph", "bullet", "item", "row", "unit", "verbatim"]

_BULLETS: Final = ("- ", "* ", "+ ", "• ", "· ", "– ")
_NOWHERE: Final = Span(0, 0)
_LINE_END = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_HIDDEN = re.compile(f"[{MARKUP}{TAIL}{OBJECT}]+")
_WORTH_SHOWING = re.compile(r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)|\]\((?P<target>[^\s()]+)[^)]*\)|(?:https?://|www\.)[^\s<>()]+")
_HEADING = re.compile(r"(#{1,6})[ \t]")
_HTML_HEADING = re.compile(r"<h([1-6])\b(?!.*<h[1-6]\b)", re.IGNORECASE | re.DOTALL)
_HTML_TAG = re.compile(r"<[^>]*>|^[^<>]*>")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page; ``span`` is in `Document.text`.

    ``bullet`` is an item whose mark, a common one, stands before the span; an ``item`` has ``mark`` before it or its own within. ``row``:
    the cells of a table's line with the bars between them; ``unit``: a pair of a bitext; ``verbatim``: what no check reads, such as code.
    ``level`` is that of a heading, from 1.
    """

    kind: BlockKind
    span: Span
    source: Span = _NOWHERE
    level: int = 1
    mark: str = ""


def blocks(document: Document) -> Iterator[Block]:
    """The blocks of ``document``, in order; with the blanks and marks between them they are all of its text."""
    end = 0
    for first, last in _rows(document):
        if first.kind != "unit":
            yield from _verbatim(document, Span(end, first.target.start))
        end = last.target.end
        yield _block(document, first, last)
    if not any(segment.kind == "unit" for segment in document.segments):
        yield from _verbatim(document, Span(end, len(document.text)))


def seen(document: Document, block: Block, span: Span) -> str:
    """What a reader sees at ``span`` of ``block``: no marks, but code and addresses, and a blank for the end of a line.

    What is verbatim stays as it is.
    """
    if block.kind == "verbatim":
        return span.of(document.text) if document.format == "md" else document.words(span)

    def shown(part: Span, hidden: re.Match[str]) -> str:
        raw = document.text[part.start + hidden.start() : part.start + hidden.end()]
        if document.format == "md":
            return _worth_showing(raw)
        return " ".join(unescape(_HTML_TAG.sub("", raw)).split()) if OBJECT in hidden[0] else ""

    return _LINE_END.sub(" ", "".join(_HIDDEN.sub(partial(shown, part), part.of(document.view)) for part in document.parts(span)))


def _worth_showing(markup: str) -> str:
    """What a page without links and code shows of ``markup``."""
    found = list(_WORTH_SHOWING.finditer(markup))
    if not found and markup[0] not in "<]" and any(map(str.isalnum, markup)):
        return markup  # such as code that goes on in the next line
    return "".join(f" ({match['target']})" if match["target"] else match["code"] or match[0] for match in found)


def _rows(document: Document) -> Iterator[tuple[Segment, Segment]]:
    """The segments, the cells of one line taken together: the first and the last."""
    row: list[Segment] = []
    for segment in document.segments:
        if segment.kind == "attribute":
            continue
        between = document.text[row[-1].target.end : segment.target.start] if row else ""
        if row and (document.format != "md" or segment.kind != "cell" or row[-1].kind != "cell" or "\n" in between or "\r" in between):
            yield row[0], row[-1]
            row = []
        row.append(segment)
    if row:
        yield row[0], row[-1]


def _block(document: Document, first: Segment, last: Segment) -> Block:
    text, span = document.text, Span(first.target.start, last.target.end)
    if first.kind == "cell":
        return Block("row" if document.format == "md" else "paragraph", span)
    if first.kind == "unit":
        return Block("unit", span, source=first.source)
    if first.kind == "paragraph":
        return Block("paragraph", span)
    before = text[max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1 : span.start]
    if first.kind == "heading":
        marks = _HTML_HEADING.search(text, max(0, span.start - 200), span.start) if document.format == "html" else _HEADING.search(before)
        return Block("heading", span, level=(int(marks[1]) if marks[1].isdigit() else len(marks[1])) if marks else 1)
    if document.format in ("html", "docx"):
        return Block("bullet", span)
    if text.startswith(_BULLETS, span.start):
        return Block("bullet", Span(span.start + 2, span.end))
    mark = before.strip().lstrip("> \t")
    return Block("bullet", span) if f"{mark} " in _BULLETS else Block("item", span, mark=mark)


def _verbatim(document: Document, gap: Span) -> Iterator[Block]:
    """Where there are words between two blocks, the lines there."""
    view = _HIDDEN.sub(lambda hidden: " " * len(hidden[0]), gap.of(document.view))
    found = [line for line in lines(view) if line.of(view).strip()]
    if document.format != "html":  # where what stands beside a block in its line is its marks
        found = [line for line in found if (line.start or not gap.start) and (line.end < len(gap) or gap.end == len(document.text))]
    if any(char.isalnum() for line in found for char in line.of(view)):
        yield Block("verbatim", Span(gap.start + found[0].start, gap.start + found[-1].end))
