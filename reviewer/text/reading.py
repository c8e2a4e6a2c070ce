"""A document as it is read: its segments without markup, and the way back to the document's own offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from reviewer.core.document import MARKUP, TAIL, Document, Segment, Span
from reviewer.core.finding import Edit, Suggestion

_HIDDEN = re.compile(f"[{MARKUP}{TAIL}]")
_SHOWN = re.compile(f"[^{MARKUP}{TAIL}]+")
_TAIL = re.compile(f"{TAIL}*")


class Reading:
    """What checks look at. ``document`` is the document itself where nothing hides in it.

    Elsewhere its text holds the segments alone, one a line and those of attributes last, so that no phrase is cut by a tag, and what
    stands beside a picture's description is not its neighbour.
    """

    def __init__(self, document: Document) -> None:
        self._own = document
        self._starts: list[int] = []
        self._places: list[int] = []
        self.document = self._read(document) if _HIDDEN.search(document.view) else document

    def _read(self, document: Document) -> Document:
        pieces: list[str] = []
        segments: list[Segment] = []
        at = 0
        for segment in sorted(document.segments, key=lambda segment: segment.kind == "attribute"):
            start = at
            for part in document.parts(segment.target):
                for run in _SHOWN.finditer(document.view, part.start, part.end):
                    self._starts.append(at)
                    self._places.append(run.start())
                    pieces.append(run[0])
                    at += len(run[0])
            segments.append(replace(segment, target=Span(start, at)))
            self._starts.append(at)
            self._places.append(segment.target.end)
            pieces.append("\n")
            at += 1
        text = "".join(pieces)
        return replace(document, text=text, view=text, segments=tuple(segments))

    def place(self, span: Span) -> Span:
        """``span`` of the reading in the document; it takes in all that belongs to its last character."""
        if self.document is self._own:
            return span
        start = self._offset(span.start)
        return Span(start, max(start, self._end(span.end)) if len(span) else start)

    def placed(self, suggestion: Suggestion, within: Span) -> Suggestion:
        """``suggestion`` for ``within``, a span of the reading, with its edits placed in the document, inside the place of ``within``."""
        if self.document is self._own:
            return suggestion
        edits = tuple(
            Edit(
                Span(self._end(edit.span.start), self._end(edit.span.start))
                if not len(edit.span) and edit.span.start > within.start
                else self.place(edit.span),
                edit.new,
            )
            for edit in suggestion.edits
        )
        return replace(suggestion, edits=edits)

    def _offset(self, offset: int) -> int:
        if not self._starts:
            return offset
        number = bisect_right(self._starts, offset) - 1
        return self._places[number] + offset - self._starts[number]

    def _end(self, offset: int) -> int:
        """Where the character before ``offset`` ends in the document, with what belongs to it."""
        last = self._offset(offset - 1) + 1
        tail = _TAIL.match(self._own.view, last)
        return tail.end() if tail else last
