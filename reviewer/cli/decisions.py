"""The journal of the project that a text belongs to, joined to its review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.core.review import Review


def with_decisions(review: Review) -> Review:
    """``review`` with the decisions on its document, those on findings that reviewers marked by hand among them."""
    from reviewer.decisions.journal import Journal

    if review.document.path == "-":
        return review
    return Journal.of(Path(review.document.path)).place(review).review
