"""``reviewer glossary test``: run the examples of terms."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="glossary files or folders (default: the shipped ones)")


def run(arguments: argparse.Namespace) -> int:
    """Print what fails; 0 all examples pass, 1 some fail. Raises GlossaryError."""
    from reviewer.checks import all_checks
    from reviewer.engine.checker import Checker
    from reviewer.engine.examples import run_term
    from reviewer.glossary.files import read_glossary_files, shipped_folder
    from reviewer.glossary.glossary import Glossary
    from reviewer.glossary.load import load_terms

    paths = arguments.paths or [shipped_folder()]
    tested = load_terms((str(file), content) for path in paths for file, content in read_glossary_files(path))
    glossary = Glossary.load(arguments.paths)
    checker = Checker(glossary, [all_checks()["deprecated-term"], all_checks()["empty-words"]])
    failures = 0
    for term in tested:
        for failure in run_term(checker, glossary.by_id[term.id]):
            failures += 1
            print(f"{term.id}: {failure}")
    examples = sum(len(term.flag) + len(term.pass_) for term in tested)
    print(f"{len(tested)} terms, {examples} examples, {failures} failed")
    return 1 if failures else 0
