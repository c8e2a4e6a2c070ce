"""Web pages: headings, paragraphs, list items, table cells, and the texts within tags; scripts, code and addresses are left alone.

The page is cut as browsers cut it (WHATWG HTML, 13.2.5), so that every character keeps its place. `html.parser` would do: but it raises an
AssertionError on ``<![x``, needs quadratic time for unclosed comments (python/cpython#135462), and cuts scripts and comments otherwise in
each of its releases.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from html import escape, unescape
from html.entities import html5
from typing import Final

from reviewer.core.document import MARKUP, OBJECT, TAIL, Document, Segment, SegmentKind, Span
from reviewer.core.edits import apply_edits
from reviewer.core.finding import Edit
from reviewer.formats.decoding import Encoding, FormatError, is_encoding
from reviewer.formats.fitting import fitted

EXTENSIONS = (".html", ".htm")
MOST_CHARACTERS: Final = 20_000_000

_KINDS: Final[dict[str, SegmentKind]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), "heading"),
    **dict.fromkeys(("li", "dt", "dd", "option"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("ul", "ol", "dl", "select", "table"), "paragraph"),  # their ends end items and cells that were left open
}
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite data del dfn em font i img ins label mark nobr output q rp rt ruby s small span strike strong sub sup time tt u var wbr"
    " code kbd samp svg math".split()
)
"""Elements that stand in a line of text; all others begin a text of their own."""

_OPAQUE: Final = frozenset(
    "code kbd samp pre svg math script style textarea template iframe object canvas audio video noembed noframes xmp".split()
)
"""Elements whose content is no text to check."""

_RAW: Final = frozenset("script style textarea title iframe noembed noframes xmp".split())
"""Elements in which no tag but their own end is one (WHATWG HTML, 13.2.6.4)."""

_SPOKEN: Final = frozenset(("alt", "title", "placeholder"))
"""Attributes whose values are for the reader."""

_MARKUP = re.compile(
    r"<!--(?:>|->|(?s:.*?)(?:--!?>|\Z))"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"(?P<attributes>(?:[\s/]++|(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+)?+)?+)*+)(?:>|\Z)"
    r"|<[!?/][^>]*+(?:>|\Z)"
)
_ATTRIBUTE = re.compile(r"([^\s/>=][^\s/>=]*+)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|[^\s>\"'][^\s>]*+)")
_TEXT = re.compile(
    r"(?P<blank>[ \t\r\n\f]{2,}|[\t\r\n\f])"
    r"|(?P<reference>&(?:#[0-9]{1,9};?|#[xX][0-9A-Fa-f]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?))"
    r"|(?P<address>(?:https?://|www\.)(?:[^\s<>()&]|&(?:amp;)?(?=[\w-]+=))+)"
    r"|(?P<unseen>[\xad\u200b\u2060\ufeff]+)"
)
_LOOSE = re.compile(r"(?:<|&[#A-Za-z0-9]*)\Z")
_SPACES: Final = " \t\r\n\f\xa0\u3000"
_NO_WORDS: Final = _SPACES + MARKUP + TAIL + OBJECT
_CHARSET = re.compile(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page says it has, in its first 1,024 bytes, as a codec that reads it.

    By the labels of the WHATWG Encoding standard (4.2), ``gb2312`` is read as what holds it, and ``iso-8859-1`` as what is meant by it.
    """
    found = _CHARSET.search(data, 0, 1024)
    label = found[1].decode("ascii").lower() if found else ""
    if label.startswith(("gb", "x-gbk")):
        return "gb18030"
    if label in ("iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii"):
        return "cp1252"
    return codecs.lookup(label).name if label and not label.startswith("utf-16") and is_encoding(label) else None


def read(path: str, text: str, origin: object) -> Document:
    """The document of a page. Raises FormatError for one of more than `MOST_CHARACTERS`."""
    if len(text) > MOST_CHARACTERS:
        raise FormatError(f"{path}: {len(text):,} characters; pages of more than {MOST_CHARACTERS:,} are refused")
    page = _Page(text)
    return Document(path, "html", text, page.view, "", page.segments, origin)


def fit(document: Document, edits: Iterable[Edit]) -> Iterator[Edit]:
    """``edits`` as edits of the page: tags stay, and what would be markup or is not in its encoding is written as a reference."""
    done = 0
    for edit in sorted(fitted(document, edits), key=lambda edit: edit.span):
        number = bisect_right(document.segments, edit.span.start, key=lambda segment: segment.target.start) - 1
        around = document.segments[number] if number >= 0 else None
        within = around is not None and around.kind == "attribute" and edit.span.start <= around.target.end
        new = escape(edit.new, quote=within).replace("\xa0", "&nbsp;")
        if isinstance(document.origin, Encoding):
            new = new.encode(document.origin.name, "xmlcharrefreplace").decode(document.origin.name)
        behind = document.text[edit.span.end : edit.span.end + 40]
        if loose := _woken(document, Span(max(done, edit.span.start - 40), edit.span.start), new + behind):
            yield Edit(Span(edit.span.start - len(loose), edit.span.start), escape(loose, quote=False))
        yield Edit(edit.span, new)
        done = edit.span.end


def _woken(document: Document, before: Span, behind: str) -> str:
    """The end of ``before`` that is text, and would be markup with ``behind`` after it: a bare ``<`` or ``&``."""
    loose = _LOOSE.search(document.text, before.start, before.end)
    if not loose or loose[0] != document.view[loose.start() : loose.end()]:
        return ""
    reference = _TEXT.match(loose[0] + behind)
    if loose[0] == "<" and _MARKUP.match("<" + behind):
        return "<"
    return loose[0] if reference and reference["reference"] and _decoded(reference["reference"])[0] else ""


def write(document: Document, edits: Iterable[Edit]) -> str:
    """The page with ``edits`` made."""
    return apply_edits(document.text, fit(document, edits))


class _Page:
    """A page as it is cut: its view and its segments."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._view: list[str] = []
        self._at = 0
        self._kinds: list[tuple[str, SegmentKind]] = []
        self._open: dict[str, int] = {}
        self._first: int | None = None
        self._last = 0
        self._blank = True
        self._segments: list[Segment] = []
        self._attributes: list[Span] = []
        self._never_closed: set[str] = set()
        self._cut()
        self.view = "".join(self._view)
        self.segments = tuple(self._numbered())

    def _cut(self) -> None:
        text, at, after_link = self._text, 0, -1
        while at < len(text):
            tag = _MARKUP.search(text, at)
            start = tag.start() if tag else len(text)
            self._add_text(Span(at, start))
            if tag is None:
                break
            at = tag.end()
            name = (tag["name"] or "").lower()
            if name and name not in _INLINE:
                self._end_segment()
            if tag["close"]:
                self._close(name)
                after_link = at if name == "a" else -1
            elif name:
                if name == "a" and tag.start() == after_link:
                    self._end_segment()  # two links side by side are two buttons
                at = self._start(name, tag)
            self._hide(at)
        self._end_segment()

    def _start(self, name: str, tag: re.Match[str]) -> int:
        """Take in a start tag; where what comes behind it, or behind the element where it is no text, begins."""
        if tag["attributes"]:
            self._add_attributes(tag)
        if name == "title":
            return self._add_title(tag.end())
        if name in _OPAQUE:
            end = self._end_of_opaque(name, tag)
            if name == "pre" and end > tag.end():
                self._hide(tag.end())
                self._show(self._text.rindex("<", 0, end))
            elif name in _INLINE and end > tag.end():
                self._add_object(end)
            return end
        if name == "img":
            self._add_object(tag.end())
        elif name in _KINDS:
            self._open_kind(name)
        return tag.end()

    def _add_title(self, at: int) -> int:
        close = _end_of("title").search(self._text, at)
        self._hide(at)
        self._open_kind("title")
        self._add_text(Span(at, close.start() if close else len(self._text)))
        self._end_segment()
        self._close("title")
        return close.end() if close else len(self._text)

    def _end_of_opaque(self, name: str, tag: re.Match[str]) -> int:
        """Where an element ends; one that is never closed goes on to the end if it is raw, and is only a tag if not."""
        if name in self._never_closed or (name not in _RAW and tag["attributes"].endswith("/")):
            return tag.end()
        if close := _end_of(name).search(self._text, tag.end()):
            return close.end()
        self._never_closed.add(name)
        return len(self._text) if name in _RAW else tag.end()

    def _open_kind(self, name: str) -> None:
        self._kinds.append((name, _KINDS[name]))
        self._open[name] = self._open.get(name, 0) + 1

    def _close(self, name: str) -> None:
        """Close the innermost element called ``name``, and what stands open in it, where there is one."""
        while self._open.get(name):
            last, _ = self._kinds.pop()
            self._open[last] -= 1
            if last == name:
                break

    def _hide(self, end: int) -> None:
        self._view.append(MARKUP * (end - self._at))
        self._at = end

    def _show(self, end: int) -> None:
        self._view.append(self._text[self._at : end])
        self._at = end

    def _add_attributes(self, tag: re.Match[str]) -> None:
        for attribute in _ATTRIBUTE.finditer(self._text, tag.start("attributes"), tag.end("attributes")):
            number = 2 if attribute[2] is not None else 3
            if attribute[1].lower() in _SPOKEN and (attribute[number] or "").strip():
                self._hide(attribute.start(number))
                first = self._at
                self._add_characters(Span(*attribute.span(number)), within_tag=True)
                value = self._text[first : self._at]
                start = first + len(value) - len(value.lstrip())
                self._attributes.append(Span(start, first + len(value.rstrip())))

    def _add_object(self, end: int) -> None:
        if self._first is None:
            self._first = end - 1
        self._hide(end - 1)
        self._view.append(OBJECT)
        self._at = self._last = end
        self._blank = False

    def _add_text(self, span: Span) -> None:
        """Take in text between tags, blanks run together as browsers do (CSS Text 3, 4.1)."""
        self._add_characters(span, within_tag=False)

    def _add_characters(self, span: Span, *, within_tag: bool) -> None:
        text = self._text
        for special in _TEXT.finditer(text, span.start, span.end):
            self._add_run(special.start(), within_tag)
            if special["blank"]:
                if within_tag or self._first is None:
                    self._show(special.end())
                else:
                    self._view.append((TAIL if self._blank else " ") + TAIL * (len(special[0]) - 1))
                    self._at, self._blank = special.end(), True
            elif special["address"]:
                if within_tag:
                    self._hide(special.end())
                else:
                    self._add_object(special.end())
            elif special["unseen"]:
                self._hide(special.end())
            else:
                self._add_reference(special, within_tag)
        self._add_run(span.end, within_tag)

    def _add_run(self, end: int, within_tag: bool) -> None:
        if end > self._at and not within_tag:
            if self._blank and self._first is not None and self._text[self._at] == " ":
                self._view.append(TAIL)
                self._at += 1
            self._take(self._text[self._at : end], self._at, end)
        self._show(end)

    def _take(self, seen: str, start: int, end: int) -> None:
        """Let ``seen``, which is written at ``start`` to ``end``, be part of the running segment."""
        self._blank = self._blank if not seen else seen[-1] == " "
        if seen.strip(_SPACES):
            if self._first is None:
                self._first = start + len(seen) - len(seen.lstrip(_SPACES))
            self._last = end - (len(seen) - len(seen.rstrip(_SPACES)))

    def _add_reference(self, reference: re.Match[str], within_tag: bool) -> None:
        length, seen = _decoded(reference[0])
        end = reference.start() + length
        if len(seen) != 1 or (within_tag and self._text[end - 1] != ";"):
            self._add_run(reference.end(), within_tag)
            return
        if seen in "\xad\u200b\u2060\ufeff":
            self._hide(end)
        else:
            if not within_tag:
                self._take(seen, reference.start(), end)
            self._view.append(seen + TAIL * (length - 1))
            self._at = end
        self._add_run(reference.end(), within_tag)

    def _end_segment(self) -> None:
        """End the running segment, if it has words."""
        if self._first is not None:
            self._segments.append(Segment(0, self._kinds[-1][1] if self._kinds else "paragraph", Span(0, 0), Span(self._first, self._last)))
        self._first, self._blank = None, True

    def _numbered(self) -> Iterator[Segment]:
        attributes = [Segment(0, "attribute", Span(0, 0), span) for span in self._attributes]
        found = sorted([*self._segments, *attributes], key=lambda segment: segment.target.start)
        worded = (segment for segment in found if self.view[segment.target.start : segment.target.end].strip(_NO_WORDS))
        for number, segment in enumerate(worded):
            yield replace(segment, index=number)


@cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])[^>]*+>?", re.IGNORECASE)


def _decoded(reference: str) -> tuple[int, str]:
    """How much of ``reference`` is one, and what it stands for; names may be known without their semicolon (WHATWG HTML, 13.2.5.73)."""
    if reference[1] == "#":
        return len(reference), unescape(reference)
    known = next((end for end in range(len(reference), 2, -1) if reference[1:end] in html5), 0)
    return (known, html5[reference[1:known]]) if known else (len(reference), "")
