"""Input is read in one place; files are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import BinaryIO


def read_input(path: str) -> bytes:
    """The bytes of the file at ``path``, or of standard input for ``-``, as often as asked. Raises OSError."""
    return _all_of(sys.stdin.buffer) if path == "-" else Path(path).read_bytes()


@cache
def _all_of(stream: BinaryIO) -> bytes:
    """What can be read but once."""
    return stream.read()


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``: a temporary file beside it, flushed to disk, then renamed over it.

    An existing file keeps its permissions; a symbolic link is followed. Raises OSError, and then ``path`` is as it was.
    """
    path = path.resolve()
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            os.chmod(temporary, path.stat().st_mode & 0o7777)
            os.replace(temporary, path)
            return
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
