"""File types: each module reads one and writes it back, found by being here.

A module has ``EXTENSIONS`` (lower case, with the dot), ``read(path, text, origin) -> Document`` and
``write(document, edits) -> str``. Decoding is done here, once for all.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from reviewer.core.document import Document
from reviewer.core.finding import Edit
from reviewer.formats.decoding import FormatError, decode, encode

__all__ = ["FormatError", "edited", "extensions", "read", "write"]


class _Format(Protocol):
    EXTENSIONS: tuple[str, ...]

    def read(self, path: str, text: str, origin: object) -> Document: ...

    def write(self, document: Document, edits: Iterable[Edit]) -> str: ...


def _module(name: str) -> _Format:
    return cast(_Format, importlib.import_module(f"{__name__}.{name}"))


@cache
def extensions() -> dict[str, str]:
    """The format for each file extension, such as ``{".md": "md"}``."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in ("decoding", "lines"))
    return {extension: name for name in names for extension in _module(name).EXTENSIONS}


def read(path: str, data: bytes, *, format: str | None = None, encoding: str | None = None) -> Document:
    """The document in ``data``; the format is that of the path's extension, plain text where it has none.

    Raises FormatError, with a one-line reason that names the place, for what is no readable text of its format.
    """
    if format is None:
        suffix = Path(path).suffix.lower()
        format = extensions().get(suffix) if suffix else "txt"
        if format is None:
            raise FormatError(f"{path}: no format for {suffix!r} files (known: {', '.join(sorted(extensions()))})")
    text, origin = decode(path, data, encoding)
    return _module(format).read(path, text, origin)


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """The file of ``document`` with ``edits`` made: its own encoding, every byte outside the edits as it was."""
    return encode(_module(document.format).write(document, edits), document.origin)


def edited(document: Document, edits: Iterable[Edit]) -> Document:
    """``document`` as it reads with ``edits`` made."""
    module = _module(document.format)
    return module.read(document.path, module.write(document, edits), document.origin)
