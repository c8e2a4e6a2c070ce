"""Events on disk: append-only files of JSON lines, each with its checksum, one file for each reviewer and window.

A line is written and flushed to the disk before `Log.append` returns. What a crash left half written is passed over when the file is
read, reported, and never deleted. Files of several reviewers lie side by side in one folder; the journal is the union of their lines.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import socket
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

_SUFFIX: Final = ".jsonl"
_CHECKSUM: Final = "c"

Event = dict[str, Any]
"""One line: ``id``, ``at`` (ISO 8601, UTC), ``by`` (the reviewer), ``op``, and what the operation needs."""


class Log:
    """A file to which this process alone appends."""

    def __init__(self, file: IO[bytes], path: Path, events: int) -> None:
        self._file = file
        self._count = events
        self.path = path

    @classmethod
    def open(cls, folder: Path, reviewer: str) -> Log:
        """The reviewer's log on this machine: one that no other process holds, or a new one. Raises OSError."""
        folder.mkdir(parents=True, exist_ok=True)
        stem = re.sub(r"[^\w.-]+", "_", f"{reviewer}-{socket.gethostname()}")
        for path in sorted(folder.glob(f"{stem}-*{_SUFFIX}")):
            if re.fullmatch(rf"{re.escape(stem)}-[0-9a-f]{{8}}", path.stem) and (log := cls._held(path)):
                return log
        while True:
            path = folder / f"{stem}-{secrets.token_hex(4)}{_SUFFIX}"
            if not path.exists() and (log := cls._held(path)):
                _flush_folder(folder)
                return log

    @classmethod
    def _held(cls, path: Path) -> Log | None:
        """The log at ``path``, locked for this process; None where another holds it or it may not be written."""
        try:
            file = path.open("a+b", buffering=0)
        except PermissionError:
            return None
        if not _lock(file):
            file.close()
            return None
        file.seek(0)
        content = file.read()
        if content and not content.endswith(b"\n"):
            file.write(b"\n")
        numbers = [number for event in _events(content, path.name, []) if (number := _number(event["id"], path.stem))]
        return cls(file, path, max(numbers, default=0))

    def append(self, event: Event) -> Event:
        """Write ``event`` with a new id; when this returns, it is on the disk. Raises OSError, and then it is not in the journal."""
        event = {"id": f"{self.path.stem}:{self._count + 1}", **event}
        line = _line(event)
        end = self._file.seek(0, os.SEEK_END)
        try:
            if self._file.write(line) != len(line):
                raise OSError(28, os.strerror(28))
            _flush(self._file)
        except OSError:
            with contextlib.suppress(OSError):
                self._file.truncate(end)
            raise
        self._count += 1
        return event

    @property
    def closed(self) -> bool:
        """Whether others may hold the file."""
        return self._file.closed

    def close(self) -> None:
        """Let others hold the file; an empty one is removed."""
        empty = self._file.seek(0, os.SEEK_END) == 0
        self._file.close()
        if empty:
            self.path.unlink(missing_ok=True)


class Reader:
    """Reads the logs of a folder, and later what has been added to them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, tuple[int, int]] = {}
        self.problems: list[str] = []

    def new_events(self) -> list[Event]:
        """The events that have come since the last call, file by file in name order. Damaged lines go to ``problems``."""
        events: list[Event] = []
        for path in sorted(self._folder.glob(f"*{_SUFFIX}")):
            start, lines = self._read.get(path, (0, 0))
            try:
                with path.open("rb") as file:
                    file.seek(start)
                    content = file.read()
            except OSError as error:
                self.problems.append(f"{path}: {error.strerror}")
                continue
            whole = content[: content.rfind(b"\n") + 1]
            self._read[path] = start + len(whole), lines + whole.count(b"\n")
            events += _events(whole, str(path), self.problems, lines)
        return events


def read_file(path: Path) -> tuple[list[Event], list[str]]:
    """The events of one log, and a line for each line of it that is damaged. Raises OSError."""
    problems: list[str] = []
    return list(_events(path.read_bytes(), str(path), problems)), problems


def write_events(events: list[Event]) -> bytes:
    """``events`` as the content of a log."""
    return b"".join(_line(event) for event in events)


def _line(event: Event) -> bytes:
    body = json.dumps({key: value for key, value in event.items() if key != _CHECKSUM}, ensure_ascii=False, separators=(",", ":"))
    return f'{body[:-1]},"{_CHECKSUM}":{zlib.crc32(body.encode())}}}\n'.encode()


def _events(content: bytes, name: str, problems: list[str], lines: int = 0) -> Iterator[Event]:
    for number, line in enumerate(content.split(b"\n"), lines + 1):
        if not line.strip(b"\x00\r "):
            continue
        try:
            event = json.loads(line)
            checksum = event.pop(_CHECKSUM)
            body = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
            sound = zlib.crc32(body.encode()) == checksum and isinstance(event["id"], str) and isinstance(event["op"], str)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            sound = False
        if sound:
            yield event
        else:
            problems.append(f"{name}:{number}: damaged line, passed over")


def _number(id_: str, stem: str) -> int:
    head, _, number = id_.rpartition(":")
    return int(number) if head == stem and number.isdigit() else 0


def _flush(file: IO[bytes]) -> None:
    flush = getattr(os, "fdatasync", os.fsync)
    flush(file.fileno())


def _flush_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _lock(file: IO[bytes]) -> bool:
    """Hold ``file`` for this process; where the platform has no such locks, only a file that is still empty is taken."""
    try:
        import fcntl
    except ImportError:
        return file.seek(0, os.SEEK_END) == 0
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
