"""``reviewer config show FILE``: what holds for a file, and what says so."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="print the settings for a file, each with the place that sets it")
    show.add_argument("path", metavar="FILE", help="a file, which need not exist")


def run(arguments: argparse.Namespace) -> int:
    """Print the settings; 0, or 2 where they cannot be read."""
    from reviewer.config.read import ConfigError
    from reviewer.config.tree import Tree

    tree, path = Tree(), Path(arguments.path)
    try:
        held = tree.held(path)
        reason = tree.leaves_out(path)
        files = tree.files(path)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"settings for {path}, from {', '.join(map(str, files)) or 'no file'}")
    for key in sorted(held):
        for origin in held[key]:
            value = origin.value if isinstance(origin.value, str) else ", ".join(origin.value)
            print(f"  {key} = {value}  ({origin.place})")
    if reason:
        print(f"  left out of folders by {reason}")
    return 0
