"""The review as a table for spreadsheets: every finding with its decision and what became of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from reviewer.core.decision import Decision
from reviewer.exports.plan import Plan
from reviewer.exports.record import records

COLUMNS: Final = tuple(
    "path line column check term category severity confidence text message verdict new_text reviewer time comment outcome".split()
)

_FORMULA: Final = tuple("=+-@\t\r\n\0＝＋－＠")
"""What makes a formula of a cell: OWASP, CSV Injection; ASVS 5.0, requirement 1.2.10."""


def write(plan: Plan) -> bytes:
    """CSV as in RFC 4180, in UTF-8 with a byte order mark, without which Excel takes it for the local code page.

    A value that a spreadsheet would take for a formula has an apostrophe before it.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row in _rows(plan):
        writer.writerow([f"'{value}" if value.startswith(_FORMULA) else value for value in row])
    return stream.getvalue().encode("utf-8-sig")


def _rows(plan: Plan) -> Iterator[list[str]]:
    path = plan.review.document.path
    for record in records(plan):
        finding = record.finding
        where = [path, str(record.line), str(record.column), finding.check, finding.term or "", finding.category]
        what = [finding.severity, finding.confidence, record.text, finding.message]
        yield [*where, *what, *_said(record.decision, record.new or ""), record.outcome]
    for decision in plan.unplaced:
        yield [path, *[""] * 9, *_said(decision, decision.text), "without a finding"]


def _said(decision: Decision | None, new: str) -> list[str]:
    return [decision.verdict, new, decision.reviewer, decision.at, decision.comment] if decision else ["", new, "", "", ""]
