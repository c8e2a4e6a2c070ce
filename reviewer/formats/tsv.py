"""Bitext: Chinese TAB English, one pair a line, no quoting; a first line ``zh TAB en`` or ``source TAB target`` is a header."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.core.document import Document, Segment, Span
from reviewer.core.edits import apply_edits
from reviewer.core.finding import Edit
from reviewer.formats.decoding import FormatError
from reviewer.formats.lines import lines

EXTENSIONS = (".tsv",)

_HEADERS = ("zh\ten", "source\ttarget")


def read(path: str, text: str, origin: object) -> Document:
    """The document of a bitext; segment ``i`` is the ``i``-th pair. Raises FormatError for a line that is no pair."""
    segments: list[Segment] = []
    for number, line in enumerate(lines(text), start=1):
        row = line.of(text)
        if number == 1 and row.strip().lower() in _HEADERS:
            continue
        if not row.strip():
            continue
        if row.count("\t") != 1:
            raise FormatError(f"{path}:{number}: {row.count(chr(9)) + 1} columns where Chinese TAB English is expected")
        tab = line.start + row.index("\t")
        segments.append(Segment(len(segments), "unit", Span(line.start, tab), Span(tab + 1, line.end)))
    return Document(path, "tsv", text, text, text, tuple(segments), origin)


def write(document: Document, edits: Iterable[Edit]) -> str:
    """The bitext with ``edits`` made. Raises ValueError for an edit that would break a line or a column."""
    made = tuple(edits)
    for edit in made:
        if any(char in edit.new for char in "\t\r\n"):
            raise ValueError("an edit of a bitext may hold no tab and no line break")
    return apply_edits(document.text, made)
