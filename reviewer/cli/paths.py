"""Which files the paths of a command line stand for."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reviewer import formats

_LeavesOut = Callable[[str, bool], bool]


def texts(paths: Iterable[str], problem: Callable[[str], None], leaves_out: _LeavesOut = lambda path, folder: False) -> Iterator[str]:
    """The files that ``paths`` stand for, each once; ``problem`` is told of every path that stands for none.

    A folder is walked in name order for files of known types, hidden ones left out; a glob (``**`` too) is expanded.
    ``leaves_out`` says of files and folders (``True``) in folders and globs which are left out. A named file never is.
    """
    seen: set[str] = set()
    for path in paths:
        found = False
        for each in _texts(path, leaves_out):
            found = True
            if each not in seen:
                seen.add(each)
                yield each
        if not found:
            problem(_why_nothing(path))


def _texts(path: str, leaves_out: _LeavesOut) -> Iterator[str]:
    if path == "-" or Path(path).is_file():
        yield path
    elif Path(path).is_dir():
        yield from _walk(path, leaves_out)
    elif not Path(path).exists() and glob.has_magic(path):
        for match in sorted(glob.glob(path, recursive=True)):
            if Path(match).is_file() and not leaves_out(match, False):
                yield match


def _walk(folder: str, leaves_out: _LeavesOut) -> Iterator[str]:
    known = formats.extensions()
    for root, folders, files in os.walk(folder):
        inner = (name for name in sorted(folders) if not name.startswith("."))
        folders[:] = [name for name in inner if not leaves_out(os.path.join(root, name), True)]
        for name in sorted(files):
            path = os.path.normpath(os.path.join(root, name))
            if not name.startswith(".") and Path(name).suffix.lower() in known and not leaves_out(path, False):
                yield path


def _why_nothing(path: str) -> str:
    if Path(path).is_dir():
        return f"{path}: no texts in this folder (looked for {', '.join(sorted(formats.extensions()))})"
    if Path(path).exists():
        return f"{path}: not a file"
    return f"{path}: no file matches" if glob.has_magic(path) else f"{path}: no such file"
