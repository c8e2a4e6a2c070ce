"""A finding as a mapping of plain values: the contract that outside programs rely on."""

from __future__ import annotations

from typing import Any

from reviewer import formats
from reviewer.core.document import Document
from reviewer.core.finding import Finding
from reviewer.text.place import Places


def record(document: Document, places: Places, finding: Finding) -> dict[str, Any]:
    """The keys and values of a finding, in the contract's order."""
    line, column = places.line_column(finding.span.start)
    segment = places.segment(finding.span)
    return {
        "path": document.path,
        "check": finding.check,
        "term": finding.term,
        "category": finding.category,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": line,
        "column": column,
        "text": finding.span.of(document.text),
        "message": finding.message,
        "suggestions": [
            {"text": formats.rewritten(document, finding.span, suggestion.edits), "safety": suggestion.safety, "label": suggestion.label}
            for suggestion in finding.suggestions
        ],
        "segment": {
            "index": segment.index if segment else 0,
            "start": finding.span.start - (segment.target.start if segment else 0),
            "end": finding.span.end - (segment.target.start if segment else 0),
        },
        "source": finding.source_span
        and {"start": finding.source_span.start, "end": finding.source_span.end, "text": finding.source_span.of(document.source)},
        "fingerprint": finding.fingerprint,
    }
