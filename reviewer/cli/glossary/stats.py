"""``reviewer glossary stats``: what the term base holds, by domain."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.core.term import Term


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="glossary files or folders (default: all layers)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def run(arguments: argparse.Namespace) -> int:
    """Print the counts of each domain and of all; 0. Raises GlossaryError."""
    import json
    from collections import defaultdict

    from rich.console import Console
    from rich.table import Table

    from reviewer.cli.layers import chosen_terms

    _, terms = chosen_terms(arguments.paths)
    domains: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        domains[term.domain].append(term)
    rows = {domain: _counts(domains[domain]) for domain in sorted(domains)}
    total = _counts(list(terms))
    if arguments.json:
        print(json.dumps({"domains": rows, "all": total}, indent=2))
        return 0
    table = Table(show_footer=True, box=None, padding=(0, 1, 0, 0))
    table.add_column("domain", footer=f"{len(rows)} domains", no_wrap=True)
    for name, value in total.items():
        table.add_column(name, footer=_shown(name, value, total), justify="right", no_wrap=True)
    for domain, counts in rows.items():
        table.add_row(domain, *(_shown(name, value, counts) for name, value in counts.items()))
    Console().print(table)
    return 0


def _counts(terms: list[Term]) -> dict[str, int]:
    return {
        "terms": len(terms),
        "deprecated": sum(len(term.deprecated) for term in terms),
        "examples": sum(len(term.flag) + len(term.pass_) for term in terms),
        "critical": sum(term.severity == "critical" for term in terms),
        "major": sum(term.severity == "major" for term in terms),
        "authority": sum(bool(term.authority) for term in terms),
    }


def _shown(name: str, value: int, counts: dict[str, int]) -> str:
    if name == "authority" and counts["terms"]:
        return f"{value / counts['terms']:.0%}"
    return str(value)
