"""Ctrl-C ends a run with exit code 130 wherever it falls.

Python loses an interrupt that falls in some of its own callbacks (those of imports among them), and ends itself by the signal, whatever the
exit code, where one fell in code compiled from a string, as that of every dataclass is.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import Final, NoReturn

INTERRUPTED: Final = 130

_seen = False


def listen() -> None:
    """Remember an interrupt from here on, besides raising KeyboardInterrupt."""
    signal.signal(signal.SIGINT, _remember)


def raise_if_seen() -> None:
    """Raise KeyboardInterrupt where an interrupt came and was lost."""
    if _seen:
        raise KeyboardInterrupt


def leave(code: int) -> NoReturn:
    """End the process with ``code``."""
    if code != INTERRUPTED:
        sys.exit(code)
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    os._exit(code)


def _remember(number: int, frame: object) -> NoReturn:
    global _seen
    _seen = True
    raise KeyboardInterrupt
