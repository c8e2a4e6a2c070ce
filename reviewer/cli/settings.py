"""What the command line sets over the settings in files, and what is made of both: glossary, selection and checker."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.config.settings import FAIL_ON, PROFILES, Origin, Settings
from reviewer.config.tree import Tree

if TYPE_CHECKING:
    from reviewer.cli.selection import Selection


def add_settings_options(parser: argparse.ArgumentParser) -> None:
    """Declare --profile, --fail-on and --isolated; those of the selection hold over the settings in files from here on."""
    parser.add_argument("--profile", choices=tuple(PROFILES), help="how strict to be: sets --confidence, --fail-on and --ignore together")
    parser.add_argument("--fail-on", choices=FAIL_ON, help="the least severity that makes the exit code 1 (default: major)")
    parser.add_argument("--isolated", action="store_true", help="read no settings from pyproject.toml and reviewer.yaml")
    parser.set_defaults(confidence=None)


def tree_of(arguments: argparse.Namespace) -> Tree:
    """The settings of all folders under those of the command line."""
    over: dict[str, Origin] = {}
    if arguments.profile:
        over |= {name: Origin(value, f"--profile {arguments.profile}") for name, value in PROFILES[arguments.profile].items()}
    for option in ("select", "ignore", "confidence", "fail-on", "encoding"):
        if value := getattr(arguments, option.replace("-", "_")):
            over[option] = Origin((*_of_profile(over, option), *value) if isinstance(value, tuple) else value, f"--{option}")
    if arguments.glossary:
        over["glossaries"] = Origin(tuple(map(str, arguments.glossary)), "--glossary")
    return Tree(over, isolated=arguments.isolated)


def _of_profile(over: dict[str, Origin], option: str) -> tuple[str, ...]:
    value = over[option].value if option in over else ()
    return value if isinstance(value, tuple) else ()


@dataclass(frozen=True, slots=True)
class Setup:
    """What files of the same settings are checked with; ``signature`` tells states of the glossaries from one another."""

    settings: Settings
    selection: Selection
    glossaries: tuple[Path, ...]
    signature: str


class Setups:
    """The setups of files; files of the same settings share one."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._made: dict[Settings, Setup] = {}
        self._last: tuple[str, Setup] | None = None

    def of(self, path: str) -> Setup:
        """The setup of the file at ``path``. Raises ConfigError, GlossaryError and UnknownIdError."""
        if self._last is None or self._last[0] != path:  # each file is asked for several times on its way
            self._last = path, self._of(path)
        return self._last[1]

    def _of(self, path: str) -> Setup:
        from reviewer.cli.layers import load_layers
        from reviewer.cli.selection import Selection
        from reviewer.glossary.files import standing_folders

        settings = self.tree.settings(path)
        if settings not in self._made:
            paths = (*standing_folders(), *map(Path, settings.glossaries))
            glossary = load_layers(paths)
            selection = Selection(settings.select, settings.ignore, settings.confidence, glossary)
            self._made[settings] = Setup(settings, selection, paths, glossary.key)
        return self._made[settings]
