"""``reviewer glossary find``: search the term base in Chinese, pinyin or English."""

from __future__ import annotations

import argparse

from reviewer.cli.layers import add_glossary_option, load_glossary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("words", nargs="+", metavar="WORD", help="Chinese, pinyin or English, also misspelt or in part")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="the most terms to show (default: 10)")
    add_glossary_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the terms that match best; 0, or 1 where there is none. Raises GlossaryError."""
    from rich.console import Console
    from rich.table import Table

    from reviewer.glossary.search import search

    found = search(load_glossary(arguments).terms, " ".join(arguments.words), arguments.limit)
    if not found:
        print("no term found")
        return 1
    table = Table("id", "Chinese", "preferred", "domain", box=None)
    table.columns[0].no_wrap = True
    for term in found:
        table.add_row(term.id, "; ".join(term.zh), term.preferred or "(left out)", term.domain)
    Console().print(table)
    return 0
