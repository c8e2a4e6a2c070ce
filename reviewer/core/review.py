"""A document, what was found in it, and what reviewers said of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reviewer.core.decision import Decision
from reviewer.core.document import Document
from reviewer.core.finding import Finding

BY_HAND: Final = "by-hand"
"""The check of a finding that a reviewer marked."""

FREE_EDIT: Final = "free-edit"
"""The check of a finding that stands for a sentence which a reviewer rewrote freely; its text is the decision's."""


@dataclass(frozen=True, slots=True)
class Review:
    """The findings of one document, in order of place, and the decisions on them, at most one for a fingerprint.

    ``signature`` says what produced the findings, in the manner of sacrebleu: ``version:0.1.0|glossaries:shipped@1f2e…|checks:31``.
    """

    document: Document
    findings: tuple[Finding, ...]
    signature: str
    decisions: tuple[Decision, ...] = ()
