"""Exchange with other programs: each module reads and writes one format of terminology, found by being here.

A module has ``EXTENSIONS`` (lower case, with the dot), ``LOSES`` (keys of `losses.COUNTS`: what the format cannot hold),
``read(content, name) -> Reading`` and ``write(terms) -> bytes``; the first line of its docstring says what it is for.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from pathlib import PurePath
from typing import Protocol, cast

from reviewer.core.term import Term
from reviewer.glossary.exchange.entries import Reading

_SHARED = ("columns", "entries", "losses", "phrases", "table", "text")


class Format(Protocol):
    """A module of this package."""

    EXTENSIONS: tuple[str, ...]
    LOSES: tuple[str, ...]

    def read(self, content: bytes, name: str) -> Reading:
        """The terms in ``content``. Raises GlossaryError (``name:line: what``) for what is no file of this format."""

    def write(self, terms: Sequence[Term]) -> bytes:
        """The file of ``terms``, whose ids are all different."""


@cache
def names() -> tuple[str, ...]:
    """The names of the formats, in order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _SHARED))


def format(name: str) -> Format:
    """The format called ``name``, one of `names`."""
    return cast(Format, importlib.import_module(f"{__name__}.{name}"))


def name_for(path: str, content: bytes = b"") -> str | None:
    """The name of the format of a file, by the extension of its path; a UTX file under any is known by its first line."""
    if content.removeprefix(b"\xef\xbb\xbf").startswith(b"#UTX"):
        return "utx"
    suffix = PurePath(path).suffix.lower()
    return next((name for name in names() if suffix in format(name).EXTENSIONS), None)
