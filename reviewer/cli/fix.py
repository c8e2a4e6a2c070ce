"""Corrections of the files that are checked: --fix, --unsafe-fixes, --diff."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.cli.messages import Messages
from reviewer.cli.sieve import Sieve

if TYPE_CHECKING:
    from reviewer.core.review import Review
    from reviewer.exports.plan import Plan


class FixError(ValueError):
    """Options that do not go together; the message is one line."""


def add_fix_options(parser: argparse.ArgumentParser) -> None:
    """Declare --fix, --unsafe-fixes and --diff."""
    parser.add_argument("--fix", action="store_true", help="make the safe suggestions in the files, and report what is left")
    parser.add_argument("--unsafe-fixes", action="store_true", help="with --fix or --diff: also the first suggestion of each other finding")
    parser.add_argument("--diff", action="store_true", help="show what --fix would change, and write nothing; exit code 1 where it would")


def refuse_contradictions(arguments: argparse.Namespace) -> None:
    """Raise FixError for options that do not go together."""
    if arguments.unsafe_fixes and not (arguments.fix or arguments.diff):
        raise FixError("--unsafe-fixes goes with --fix or --diff")
    if arguments.fix and "-" in arguments.paths and not arguments.diff:
        raise FixError("--fix writes files, and standard input is none: --diff shows the changes, reviewer export - writes them")
    if arguments.write_baseline and (arguments.fix or arguments.diff):
        raise FixError("--write-baseline leaves nothing to fix, and does not go with --fix and --diff")
    if arguments.diff and (arguments.format or arguments.output):
        raise FixError("--diff is written instead of a report, and does not go with --format and --output")


class Fixer:
    """Corrects what a sieve lets pass; what people settled otherwise is left as it is."""

    def __init__(self, sieve: Sieve, messages: Messages, *, unsafe: bool) -> None:
        self._sieve = sieve
        self._messages = messages
        self._unsafe = unsafe

    def write(self, reviews: Iterable[Review]) -> None:
        """Correct the files of ``reviews``, each whole or not at all."""
        corrected = files = 0
        for review in reviews:
            plan = self._plan(review)
            if plan.edits and self._write(plan):
                corrected += len(plan.applied)
                files += 1
        self._messages.warn(f"{corrected} finding{'s' * (corrected != 1)} corrected in {files} file{'s' * (files != 1)}")

    def show(self, reviews: Iterable[Review]) -> bool:
        """Print the changes as a unified diff; whether there are any."""
        from reviewer.exports import diff

        changes = False
        for review in reviews:
            if difference := diff.write(self._plan(review)):
                changes = True
                sys.stdout.flush()
                sys.stdout.buffer.write(difference)
                sys.stdout.buffer.flush()
        return changes

    def _plan(self, review: Review) -> Plan:
        """The edits to make of ``review``; those are rejected that would replace all of the words of a settled finding."""
        from reviewer.core.decision import Decision
        from reviewer.exports.plan import plan

        held = self._sieve.held(review)
        wanted = {finding.fingerprint for finding in self._sieve.sift(review).findings}
        findings = tuple(finding for finding in review.findings if finding.fingerprint in held | wanted)
        decisions = tuple(Decision(fingerprint, "reject", None, "", "", "") for fingerprint in sorted(held))
        return plan(replace(review, findings=findings, decisions=decisions), "first" if self._unsafe else "safe")

    def _write(self, plan: Plan) -> bool:
        from reviewer import formats
        from reviewer.core.files import write_whole

        document = plan.review.document
        path = Path(document.path)
        try:
            if path.read_bytes() != formats.write(document, ()):
                self._messages.problem(f"{path}: changed on disk in the meantime; left as it is")
                return False
            if not path.stat().st_mode & 0o222:
                self._messages.problem(f"{path}: write-protected")
                return False
            write_whole(path, formats.write(document, plan.edits))
        except OSError as error:
            self._messages.problem(f"{path}: {error.strerror}")
            return False
        self._messages.note(f"{path}: {len(plan.applied)} corrected")
        return True
