"""``reviewer review``: work through the findings of texts in the terminal."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.cli.layers import add_glossary_option, load_glossary

if TYPE_CHECKING:
    from reviewer.engine.checker import Checker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = "Every decision is on the disk when its key has been answered. ? shows the keys."
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders (searched for texts) or globs, reviewed as one queue")
    parser.add_argument("--reviewer", metavar="NAME", help="whose decisions they are (default: $REVIEWER_NAME, else the user's name)")
    parser.add_argument(
        "--project-glossary", type=Path, default=Path("glossaries", "project.yaml"), metavar="FILE", help="where new terms go"
    )
    parser.add_argument("--plain", action="store_true", help="a dialogue of lines, for screen readers, dumb terminals and pipes")
    add_glossary_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Review the texts; 0, or 2 where they cannot be."""
    import getpass

    from reviewer.cli.paths import texts
    from reviewer.decisions.folder import project_of
    from reviewer.decisions.journal import Journal
    from reviewer.tui.session import Session

    problems: list[str] = []
    paths = list(texts(arguments.paths, problems.append))
    if "-" in paths:
        problems.append("-: standard input cannot be reviewed")
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return 2
    terminal = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    if not terminal and not arguments.plain:
        print("this is no terminal that the review screen can use: try --plain", file=sys.stderr)
        return 2
    name = arguments.reviewer or os.environ.get("REVIEWER_NAME") or getpass.getuser()
    try:
        journal = Journal(project_of(Path(paths[0])), name)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    session = Session(lambda: _checker(arguments), journal, arguments.project_glossary)
    try:
        if arguments.plain:
            from reviewer.tui.plain import review

            return review(session, paths)
        from reviewer.tui.app import ReviewApp

        app = ReviewApp(session, paths, no_colour="NO_COLOR" in os.environ)
        app.run()
        return 0
    finally:
        journal.close()


def _checker(arguments: argparse.Namespace) -> Checker:
    from reviewer.checks import all_checks
    from reviewer.engine.checker import Checker

    return Checker(load_glossary(arguments), tuple(all_checks().values()))
