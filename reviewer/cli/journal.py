"""The journals of the projects that texts belong to, joined to their reviews."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.core.review import Review
    from reviewer.decisions.journal import Journal, Placed


class Journals:
    """The journals of projects, each looked for once for all the texts in a folder."""

    def __init__(self) -> None:
        self._of_project: dict[Path, Journal] = {}
        self._of_folder: dict[str, Journal | None] = {}

    def with_decisions(self, review: Review) -> Review:
        """``review`` with the decisions on its document, those on findings that reviewers marked by hand among them."""
        placed = self.place(review)
        return placed.review if placed else review

    def rejected(self, review: Review) -> frozenset[str]:
        """The fingerprints of the findings that reviewers rejected."""
        placed = self.place(review)
        if placed is None:
            return frozenset()
        return frozenset(decision.fingerprint for decision in placed.review.decisions if decision.verdict == "reject")

    def place(self, review: Review) -> Placed | None:
        """The decisions on a document with their places; None where its project has no journal."""
        path = review.document.path
        if path == "-":
            return None
        folder = path if os.path.islink(path) else os.path.dirname(path)
        if folder not in self._of_folder:
            self._of_folder[folder] = self._journal_of(Path(path))
        journal = self._of_folder[folder]
        return journal.place(review) if journal else None

    def _journal_of(self, path: Path) -> Journal | None:
        from reviewer.decisions.folder import folder_of, project_of
        from reviewer.decisions.journal import Journal

        project = project_of(path)
        if project not in self._of_project and (folder_of(project) / "journal").is_dir():
            self._of_project[project] = Journal(project)
        return self._of_project.get(project)
