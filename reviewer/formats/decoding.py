"""From bytes to text and back: byte order marks, UTF-8, UTF-16, GB18030."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from reviewer.core.document import MARKUP, TAIL

LONGEST_LINE: Final = 10_000_000
"""Characters; a longer line is no prose, and is refused."""

_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF8_HAN = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")


class FormatError(Exception):
    """A file that cannot be read as a text of its format; the message is one line and names the place."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file was encoded: the codec's name and the byte order mark it began with."""

    name: str
    bom: bytes


def decode(path: str, data: bytes, encoding: str | None = None, *, declared: str | None = None) -> tuple[str, Encoding]:
    """The text of ``data``, never normalised, and how it was encoded.

    Without ``encoding``: by byte order mark, else UTF-8, else what the file itself ``declared``, else GB18030 where the bytes look like it.
    Raises FormatError for binary files, undecodable bytes (with the offset), and lines over 10,000,000 characters.
    """
    bom, by_bom = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", None))
    if encoding is not None:
        if not is_encoding(encoding):
            raise FormatError(f"{path}: unknown encoding {encoding!r}")
        found = Encoding(encoding, bom if by_bom == codecs.lookup(encoding).name else b"")
    elif by_bom:
        found = Encoding(by_bom, bom)
    else:
        if b"\x00" in data[:65536]:
            raise FormatError(f"{path}: binary file (NUL byte at offset {data.index(0)})")
        found = Encoding("utf-8", b"")
    body = data[len(found.bom) :]
    try:
        text = body.decode(found.name)
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0  # idna and punycode do not say where
        offset = start + len(found.bom)
        other = _other_encoding(body, start, declared) if encoding is None and by_bom is None else None
        if other:
            found, text = Encoding(other, b""), body.decode(other)
        else:
            raise FormatError(
                f"{path}: not {found.name.upper()} at byte offset {offset} (0x{data[offset]:02x}); name its encoding with --encoding"
            ) from None
    reserved = next((char for char in (MARKUP, TAIL) if char in text), None)
    if reserved is not None:
        raise FormatError(f"{path}: binary file (U+{ord(reserved):04X} at character offset {text.index(reserved)})")
    if not _is_written_back(text, found, data):
        raise FormatError(f"{path}: {found.name} text that could not be written back unchanged")
    _refuse_long_lines(path, text)
    return text, found


def encode(text: str, origin: object) -> bytes:
    """The bytes of ``text`` in the encoding that `decode` found."""
    assert isinstance(origin, Encoding)
    return origin.bom + text.encode(origin.name)


def is_encoding(name: str) -> bool:
    """Whether ``name`` is that of an encoding of text; Python has codecs of other things too, such as hex."""
    try:
        return " ".encode(name).decode(name) is not None
    except (LookupError, ValueError):
        return False


def _is_written_back(text: str, found: Encoding, data: bytes) -> bool:
    try:
        return encode(text, found) == data
    except UnicodeError:
        return False


def _other_encoding(data: bytes, first_error: int, declared: str | None) -> str | None:
    """The encoding of bytes that are no UTF-8, where it can be told."""
    if declared and declared != "utf-8":
        try:
            data.decode(declared)
        except UnicodeError:
            return None
        return declared
    return "gb18030" if _is_gb18030(data, first_error) else None


def _is_gb18030(data: bytes, first_error: int) -> bool:
    """Whether bytes that are no UTF-8 are GB18030: no Chinese in UTF-8 before, and mostly characters of GB 2312."""
    if _UTF8_HAN.search(data, 0, first_error):
        return False
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    other = [char for char in text if not char.isascii()]
    common = sum(1 for char in other if _in_gb2312(char))
    return common >= 0.9 * len(other)


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _refuse_long_lines(path: str, text: str) -> None:
    if len(text) <= LONGEST_LINE:
        return
    start = line = 0
    while start < len(text):
        line += 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > LONGEST_LINE:
            raise FormatError(f"{path}: line {line} has {end - start:,} characters; more than {LONGEST_LINE:,} are refused")
        start = end + 1
