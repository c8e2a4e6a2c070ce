"""Files that are compared segment by segment: one segment a line, or those of a file type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from reviewer import formats
from reviewer.formats.lines import lines
from reviewer.quality.parallel import ParallelError


def read_parallel(paths: Sequence[str], encoding: str | None = None) -> dict[str, tuple[str, ...]]:
    """The segments of the files, by path: the same number in each, none empty; lines that are empty in all of them are left out.

    A text file has a segment on each line, as sacrebleu reads it; other types have theirs. Raises ParallelError where one file has
    more lines than another or an empty line where the other has none, FormatError and OSError where one cannot be read.
    """
    read = {path: _segments(path, encoding) for path in paths}
    first = paths[0]
    for path, segments in read.items():
        if len(segments) != len(read[first]):
            raise ParallelError(f"{path} has {_lines(len(segments))}, and {first} has {len(read[first])}")
    kept = [number for number in range(len(read[first])) if not _empty_in_all(read, number)]
    if not kept:
        raise ParallelError(f"{first}: no text")
    return {path: tuple(segments[number] for number in kept) for path, segments in read.items()}


def _empty_in_all(read: Mapping[str, Sequence[str]], number: int) -> bool:
    empty = [path for path, segments in read.items() if not segments[number]]
    if empty and len(empty) < len(read):
        full = next(path for path in read if path not in empty)
        raise ParallelError(f"{empty[0]}:{number + 1}: empty, where {full} has text")
    return bool(empty)


def _segments(path: str, encoding: str | None) -> list[str]:
    """The segments of a file, without the blanks at their ends; empty ones at the end of the file are none."""
    data = Path(path).read_bytes()
    known = formats.extensions().get(Path(path).suffix.lower(), "txt")
    document = formats.read(path, data, format=known, encoding=encoding)
    spans = lines(document.text) if known == "txt" else (segment.target for segment in document.segments)
    segments = [document.words(span).strip() for span in spans]
    while segments and not segments[-1]:
        segments.pop()
    return segments


def _lines(count: int) -> str:
    return f"{count} line{'s' * (count != 1)}"
