"""Markdown (CommonMark with tables): headings, paragraphs, list items and cells; code, addresses and markup are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Any

from reviewer.core.document import MARKUP, OBJECT, Document, Segment, SegmentKind, Span
from reviewer.core.edits import apply_edits
from reviewer.core.finding import Edit
from reviewer.formats.fitting import fitted
from reviewer.formats.lines import lines, trimmed

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

EXTENSIONS = (".md", ".markdown")

FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
"""The block of metadata that may stand at the head of a file."""

_INLINE = re.compile(
    r"(?P<ticks>`+)"
    r"|(?P<comment><!--)"
    r"|(?P<angle></?[A-Za-z][^<>]*>|<[a-z][a-z0-9+.-]*:[^\s<>]*>)"
    r"|(?P<target>\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)|\]\[[^\]]*\])"
    r"|(?P<address>https?://[^\s<>()]+|www\.[^\s<>()]+)"
    r"|(?P<open>!?\[)|(?P<close>\])"
    r"|(?P<mark>\*{1,3}|~~|(?<!\w)_{1,3}|_{1,3}(?!\w)|\\(?=[!-/:-@\[-`{-~]))",
    re.DOTALL,
)
_TICKS = re.compile("`+")
_BAR = re.compile(r"(?<!\\)\|")
_LINE_START = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?:#{1,6}(?=[ \t])|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))?[ \t]*")
_MARK_BEFORE = re.compile(r"(\*{1,3}|~~|_{1,3})$")
_HEADING_END = re.compile(r"(?<![ \t])[ \t]+#+[ \t]*$")


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
    done = 0
    ordered = sorted(fitted(document, edits), key=lambda edit: edit.span)
    for edit, following in zip_longest(ordered, ordered[1:]):
        span = edit.span
        before = None if edit.new else _MARK_BEFORE.search(document.text, max(done, span.start - 3), span.start)
        mark = before[0] if before else ""
        end = span.end + len(mark)
        is_bare = mark and document.text.startswith(mark, span.end) and document.view[span.end : end] == MARKUP * len(mark)
        is_free = following is None or end <= following.span.start
        done = end if is_bare and is_free else span.end
        yield Edit(Span(span.start - len(mark), end), "") if is_bare and is_free else edit


def write(document: Document, edits: Iterable[Edit]) -> str:
    """The Markdown with ``edits`` made."""
    return apply_edits(document.text, fit(document, edits))


def _blocks(text: str) -> Iterator[tuple[SegmentKind, Span]]:
    """The places with inline content, in order, with their kind."""
    front = FRONT_MATTER.match(text)
    offset = front.end() if front else 0
    body = text[offset:]
    places = [Span(line.start + offset, line.end + offset) for line in lines(body)]
    kinds: list[SegmentKind] = []
    rows: dict[int, Iterator[Span]] = {}
    for token in _parser().parse(body.replace("\x00", " ")):
        kind = _kind(token)
        if token.nesting == 1 and kind:
            kinds.append(kind)
        elif token.nesting == -1 and kind and kinds:
            kinds.pop()
        elif token.type == "inline" and token.map:
            first, last = token.map
            if kinds and kinds[-1] == "cell":
                row = rows.setdefault(first, _cells(text, places[first]))
                yield from (("cell", cell) for cell in islice(row, 1))
            else:
                yield (kinds[-1] if kinds else "paragraph"), Span(places[first].start, places[min(last, len(places)) - 1].end)


@cache
def _parser() -> MarkdownIt:
    """The parser of blocks alone: what stands in them is cut by `_inline`, which knows its offsets."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])


def _kind(token: Any) -> SegmentKind | None:
    if token.type.startswith("heading_"):
        return "heading"
    if token.type.startswith("list_item_"):
        return "item"
    if token.type.startswith(("th_", "td_")):
        return "cell"
    return None


def _cells(text: str, line: Span) -> Iterator[Span]:
    """The cells of a table row, as many as are written."""
    lead = _LINE_START.match(text, line.start, line.end)
    row = trimmed(text, Span(lead.end() if lead else line.start, line.end))
    start = row.start + text.startswith("|", row.start, row.end)
    for bar in _BAR.finditer(text, start, row.end):
        yield trimmed(text, Span(start, bar.start()))
        start = bar.end()
    if start < row.end:
        yield trimmed(text, Span(start, row.end))


def _markup(text: str, span: Span) -> Iterator[tuple[int, int, bool]]:
    """Where markup begins and ends, and whether it is an object."""
    for line in lines(span.of(text)):
        start = span.start + line.start
        lead = _LINE_START.match(text, start, span.start + line.end)
        if lead and (start == span.start or ">" in lead[0]) and lead.end() > start and lead[0].strip():
            yield start, lead.end(), False
        tail = _HEADING_END.search(text, start, span.start + line.end)
        if tail and text[start : tail.start()].lstrip().startswith("#"):
            yield tail.start(), tail.end(), False
    yield from _inline(text, span)


def _inline(text: str, span: Span) -> Iterator[tuple[int, int, bool]]:
    """The markup within lines. What closes code and comments is looked up, not searched for anew at each that is never closed."""
    code_ends = _code_ends(text, span)
    last_comment_end = text.rfind("-->", span.start, span.end)
    at = span.start
    while match := _INLINE.search(text, at, span.end):
        at = match.end()
        if match["ticks"]:
            at = code_ends.get(match.start(), at)
        elif match["comment"] and at <= last_comment_end:
            at = text.index("-->", at) + 3
        if at > match.end() or not (match["ticks"] or match["comment"]):
            yield match.start(), at, match.lastgroup in ("ticks", "address")


def _code_ends(text: str, span: Span) -> dict[int, int]:
    """Where the code ends that a run of backticks opens: behind the next run that is as long (CommonMark 0.31, 6.1)."""
    ends: dict[int, int] = {}
    next_ends: dict[int, int] = {}
    for run in reversed(list(_TICKS.finditer(text, span.start, span.end))):
        length = len(run[0])
        if length in next_ends:
            ends[run.start()] = next_ends[length]
        next_ends[length] = run.end()
    return ends


def _visible(view: list[str], span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (view[start].isspace() or view[start] in MARKUP + OBJECT):
        start += 1
    while end > start and (view[end - 1].isspace() or view[end - 1] in MARKUP + OBJECT):
        end -= 1
    return Span(start, end)
