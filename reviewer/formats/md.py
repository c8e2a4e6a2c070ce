"""Markdown (CommonMark with tables): headings, paragraphs, list items and cells; code, addresses and markup are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from reviewer.core.document import MARKUP, OBJECT, Document, Segment, SegmentKind, Span
from reviewer.core.edits import apply_edits
from reviewer.core.finding import Edit
from reviewer.formats.fitting import fitted
from reviewer.formats.lines import lines, trimmed

EXTENSIONS = (".md", ".markdown")

FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:.*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
"""The block of metadata that may stand at the head of a file."""

_INLINE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--.*?-->)"
    r"|(?P<angle></?[A-Za-z][^<>]*>|<[a-z][a-z0-9+.-]*:[^\s<>]*>)"
    r"|(?P<target>\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)|\]\[[^\]]*\])"
    r"|(?P<address>https?://[^\s<>()]+|www\.[^\s<>()]+)"
    r"|(?P<open>!?\[)|(?P<close>\])"
    r"|(?P<mark>\*{1,3}|~~|(?<!\w)_{1,3}|_{1,3}(?!\w)|\\(?=[!-/:-@\[-`{-~]))",
    re.DOTALL,
)
_LINE_START = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?:#{1,6}(?=[ \t])|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))?[ \t]*")
_MARK_BEFORE = re.compile(r"(\*{1,3}|~~|_{1,3})$")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")


def read(path: str, text: str, origin: object) -> Document:
    """The document of a Markdown text."""
    view = list(text)
    segments: list[Segment] = []
    for kind, span in _blocks(text):
        for start, end, is_object in _markup(text, span):
            view[start:end] = [" " if char in "\r\n" else MARKUP for char in text[start:end]]
            if is_object:
                view[end - 1] = OBJECT
        content = _visible(view, span)
        if len(content):
            segments.append(Segment(len(segments), kind, Span(0, 0), content))
    return Document(path, "md", text, "".join(view), "", tuple(segments), origin)


def fit(document: Document, edits: Iterable[Edit]) -> Iterator[Edit]:
    """``edits`` as edits of the file: marks stay, but for those of emphasis that would stand around nothing."""
    for edit in fitted(document, edits):
        span = edit.span
        before = None if edit.new else _MARK_BEFORE.search(document.text, max(0, span.start - 3), span.start)
        mark = before[0] if before else ""
        is_bare = mark and document.text.startswith(mark, span.end) and document.view[span.end : span.end + len(mark)] == MARKUP * len(mark)
        yield Edit(Span(span.start - len(mark), span.end + len(mark)), "") if is_bare else edit


def write(document: Document, edits: Iterable[Edit]) -> str:
    """The Markdown with ``edits`` made."""
    return apply_edits(document.text, fit(document, edits))


def _blocks(text: str) -> Iterator[tuple[SegmentKind, Span]]:
    """The places with inline content, in order, with their kind."""
    from markdown_it import MarkdownIt

    front = FRONT_MATTER.match(text)
    offset = front.end() if front else 0
    body = text[offset:]
    places = [Span(line.start + offset, line.end + offset) for line in lines(body)]
    kinds: list[SegmentKind] = []
    cells: dict[int, int] = {}
    for token in MarkdownIt("commonmark").enable("table").parse(body.replace("\x00", " ")):
        kind = _kind(token)
        if token.nesting == 1 and kind:
            kinds.append(kind)
        elif token.nesting == -1 and kind and kinds:
            kinds.pop()
        elif token.type == "inline" and token.map:
            first, last = token.map
            if kinds and kinds[-1] == "cell":
                cells[first] = cells.get(first, -1) + 1
                yield "cell", _cell(text, places[first], cells[first])
            else:
                yield (kinds[-1] if kinds else "paragraph"), Span(places[first].start, places[min(last, len(places)) - 1].end)


def _kind(token: Any) -> SegmentKind | None:
    if token.type.startswith("heading_"):
        return "heading"
    if token.type.startswith("list_item_"):
        return "item"
    if token.type.startswith(("th_", "td_")):
        return "cell"
    return None


def _cell(text: str, line: Span, number: int) -> Span:
    """The ``number``-th cell of a table row."""
    row = line.of(text)
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", row)]
    if not row.lstrip().startswith("|"):
        bars.insert(0, -1)
    bars.append(len(row))
    start = bars[min(number, len(bars) - 2)] + 1
    return trimmed(text, Span(line.start + start, line.start + bars[min(number, len(bars) - 2) + 1]))


def _markup(text: str, span: Span) -> Iterator[tuple[int, int, bool]]:
    """Where markup begins and ends, and whether it is an object."""
    for line in lines(span.of(text)):
        start = span.start + line.start
        lead = _LINE_START.match(text, start, span.start + line.end)
        if lead and (start == span.start or ">" in lead[0]) and lead.end() > start and lead[0].strip():
            yield start, lead.end(), False
        tail = _HEADING_END.search(text, start, span.start + line.end)
        if tail and text[start:].lstrip().startswith("#"):
            yield tail.start(), tail.end(), False
    for match in _INLINE.finditer(text, span.start, span.end):
        yield match.start(), match.end(), match.lastgroup in ("code", "address")


def _visible(view: list[str], span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (view[start].isspace() or view[start] in MARKUP + OBJECT):
        start += 1
    while end > start and (view[end - 1].isspace() or view[end - 1] in MARKUP + OBJECT):
        end -= 1
    return Span(start, end)
