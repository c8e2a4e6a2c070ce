"""SARIF 2.1.0, for code scanning: one rule for each check, with its manual page, fixes and fingerprints."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, Final, TextIO
from urllib.parse import quote

from reviewer import __version__, formats
from reviewer.checks import all_checks
from reviewer.core.document import Document, Span
from reviewer.core.finding import Finding, Severity
from reviewer.core.review import Review
from reviewer.outputs.worst import Worst
from reviewer.text.place import Places

_LEVELS: Final[dict[Severity, str]] = {"critical": "error", "major": "error", "minor": "warning", "neutral": "note"}
MOST: Final = 25_000
"""Results: GitHub refuses a run with more of them (docs.github.com, "SARIF results exceed limits"); of 5,000 and more it shows the worst."""

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write the reviews as one SARIF log with one run; of more than 25,000 findings the worst, and a notification says so."""
    results: Worst[dict[str, Any]] = Worst(MOST)
    artifacts: list[dict[str, Any]] = []
    signature = ""
    for review in reviews:
        signature = review.signature
        places = Places(review.document)
        artifacts.append({"location": _location(review.document)})
        for finding in review.findings:
            results.add(finding, _result(review.document, places, finding))
    rules = [
        {
            "id": check.id,
            "shortDescription": {"text": check.manual.splitlines()[0]},
            "fullDescription": {"text": check.manual.splitlines()[0]},
            "help": {"text": check.manual, "markdown": check.manual},
            "defaultConfiguration": {"level": _LEVELS[check.severity]},
            "properties": {
                "tags": [check.category.partition("/")[0], check.category.replace("/", "-")],
                "precision": _precision(check.confidence),
            },
        }
        for check in all_checks().values()
    ]
    driver = {"name": "reviewer", "version": __version__, "semanticVersion": __version__, "rules": rules}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": artifacts,
        "results": list(results.as_they_came()),
        "properties": {"signature": signature},
    }
    if results.total > MOST:
        text = f"{results.total - MOST} findings of {results.total} are left out: a run holds {MOST}, and these are the worst."
        run["invocations"] = [
            {"executionSuccessful": True, "toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}]}
        ]
    json.dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def _precision(confidence: str) -> str:
    return {"high": "very-high", "medium": "high"}.get(confidence, "medium")


def _location(document: Document) -> dict[str, str]:
    path = PurePath(document.path)
    return {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}


def _region(places: Places, span: Span) -> dict[str, int]:
    (line, column), (end_line, end_column) = places.line_column(span.start), places.line_column(span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start,
        "charLength": len(span),
    }


def _result(document: Document, places: Places, finding: Finding) -> dict[str, Any]:
    location = {"artifactLocation": _location(document), "region": _region(places, finding.span)}
    fixes = [
        {
            "description": {"text": suggestion.label or "suggestion"},
            "artifactChanges": [
                {
                    "artifactLocation": _location(document),
                    "replacements": [
                        {"deletedRegion": _region(places, edit.span), "insertedContent": {"text": edit.new}}
                        for edit in formats.fitted(document, suggestion.edits)
                    ],
                }
            ],
        }
        for suggestion in finding.suggestions
        if suggestion.safety != "show"
    ]
    return {
        "ruleId": finding.check,
        "ruleIndex": list(all_checks()).index(finding.check),
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
        # GitHub follows an alert from run to run by the first key alone.
        "partialFingerprints": {"primaryLocationLineHash": f"{finding.fingerprint}:1", "reviewer/v1": finding.fingerprint},
        "properties": {"severity": finding.severity, "confidence": finding.confidence, "category": finding.category, "term": finding.term},
        **({"fixes": fixes} if fixes else {}),
    }
