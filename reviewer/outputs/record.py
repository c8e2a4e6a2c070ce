"""A finding as a mapping of plain values: the contract that outside programs rely on."""

from __future__ import annotations

from typing import Any

from reviewer.core.document import Document, Span
from reviewer.core.edits import apply_edits
from reviewer.core.finding import Edit, Finding, Suggestion
from reviewer.outputs.place import Places


def suggested_text(document: Document, span: Span, suggestion: Suggestion) -> str:
    """What stands in the place of ``span`` after ``suggestion``, whose edits lie inside it."""
    edits = [Edit(Span(edit.span.start - span.start, edit.span.end - span.start), edit.new) for edit in suggestion.edits]
    return apply_edits(span.of(document.text), edits)


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
            {"text": suggested_text(document, finding.span, suggestion), "safety": suggestion.safety, "label": suggestion.label}
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
