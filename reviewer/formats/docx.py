"""Word documents: the paragraphs of the body, its tables and content controls; all else in the file stays as it is.

The text has a paragraph a line. Headers, footers, notes, text boxes, comments, field codes and tracked deletions are no part of it
(ECMA-376 Part 1, 17.3, 17.13.5, 17.16).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from reviewer.core.document import OBJECT, Document, Segment, SegmentKind, Span
from reviewer.core.finding import Edit
from reviewer.formats.decoding import FormatError
from reviewer.formats.lines import lines, trimmed
from reviewer.text.narrow import narrowed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
    from lxml.etree import _ElementTree as Tree

EXTENSIONS = (".docx",)
MOST_BYTES: Final = 100_000_000
"""Of all parts together, unpacked."""
_MOST_PARTS: Final = 10_000

_OLE: Final = b"\xd0\xcf\x11\xe0"
_BLOCKS: Final = frozenset("body tbl tr tc sdt sdtContent customXml".split())
_RUNS: Final = frozenset("hyperlink ins moveTo smartTag sdt sdtContent customXml fldSimple dir bdo".split())
_CHARACTERS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_OBJECTS: Final = frozenset("drawing object pict sym oMath oMathPara".split())
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def read_bytes(path: str, data: bytes) -> Document:
    """The document of a Word file. Raises FormatError for what is none, or is too big, or locked, or declares entities."""
    page = _Page(path, data)
    return Document(path, "docx", page.text, page.text, "", tuple(page.segments()), data)


def write_bytes(document: Document, edits: Iterable[Edit]) -> bytes:
    """The Word file with ``edits`` made: new words look like the first that they replace, every other part stays byte for byte.

    Raises ValueError for an edit that would break a paragraph or a line.
    """
    data = document.origin
    assert isinstance(data, bytes)
    parts = [part for edit in edits for part in _narrowed(document.text, edit)]
    if not parts:
        return data
    page = _Page(document.path, data)
    for part in sorted(parts, key=lambda part: part.span, reverse=True):
        page.replace(part)
    return page.saved()


def _narrowed(text: str, edit: Edit) -> Iterator[Edit]:
    """What ``edit`` changes of the words, objects left out."""
    for part in narrowed(text, edit):
        new = part.new.replace(OBJECT, "")
        if any(char in new for char in "\t\r\n"):
            raise ValueError("an edit of a Word document may hold no tab and no line break")
        yield Edit(part.span, new)


@dataclass(slots=True, eq=False)
class _Piece:
    """A part of a run: text, a character that is an element of its own, or an object. ``start`` is its offset in the text."""

    start: int
    end: int
    element: Element
    is_object: bool = False


class _Page:
    """The body of a Word file in pieces."""

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        self._data = data
        self._archive = _opened(path, data)
        self._part = self._main_part()
        self._tree = self._parsed(self._part)
        self._pieces: list[_Piece] = []
        self._paragraphs: list[tuple[SegmentKind, Span]] = []
        texts: list[str] = []
        at = 0
        body = next((child for child in self._tree.getroot() if _name(child) == "body"), None)
        if body is None:
            raise FormatError(f"{path}: not a Word document (its main part has no body)")
        for paragraph, in_cell in _paragraphs(body, in_cell=False):
            text = "".join(self._take(paragraph, at))
            self._paragraphs.append((self._kind(paragraph, in_cell=in_cell), Span(at, at + len(text))))
            texts.append(text)
            at += len(text) + 1
        self.text = "\n".join(texts)

    def segments(self) -> Iterator[Segment]:
        """The lines of the paragraphs that have words."""
        number = 0
        for kind, span in self._paragraphs:
            for line in lines(span.of(self.text)):
                content = trimmed(self.text, line.moved(span.start))
                if content.of(self.text).strip(OBJECT):
                    yield Segment(number, kind, Span(0, 0), content)
                    number += 1

    def replace(self, edit: Edit) -> None:
        """Make ``edit``; those behind it must have been made. Raises ValueError for what XML cannot hold."""
        touched = [piece for piece in self._pieces_at(edit.span) if not piece.is_object]
        home = next((piece for piece in touched if _name(piece.element) == "t"), None)
        if home is None and edit.new:
            home = self._new_text(edit.span.start, touched)
        new = edit.new
        for piece in touched if home is None or home in touched else [*touched, home]:
            if _name(piece.element) != "t":
                _parent(piece.element).remove(piece.element)
                self._pieces.remove(piece)
                continue
            old = piece.element.text or ""
            start = min(max(edit.span.start - piece.start, 0), len(old))
            end = max(start, min(edit.span.end - piece.start, len(old)))
            made = old[:start] + (new if piece is home else "") + old[end:]
            piece.element.text = made or None
            if made != made.strip():
                piece.element.set(_SPACE, "preserve")

    def _pieces_at(self, span: Span) -> list[_Piece]:
        """The pieces that ``span`` touches; for an empty one the text in or beside which it lies, rather before than behind it."""
        near = self._near(span)
        if len(span):
            return [piece for piece in near if piece.start < span.end and span.start < piece.end]
        return [piece for piece in near if _name(piece.element) == "t"][:1]

    def _near(self, span: Span) -> list[_Piece]:
        first = bisect_left(self._pieces, span.start, key=lambda piece: piece.end)
        last = bisect_right(self._pieces, span.end, key=lambda piece: piece.start)
        return self._pieces[first:last]

    def _new_text(self, at: int, touched: list[_Piece]) -> _Piece:
        """A new text at ``at``, in the run of what stands there."""
        beside = next(iter(touched or self._near(Span(at, at))), None)
        run = beside.element if beside else None
        if beside is None or run is None or _name(_parent(run)) != "r":
            raise ValueError("there is no text in this place of the Word document")
        text = run.makeelement(run.tag[: run.tag.index("}") + 1] + "t")
        if at <= beside.start:
            run.addprevious(text)
        else:
            run.addnext(text)
        return _Piece(at, at, text)

    def saved(self) -> bytes:
        """The bytes of the file as it is now."""
        from lxml import etree

        information = self._tree.docinfo
        changed = etree.tostring(
            self._tree, xml_declaration=True, encoding=information.encoding or "UTF-8", standalone=bool(information.standalone)
        )
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.comment = self._archive.comment
            for part in self._archive.infolist():
                archive.writestr(copy(part), changed if part.filename == self._part else self._read(part.filename), part.compress_type)
        return stream.getvalue()

    def _take(self, paragraph: Element, at: int) -> Iterator[str]:
        for element in _content(paragraph):
            name = _name(element)
            text = element.text or "" if name == "t" else _CHARACTERS.get(name, OBJECT)
            self._pieces.append(_Piece(at, at + len(text), element, is_object=name not in _CHARACTERS and name != "t"))
            at += len(text)
            yield text

    def _kind(self, paragraph: Element, *, in_cell: bool) -> SegmentKind:
        properties = {_name(child): _value(child) for part in paragraph if _name(part) == "pPr" for child in part}
        style = self._styles.get(properties.get("pStyle", ""), "")
        if in_cell:
            return "cell"
        if style.startswith(("heading", "title", "subtitle")) or properties.get("outlineLvl", "9") < "9":
            return "heading"
        return "item" if "numPr" in properties or style.startswith("list") else "paragraph"

    @cached_property
    def _styles(self) -> dict[str, str]:
        """The names of the styles in lower case, by id: the names of Word's own are English in every language."""
        part = posixpath.join(posixpath.dirname(self._part), "styles.xml")
        if part not in self._archive.namelist():
            return {}
        styles = [style for style in self._parsed(part).getroot() if _name(style) == "style"]
        return {_value(style, "styleId"): _value(child).lower() for style in styles for child in style if _name(child) == "name"}

    def _main_part(self) -> str:
        """The name of the part that the package says is its document (ECMA-376 Part 2, 9.3)."""
        relations = self._parsed("_rels/.rels").getroot() if "_rels/.rels" in self._archive.namelist() else ()
        targets = [relation.get("Target", "") for relation in relations if relation.get("Type", "").endswith("/officeDocument")]
        part = targets[0].lstrip("/") if targets else ""
        if part not in self._archive.namelist():
            raise FormatError(f"{self._path}: not a Word document (no main part in the package)")
        return part

    def _parsed(self, part: str) -> Tree:
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
        try:
            tree = etree.parse(io.BytesIO(self._read(part)), parser)
        except etree.XMLSyntaxError as error:
            raise FormatError(f"{self._path}: {part}: {' '.join(error.msg.split())}") from None
        if tree.docinfo.internalDTD is not None:
            raise FormatError(f"{self._path}: {part}: a document type declaration, which may define entities, is refused")
        return tree

    def _read(self, part: str) -> bytes:
        try:
            return self._archive.read(part)
        # zipfile lets through what struct, zlib, bz2 and lzma raise for damaged files
        except Exception as error:
            raise FormatError(f"{self._path}: {part}: damaged ({error})") from None


def _opened(path: str, data: bytes) -> zipfile.ZipFile:
    """The package of a Word file, known to be of a bearable size. Raises FormatError."""
    if data.startswith(_OLE):
        raise FormatError(f"{path}: a Word 97-2003 document, or one with a password; save it as .docx without one")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FormatError(f"{path}: not a Word document ({error})") from None
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS:
        raise FormatError(f"{path}: {len(parts):,} parts; more than {_MOST_PARTS:,} are refused")
    if total > MOST_BYTES:
        raise FormatError(f"{path}: {total:,} bytes unpacked; more than {MOST_BYTES:,} are refused")
    if len({part.filename for part in parts}) < len(parts):
        raise FormatError(f"{path}: two parts have one name")
    if any(part.flag_bits & 1 for part in parts):
        raise FormatError(f"{path}: encrypted")
    return archive


def _paragraphs(parent: Element, *, in_cell: bool) -> Iterator[tuple[Element, bool]]:
    for child in parent:
        name = _name(child)
        if name == "p":
            yield child, in_cell
        elif name in _BLOCKS:
            yield from _paragraphs(child, in_cell=in_cell or name == "tc")


def _content(parent: Element) -> Iterator[Element]:
    """The texts, characters and objects of a paragraph, in order."""
    for child in parent:
        name = _name(child)
        if name == "r":
            for element in child:
                within = _name(element)
                if within == "t" or within in _CHARACTERS or (within in _OBJECTS and not _floats(element)):
                    yield element
        elif name in _RUNS:
            yield from _content(child)
        elif name in _OBJECTS:
            yield child


def _floats(element: Element) -> bool:
    """Whether a drawing stands beside the text and not in it."""
    return any(_name(child) == "anchor" for child in element)


def _name(element: Element) -> str:
    """The name of an element without its namespace, which differs between Transitional and Strict; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: Element, name: str = "val") -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent
