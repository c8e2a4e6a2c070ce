"""Which findings are reported: not those that are rejected, silenced in the text, not wanted, or known already."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.cli.journal import Journals
from reviewer.cli.messages import Messages

if TYPE_CHECKING:
    from reviewer.batch.changes import Changes
    from reviewer.cli.selection import Selection
    from reviewer.cli.settings import Setups
    from reviewer.core.review import Review
    from reviewer.engine.suppression import Suppression


def add_sieve_options(parser: argparse.ArgumentParser) -> None:
    """Declare --baseline, --write-baseline, --no-decisions and --no-suppressions."""
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="leave out the findings that stand in FILE: only new ones count")
    parser.add_argument(
        "--write-baseline", type=Path, metavar="FILE", help="make FILE the baseline: all findings are known from now on, what is stale goes"
    )
    parser.add_argument("--no-decisions", action="store_true", help="show the findings that reviewers rejected, too")
    parser.add_argument("--no-suppressions", action="store_true", help="show what comments in the texts silence, too")


class Sieve:
    """Takes the findings out of reviews that are not to be reported. Raises BaselineError."""

    def __init__(self, setups: Setups, changes: Changes | None, arguments: argparse.Namespace, messages: Messages) -> None:
        from reviewer.batch.baseline import Baseline

        self._messages = messages
        self._journals = Journals()
        self._setups = setups
        self._changes = changes
        self._heeds_decisions: bool = not arguments.no_decisions
        self._heeds_suppressions: bool = not arguments.no_suppressions
        self._baseline = Baseline.read(arguments.baseline) if arguments.baseline else None
        self._writes: Path | None = arguments.write_baseline
        self._new = Baseline.read(self._writes, missing_ok=True) if self._writes else None
        self._file: Path | None = arguments.baseline

    def sift(self, review: Review) -> Review:
        """``review`` with the findings that are to be reported; what is wrong with its comments goes to standard error."""
        held = self.held(review)
        accepts = self._setups.of(review.document.path).selection.accepts
        findings = (finding for finding in review.findings if finding.fingerprint not in held and accepts(finding))
        review = self._changed(replace(review, findings=tuple(findings)))
        known = self._baseline.knows(review) if self._baseline else frozenset()
        if self._new:
            self._new.take(review)
            return replace(review, findings=())
        return replace(review, findings=tuple(finding for finding in review.findings if finding.fingerprint not in known))

    def held(self, review: Review) -> frozenset[str]:
        """The fingerprints of the findings that people settled: rejected in a review, or silenced by a comment."""
        return (self._journals.rejected(review) if self._heeds_decisions else frozenset()) | self._silenced(review)

    def close(self) -> None:
        """Write the new baseline, or tell what is stale in the one that was read. Raises OSError."""
        if self._new:
            written, pruned = self._new.write()
            self._messages.warn(f"{self._writes}: {_entries(written)} written, {pruned} stale pruned")
        elif self._baseline and self._baseline.stale:
            self._messages.warn(f"{self._file}: {_entries(self._baseline.stale)} stale; --write-baseline {self._file} prunes them")

    def _changed(self, review: Review) -> Review:
        """``review`` with the findings on changed lines."""
        from reviewer.text.place import Places

        lines = self._changes.lines(Path(review.document.path)) if self._changes and review.findings else None
        if lines is None:
            return review
        places = Places(review.document)
        touched = []
        for finding in review.findings:
            first, last = (places.line_column(offset)[0] for offset in (finding.span.start, finding.span.end))
            if any(first < changed.stop and changed.start <= last for changed in lines):
                touched.append(finding)
        return replace(review, findings=tuple(touched))

    def _silenced(self, review: Review) -> frozenset[str]:
        from reviewer.engine.suppression import suppressions
        from reviewer.text.place import Places

        if not self._heeds_suppressions:
            return frozenset()
        found = suppressions(review.document)
        silenced, unused = found.silenced(review.findings)
        selection = self._setups.of(review.document.path).selection
        complaints = [*found.problems, *((one.place, _why_unused(one, selection)) for one in unused if _ran(one, selection))]
        if complaints:
            places = Places(review.document)
            for place, what in sorted(complaints):
                line, column = places.line_column(place.start)
                self._messages.warn(f"{review.document.path}:{line}:{column}: warning: {what}")
        return silenced


def _ran(suppression: Suppression, selection: Selection) -> bool:
    """Whether everything ran that the comment might silence."""
    from reviewer.checks import all_checks

    ran = {check.id for check in selection.checks}
    named = all_checks().keys() & suppression.names
    return named <= ran if suppression.names and len(named) == len(suppression.names) else ran == all_checks().keys()


def _why_unused(suppression: Suppression, selection: Selection) -> str:
    unknown = next((name for name in suppression.names if not selection.knows(name)), None)
    if unknown:
        return f"no check, term or category is called {unknown!r}{selection.nearest(unknown)}"
    return f"unused suppression of {', '.join(suppression.names) or 'everything'}: there is nothing to silence"


def _entries(number: int) -> str:
    return f"{number} entr{'y' if number == 1 else 'ies'}"
