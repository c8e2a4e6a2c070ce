"""What reviewers say of findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Verdict = Literal["accept", "reject", "rewrite", "later"]

VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
"""Take a suggestion; leave the text; write something else; leave it open, seen."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One reviewer's word on the finding with ``fingerprint``.

    ``suggestion`` is the number, from 0, of the suggestion that was accepted, else None. ``text`` is what is to stand in the place of
    the finding's span after an ``accept`` or ``rewrite``, else empty. ``at`` is the time in ISO 8601, UTC, to the second.
    """

    fingerprint: str
    verdict: Verdict
    suggestion: int | None
    text: str
    reviewer: str
    at: str
    comment: str = ""

    @property
    def changes(self) -> bool:
        """Whether the text changes by it."""
        return self.verdict in ("accept", "rewrite")

    @property
    def settles(self) -> bool:
        """Whether the finding is decided by it."""
        return self.verdict != "later"
