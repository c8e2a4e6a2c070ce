"""``reviewer check``: find faults in texts."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reviewer import outputs
from reviewer.cli.journal import without_rejected
from reviewer.cli.layers import add_glossary_option, load_glossary

if TYPE_CHECKING:
    from reviewer.core.document import Document
    from reviewer.core.finding import Finding
    from reviewer.core.review import Review
    from reviewer.engine.checker import Checker

_EPILOG: Final = "exit codes: 0 nothing at or above --fail-on, 1 findings, 2 something could not be checked"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = _EPILOG
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders (searched for texts), globs, or - for standard input")
    add_glossary_option(parser)
    parser.add_argument("--format", default="lines", choices=outputs.names(), help="the report's format (default: lines)")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the report to FILE instead of standard output")
    add_selection_options(parser)
    parser.add_argument(
        "--fail-on",
        default="major",
        choices=("critical", "major", "minor", "neutral", "never"),
        help="the least severity that makes the exit code 1 (default: major)",
    )
    parser.add_argument("--no-decisions", action="store_true", help="show the findings that reviewers rejected, too")
    add_encoding_option(parser)


def add_selection_options(parser: argparse.ArgumentParser) -> None:
    """Declare --select, --ignore and --confidence."""
    parser.add_argument("--select", metavar="ID,…", type=_ids, default=(), help="only these checks, terms or categories")
    parser.add_argument("--ignore", metavar="ID,…", type=_ids, default=(), help="all but these checks, terms or categories")
    parser.add_argument(
        "--confidence", default="medium", choices=("high", "medium", "low"), help="the least confidence that counts (default: medium)"
    )


def add_encoding_option(parser: argparse.ArgumentParser) -> None:
    """Declare --encoding."""
    parser.add_argument("--encoding", help="the encoding of the files (default: by byte order mark, else UTF-8, else GB18030)")


def run(arguments: argparse.Namespace) -> int:
    """Check the paths and write the report; the exit code."""
    from reviewer.cli.selection import Selection, UnknownIdError
    from reviewer.engine.checker import Checker
    from reviewer.glossary.files import GlossaryError

    try:
        glossary = load_glossary(arguments)
        selection = Selection(arguments.select, arguments.ignore, arguments.confidence, glossary)
    except (GlossaryError, UnknownIdError) as error:
        print(error, file=sys.stderr)
        return 2
    work = _Work(Checker(glossary, selection.checks), selection.accepts, arguments)
    try:
        _report(arguments, work.reviews(arguments.paths))
    except BrokenPipeError:
        sys.stderr.close()
        return 2
    except OSError as error:
        print(f"{arguments.output or error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    return 2 if work.failed else int(work.found)


def read_document(path: str, data: bytes, encoding: str | None) -> Document:
    """The document in ``data``; standard input (``-``) is plain text. Raises FormatError."""
    from reviewer import formats

    return formats.read(path, data, encoding=encoding, format="txt" if path == "-" else None)


def read_bytes(path: str) -> bytes:
    """The bytes of the file at ``path``, or of standard input for ``-``. Raises OSError."""
    return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()


def _ids(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _report(arguments: argparse.Namespace, reviews: Iterator[Review]) -> None:
    from reviewer.core.files import write_whole

    output = outputs.output(arguments.format)
    if arguments.output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        output.write(reviews, sys.stdout)
        sys.stdout.flush()
        return
    report = io.StringIO()
    output.write(reviews, report)
    write_whole(arguments.output, report.getvalue().encode())


class _Work:
    """Checks file after file; ``failed`` where one could not be, ``found`` where a finding is grave enough."""

    def __init__(self, checker: Checker, accepts: Callable[[Finding], bool], arguments: argparse.Namespace) -> None:
        from reviewer.core.finding import SEVERITIES

        fail_on: str = arguments.fail_on

        self._checker = checker
        self._accepts = accepts
        self._encoding: str | None = arguments.encoding
        self._shows_rejected: bool = arguments.no_decisions
        self._grave = () if fail_on == "never" else SEVERITIES[: list[str](SEVERITIES).index(fail_on) + 1]
        self.failed = False
        self.found = False

    def reviews(self, paths: Iterable[str]) -> Iterator[Review]:
        """The review of each readable text, findings that are not wanted taken out; problems go to standard error."""
        from dataclasses import replace

        from reviewer.cli.paths import texts
        from reviewer.formats import FormatError

        for path in _with_progress(list(texts(paths, self._problem))):
            try:
                document = read_document(path, read_bytes(path), self._encoding)
            except FormatError as error:
                self._problem(str(error))
                continue
            except OSError as error:
                self._problem(f"{path}: {error.strerror}")
                continue
            review = self._checker.review(document)
            if not self._shows_rejected:
                review = without_rejected(review)
            wanted = tuple(filter(self._accepts, review.findings))
            self.found = self.found or any(finding.severity in self._grave for finding in wanted)
            yield replace(review, findings=wanted)

    def _problem(self, line: str) -> None:
        self.failed = True
        print(line, file=sys.stderr)


def _with_progress(paths: list[str]) -> Iterable[str]:
    """``paths``, with a progress bar on the terminal's standard error where there are many and the report goes elsewhere."""
    if len(paths) < 20 or not sys.stderr.isatty() or sys.stdout.isatty():
        return paths
    from rich.console import Console
    from rich.progress import track

    return track(paths, "checking", console=Console(stderr=True), transient=True)
