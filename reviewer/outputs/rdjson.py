"""Reviewdog's diagnostics (rdjson), which it posts as comments with suggestions to click."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, Final, TextIO

from reviewer.core.document import Span
from reviewer.core.edits import suggested_text
from reviewer.core.finding import Finding, Severity
from reviewer.core.review import Review
from reviewer.text.place import Places

_LEVELS: Final[dict[Severity, str]] = {"critical": "ERROR", "major": "ERROR", "minor": "WARNING", "neutral": "INFO"}


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write one ``DiagnosticResult`` (reviewdog's proto/rdf/reviewdog.proto)."""
    stream.write('{"source": {"name": "reviewer"}, "diagnostics": [')
    between = "\n"
    for review in reviews:
        places = Places(review.document)
        for finding in review.findings:
            stream.write(f"{between}  {json.dumps(_diagnostic(places, finding), ensure_ascii=False)}")
            between = ",\n"
    stream.write("\n]}\n")


def _diagnostic(places: Places, finding: Finding) -> dict[str, Any]:
    span = _range(places, finding.span)
    return {
        "message": finding.message,
        "location": {"path": PurePath(places.document.path).as_posix(), "range": span},
        "severity": _LEVELS[finding.severity],
        "code": {"value": finding.check},
        "suggestions": [
            {"range": span, "text": suggested_text(places.document, finding.span, suggestion)}
            for suggestion in finding.suggestions
            if suggestion.safety != "show"
        ],
    }


def _range(places: Places, span: Span) -> dict[str, dict[str, int]]:
    return {"start": _position(places, span.start), "end": _position(places, span.end)}


def _position(places: Places, offset: int) -> dict[str, int]:
    """Line and column from 1; the column counts bytes of UTF-8, as reviewdog.proto has it."""
    line, column = places.line_column(offset)
    before = places.document.text[offset - column + 1 : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
