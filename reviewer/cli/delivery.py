"""Where what a command makes goes: to standard output, or whole into a file."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO


def deliver(write: Callable[[TextIO], object], file: Path | None) -> None:
    """Have ``write`` write to standard output, or, where ``file`` is one, into it, whole or not at all. Raises OSError that names the file."""
    from reviewer.core.files import write_whole

    if file is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        write(sys.stdout)
        sys.stdout.flush()
        return
    content = io.StringIO(newline="")
    write(content)
    try:
        write_whole(file, content.getvalue().encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error
