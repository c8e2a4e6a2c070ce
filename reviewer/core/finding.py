"""What a check says: faults, findings and the edits that would cure them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from reviewer.core.document import Span

Severity = Literal["critical", "major", "minor", "neutral"]
Confidence = Literal["high", "medium", "low"]
Safety = Literal["safe", "ask", "show"]

SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
"""MQM's severity levels, worst first."""

CONFIDENCES: Final[tuple[Confidence, ...]] = get_args(Confidence)
"""How likely a good reviewer would agree with a finding, surest first."""

CATEGORIES: Final[tuple[str, ...]] = (
    "terminology/wrong-term",
    "terminology/inconsistent",
    "accuracy/literal",
    "accuracy/mistranslation",
    "accuracy/untranslated",
    "accuracy/number",
    "accuracy/entity",
    "accuracy/omission",
    "accuracy/addition",
    "linguistic/grammar",
    "linguistic/punctuation",
    "linguistic/repetition",
    "linguistic/spelling",
    "style/awkward",
    "style/register",
    "locale/currency",
    "locale/date-format",
    "design/markup",
)
"""The categories in use, as ``dimension/type``: a selection of the MQM-Core typology (themqm.org)."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``new`` in the place of ``span``."""

    span: Span
    new: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to cure a finding; its edits are applied all together or not at all.

    ``safety``: ``safe`` may be applied unasked, ``ask`` is for a person to choose, ``show`` is never applied.
    ``label`` says in a word or two where the suggestion comes from, and may be empty.
    """

    label: str
    edits: tuple[Edit, ...]
    safety: Safety = "ask"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check reports: a span and what is wrong there. The engine makes a `Finding` of it.

    A field left ``None`` takes the value that the check's module declares.
    """

    span: Span
    message: str
    suggestions: tuple[Suggestion, ...] = ()
    category: str | None = None
    severity: Severity | None = None
    confidence: Confidence | None = None
    term: str | None = None
    source_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """An issue in a document, until a person confirms it as an error.

    ``span`` is in `Document.text`, ``source_span`` in `Document.source`. ``term`` is the id of a term, for findings
    that come from the term base. ``fingerprint`` is 16 hexadecimal digits that do not depend on the place.
    """

    check: str
    term: str | None
    category: str
    severity: Severity
    confidence: Confidence
    span: Span
    source_span: Span | None
    message: str
    suggestions: tuple[Suggestion, ...]
    fingerprint: str


def replace(span: Span, new: str, *, safety: Safety = "ask", label: str = "") -> Suggestion:
    """The common suggestion: put ``new`` in the place of ``span``."""
    return Suggestion(label, (Edit(span, new),), safety)
