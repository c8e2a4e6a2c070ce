"""``reviewer glossary show``: all that is known of a term."""

from __future__ import annotations

import argparse
import sys

from reviewer.cli.layers import add_glossary_option, load_glossary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="ids of terms, or their Chinese")
    add_glossary_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the pages of the terms; 0, or 2 where one is not known. Raises GlossaryError."""
    from reviewer.cli.selection import nearest
    from reviewer.cli.term_page import term_page

    glossary = load_glossary(arguments)
    code = 0
    for id_ in arguments.ids:
        terms = [term for term in glossary.terms if id_ in (term.id, *term.zh)]
        if not terms:
            print(f"no term is called {id_!r}{nearest(id_, set(glossary.by_id))}", file=sys.stderr)
            code = 2
        for term in terms:
            print(term_page(term))
    return code
