"""The journal of the project that a text belongs to, joined to its review."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.core.review import Review
    from reviewer.decisions.journal import Journal, Placed


def with_decisions(review: Review) -> Review:
    """``review`` with the decisions on its document, those on findings that reviewers marked by hand among them."""
    placed = place(review)
    return placed.review if placed else review


def rejected(review: Review) -> frozenset[str]:
    """The fingerprints of the findings that reviewers rejected."""
    placed = place(review)
    return (
        frozenset(decision.fingerprint for decision in placed.review.decisions if decision.verdict == "reject") if placed else frozenset()
    )


def place(review: Review) -> Placed | None:
    """The decisions on a document with their places; None where its project has no journal."""
    from reviewer.decisions.folder import folder_of, project_of

    path = Path(review.document.path)
    if review.document.path == "-":
        return None
    project = project_of(path)
    return _journal(project).place(review) if (folder_of(project) / "journal").is_dir() else None


@cache
def _journal(project: Path) -> Journal:
    from reviewer.decisions.journal import Journal

    return Journal(project)
