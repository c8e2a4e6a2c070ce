"""File types: each module reads one and writes it back, found by being here.

A module has ``EXTENSIONS`` (lower case, with the dot). One of a text has ``read(path, text, origin) -> Document`` and
``write(document, edits) -> str``: decoding is done here, once for all. Where the file is no text, it has
``read_bytes(path, data) -> Document`` and ``write_bytes(document, edits) -> bytes``.

Where words are not written as they are read, ``fit(document, edits)`` makes the edits of the file that edits of its words need. Where a file
may say what encoding it has, ``declared_encoding(data)`` finds it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Final, Protocol, cast

from reviewer.core.document import Document, Span
from reviewer.core.edits import apply_edits
from reviewer.core.finding import Edit
from reviewer.formats.decoding import FormatError, decode, encode

__all__ = ["FormatError", "edited", "extensions", "fitted", "read", "rewritten", "write"]

_NO_FORMATS: Final = ("decoding", "fitting", "lines")


class _Text(Protocol):
    EXTENSIONS: tuple[str, ...]

    def read(self, path: str, text: str, origin: object) -> Document: ...

    def write(self, document: Document, edits: Iterable[Edit]) -> str: ...


class _Binary(Protocol):
    EXTENSIONS: tuple[str, ...]

    def read_bytes(self, path: str, data: bytes) -> Document: ...

    def write_bytes(self, document: Document, edits: Iterable[Edit]) -> bytes: ...


@cache
def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{name}")


def _text(name: str) -> _Text | None:
    module = _module(name)
    return None if hasattr(module, "read_bytes") else cast(_Text, module)


def _binary(name: str) -> _Binary:
    return cast(_Binary, _module(name))


@cache
def extensions() -> dict[str, str]:
    """The format for each file extension, such as ``{".md": "md"}``."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _NO_FORMATS)
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
    module = _text(format)
    if module is None:
        return _binary(format).read_bytes(path, data)
    declared = getattr(module, "declared_encoding", None)
    text, origin = decode(path, data, encoding, declared=declared(data) if declared else None)
    return module.read(path, text, origin)


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """The file of ``document`` with ``edits`` made: its own encoding, every byte outside the edits as it was.

    Raises ValueError where the file's type or encoding cannot hold the new words.
    """
    module = _text(document.format)
    if module is None:
        return _binary(document.format).write_bytes(document, edits)
    return encode(module.write(document, edits), document.origin)


def edited(document: Document, edits: Iterable[Edit]) -> Document:
    """``document`` as it reads with ``edits`` made."""
    module = _text(document.format)
    if module is None:
        return _binary(document.format).read_bytes(document.path, write(document, edits))
    return module.read(document.path, module.write(document, edits), document.origin)


def rewritten(document: Document, span: Span, edits: Iterable[Edit]) -> str:
    """What stands in `Document.text` in the place of ``span`` after ``edits``, which lie inside it."""
    within = (edit for edit in fitted(document, edits) if span.contains(edit.span))  # a format may have to write what stands before anew
    return apply_edits(span.of(document.text), [Edit(edit.span.moved(-span.start), edit.new) for edit in within])


def fitted(document: Document, edits: Iterable[Edit]) -> Iterable[Edit]:
    """``edits`` of the words of ``document`` as edits of `Document.text`."""
    fit: Callable[[Document, Iterable[Edit]], Iterable[Edit]] = getattr(_module(document.format), "fit", lambda document, edits: edits)
    return fit(document, edits)
