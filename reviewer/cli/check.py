"""``reviewer check``: find faults in texts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reviewer.cli.fix import Fixer, FixError, add_fix_options, refuse_contradictions
from reviewer.cli.layers import add_glossary_option
from reviewer.cli.messages import Messages
from reviewer.cli.reports import ReportError, add_report_options, chosen_reports, write_reports
from reviewer.cli.settings import Setups, add_settings_options, tree_of
from reviewer.cli.sieve import Sieve, add_sieve_options

if TYPE_CHECKING:
    from reviewer.core.document import Document
    from reviewer.core.review import Review

_EPILOG: Final = (
    "exit codes: 0 nothing at or above --fail-on (--diff: nothing would change), 1 findings (changes), 2 something could not be checked"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = _EPILOG
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders (searched for texts), globs, or - for standard input")
    add_glossary_option(parser)
    add_report_options(parser)
    add_selection_options(parser)
    add_settings_options(parser)
    add_sieve_options(parser)
    add_fix_options(parser)
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
    from reviewer.batch.baseline import BaselineError
    from reviewer.cli.selection import UnknownIdError
    from reviewer.config.read import ConfigError
    from reviewer.glossary.files import GlossaryError

    messages = Messages()
    try:
        refuse_contradictions(arguments)
        reports = chosen_reports(arguments)
        setups = Setups(tree_of(arguments))
        sieve = Sieve(setups, arguments, messages)
    except (FixError, ReportError, BaselineError) as error:
        print(error, file=sys.stderr)
        return 2
    work = _Work(setups, sieve, arguments, messages)
    fixer = Fixer(sieve, messages, unsafe=arguments.unsafe_fixes)
    try:
        if arguments.diff:
            work.found = fixer.show(work.checked())
        else:
            if arguments.fix:
                fixer.write(work.checked())
            write_reports(reports, work.reported())
        sieve.close()
    except (ConfigError, GlossaryError, UnknownIdError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 2
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    return 2 if messages.failed else int(work.found)


def read_document(path: str, data: bytes, encoding: str | None) -> Document:
    """The document in ``data``; standard input (``-``) is plain text. Raises FormatError."""
    from reviewer import formats

    return formats.read(path, data, encoding=encoding, format="txt" if path == "-" else None)


def read_bytes(path: str) -> bytes:
    """The bytes of the file at ``path``, or of standard input for ``-``. Raises OSError."""
    return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()


def _ids(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


class _Work:
    """Checks the files of a command line; ``found`` where a finding to be reported is grave enough."""

    def __init__(self, setups: Setups, sieve: Sieve, arguments: argparse.Namespace, messages: Messages) -> None:
        self._setups = setups
        self._sieve = sieve
        self._messages = messages
        self._paths: list[str] = arguments.paths
        self.found = False

    def checked(self) -> Iterator[Review]:
        """The review of each readable text with all that was found; problems go to standard error."""
        from reviewer.cli.paths import texts
        from reviewer.formats import FormatError

        for path in _with_progress(list(texts(self._paths, self._messages.problem, self._leaves_out))):
            setup = self._setups.of(path)
            try:
                document = read_document(path, read_bytes(path), setup.settings.encoding)
            except FormatError as error:
                self._messages.problem(str(error))
                continue
            except OSError as error:
                self._messages.problem(f"{path}: {error.strerror}")
                continue
            yield setup.checker.review(document)

    def reported(self) -> Iterator[Review]:
        """The reviews with the findings that are to be reported."""
        for review in map(self._sieve.sift, self.checked()):
            grave = self._setups.of(review.document.path).settings.grave
            self.found = self.found or any(finding.severity in grave for finding in review.findings)
            yield review

    def _leaves_out(self, path: str, folder: bool) -> bool:
        return self._setups.tree.leaves_out(Path(path), folder=folder) is not None


def _with_progress(paths: list[str]) -> Iterable[str]:
    """``paths``, with a progress bar on the terminal's standard error where there are many and the report goes elsewhere."""
    if len(paths) < 20 or not sys.stderr.isatty() or sys.stdout.isatty():
        return paths
    from rich.console import Console
    from rich.progress import track

    return track(paths, "checking", console=Console(stderr=True), transient=True)
