"""A review as bytes that are safe to read: compressed JSON."""

from __future__ import annotations

import json
import zlib
from typing import Any, Final

from reviewer.core.document import Document, Segment, Span
from reviewer.core.finding import Edit, Finding, Suggestion
from reviewer.core.review import Review
from reviewer.formats.decoding import Encoding

FORMAT: Final = b"3"
"""Of the bytes; another number makes what is stored void."""

_LEVEL: Final = 1
"""Of zlib: three quarters of the best size in a tenth of the time."""


def pack(review: Review, data: bytes) -> bytes:
    """The bytes of ``review``, whose file has ``data``: without its path, its decisions, and what only a file that is no text needs to be written back."""
    document = review.document
    content = [
        document.format,
        None if document.text == _said(data) else document.text,
        None if document.view == document.text else document.view,
        None if document.source == document.text else document.source,
        [[each.kind, *_pair(each.source), *_pair(each.target)] for each in document.segments],
        [_plain(finding) for finding in review.findings],
        review.signature,
        [document.origin.name, document.origin.bom.hex()] if isinstance(document.origin, Encoding) else None,
    ]
    return zlib.compress(json.dumps(content, separators=(",", ":")).encode(), _LEVEL)


def unpack(content: bytes, path: str, data: bytes) -> Review:
    """The review that `pack` made bytes of with ``data``, as one of the file at ``path``. Raises ValueError for other bytes."""
    try:
        format_, text, view, source, segments, findings, signature, encoding = json.loads(zlib.decompress(content))
        text = _said(data) if text is None else text
        document = Document(
            path,
            format_,
            text,
            text if view is None else view,
            text if source is None else source,
            tuple(Segment(index, kind, Span(a, b), Span(c, d)) for index, (kind, a, b, c, d) in enumerate(segments)),
            Encoding(encoding[0], bytes.fromhex(encoding[1])) if encoding else None,
        )
        return Review(document, tuple(_finding(*each) for each in findings), signature)
    except (zlib.error, TypeError, LookupError, RecursionError) as error:
        raise ValueError("no stored review") from error


def _said(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _plain(finding: Finding) -> list[Any]:
    return [
        finding.check,
        finding.term,
        finding.category,
        finding.severity,
        finding.confidence,
        _pair(finding.span),
        finding.source_span and _pair(finding.source_span),
        finding.message,
        [[one.label, [[*_pair(edit.span), edit.new] for edit in one.edits], one.safety] for one in finding.suggestions],
        finding.fingerprint,
    ]


def _finding(
    check: str,
    term: str | None,
    category: str,
    severity: Any,
    confidence: Any,
    span: list[int],
    source_span: list[int] | None,
    message: str,
    suggestions: list[Any],
    fingerprint: str,
) -> Finding:
    made = tuple(Suggestion(label, tuple(Edit(Span(a, b), new) for a, b, new in edits), safety) for label, edits, safety in suggestions)
    where = Span(*source_span) if source_span else None
    return Finding(check, term, category, severity, confidence, Span(*span), where, message, made, fingerprint)
