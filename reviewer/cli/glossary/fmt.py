"""``reviewer glossary fmt``: bring glossary files into one layout."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="glossary files or folders")
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 where a file would change")


def run(arguments: argparse.Namespace) -> int:
    """Rewrite the files whose layout differs; 0, or with --check 1 where one does. Raises GlossaryError."""
    from reviewer.core.files import write_whole
    from reviewer.glossary.files import read_glossary_files
    from reviewer.glossary.layout import tidy
    from reviewer.glossary.load import load_layer

    changed = 0
    for path in arguments.paths:
        for file, content in read_glossary_files(path):
            load_layer([(str(file), content)])
            tidied = tidy(content.decode("utf-8")).encode()
            if tidied == content:
                continue
            changed += 1
            print(f"{'would reformat' if arguments.check else 'reformatted'} {file}")
            if not arguments.check:
                write_whole(file, tidied)
    return 1 if changed and arguments.check else 0
