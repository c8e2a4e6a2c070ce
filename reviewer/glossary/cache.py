"""Compiled data, from the package or kept between runs in the user's cache folder; safe to read and safe to lose."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from reviewer import __version__
from reviewer.core.files import write_whole

_DIGEST_SIZE: Final = 16
_CHECKSUM_SIZE: Final = 4
_KEPT: Final = 16
"""Files kept of one kind; the oldest go."""


_SHIPPED: Final = Path(__file__).resolve().parent.parent / "compiled"
"""What the build of the package compiled."""


def cache_folder() -> Path:
    """Where compiled data is kept: ``$REVIEWER_CACHE_DIR``, or the platform's folder for caches."""
    named = os.environ.get("REVIEWER_CACHE_DIR")
    if named:
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "reviewer"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "reviewer" / "Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reviewer"


def digest(*parts: bytes) -> str:
    """A key for `cached` that is another where the version of the project, the machine's byte order or any part is another."""
    hasher = hashlib.blake2b(f"{__version__} {sys.byteorder}".encode(), digest_size=_DIGEST_SIZE)
    for part in parts:
        hasher.update(len(part).to_bytes(8, "little") + part)
    return hasher.hexdigest()


def cached(kind: str, key: str, build: Callable[[], bytes]) -> memoryview:
    """What ``build`` gives: from the package where it came with it, else kept on disk under ``kind`` and ``key``.

    A file is read only with its checksum right, and replaced whole; where the folder cannot be used, nothing is kept.
    """
    name = f"{kind}-{key}.bin"
    with contextlib.suppress(OSError, RuntimeError):
        for folder in (_SHIPPED, cache_folder()):
            if (content := _read(folder / name)) is not None:
                return content
    built = build()
    with contextlib.suppress(OSError, RuntimeError):
        _keep(cache_folder(), name, _checksum(built) + built)
    return memoryview(built)


def _read(path: Path) -> memoryview | None:
    """What `_keep` kept there, if its checksum is right."""
    try:
        stored = memoryview(path.read_bytes())
    except FileNotFoundError:
        return None
    checksum, content = stored[:_CHECKSUM_SIZE], stored[_CHECKSUM_SIZE:]
    return content if _checksum(content) == checksum else None


def _checksum(content: bytes | memoryview) -> bytes:
    """Of what chance may do to a file; who may write to the user's cache needs no checksum to do harm."""
    return zlib.crc32(content).to_bytes(_CHECKSUM_SIZE, "little")


def _keep(folder: Path, name: str, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / name, content)
    kind = name.partition("-")[0]
    kept = sorted(folder.glob(f"{kind}-*.bin"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in kept[_KEPT:]:
        old.unlink(missing_ok=True)
