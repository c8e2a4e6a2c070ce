"""Corrections of the files that are checked: --fix, --unsafe-fixes, --diff."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.cli.messages import Messages
from reviewer.cli.sieve import Sieve

if TYPE_CHECKING:
    from reviewer.core.document import Document
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

    def __init__(self, sieve: Sieve, read: Callable[[str], tuple[Document, bytes]], messages: Messages, *, unsafe: bool) -> None:
        self._sieve = sieve
        self._read = read
        self._messages = messages
        self._unsafe = unsafe

    def write(self, reviews: Iterable[Review]) -> None:
        """Correct the files of ``reviews``, each whole or not at all."""
        corrected = files = 0
        for plan, data in self._plans(reviews):
            if self._write(plan, data):
                corrected += len(plan.applied)
                files += 1
        self._messages.warn(f"{corrected} finding{'s' * (corrected != 1)} corrected in {files} file{'s' * (files != 1)}")

    def show(self, reviews: Iterable[Review]) -> bool:
        """Print the changes as a unified diff; whether there are any."""
        from reviewer.exports import diff

        changes = False
        for plan, _ in self._plans(reviews):
            changes = True
            sys.stdout.flush()
            sys.stdout.buffer.write(diff.write(plan))
            sys.stdout.buffer.flush()
        return changes

    def _plans(self, reviews: Iterable[Review]) -> Iterator[tuple[Plan, bytes]]:
        """The plans that change something, each with the bytes of the file that it was made for."""
        from reviewer.exports.plan import plan
        from reviewer.formats import FormatError

        for review in reviews:
            wanted = self._wanted(review)
            if not any(finding.suggestions for finding in wanted.findings):
                continue
            path = review.document.path
            try:
                document, data = self._read(path)
            except (OSError, FormatError) as error:
                self._messages.problem(f"{path}: {error.strerror}" if isinstance(error, OSError) else str(error))
                continue
            if document.text != review.document.text:
                self._messages.problem(f"{path}: changed on disk in the meantime; left as it is")
                continue
            made = plan(replace(wanted, document=document), "first" if self._unsafe else "safe")
            if made.edits:
                yield made, data

    def _wanted(self, review: Review) -> Review:
        """``review`` with what is to be reported, and what people settled as rejected: its words are not replaced unasked."""
        from reviewer.core.decision import Decision

        held = self._sieve.held(review)
        wanted = {finding.fingerprint for finding in self._sieve.sift(review).findings}
        findings = tuple(finding for finding in review.findings if finding.fingerprint in held | wanted)
        return replace(review, findings=findings, decisions=tuple(Decision(each, "reject", None, "", "", "") for each in sorted(held)))

    def _write(self, plan: Plan, data: bytes) -> bool:
        from reviewer import formats
        from reviewer.core.files import write_whole

        path = Path(plan.review.document.path)
        try:
            if not path.stat().st_mode & 0o222:
                self._messages.problem(f"{path}: write-protected")
                return False
            if path.read_bytes() != data:
                self._messages.problem(f"{path}: changed on disk in the meantime; left as it is")
                return False
            write_whole(path, formats.write(plan.review.document, plan.edits))
        except OSError as error:
            self._messages.problem(f"{path}: {error.strerror}")
            return False
        self._messages.note(f"{path}: {len(plan.applied)} corrected")
        return True
