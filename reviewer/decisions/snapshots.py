"""The texts that were reviewed, kept by their hash, so that a decision can be carried over when the text changes."""

from __future__ import annotations

import contextlib
import gzip
import zlib
from hashlib import sha256
from pathlib import Path

from reviewer.core.files import write_whole


def text_hash(text: str) -> str:
    """The name of a text: SHA-256 of its UTF-8 form, 64 hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def keep(folder: Path, text: str) -> str:
    """Keep ``text`` in ``folder``; its hash. Raises OSError."""
    name = text_hash(text)
    path = folder / f"{name}.txt.gz"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, gzip.compress(text.encode("utf-8", "surrogatepass"), mtime=0))
    return name


def recall(folder: Path, name: str) -> str | None:
    """The text with the hash ``name``; None where it is not kept or damaged."""
    with contextlib.suppress(OSError, EOFError, UnicodeDecodeError, zlib.error):
        text = gzip.decompress((folder / f"{name}.txt.gz").read_bytes()).decode("utf-8", "surrogatepass")
        if text_hash(text) == name:
            return text
    return None
