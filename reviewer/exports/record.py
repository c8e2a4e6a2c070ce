"""A finding with what became of it, as plain values: what the reports and the JSON say of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.core.decision import Decision
from reviewer.core.document import Document
from reviewer.core.edits import words_after
from reviewer.core.finding import Finding
from reviewer.exports.plan import Applied, Plan, Skipped
from reviewer.text.place import Places


@dataclass(frozen=True, slots=True)
class Record:
    """One finding: ``text`` stood there, ``new`` stands there now, None where nothing changed; ``outcome`` is ``applied`` or why not."""

    finding: Finding
    decision: Decision | None
    line: int
    column: int
    text: str
    new: str | None
    outcome: str


def records(plan: Plan) -> Iterator[Record]:
    """What became of each finding of the plan's review, in order of place."""
    document, places = plan.review.document, Places(plan.review.document)
    found: list[Applied | Skipped] = [*plan.applied, *plan.skipped]
    for each in sorted(found, key=lambda each: (each.finding.span, each.finding.check, each.finding.fingerprint)):
        span = each.finding.span
        new = new_text(document, each) if isinstance(each, Applied) else None
        outcome = reason(each, places) if isinstance(each, Skipped) else "applied"
        yield Record(each.finding, each.decision, *places.line_column(span.start), document.words(span), new, outcome)


def new_text(document: Document, applied: Applied) -> str:
    """What a reader sees in the place of the finding's span."""
    return words_after(document, applied.finding.span, applied.edits)


def reason(skipped: Skipped, places: Places) -> str:
    """Why a finding was skipped, in a few words."""
    match skipped.reason:
        case "overlaps":
            return f"overlaps {_winner(skipped, places)}"
        case "kept":
            return f"would replace {_winner(skipped, places)}, which a reviewer kept"
        case "unwritable":
            return "cannot be written in this file's type or encoding"
        case "unchanged":
            return "already so"
    return skipped.reason


def _winner(skipped: Skipped, places: Places) -> str:
    assert skipped.winner is not None
    words = " ".join(places.document.words(skipped.winner.span).split())
    return f"‘{words if len(words) <= 40 else words[:39] + '…'}’ (line {places.line_column(skipped.winner.span.start)[0]})"
