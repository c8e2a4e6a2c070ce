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
        for sentence in sentences(self.document.view, segment.target.start, segment.target.end):
            if sentence.start <= span.start < sentence.end or sentence.start == span.start:
                return Span(sentence.start, max(sentence.end, span.end))
        return Span(min(segment.target.start, span.start), max(segment.target.end, span.end))
