"""The files of a command line, checked: which they are, with what, and what of it is reported."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reviewer.cli.interrupt import raise_if_seen
from reviewer.cli.messages import Messages
from reviewer.cli.settings import Setups
from reviewer.cli.sieve import Sieve
from reviewer.core.files import read_input

if TYPE_CHECKING:
    from reviewer.batch.changes import Changes
    from reviewer.batch.jobs import Task
    from reviewer.core.document import Document
    from reviewer.core.review import Review

_MANY: Final = 20
"""Files from which on a progress bar is worth the look."""


def add_work_options(parser: argparse.ArgumentParser) -> None:
    """Declare PATH and the options that say which files are checked, and how many at once."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders (searched for texts), globs, or - for standard input")
    parser.add_argument(
        "--files-from", metavar="FILE", help="check the files that FILE names, too: one a line, or with NULs between; - is standard input"
    )
    parser.add_argument(
        "--stdin-filename", metavar="NAME", help="the path that standard input stands for: its format, its settings, its name in reports"
    )
    parser.add_argument(
        "--force-exclude", action="store_true", help="leave out what include, exclude and .gitignore say, even where it is named"
    )
    parser.add_argument("--since", metavar="REV", help="only what changed since git's revision REV: the findings on new and changed lines")
    parser.add_argument("--max-findings", type=_positive, metavar="N", help="report no more than N findings; all count for the exit code")
    parser.add_argument("--jobs", type=_positive, metavar="N", help="processes to check with (default: one for each core)")
    parser.add_argument("--no-cache", action="store_true", help="check all files anew, and keep nothing for the next run")
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument(
        "--quiet", action="store_true", help="nothing on standard output, and no warnings: only files, problems and the exit code"
    )
    loudness.add_argument("--verbose", action="store_true", help="say of each file what becomes of it")


class WorkError(Exception):
    """A list of files that cannot be read; the message is one line."""


class Work:
    """Checks the files of a command line; ``found`` where a finding to be reported is grave enough."""

    def __init__(self, setups: Setups, sieve: Sieve, changes: Changes | None, arguments: argparse.Namespace, messages: Messages) -> None:
        self._setups = setups
        self._sieve = sieve
        self._changes = changes
        self._messages = messages
        self._paths = [*arguments.paths, *_listed(arguments.files_from)]
        self._stdin_name: str = arguments.stdin_filename or "-"
        self._forced: bool = arguments.force_exclude
        self._most: int | None = arguments.max_findings
        self._processes: int = arguments.jobs or len(os.sched_getaffinity(0) if sys.platform == "linux" else range(os.cpu_count() or 1))
        self._keeps: bool = not arguments.no_cache
        self._shows_progress = sys.stderr.isatty() and (arguments.quiet or bool(arguments.output) or not sys.stdout.isatty())
        self.found = False

    def checked(self) -> Iterator[Review]:
        """The review of each readable text with all that was found; problems go to standard error."""
        from reviewer.batch.jobs import Failure, Jobs
        from reviewer.batch.results import Results
        from reviewer.cli.progress import with_progress

        results = Results() if self._keeps else None
        paths = list(self._files())
        tasks = map(self._task, with_progress(paths) if self._shows_progress and len(paths) >= _MANY else paths)
        try:
            for outcome in Jobs(self._processes, results).reviews(tasks):
                raise_if_seen()
                if isinstance(outcome, Failure):
                    self._messages.problem(outcome.why)
                else:
                    self._messages.note(f"{outcome.document.path}: {len(outcome.findings)} found")
                    yield outcome
        finally:
            if results:
                results.close()

    def reported(self) -> Iterator[Review]:
        """The reviews with the findings that are to be reported."""
        left = sys.maxsize if self._most is None else self._most
        hidden = 0
        for review in map(self._sieve.sift, self.checked()):
            grave = self._setups.of(review.document.path).settings.grave
            self.found = self.found or any(finding.severity in grave for finding in review.findings)
            hidden += max(0, len(review.findings) - left)
            shown = review.findings[:left]
            left -= len(shown)
            yield replace(review, findings=shown)
        if hidden:
            self._messages.warn(f"{hidden} more finding{'s' * (hidden != 1)} not reported (--max-findings {self._most})")

    def document(self, path: str) -> tuple[Document, bytes]:
        """The document called ``path`` as it is now, fit to be written back, and its bytes. Raises OSError and FormatError."""
        from reviewer import formats

        data = read_input("-" if path == self._stdin_name else path)
        return formats.read(path, data, encoding=self._setups.of(path).settings.encoding, format=self._format(path)), data

    def _files(self) -> Iterator[str]:
        from reviewer.cli.paths import texts

        for path in texts(self._paths, self._messages.problem, self._leaves_out):
            name = self._stdin_name if path == "-" else path
            if self._forced and name != "-" and (by := self._setups.tree.leaves_out(name)):
                self._messages.note(f"{name}: left out by {by}")
            elif self._changes and not self._changes.touch(Path(name)):
                self._messages.note(f"{name}: unchanged")
            else:
                yield path

    def _task(self, path: str) -> Task:
        from reviewer.batch.jobs import Task

        name = self._stdin_name if path == "-" else path
        setup = self._setups.of(name)
        checks = tuple(check.id for check in setup.selection.checks)
        return Task(path, name, self._format(name), setup.settings.encoding, setup.glossaries, setup.signature, checks)

    def _format(self, name: str) -> str | None:
        """The format of standard input without a name; that of all others is known by their extension."""
        return "txt" if name == "-" else None

    def _leaves_out(self, path: str, folder: bool) -> bool:
        return self._setups.tree.leaves_out(path, folder=folder) is not None


def _listed(file: str | None) -> Iterable[str]:
    """The paths that the file lists. Raises WorkError."""
    if file is None:
        return ()
    try:
        content = os.fsdecode(read_input(file))
    except OSError as error:
        raise WorkError(f"{file}: {error.strerror}") from None
    paths = content.split("\0") if "\0" in content else content.splitlines()
    return [path for path in paths if path]


def _positive(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of at least 1")
    return int(value)
