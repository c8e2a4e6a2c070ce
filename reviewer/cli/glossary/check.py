"""``reviewer glossary check``: what a terminologist would mend."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="glossary files or folders (default: all layers)")


def run(arguments: argparse.Namespace) -> int:
    """Print each problem with its file and line; 0 there is none, 1 there are some. Raises GlossaryError."""
    from reviewer.cli.layers import chosen_terms
    from reviewer.engine.audit import audit
    from reviewer.engine.examples import term_checker

    glossary, terms = chosen_terms(arguments.paths)
    kinds: Counter[str] = Counter()
    for problem in audit(term_checker(glossary), terms):
        kinds[problem.kind] += 1
        print(f"{problem.term.origin[0]}: {problem.kind} {problem.term.id}: {problem.message}")
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    print(f"{len(terms)} terms, {counts or 'no problems'}")
    return 1 if kinds else 0
