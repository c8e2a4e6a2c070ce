"""Where the reviewers' decisions join the findings of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.core.review import Review


def with_decisions(review: Review) -> Review:
    """``review`` with the decisions that the journal of its document holds."""
    return review  # the seam: the journal is joined here
