"""The review as a page: how many findings there were, and of each what it was, what was decided, and what became of it."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from reviewer.core.decision import VERDICTS
from reviewer.core.finding import SEVERITIES
from reviewer.exports.page import render
from reviewer.exports.plan import Plan
from reviewer.exports.record import records
from reviewer.exports.summary import summary


def write(plan: Plan) -> bytes:
    """The page in UTF-8; it needs no other file and no script."""
    rows = list(records(plan))
    severities = Counter(row.finding.severity for row in rows)
    verdicts = Counter(row.decision.verdict if row.decision else "undecided" for row in rows)
    figures = [
        ("finding" if len(rows) == 1 else "findings", len(rows)),
        *((severity, severities[severity]) for severity in SEVERITIES if severities[severity]),
        *((verdict, verdicts[verdict]) for verdict in (*VERDICTS, "undecided") if verdicts[verdict]),
    ]
    return render(
        "report",
        title=PurePath(plan.review.document.path).name,
        summary=summary(plan),
        signature=plan.review.signature,
        figures=figures,
        rows=rows,
        unplaced=plan.unplaced,
    )
