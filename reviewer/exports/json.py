"""The edits that were applied, and the findings that were skipped, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from reviewer import __version__, formats
from reviewer.exports.plan import Plan
from reviewer.exports.record import Record, records


def write(plan: Plan) -> bytes:
    """One JSON object: ``version path signature apply applied skipped unplaced``; offsets are code points of the text before."""
    document = plan.review.document
    edits = {applied.finding.fingerprint: applied.edits for applied in plan.applied}
    found = [(record, _record(record)) for record in records(plan)]
    report = {
        "version": __version__,
        "path": document.path,
        "signature": plan.review.signature,
        "apply": plan.apply,
        "applied": [
            plain
            | {
                "new": record.new,
                "edits": [
                    {"start": e.span.start, "end": e.span.end, "new": e.new}
                    for e in formats.fitted(document, edits[record.finding.fingerprint])
                ],
            }
            for record, plain in found
            if record.new is not None
        ],
        "skipped": [plain | {"reason": record.outcome} for record, plain in found if record.new is None],
        "unplaced": [asdict(decision) for decision in plan.unplaced],
    }
    return json.dumps(report, ensure_ascii=False, indent=2).encode() + b"\n"


def _record(record: Record) -> dict[str, Any]:
    finding = record.finding
    return {
        "check": finding.check,
        "term": finding.term,
        "category": finding.category,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": record.line,
        "column": record.column,
        "text": record.text,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "decision": record.decision and asdict(record.decision),
    }
