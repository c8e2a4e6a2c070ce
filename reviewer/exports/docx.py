"""The text as a Word document: corrected, or with tracked changes and comments that Word's reviewers accept or reject.

A tracked change is a run inside ``w:ins`` or ``w:del``; the end of a paragraph is deleted by a ``w:del`` in the properties of its mark
(ECMA-376 Part 1, 17.13.5).
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from reviewer.core.decision import Decision
from reviewer.core.document import Document
from reviewer.exports.blocks import Block, blocks, seen
from reviewer.exports.plan import Plan
from reviewer.exports.record import reason
from reviewer.exports.redline import MarkedBlock, Note, Piece, marked
from reviewer.text.place import Places

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (section 2.2) has no place for."""

_UNASKED: Final = "reviewer"
"""The author of what no person decided."""


def write(corrected: Document) -> bytes:
    """The corrected text, clean."""
    page = _Page(corrected)
    for block in blocks(corrected):
        page.add_run(page.add_paragraph(block), seen(corrected, block, block.span))
    return page.saved()


def write_redline(plan: Plan) -> bytes:
    """The text as it was, with every edit as a tracked change, and every note as a comment on its words."""
    page, places = _Page(plan.review.document), Places(plan.review.document)
    for part in marked(plan):
        page.add_marked(part, places)
    return page.saved()


class _Page:
    """A Word document as it grows."""

    def __init__(self, document: Document) -> None:
        import docx
        from docx.oxml.ns import qn

        self._document = document
        self._word: WordDocument = docx.Document()
        self._word.core_properties.title = _clean(PurePath(document.path).name)
        self._word.core_properties.author = _UNASKED
        for element in (self._word.settings.element, self._word.styles.element):  # python-docx's template is set up for Japanese
            for language in (*element.iter(qn("w:themeFontLang")), *element.iter(qn("w:lang"))):
                language.set(qn("w:eastAsia"), "zh-CN")
        self._now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._numbers = count(1)
        self._table: Table | None = None

    @cached_property
    def _comments(self) -> Any:
        """The root of the part that holds the comments, which is made by asking for them."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        assert not len(self._word.comments)
        part: Any = self._word.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS)
        return part.element

    def saved(self) -> bytes:
        """The bytes of the file."""
        stream = io.BytesIO()
        self._word.save(stream)
        return stream.getvalue()

    def add_paragraph(self, block: Block) -> Paragraph:
        """A new paragraph in the style of ``block``; that of a pair is in the right cell of a new row, and its source in the left."""
        if block.kind == "unit":
            self._table = self._table or self._word.add_table(rows=0, cols=2, style="Table Grid")
            cells: Sequence[_Cell] = self._table.add_row().cells
            target: Paragraph = cells[1].paragraphs[0]
            self.add_run(cells[0].paragraphs[0], block.source.of(self._document.source))
            return target
        styles = {"heading": f"Heading {block.level}", "bullet": "List Bullet", "item": "List Paragraph", "verbatim": "No Spacing"}
        paragraph = self._word.add_paragraph(style=styles.get(block.kind, "Normal"))
        if block.mark:
            self.add_run(paragraph, f"{block.mark} ")
        return paragraph

    def add_run(self, paragraph: Paragraph, text: str) -> Run:
        """A new run of ``text`` at the end of ``paragraph``."""
        return paragraph.add_run(_clean(text.replace("\r\n", "\n")))

    def add_marked(self, part: MarkedBlock, places: Places) -> None:
        """Add ``part`` with its tracked changes and comments."""
        paragraph = self.add_paragraph(part.block)
        pieces = part.pieces or (Piece("kept", ""),)
        runs = [self.add_run(paragraph, piece.text) for piece in pieces]
        for note in part.notes:
            self._comment([run for run, piece in zip(runs, pieces, strict=True) if note.number in piece.notes] or runs, note, places)
        for run, piece in zip(runs, pieces, strict=True):  # last, so that comments begin and end outside the changes
            if piece.mark != "kept":
                self._track(run, piece)
        if part.joined:
            mark = _element("rPr")
            mark.append(self._change("del", None))
            paragraph._p.get_or_add_pPr().append(mark)

    def _comment(self, runs: list[Run], note: Note, places: Places) -> None:
        term = f" ({note.finding.term})" if note.finding.term else ""
        lines = [f"{note.finding.check}{term}: {note.finding.message}"]
        if note.skipped:
            lines.append(f"Not changed: {reason(note.skipped, places)}.")
        if note.decision and note.decision.comment:
            lines.append(note.decision.comment)
        by = note.decision.reviewer if note.decision else _UNASKED
        initials = "".join(word[0] for word in by.split())
        at = note.decision.at if note.decision else self._now
        comment = _element("comment", id=str(note.number), author=_clean(by), initials=_clean(initials), date=at)
        for line in lines:
            paragraph = _element("p")
            paragraph.add_r().text = _clean(line)
            comment.append(paragraph)
        self._comments.append(comment)  # python-docx's own add_comment reads all comments for each new one
        runs[0].mark_comment_range(runs[-1], note.number)

    def _track(self, run: Run, piece: Piece) -> None:
        """Make a tracked change of ``run``."""
        from docx.oxml.ns import qn

        change = self._change("del" if piece.mark == "deleted" else "ins", piece.decision)
        run._r.addprevious(change)
        change.append(run._r)
        if piece.mark == "deleted":
            for text in run._r.findall(qn("w:t")):
                text.tag = qn("w:delText")

    def _change(self, kind: str, decision: Decision | None) -> Any:
        author, at = (decision.reviewer, decision.at) if decision and decision.changes else (_UNASKED, self._now)
        return _element(kind, id=str(next(self._numbers)), author=_clean(author), date=at)


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    return OxmlElement(f"w:{name}", {qn(f"w:{key}"): value for key, value in attributes.items()})


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
