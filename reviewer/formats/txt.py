"""Plain text: one paragraph a line, or wrapped paragraphs between blank lines."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.core.document import Document, Segment, SegmentKind, Span
from reviewer.core.edits import apply_edits
from reviewer.core.finding import Edit
from reviewer.formats.lines import paragraphs

EXTENSIONS = (".txt", ".text")

_BULLETS = ("■", "●", "◆", "•", "·", "- ", "* ", "– ")


def read(path: str, text: str, origin: object) -> Document:
    """The document of a plain text."""
    segments = tuple(Segment(index, _kind(span.of(text)), Span(0, 0), span) for index, span in enumerate(paragraphs(text)))
    return Document(path, "txt", text, text, "", segments, origin)


def write(document: Document, edits: Iterable[Edit]) -> str:
    """The text with ``edits`` made."""
    return apply_edits(document.text, edits)


def _kind(content: str) -> SegmentKind:
    if content.startswith(_BULLETS):
        return "item"
    return "heading" if len(content) <= 120 and content[-1] not in '.!?。！？…;:,"”' else "paragraph"
