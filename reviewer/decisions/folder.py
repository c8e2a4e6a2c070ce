"""Where the decisions of a project are kept."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import Final

NAME: Final = ".reviewer"
"""The folder with the decisions, in the folder of the project."""

_ROOTS: Final = (NAME, ".git", "pyproject.toml")


def project_of(path: Path) -> Path:
    """The folder of the project that ``path`` belongs to: the nearest above with `NAME`, else with .git or pyproject.toml, else its own."""
    start = path.resolve() if path.is_dir() else path.resolve().parent
    above = (start, *start.parents)
    for wanted in (_ROOTS[:1], _ROOTS[1:]):
        for folder in above:
            if folder != Path.home().parent and any((folder / name).exists() for name in wanted):
                return folder
    return start


def folder_of(project: Path) -> Path:
    """Where the decisions of ``project`` are kept: in it, or in the user's state folder where it cannot be written.

    Nothing is made here.
    """
    folder = project / NAME
    if os.access(folder if folder.exists() else project, os.W_OK):
        return folder
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return state / "reviewer" / f"{project.name}-{blake2b(bytes(project), digest_size=6).hexdigest()}"
