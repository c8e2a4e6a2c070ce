"""The one door: argument parsing and exit codes, one file per command, each imported only when it is called."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Final

from reviewer import __version__
from reviewer.cli.interrupt import INTERRUPTED

COMMANDS: Final = {
    "check": "find wrong renderings and other faults in texts",
    "config": "show what settings hold for a file",
    "decisions": "list, count, export and merge what reviewers decided",
    "review": "work through the findings of texts in the terminal",
    "explain": "print the manual page of a check, or all that is known of a term",
    "export": "write the corrected text, its changes, or a report of the review",
    "glossary": "work on the term base",
    "score": "score translations, and compare them with references and annotations",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code: 0 nothing to report, 1 findings, 2 could not run, 130 interrupted."""
    argv = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(
        prog="reviewer",
        description="Find literal and wrong renderings in machine-translated Chinese government English, and suggest the right ones.",
    )
    parser.add_argument("--version", action="version", version=f"reviewer {__version__}")
    called = next((argument for argument in argv if not argument.startswith("-")), None)
    complete = "--print-completion" in argv
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=not complete)
    for name, help_text in COMMANDS.items():
        command = commands.add_parser(name, help=help_text, description=help_text[0].upper() + help_text[1:] + ".")
        if name == called or complete:
            importlib.import_module(f"reviewer.cli.{name}").add_arguments(command)
    if complete:
        import shtab

        shtab.add_argument_to(parser)
    arguments = parser.parse_args(argv)
    try:
        code: int = importlib.import_module(f"reviewer.cli.{arguments.command}").run(arguments)
    except BrokenPipeError:  # whoever read has gone; nothing more can be told to anyone
        sys.stderr.close()
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    return code
