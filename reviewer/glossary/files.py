"""Where glossaries are, and what goes wrong with them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


class GlossaryError(Exception):
    """Glossaries that cannot be used; ``problems`` has one line for each fault, ``file:line: what is wrong``."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def shipped_folder() -> Path:
    """The folder of the glossaries that come with the project."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "glossaries"
    return inside if inside.is_dir() else package.parent / "glossaries"


def standing_folders() -> list[Path]:
    """The folders of glossaries that are laid over the shipped ones unasked, where they exist: the user's, then the project's.

    They are ``$XDG_CONFIG_HOME/reviewer/glossaries`` (``~/.config/reviewer/glossaries``) and ``glossaries`` in the current folder.
    """
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    shipped = shipped_folder()
    folders = (Path(config, "reviewer", "glossaries"), Path("glossaries"))
    return [folder for folder in folders if any(folder.glob("*.y*ml")) and not (shipped.exists() and folder.samefile(shipped))]


def read_glossary_files(path: Path) -> list[tuple[Path, bytes]]:
    """The glossary files at ``path`` with their contents: itself, or the ``*.yaml`` and ``*.yml`` files of a folder, in name order.

    Raises GlossaryError where there is none, or one cannot be read.
    """
    if path.is_dir():
        files = sorted((*path.glob("*.yaml"), *path.glob("*.yml")))
        if not files:
            raise GlossaryError([f"{path}: no glossary (*.yaml) in this folder"])
    elif path.is_file():
        files = [path]
    else:
        raise GlossaryError([f"{path}: no such glossary"])
    try:
        return [(file, file.read_bytes()) for file in files]
    except OSError as error:
        raise GlossaryError([f"{error.filename}: {error.strerror}"]) from None
