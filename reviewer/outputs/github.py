"""Annotations on the lines of a pull request, the worst of each level, with a table in the summary of the step."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final, TextIO

from reviewer.core.document import Document
from reviewer.core.edits import suggested_text
from reviewer.core.finding import Finding, Severity
from reviewer.core.review import Review
from reviewer.outputs.table import Table
from reviewer.outputs.worst import Worst
from reviewer.text.place import Places

MOST: Final = 10
"""Annotations of one level: GitHub drops more than ten errors, ten warnings and ten notices of a step in silence (actions/toolkit, PR 734)."""

_LEVELS: Final[dict[Severity, str]] = {"critical": "error", "major": "error", "minor": "warning", "neutral": "notice"}


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write the worst ten errors, warnings and notices as workflow commands; the table goes to ``$GITHUB_STEP_SUMMARY`` where it is set."""
    worst: dict[str, Worst[str]] = {level: Worst(MOST) for level in dict.fromkeys(_LEVELS.values())}
    table = Table()
    for review in reviews:
        places = Places(review.document)
        for finding in review.findings:
            level = _LEVELS[finding.severity]
            worst[level].add(finding, f"::{level} {_command(review.document, places, finding)}\n")
        table.add(review)
    for kept in worst.values():
        stream.writelines(kept)
    hidden = sum(max(0, kept.total - MOST) for kept in worst.values())
    if hidden:
        stream.write(f"{hidden} more findings are not annotated: GitHub shows {MOST} of each level.\n")
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(summary, "a", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in table.lines())


def _command(document: Document, places: Places, finding: Finding) -> str:
    """The properties and the message of a finding's command."""
    line, column = places.line_column(finding.span.start)
    end_line, end_column = places.line_column(finding.span.end)
    path = PurePath(document.path).as_posix()
    where = {"file": path, "line": line, "endLine": end_line, "title": f"{finding.check} ({finding.severity})"}
    if end_line == line:  # GitHub refuses columns on annotations of several lines
        where |= {"col": column, "endColumn": end_column}
    properties = ",".join(f"{key}={_escaped(str(value), property=True)}" for key, value in where.items())
    message = finding.message
    if finding.suggestions:
        message += f" Suggested: {suggested_text(document, finding.span, finding.suggestions[0])!r}"
    return f"{properties}::{_escaped(message)}"


def _escaped(text: str, *, property: bool = False) -> str:
    """``text`` with the escapes of actions/toolkit's command.ts."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text
