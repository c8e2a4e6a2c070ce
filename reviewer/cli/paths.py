"""Which files the paths of a command line stand for."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reviewer import formats


def texts(paths: Iterable[str], problem: Callable[[str], None]) -> Iterator[str]:
    """The files that ``paths`` stand for, each once; ``problem`` is told of every path that stands for none.

    A folder is walked in name order for files of known types, hidden ones left out; a glob (``**`` too) is expanded.
    """
    seen: set[str] = set()
    for path in paths:
        found = list(_texts(path))
        if not found:
            problem(_why_nothing(path))
        for each in found:
            if each not in seen:
                seen.add(each)
                yield each


def _texts(path: str) -> Iterator[str]:
    if path == "-" or Path(path).is_file():
        yield path
    elif Path(path).is_dir():
        yield from _walk(path)
    elif not Path(path).exists() and glob.has_magic(path):
        for match in sorted(glob.glob(path, recursive=True)):
            if Path(match).is_file():
                yield match


def _walk(folder: str) -> Iterator[str]:
    known = formats.extensions()
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in known:
                yield os.path.normpath(os.path.join(root, name))


def _why_nothing(path: str) -> str:
    if Path(path).is_dir():
        return f"{path}: no texts in this folder (looked for {', '.join(sorted(formats.extensions()))})"
    if Path(path).exists():
        return f"{path}: not a file"
    return f"{path}: no file matches" if glob.has_magic(path) else f"{path}: no such file"
