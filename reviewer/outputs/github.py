"""Annotations on the lines of a pull request, as GitHub's workflow commands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TextIO

from reviewer.core.edits import suggested_text
from reviewer.core.finding import Severity
from reviewer.core.review import Review
from reviewer.text.place import Places

_LEVELS: Final[dict[Severity, str]] = {"critical": "error", "major": "error", "minor": "warning", "neutral": "notice"}


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write each finding as an ``::error``, ``::warning`` or ``::notice`` command."""
    for review in reviews:
        document, places = review.document, Places(review.document)
        for finding in review.findings:
            line, column = places.line_column(finding.span.start)
            end_line, end_column = places.line_column(finding.span.end)
            where = {"file": document.path, "line": line, "endLine": end_line, "title": f"{finding.check} ({finding.severity})"}
            if end_line == line:  # GitHub refuses columns on annotations of several lines
                where |= {"col": column, "endColumn": end_column}
            properties = ",".join(f"{key}={_escaped(str(value), property=True)}" for key, value in where.items())
            message = finding.message
            if finding.suggestions:
                message += f" Suggested: {suggested_text(document, finding.span, finding.suggestions[0])!r}"
            stream.write(f"::{_LEVELS[finding.severity]} {properties}::{_escaped(message)}\n")


def _escaped(text: str, *, property: bool = False) -> str:
    """``text`` with the escapes of actions/toolkit's command.ts."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text
