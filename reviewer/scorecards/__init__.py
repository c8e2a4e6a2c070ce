"""Scorecard formats: each module writes a report of ``reviewer score`` in one format, found by being here.

A module has ``write(report, stream)``; the first line of its docstring says what it is for.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, Protocol, TextIO, cast

if TYPE_CHECKING:
    from reviewer.quality.scorecard import Report

_SHARED = ("figures", "tables")


class Writer(Protocol):
    """A module of this package."""

    def write(self, report: Report, stream: TextIO) -> None:
        """Write ``report`` to ``stream``."""


@cache
def names() -> tuple[str, ...]:
    """The names of the formats, in order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _SHARED))


def writer(name: str) -> Writer:
    """The format called ``name``, one of `names`."""
    return cast(Writer, importlib.import_module(f"{__name__}.{name}"))
