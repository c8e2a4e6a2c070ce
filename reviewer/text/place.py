"""From offsets to lines and columns: the only place where they are computed."""

from __future__ import annotations

import re
from bisect import bisect_right

from reviewer.core.document import Document, Segment, Span
from reviewer.text.sentences import sentences

_LINE_END = re.compile(r"\r\n|\r|\n")


class Places:
    """Lines, columns and sentences of a document's offsets. Lines and columns start at 1; columns count code points."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(document.text))]
        self._segments = [segment.target.start for segment in document.segments]
        self._cut: tuple[Segment, list[Span]] | None = None

    def line_column(self, offset: int) -> tuple[int, int]:
        """The line and column of ``offset``."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def segment(self, span: Span) -> Segment | None:
        """The segment that holds the start of ``span``."""
        number = bisect_right(self._segments, span.start) - 1
        segments = self.document.segments
        while number > 0 and segments[number].kind == "attribute" and segments[number].target.end <= span.start:
            number -= 1  # to the segment that the tag stands in
        return segments[number] if number >= 0 else None

    def sentence(self, span: Span) -> Span:
        """The sentence around ``span``, widened where ``span`` crosses its ends."""
        segment = self.segment(span)
        if segment is None:
            return span
        if self._cut is None or self._cut[0] is not segment:
            self._cut = segment, sentences(self.document.view, segment.target.start, segment.target.end)
        cut = self._cut[1]
        number = bisect_right(cut, span.start, key=lambda sentence: sentence.start) - 1
        if number >= 0 and (span.start < cut[number].end or span.start == cut[number].start):
            return Span(cut[number].start, max(cut[number].end, span.end))
        return Span(min(segment.target.start, span.start), max(segment.target.end, span.end))
