"""Where text is: spans, segments, documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

MARKUP: Final = "\x00"
"""What stands for each character of markup in `Document.view`."""

SegmentKind = Literal["heading", "paragraph", "item", "cell", "unit"]


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

    def of(self, text: str) -> str:
        """The characters of ``text`` at this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit of a document: a paragraph, heading, list item, table cell or bitext row.

    ``target`` is a span of `Document.text`; ``source`` a span of `Document.source`, empty where there is no Chinese.
    """

    index: int
    kind: SegmentKind
    source: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text as its format read it: the English, the Chinese where there is one, and how both are cut.

    ``text`` is exactly what was decoded, never normalised: the whole file for formats that are text. ``view`` is the
    same text, character for character, as its reader sees it: markup stands there as `MARKUP`, so that it hides nothing
    and offsets are the same in both. ``source`` is what the source spans point into; empty where there is no Chinese.
    ``origin`` belongs to the format that read the file, which alone knows what is in it and needs it to write it back.
    """

    path: str
    format: str
    text: str
    view: str
    source: str
    segments: tuple[Segment, ...]
    origin: object
