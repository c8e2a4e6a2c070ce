"""Texts that are compared segment by segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class ParallelError(ValueError):
    """Texts that cannot be compared segment by segment; the message is one line and names the place."""


def check_parallel(texts: Mapping[str, Sequence[str]]) -> None:
    """See that ``texts`` (by their names) have the same number of segments, at least one, and none that is empty. Raises ParallelError."""
    first, *others = texts
    for name in texts:
        if not texts[name]:
            raise ParallelError(f"{name} has no segments")
    for name in others:
        if len(texts[name]) != len(texts[first]):
            raise ParallelError(f"{name} has {_segments(len(texts[name]))}, and {first} has {len(texts[first])}")
    for name, segments in texts.items():
        for number, segment in enumerate(segments, start=1):
            if not segment.strip():
                raise ParallelError(f"{name}: segment {number} is empty")


def _segments(count: int) -> str:
    return f"{count} segment{'s' * (count != 1)}"
