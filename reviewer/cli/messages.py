"""What a command has to say beside its report: on standard error, a line each, the same line once."""

from __future__ import annotations

import sys


class Messages:
    """Says problems always, warnings unless ``quiet``, and what happens where ``verbose``; ``failed`` once there was a problem."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._said: set[str] = set()
        self.failed = False

    def problem(self, line: str) -> None:
        """Say what could not be done."""
        self.failed = True
        self._say(line)

    def warn(self, line: str) -> None:
        """Say what somebody should know."""
        if not self._quiet:
            self._say(line)

    def note(self, line: str) -> None:
        """Say what happens."""
        if self._verbose:
            self._say(line)

    def _say(self, line: str) -> None:
        if line not in self._said:
            self._said.add(line)
            print(line, file=sys.stderr)
