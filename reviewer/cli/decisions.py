"""The decisions of reviewers on a text, joined to its review."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.core.review import Review


def with_decisions(review: Review) -> Review:
    """``review`` with the decisions that were made on its findings."""
    return review
