"""Tables as tab-separated text: ours hold all that a glossary file holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reviewer.core.term import Term
from reviewer.glossary.exchange import table
from reviewer.glossary.exchange.entries import Reading
from reviewer.glossary.exchange.text import decode, read_rows, write_rows

EXTENSIONS: Final = (".tsv",)
LOSES: Final = ()


def read(content: bytes, name: str) -> Reading:
    """The terms of a table; see `table` for ours and `columns` for other programs'."""
    return table.read_rows(read_rows(decode(content, name), name, "\t"), name)


def write(terms: Sequence[Term]) -> bytes:
    """Our table of ``terms``, in UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    return write_rows(table.write_rows(terms), "\t")
