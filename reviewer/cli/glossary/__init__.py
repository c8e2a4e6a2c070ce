"""``reviewer glossary``: work on the term base, one file per action."""

from __future__ import annotations

import argparse
import importlib
import keyword
import sys
from types import ModuleType
from typing import Final

ACTIONS: Final = {
    "check": "find duplicates, conflicts, hidden renderings and missing examples",
    "test": "run the examples of terms",
    "stats": "count what the term base holds, by domain",
    "find": "search in Chinese, pinyin or English",
    "show": "print all that is known of a term",
    "add": "add a term to a glossary, by flags or by answering questions",
    "fmt": "bring glossary files into one layout",
    "import": "make a glossary of another program's terms",
    "export": "write terms for other programs",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions with their options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, help_text in ACTIONS.items():
        action = actions.add_parser(name, help=help_text, description=help_text[0].upper() + help_text[1:] + ".")
        _module(name).add_arguments(action)


def run(arguments: argparse.Namespace) -> int:
    """Run the action; 0 all is well, 1 something was found, 2 could not run."""
    from reviewer.glossary.files import GlossaryError

    try:
        code: int = _module(arguments.action).run(arguments)
    except GlossaryError as error:
        print(error, file=sys.stderr)
        return 2
    return code


def _module(action: str) -> ModuleType:
    # a module cannot be called import
    return importlib.import_module(f"reviewer.cli.glossary.{action}{'_' if keyword.iskeyword(action) else ''}")
