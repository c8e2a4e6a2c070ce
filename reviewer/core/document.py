"""Where text is: spans, segments, documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

MARKUP: Final = "\x00"
"""What stands for each character of markup in `Document.view`."""

TAIL: Final = "\x01"
"""What stands there for what belongs to the character before it: the rest of ``&amp;``, the rest of a run of blanks that is read as one."""

OBJECT: Final = "\ufffc"
"""What stands there for the last character of what is no text but has a place in it: code, an address, an image."""

SegmentKind = Literal["heading", "paragraph", "item", "cell", "unit", "attribute"]

_HIDDEN: Final = str.maketrans("", "", MARKUP + TAIL)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of str (code point) offsets, ``0 <= start <= end``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character; an empty span overlaps what holds its place strictly inside."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def moved(self, by: int) -> Span:
        """The span as many characters further on."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """The characters of ``text`` at this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit of a document: a paragraph, heading, list item, table cell, bitext row, or a text within a tag.

    Segments are in order of place; none overlaps another, but an ``attribute`` may lie inside one. ``target`` is a span of `Document.text`; ``source`` a span of `Document.source`, empty where there is no Chinese.
    """

    index: int
    kind: SegmentKind
    source: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text as its format read it: the English, the Chinese where there is one, and how both are cut.

    ``text`` is exactly what was decoded, never normalised: the whole file for formats that are text. ``view`` is the
    same text, character for character, as its reader sees it: markup stands there as `MARKUP`, `TAIL` and `OBJECT`, so that
    it hides nothing and offsets are the same in both. ``source`` is what the source spans point into; empty where there is no Chinese.
    ``origin`` belongs to the format that read the file, which alone knows what is in it and needs it to write it back.
    """

    path: str
    format: str
    text: str
    view: str
    source: str
    segments: tuple[Segment, ...]
    origin: object

    def words(self, span: Span) -> str:
        """What a reader sees at ``span``."""
        return "".join(part.of(self.view) for part in self.parts(span)).translate(_HIDDEN)

    def parts(self, span: Span) -> Iterator[Span]:
        """``span`` without the attributes that lie inside it."""
        at = span.start
        for number in range(bisect_left(self.segments, span.start, key=lambda segment: segment.target.start), len(self.segments)):
            segment = self.segments[number]
            if segment.target.start >= span.end:
                break
            if segment.kind == "attribute" and not segment.target.contains(span):
                yield Span(at, segment.target.start)
                at = min(segment.target.end, span.end)
        yield Span(at, span.end)
