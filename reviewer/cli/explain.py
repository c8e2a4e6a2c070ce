"""``reviewer explain``: the manual pages of checks, and what the term base says of a term."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.core.term import Rendering, Term


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("id", nargs="?", metavar="CHECK|TERM", help="the id of a check or a term; without it, all checks are listed")
    parser.add_argument(
        "--glossary",
        action="append",
        default=[],
        type=Path,
        metavar="FILE_OR_DIR",
        help="a glossary to lay over the shipped ones (repeatable)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the page; 0, or 2 where there is none."""
    from reviewer.checks import all_checks
    from reviewer.cli.selection import nearest
    from reviewer.glossary.files import GlossaryError
    from reviewer.glossary.glossary import Glossary

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
        terms = Glossary.load(arguments.glossary).by_id
    except GlossaryError as error:
        print(error, file=sys.stderr)
        return 2
    if arguments.id not in terms:
        print(f"no check or term is called {arguments.id!r}{nearest(arguments.id, {*checks, *terms})}", file=sys.stderr)
        return 2
    print("\n".join(_term_page(terms[arguments.id])))
    return 0


def _term_page(term: Term) -> Iterator[str]:
    yield f"{term.id} ({term.domain}; {term.category}, {term.severity})"
    yield f"  Chinese     {'; '.join(term.zh)}"
    yield f"  preferred   {term.preferred or '(left out)'}"
    if term.admitted:
        yield f"  admitted    {'; '.join(term.admitted)}"
    for number, rendering in enumerate(term.deprecated):
        yield f"  {'deprecated' if number == 0 else '':10}  {rendering.text}{_conditions(rendering)}"
    if term.note:
        yield f"  note        {term.note}"
    yield f"  authority   {term.authority or 'none named'}"
    for title, examples in (("flagged", term.flag), ("passed", term.pass_)):
        for number, example in enumerate(examples):
            yield f"  {title if number == 0 else '':10}  {example}"


def _conditions(rendering: Rendering) -> str:
    conditions = [
        *([f"instead: {' / '.join(use or 'nothing' for use in rendering.use)}"] if rendering.use is not None else []),
        *([f"only near {', '.join(rendering.near)}"] if rendering.near else []),
        *([f"unless near {', '.join(rendering.unless)}"] if rendering.unless else []),
        *(["only in texts about China"] if rendering.china else []),
    ]
    return f"  ({'; '.join(conditions)})" if conditions else ""
