"""``reviewer glossary test``: run the examples of terms."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="glossary files or folders (default: all layers)")


def run(arguments: argparse.Namespace) -> int:
    """Print what fails; 0 all examples pass, 1 some fail. Raises GlossaryError."""
    from reviewer.cli.layers import chosen_terms
    from reviewer.engine.examples import run_term, term_checker

    glossary, terms = chosen_terms(arguments.paths)
    checker = term_checker(glossary)
    failures = 0
    for term in terms:
        for failure in run_term(checker, term):
            failures += 1
            print(f"{term.id}: {failure}")
    examples = sum(len(term.flag) + len(term.pass_) for term in terms)
    print(f"{len(terms)} terms, {examples} examples, {failures} failed")
    return 1 if failures else 0
