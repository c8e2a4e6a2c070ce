"""Which settings hold for a file, and which files of a tree are left out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from reviewer.config.read import NAMES, Config, ConfigError, read_config
from reviewer.config.settings import PROFILES, Origin, Settings, merged, settings_of

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_DEFAULTS = {name: Origin(value, "default") for name, value in PROFILES["publication"].items()}


class Tree:
    """The settings of all folders, each read once; ``over`` is what the command line sets, and wins.

    Settings are looked for from a file's folder upwards to the folder that holds ``.git``, or to the root; those of inner folders hold
    over those of outer ones. An ``isolated`` tree reads none.
    """

    def __init__(self, over: Mapping[str, Origin] | None = None, *, isolated: bool = False) -> None:
        self._over = dict(over or {})
        self._isolated = isolated
        self._folders: dict[str, Path] = {}
        self._configs: dict[Path, tuple[Config, ...]] = {}
        self._settings: dict[Path, Settings] = {}
        self._specs: dict[tuple[str, ...], GitIgnoreSpec] = {}
        self._ignores: dict[Path, tuple[tuple[Path, GitIgnoreSpec], ...]] = {}

    def held(self, path: Path) -> dict[str, tuple[Origin, ...]]:
        """For each setting what holds for the file at ``path``, and where it is set. Raises ConfigError."""
        path = _absolute(path)
        layers: list[Mapping[str, Origin]] = [_DEFAULTS]
        for config in self._configs_of(path.parent):
            layers += (rule.values for rule in config.rules if not rule.match or self._matches(rule.match, config.folder, path))
        return merged([*layers, self._over])

    def settings(self, path: Path | str) -> Settings:
        """The settings for the file at ``path``. Raises ConfigError."""
        folder = self._folder_of(path)
        if any(rule.match for config in self._configs_of(folder) for rule in config.rules):
            return settings_of(self.held(Path(path)))
        if folder not in self._settings:
            self._settings[folder] = settings_of(self.held(Path(path)))
        return self._settings[folder]

    def files(self, path: Path) -> tuple[Path, ...]:
        """The files whose settings may hold for the file at ``path``, the outermost first. Raises ConfigError."""
        return tuple(config.file for config in self._configs_of(_absolute(path).parent))

    def leaves_out(self, path: Path | str, *, folder: bool = False) -> str | None:
        """What leaves out the file or folder at ``path``: the place of an ``include`` or ``exclude``, or a ``.gitignore``. Raises ConfigError."""
        above = self._folder_of(path)
        if not self._configs_of(above) and not self._ignores_of(above):
            return None
        path = _absolute(path)
        for config in self._configs_of(above):
            for rule in config.rules:
                exclude, include = rule.values.get("exclude"), rule.values.get("include")
                if exclude and self._matches(cast(tuple[str, ...], exclude.value), config.folder, path, folder=folder):
                    return exclude.place
                if include and not folder and not self._matches(cast(tuple[str, ...], include.value), config.folder, path):
                    return include.place
        return self._git_ignores(path, folder=folder)

    def _folder_of(self, path: Path | str) -> Path:
        """The folder that ``path`` is in, absolute; worked out once for all that is in it."""
        named = os.path.dirname(path)
        if named not in self._folders:
            self._folders[named] = _absolute(named)
        return self._folders[named]

    def _configs_of(self, folder: Path) -> tuple[Config, ...]:
        if self._isolated:
            return ()
        if folder not in self._configs:
            outer = () if (folder / ".git").exists() or folder.parent == folder else self._configs_of(folder.parent)
            present = [config for name in NAMES if (folder / name).is_file() and (config := read_config(folder / name))]
            if len(present) > 1:
                raise ConfigError(f"{present[0].file}: there are settings in {present[1].file.name}, too; keep them in one file")
            self._configs[folder] = (*outer, *present)
        return self._configs[folder]

    def _matches(self, globs: tuple[str, ...], root: Path, path: Path, *, folder: bool = False) -> bool:
        from pathspec import GitIgnoreSpec

        if globs not in self._specs:
            self._specs[globs] = GitIgnoreSpec.from_lines(globs)
        return self._specs[globs].match_file(_relative(path, root, folder=folder))

    def _git_ignores(self, path: Path, *, folder: bool) -> str | None:
        for root, spec in reversed(self._ignores_of(path.parent)):
            decided = spec.check_file(_relative(path, root, folder=folder)).include
            if decided is not None:
                return str(root / ".gitignore") if decided else None
        return None

    def _ignores_of(self, folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
        """The ``.gitignore`` files that hold in ``folder``, the outermost first; none outside a repository."""
        from pathspec import GitIgnoreSpec

        if folder not in self._ignores:
            if (folder / ".git").exists():
                outer: tuple[tuple[Path, GitIgnoreSpec], ...] = ()
            elif folder.parent == folder or not self._in_repository(folder):
                self._ignores[folder] = ()
                return ()
            else:
                outer = self._ignores_of(folder.parent)
            file = folder / ".gitignore"
            own = ((folder, GitIgnoreSpec.from_lines(file.read_text("utf-8", "replace").splitlines())),) if file.is_file() else ()
            self._ignores[folder] = (*outer, *own)
        return self._ignores[folder]

    def _in_repository(self, folder: Path) -> bool:
        return any((each / ".git").exists() for each in folder.parents)


def _absolute(path: Path | str) -> Path:
    return Path(os.path.abspath(path))


def _relative(path: Path, root: Path, *, folder: bool) -> str:
    return path.relative_to(root).as_posix() + "/" * folder
