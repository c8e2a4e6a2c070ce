"""Places that are taken, so that each is reported once."""

from __future__ import annotations

from bisect import bisect_right

from reviewer.core.document import Span


class Taken:
    """Spans of which none overlaps another; looked up by bisection, since a sentence may have thousands."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def overlaps(self, span: Span) -> bool:
        """Whether ``span`` overlaps one that is taken."""
        number = bisect_right(self._ends, span.start)
        return number < len(self._starts) and self._starts[number] < span.end

    def take(self, span: Span) -> bool:
        """Take ``span`` if nothing of it is taken; whether it was."""
        if self.overlaps(span):
            return False
        number = bisect_right(self._ends, span.start)
        self._starts.insert(number, span.start)
        self._ends.insert(number, span.end)
        return True
