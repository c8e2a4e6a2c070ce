"""Text files of rows: how they are encoded and delimited."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from reviewer.glossary.files import GlossaryError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DELIMITERS = ",;\t|"
_FORMULA = re.compile(r"^(?=[=+\-@＝＋－＠\t])")


def decode(content: bytes, name: str) -> str:
    """The text of ``content``: by byte order mark, else UTF-8, else GB18030. Raises GlossaryError for other bytes."""
    mark, encoding = next(((mark, encoding) for mark, encoding in _BOMS if content.startswith(mark)), (b"", None))
    if encoding is None and b"\x00" in content:
        line = content[: content.index(0)].count(b"\n") + 1
        raise GlossaryError([f"{name}:{line}: not a text file (NUL byte at offset {content.index(0)})"])
    for candidate in (encoding,) if encoding else ("utf-8", "gb18030"):
        try:
            return content[len(mark) :].decode(candidate)
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
    raise GlossaryError([f"{name}:{line}: neither UTF-8, UTF-16 nor GB18030"])


def read_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of ``text`` with their numbers, without those that are empty or begin with ``#``."""
    for number, line in enumerate(re.split(r"\r\n?|\n", text), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def read_rows(text: str, name: str, delimiter: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """The rows of delimited ``text``, each with the line it starts on; empty rows are passed over.

    Without ``delimiter``: the comma, semicolon, tab or bar that cuts most rows alike. Where quotation marks do not come in
    pairs in a file of tabs, they are letters like others. Raises GlossaryError for what is no table.
    """
    delimiter = delimiter or _find_delimiter(text)
    try:
        return iter(_parse(text, name, delimiter, csv.QUOTE_MINIMAL))
    except GlossaryError:
        if delimiter != "\t":
            raise
        return iter(_parse(text, name, delimiter, csv.QUOTE_NONE))


def _parse(text: str, name: str, delimiter: str, quoting: Literal[0, 3]) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise GlossaryError([f"{name}:{line}: {error}"]) from None
    return rows


def _find_delimiter(text: str) -> str:
    """The delimiter that gives the most rows of the same number of columns, at least two; it stands in the first line."""
    lines = text.splitlines()[:200]

    def alike(delimiter: str) -> int:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        return max(widths.values(), default=0)

    try:
        return max((delimiter for delimiter in _DELIMITERS if delimiter in lines[0]), key=alike, default=",") if lines else ","
    except csv.Error:
        return ","


def write_rows(rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    """``rows`` as UTF-8 with a byte order mark; no cell can be taken for a formula.

    A cell that begins like one gets an apostrophe before it, as OWASP advises against CSV injection, and `table.read_rows` takes it away.
    """
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows([_FORMULA.sub("'", cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + stream.getvalue().encode()
