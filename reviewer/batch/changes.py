"""Which lines of the files in a repository changed since a revision."""

from __future__ import annotations

import re
import subprocess
from functools import cached_property
from pathlib import Path
from typing import Final

_HUNK = re.compile(rb"^@@ -\S+ \+(?P<start>\d+)(?:,(?P<count>\d+))? @@", re.MULTILINE)
_DIFF: Final = ("diff", "--no-ext-diff", "--no-color", "--no-renames", "--ignore-submodules")


class RevisionError(Exception):
    """Changes that git does not tell; the message is one line."""


class Changes:
    """The changes of the repository around the current folder since it left ``revision``, with those that are not committed. Raises RevisionError."""

    def __init__(self, revision: str) -> None:
        self._root = Path(_git("rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n"))
        if revision.startswith("-"):
            raise RevisionError(f"--since {revision}: no revision")
        _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", complaint=f"--since {revision}: no such revision here")
        try:
            self._base = _git("merge-base", revision, "HEAD").decode().strip()
        except RevisionError:  # a shallow clone may not reach back so far
            self._base = revision

    def touch(self, path: Path) -> bool:
        """Whether the file at ``path`` changed or is new."""
        return path.resolve() in self._changed or path.resolve() in self._new

    def lines(self, path: Path) -> tuple[range, ...] | None:
        """The lines, from 1, that changed in the file at ``path``; None where all of them are new."""
        path = path.resolve()
        if path in self._new:
            return None
        if path not in self._changed:
            return ()
        difference = _git(*_DIFF, "-U0", self._base, "--", str(path), folder=self._root)
        starts = ((int(hunk["start"]), int(hunk["count"] or b"1")) for hunk in _HUNK.finditer(difference))
        return tuple(range(start, start + count) for start, count in starts if count)

    @cached_property
    def _changed(self) -> frozenset[Path]:
        return self._paths(*_DIFF, "--name-only", "-z", "--diff-filter=d", self._base)

    @cached_property
    def _new(self) -> frozenset[Path]:
        return self._paths("ls-files", "--others", "--exclude-standard", "-z")

    def _paths(self, *command: str) -> frozenset[Path]:
        names = _git(*command, folder=self._root).decode("utf-8", "surrogateescape").split("\0")
        return frozenset((self._root / name).resolve() for name in names if name)


def _git(*command: str, folder: Path | None = None, complaint: str = "") -> bytes:
    try:
        done = subprocess.run(["git", *command], capture_output=True, check=False, cwd=folder)
    except OSError:
        raise RevisionError("--since needs git, and there is none") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RevisionError(complaint or f"--since: git says {said[0] if said else done.returncode!r}")
    return done.stdout
