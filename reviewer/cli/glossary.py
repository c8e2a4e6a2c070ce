"""``reviewer glossary``: work on the term base."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the subcommands."""
    commands = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    test = commands.add_parser(
        "test", help="run the examples of the terms in glossary files", description="Run the examples of the terms in glossary files."
    )
    test.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="glossary files or folders (default: the shipped ones)")


def run(arguments: argparse.Namespace) -> int:
    """Run the subcommand; 0 all examples pass, 1 some fail, 2 could not run."""
    from reviewer.checks import all_checks
    from reviewer.engine.checker import Checker
    from reviewer.engine.examples import run_term
    from reviewer.glossary.files import GlossaryError, read_glossary_files, shipped_folder
    from reviewer.glossary.glossary import Glossary
    from reviewer.glossary.load import load_terms

    paths = arguments.paths or [shipped_folder()]
    try:
        files = [(str(file), content) for path in paths for file, content in read_glossary_files(path)]
        tested = load_terms(files)
        glossary = Glossary.load(arguments.paths)
    except GlossaryError as error:
        print(error, file=sys.stderr)
        return 2
    checker = Checker(glossary, [all_checks()["deprecated-term"], all_checks()["empty-words"]])
    failures = 0
    for term in tested:
        for failure in run_term(checker, glossary.by_id[term.id]):
            failures += 1
            print(f"{term.id}: {failure}")
    examples = sum(len(term.flag) + len(term.pass_) for term in tested)
    print(f"{len(tested)} terms, {examples} examples, {failures} failed")
    return 1 if failures else 0
