"""``reviewer explain``: the manual pages of checks, and what the term base says of a term."""

from __future__ import annotations

import argparse
import sys

from reviewer.cli.layers import add_glossary_option, load_glossary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("id", nargs="?", metavar="CHECK|TERM", help="the id of a check or a term; without it, all checks are listed")
    add_glossary_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the page; 0, or 2 where there is none."""
    from reviewer.checks import all_checks
    from reviewer.cli.selection import nearest
    from reviewer.cli.term_page import term_page
    from reviewer.glossary.files import GlossaryError

    checks = all_checks()
    if arguments.id is None:
        longest = max(map(len, checks))
        for id_, check in checks.items():
            print(f"{id_:{longest}}  {check.manual.splitlines()[0]}")
        return 0
    if arguments.id in checks:
        check = checks[arguments.id]
        print(f"{check.id} ({check.category}, {check.severity}, {check.confidence} confidence)\n\n{check.manual}")
        return 0
    try:
        terms = load_glossary(arguments).by_id
    except GlossaryError as error:
        print(error, file=sys.stderr)
        return 2
    if arguments.id not in terms:
        print(f"no check or term is called {arguments.id!r}{nearest(arguments.id, {*checks, *terms})}", file=sys.stderr)
        return 2
    print(term_page(terms[arguments.id]))
    return 0
