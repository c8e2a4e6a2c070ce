"""Reviews of earlier runs, kept in the user's cache folder: what has not changed is not checked again."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from reviewer.batch.stored import FORMAT
from reviewer.glossary.cache import cache_folder, digest

_MOST: Final = 50_000
"""Reviews kept; those go that were not asked for the longest."""

_PENDING: Final = 256
"""Reviews written at once, so that a transaction is short and another run waits for none."""

_FRESH: Final = 86_400
"""Seconds for which a review counts as just asked for, so that a run that finds all does not write."""

_PATIENCE: Final = 2.0
"""Seconds to wait for another run that writes; then nothing is kept, and nothing is lost but time."""


class Results:
    """Stored reviews by key: an SQLite file, which any number of runs may use at once.

    Whatever is wrong with the file, a run goes on without it; a damaged one is made anew.
    """

    def __init__(self) -> None:
        self._new: dict[str, bytes] = {}
        self._stale = int(time.time()) - _FRESH
        self._asked: list[str] = []
        self._connection: sqlite3.Connection | None = None
        with contextlib.suppress(OSError, RuntimeError, sqlite3.Error):
            folder = cache_folder()
            folder.mkdir(parents=True, exist_ok=True)
            try:
                self._connection = _opened(folder / "results.sqlite")
            except sqlite3.OperationalError:  # another run is busy with it, or the disk is full
                raise
            except sqlite3.DatabaseError:
                _remove(folder / "results.sqlite")
                self._connection = _opened(folder / "results.sqlite")

    def get(self, key: str) -> bytes | None:
        """What is kept under ``key``."""
        with self._safely():
            if self._connection:
                row = self._connection.execute("SELECT content, used < ? FROM results WHERE key = ?", (self._stale, key)).fetchone()
                if row is not None and isinstance(row[0], bytes):
                    if row[1]:
                        self._asked.append(key)
                    return row[0]
        return None

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content`` under ``key``, now or soon."""
        if self._connection:
            self._new[key] = content
            if len(self._new) >= _PENDING:
                self._write()

    def close(self) -> None:
        """Write what is not yet written, and let the oldest go."""
        self._write()
        with self._safely():
            if self._connection:
                now = int(time.time())
                with self._connection:
                    self._connection.executemany("UPDATE results SET used = ? WHERE key = ?", ((now, key) for key in self._asked))
                    self._connection.execute(
                        "DELETE FROM results WHERE key IN (SELECT key FROM results ORDER BY used DESC LIMIT -1 OFFSET ?)", (_MOST,)
                    )
                self._connection.close()
        self._connection = None

    def _write(self) -> None:
        with self._safely():
            if self._connection and self._new:
                now = int(time.time())
                with self._connection:
                    self._connection.executemany(
                        "INSERT OR REPLACE INTO results VALUES (?, ?, ?)", ((key, content, now) for key, content in self._new.items())
                    )
        self._new.clear()

    @contextlib.contextmanager
    def _safely(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError:  # busy: what would have been kept is made again
            pass
        except sqlite3.DatabaseError:
            self._connection = None
            with contextlib.suppress(OSError, RuntimeError):
                _remove(cache_folder() / "results.sqlite")


def key_of(data: bytes, *settings: str) -> str:
    """The key of a file's content, read and checked under ``settings``; another one for another version or other code."""
    return digest(_key_of_settings(settings), data)


@cache
def _key_of_settings(settings: tuple[str, ...]) -> bytes:
    return digest(FORMAT, _code(), *(setting.encode("utf-8", "surrogateescape") for setting in settings)).encode()


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_PATIENCE)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")  # what a power failure may damage is a cache
    connection.execute("CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, content BLOB, used INTEGER) WITHOUT ROWID")
    connection.execute("SELECT content FROM results LIMIT 1").fetchone()
    return connection


def _remove(file: Path) -> None:
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)


@cache
def _code() -> bytes:
    """What tells one state of the project's code from another: in a working copy it changes within a version."""
    package = Path(__file__).resolve().parent.parent
    stats = ((path, path.stat()) for path in sorted(package.rglob("*")) if path.suffix in (".py", ".txt"))
    return "".join(f"{path}{stat.st_size}{stat.st_mtime_ns}" for path, stat in stats).encode("utf-8", "surrogateescape")
