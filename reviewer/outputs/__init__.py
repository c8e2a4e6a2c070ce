"""Report formats: each module writes reviews in one format, found by being here.

A module has ``write(reviews, stream)``; the first line of its docstring says what it is for.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from typing import Protocol, TextIO, cast

from reviewer.core.review import Review

_SHARED = ("element", "record", "table", "worst")


class Output(Protocol):
    """A module of this package."""

    def write(self, reviews: Iterable[Review], stream: TextIO) -> None:
        """Write the report of ``reviews`` to ``stream``, as they come where the format allows it."""


@cache
def names() -> tuple[str, ...]:
    """The names of the formats, in order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _SHARED))


def output(name: str) -> Output:
    """The format called ``name``, one of `names`."""
    return cast(Output, importlib.import_module(f"{__name__}.{name}"))
