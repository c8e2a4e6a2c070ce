"""``reviewer check``: find faults in texts."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from reviewer.cli.fix import Fixer, FixError, add_fix_options, refuse_contradictions
from reviewer.cli.layers import add_glossary_option
from reviewer.cli.messages import Messages
from reviewer.cli.reports import ReportError, add_report_options, chosen_reports, write_reports
from reviewer.cli.settings import Setups, add_settings_options, tree_of
from reviewer.cli.sieve import Sieve, add_sieve_options
from reviewer.cli.work import Work, WorkError, add_work_options

if TYPE_CHECKING:
    from reviewer.core.document import Document

_EPILOG: Final = (
    "exit codes: 0 nothing at or above --fail-on (--diff: nothing would change), 1 findings (changes), 2 something could not be checked"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = _EPILOG
    parser.set_defaults(usage=parser.error)
    add_work_options(parser)
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
    from reviewer.batch.changes import Changes, RevisionError
    from reviewer.cli.selection import UnknownIdError
    from reviewer.config.read import ConfigError
    from reviewer.glossary.files import GlossaryError

    if not arguments.paths and not arguments.files_from:
        arguments.usage("the following arguments are required: PATH, or --files-from")
    messages = Messages(quiet=arguments.quiet, verbose=arguments.verbose)
    try:
        refuse_contradictions(arguments)
        reports = chosen_reports(arguments)
        setups = Setups(tree_of(arguments))
        changes = Changes(arguments.since) if arguments.since else None
        sieve = Sieve(setups, changes, arguments, messages)
        work = Work(setups, sieve, changes, arguments, messages)
        fixer = Fixer(sieve, work.document, messages, unsafe=arguments.unsafe_fixes)
        if arguments.diff:
            work.found = fixer.show(work.checked())
        else:
            if arguments.fix:
                fixer.write(work.checked())
            write_reports(reports, work.reported())
        sieve.close()
    except (BaselineError, ConfigError, FixError, GlossaryError, ReportError, RevisionError, UnknownIdError, WorkError) as error:
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


def _ids(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())
