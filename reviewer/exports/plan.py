"""Which edits are made: the decided ones, and those that may be made unasked; clashes are settled, and nothing is dropped in silence."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from reviewer import formats
from reviewer.core.decision import Decision
from reviewer.core.document import Document, Span
from reviewer.core.edits import suggested_text
from reviewer.core.finding import SEVERITIES, Edit, Finding, Safety
from reviewer.core.review import FREE_EDIT, Review

Apply = Literal["decided", "safe", "first"]

APPLY: Final[tuple[Apply, ...]] = get_args(Apply)
"""The decided edits alone; those and every safe suggestion; those and every first suggestion that is not only for show."""

Reason = Literal[
    "rejected", "undecided", "without a safe suggestion", "without a suggestion", "unchanged", "kept", "overlaps", "unwritable"
]

_UNASKED: Final[dict[Apply, tuple[Safety, ...]]] = {"decided": (), "safe": ("safe",), "first": ("safe", "ask")}
_NOTHING: Final[dict[Apply, Reason]] = {"decided": "undecided", "safe": "without a safe suggestion", "first": "without a suggestion"}


@dataclass(frozen=True, slots=True)
class Applied:
    """The edits that are made for a finding: a reviewer's, or those of its suggestion number ``suggestion`` (from 0)."""

    finding: Finding
    decision: Decision | None
    suggestion: int | None
    edits: tuple[Edit, ...]

    @property
    def decided(self) -> bool:
        """Whether a reviewer wanted it so."""
        return self.decision is not None and self.decision.changes

    @property
    def span(self) -> Span:
        """From the first edit to the last."""
        return Span(self.edits[0].span.start, self.edits[-1].span.end)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A finding that changes nothing, and why.

    ``overlaps``: ``winner`` changes the same words; ``kept``: it would replace, unasked, words that a reviewer rejected to change
    (those of ``winner``); ``unchanged``: the words are so already; ``unwritable``: the file's type or encoding cannot hold the new words.
    """

    finding: Finding
    decision: Decision | None
    reason: Reason
    winner: Finding | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is made of the findings of a review, each in one of the two lists, in order of place.

    ``unplaced`` are the decisions whose finding is not there.
    """

    review: Review
    apply: Apply
    applied: tuple[Applied, ...]
    skipped: tuple[Skipped, ...]
    unplaced: tuple[Decision, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits that are made; none overlaps another."""
        return tuple(edit for applied in self.applied for edit in applied.edits)


def plan(review: Review, apply: Apply) -> Plan:
    """The edits to make of ``review``.

    Clashes are settled by a total order: a reviewer's decision (a sentence rewritten freely before others), severity, longer span,
    earlier start, check, number of the suggestion. An edit is made with all others of its suggestion, or not at all.
    """
    document = review.document
    decisions = {decision.fingerprint: decision for decision in review.decisions}
    wanted: list[Applied] = []
    skipped: list[Skipped] = []
    kept: list[Finding] = []
    for finding in review.findings:
        decision = decisions.pop(finding.fingerprint, None)
        choice = _choice(document, finding, decision, apply)
        if isinstance(choice, Applied):
            wanted.append(choice)
        else:
            skipped.append(Skipped(finding, decision, choice))
            kept += [finding] if choice == "rejected" else []
    settled = _Settled()
    for each in _writable(document, wanted, skipped):
        keeper = None if each.decided else next((one for one in kept if _replaces(each.edits, one.span)), None)
        winner = keeper or settled.rival(each)
        if winner:
            skipped.append(Skipped(each.finding, each.decision, "kept" if keeper else "overlaps", winner))
        else:
            settled.add(each)
    skipped.sort(key=lambda one: (one.finding.span, one.finding.check))
    return Plan(review, apply, settled.in_order(), tuple(skipped), tuple(decisions.values()))


def _choice(document: Document, finding: Finding, decision: Decision | None, apply: Apply) -> Applied | Reason:
    """What is wanted of ``finding``, or why nothing is."""
    if decision and decision.settles:
        if not decision.changes:
            return "rejected"
        chosen = Applied(finding, decision, decision.suggestion, _decided_edits(document, finding, decision))
        return chosen if _changes(document, chosen.edits) else "unchanged"
    for number, suggestion in enumerate(finding.suggestions):
        if suggestion.safety in _UNASKED[apply] and _changes(document, suggestion.edits):
            return Applied(finding, decision, number, tuple(sorted(suggestion.edits, key=lambda edit: edit.span)))
    return _NOTHING[apply]


def _decided_edits(document: Document, finding: Finding, decision: Decision) -> tuple[Edit, ...]:
    """The edits of the accepted suggestion, which leave more of the text alone, where they say what the decision says; else one for all."""
    if decision.suggestion is not None and decision.suggestion < len(finding.suggestions):
        suggestion = finding.suggestions[decision.suggestion]
        if suggestion.edits and suggested_text(document, finding.span, suggestion) == decision.text:
            return tuple(sorted(suggestion.edits, key=lambda edit: edit.span))
    return (Edit(finding.span, decision.text),)


def _changes(document: Document, edits: Iterable[Edit]) -> bool:
    return any(document.words(edit.span) != edit.new for edit in edits)


def _replaces(edits: Iterable[Edit], kept: Span) -> bool:
    return any(len(kept) and edit.span.contains(kept) for edit in edits)


def _writable(document: Document, wanted: Iterable[Applied], skipped: list[Skipped]) -> list[Applied]:
    """``wanted`` in the order in which they are served; what the document's type or encoding cannot hold is skipped."""
    ordered = sorted(wanted, key=_rank)
    try:
        _hold(document, ordered)
    except ValueError:
        fitting = [each for each in ordered if _is_held(document, each)]
        skipped += [Skipped(each.finding, each.decision, "unwritable") for each in ordered if each not in fitting]
        return fitting
    return ordered


def _hold(document: Document, wanted: Iterable[Applied]) -> None:
    """Write the new words of ``wanted`` one after the other over an empty place, so that they cannot overlap. Raises ValueError."""
    place = Span(len(document.text), len(document.text))
    formats.write(document, [Edit(place, edit.new) for each in wanted for edit in each.edits])


def _is_held(document: Document, each: Applied) -> bool:
    try:
        _hold(document, [each])
    except ValueError:
        return False
    return True


def _rank(each: Applied) -> tuple[bool, bool, int, int, int, str, int]:
    finding = each.finding
    return (
        not each.decided,
        finding.check != FREE_EDIT,
        SEVERITIES.index(finding.severity),
        -len(finding.span),
        finding.span.start,
        finding.check,
        each.suggestion or 0,
    )


class _Settled:
    """The edits that stay, found by place; none overlaps another."""

    def __init__(self) -> None:
        self._taken: list[tuple[Span, Applied]] = []
        self._applied: list[Applied] = []

    def rival(self, each: Applied) -> Finding | None:
        """The first finding whose edits stay and clash with those of ``each``."""
        for edit in each.edits:
            number = max(0, bisect_left(self._taken, edit.span.start, key=lambda taken: taken[0].start) - 1)
            for span, taken in self._taken[number:]:
                if span.start > edit.span.end:
                    break
                if span.overlaps(edit.span) or (span == edit.span and not len(span)):
                    return taken.finding
        return None

    def add(self, each: Applied) -> None:
        """Let the edits of ``each`` stay."""
        self._applied.append(each)
        for edit in each.edits:
            insort(self._taken, (edit.span, each), key=lambda taken: taken[0])

    def in_order(self) -> tuple[Applied, ...]:
        """What stays, in order of place."""
        return tuple(sorted(self._applied, key=lambda each: (each.span, each.finding.check)))
