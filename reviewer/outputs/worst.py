"""The worst of many findings, for reports that may hold only so many."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Generic, TypeVar

from reviewer.core.finding import CONFIDENCES, SEVERITIES, Finding

Row = TypeVar("Row")


class Worst(Generic[Row]):
    """Rows made of findings, of which the worst ``most`` are kept: by severity, then confidence, then as they came.

    ``total`` is how many there were.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._heap: list[tuple[tuple[int, int, int], Row]] = []
        self.total = 0

    def add(self, finding: Finding, row: Row) -> None:
        """Keep ``row``, made of ``finding``, if it is among the worst."""
        self.total += 1
        # A heap has its least in front, which must be the mildest here. The serial number keeps rows from being compared.
        rank = (-SEVERITIES.index(finding.severity), -CONFIDENCES.index(finding.confidence), -self.total)
        if len(self._heap) < self._most:
            heapq.heappush(self._heap, (rank, row))
        else:
            heapq.heappushpop(self._heap, (rank, row))

    def __iter__(self) -> Iterator[Row]:
        """The kept rows, worst first."""
        for _, row in sorted(self._heap, key=lambda entry: entry[0], reverse=True):
            yield row

    def as_they_came(self) -> Iterator[Row]:
        """The kept rows in the order in which they were added."""
        for _, row in sorted(self._heap, key=lambda entry: entry[0][2], reverse=True):
            yield row
