"""The one function that changes a text, and what it makes of a suggestion."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.core.document import Document, Span
from reviewer.core.finding import Edit, Suggestion


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with every edit made; everything outside the edited spans is untouched.

    Edits may come in any order. Two insertions at one place keep the order in which they were given.
    Raises ValueError where two edits overlap or an edit lies outside the text.
    """
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    pieces: list[str] = []
    at = 0
    for edit in ordered:
        if edit.span.start < at:
            raise ValueError(f"edits overlap at offset {edit.span.start}")
        if edit.span.end > len(text) or edit.span.end < edit.span.start:
            raise ValueError(f"edit at {edit.span.start}:{edit.span.end} lies outside a text of {len(text)} characters")
        pieces += text[at : edit.span.start], edit.new
        at = edit.span.end
    pieces.append(text[at:])
    return "".join(pieces)


def suggested_text(document: Document, span: Span, suggestion: Suggestion) -> str:
    """What a reader sees in the place of ``span`` after ``suggestion``, whose edits lie inside it."""
    return words_after(document, span, suggestion.edits)


def words_after(document: Document, span: Span, edits: Iterable[Edit]) -> str:
    """What a reader sees in the place of ``span`` after ``edits``, which lie inside it."""
    pieces: list[str] = []
    at = span.start
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        pieces += document.words(Span(at, edit.span.start)), edit.new
        at = edit.span.end
    pieces.append(document.words(Span(at, span.end)))
    return "".join(pieces)
