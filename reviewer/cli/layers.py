"""Which glossaries a command works with: --glossary, over those of the project, of the user and the shipped ones."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.core.term import Term
    from reviewer.glossary.glossary import Glossary


def add_glossary_option(parser: argparse.ArgumentParser) -> None:
    """Declare --glossary."""
    parser.add_argument(
        "--glossary",
        action="append",
        default=[],
        type=Path,
        metavar="FILE_OR_DIR",
        help="a glossary to lay over the shipped, the user's and the project's (repeatable)",
    )


def load_glossary(arguments: argparse.Namespace) -> Glossary:
    """The glossaries of all layers. Raises GlossaryError."""
    from reviewer.glossary.files import standing_folders

    return load_layers((*standing_folders(), *arguments.glossary))


def load_layers(paths: tuple[Path, ...]) -> Glossary:
    """The shipped glossaries with those at ``paths`` over them. Raises GlossaryError."""
    from reviewer.glossary.glossary import Glossary

    return Glossary.load(paths, on_compile=_announce)


def chosen_terms(paths: list[Path]) -> tuple[Glossary, tuple[Term, ...]]:
    """All layers with the glossaries at ``paths`` over them, and the terms of those; without ``paths`` all. Raises GlossaryError."""
    from reviewer.glossary.files import read_glossary_files, standing_folders
    from reviewer.glossary.load import load_layer

    ids = [term.id for path in paths for term in load_layer((str(file), text) for file, text in read_glossary_files(path)).terms]
    glossary = load_layers((*standing_folders(), *paths))
    return glossary, tuple(glossary.by_id[id_] for id_ in dict.fromkeys(ids)) if paths else tuple(glossary.terms)


def _announce() -> None:
    """Tell whoever waits at a terminal why the first run takes longer."""
    if sys.stderr.isatty():
        print("compiling the term base, once for this version …", file=sys.stderr)
