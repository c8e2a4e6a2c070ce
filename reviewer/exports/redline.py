"""The marked text: block by block what is kept, deleted and inserted, with numbered notes on it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from reviewer.core.decision import Decision
from reviewer.core.document import Document, Span
from reviewer.core.finding import Edit, Finding
from reviewer.exports.blocks import Block, blocks, seen
from reviewer.exports.plan import Applied, Plan, Skipped
from reviewer.text.narrow import narrowed

Mark = Literal["kept", "deleted", "inserted"]


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said of a place: of a change, or, where ``skipped``, of a change that was not made. Numbers start at 1."""

    number: int
    span: Span
    finding: Finding
    decision: Decision | None
    skipped: Skipped | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one kind, with the numbers of the notes on it; ``decision`` is the one that changed it, if one did."""

    mark: Mark
    text: str
    decision: Decision | None = None
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block in pieces, and the notes that end in it. ``joined``: its end is deleted, so that the next block goes on in its line."""

    block: Block
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    joined: bool


def marked(plan: Plan) -> Iterator[MarkedBlock]:
    """The blocks of the plan's document with its edits marked.

    Notes are on what is applied, and on what is not although a reviewer wanted it or left a comment.
    """
    document = plan.review.document
    page = list(blocks(document)) or [Block("paragraph", Span(0, len(document.text)))]
    starts = [block.span.start for block in page[1:]]
    edits: dict[int, list[tuple[Edit, Applied]]] = defaultdict(list)
    for applied in plan.applied:
        for edit in applied.edits:
            for narrow in narrowed(document.view, edit):
                for number, part in _cut(narrow, starts):
                    edits[number].append((part, applied))
    notes: dict[int, list[Note]] = defaultdict(list)
    for note in _notes(plan):
        notes[bisect_right(starts, max(note.span.start, note.span.end - 1))].append(note)
    for number, block in enumerate(page):
        end, following = block.span.end, starts[number] if number < len(starts) else None
        joined = any(edit.span.start <= end < following == edit.span.end for edit, _ in edits[number]) if following else False
        pieces = tuple(_pieces(document, block, edits[number], notes[number]))
        yield MarkedBlock(block, pieces, tuple(notes[number]), joined)


def _cut(edit: Edit, starts: list[int]) -> Iterator[tuple[int, Edit]]:
    """``edit`` in parts, each with the number of the block it belongs to; the first part has the new words."""
    number = bisect_right(starts, edit.span.start)
    while number < len(starts) and starts[number] < edit.span.end:
        yield number, Edit(Span(edit.span.start, starts[number]), edit.new)
        edit = Edit(Span(starts[number], edit.span.end), "")
        number += 1
    yield number, edit


def _notes(plan: Plan) -> list[Note]:
    said: list[tuple[Span, Finding, Decision | None, Skipped | None]] = [
        *((applied.span, applied.finding, applied.decision, None) for applied in plan.applied),
        *(
            (skipped.finding.span, skipped.finding, skipped.decision, skipped)
            for skipped in plan.skipped
            if skipped.decision and (skipped.decision.comment or skipped.decision.changes)
        ),
    ]
    return [Note(number, *each) for number, each in enumerate(sorted(said, key=lambda each: each[0]), start=1)]


def _pieces(document: Document, block: Block, edits: list[tuple[Edit, Applied]], notes: list[Note]) -> Iterator[Piece]:
    at, end = block.span.start, block.span.end
    numbers = {note.finding.fingerprint: note.number for note in notes}
    for edit, applied in sorted(edits, key=lambda each: each[0].span):
        start, stop = (min(max(at, offset), end) for offset in (edit.span.start, edit.span.end))
        yield from _kept(document, block, Span(at, start), notes)
        own = numbers.get(applied.finding.fingerprint)
        on = (*([own] if own else []), *(note.number for note in notes if note.skipped and note.span.overlaps(edit.span)))
        if gone := seen(document, block, Span(start, stop)):
            yield Piece("deleted", gone, applied.decision, on)
        if edit.new:
            yield Piece("inserted", edit.new, applied.decision, on)
        at = stop
    yield from _kept(document, block, Span(at, end), notes)


def _kept(document: Document, block: Block, span: Span, notes: Iterable[Note]) -> Iterator[Piece]:
    """The unchanged text at ``span``, cut where notes begin and end."""
    ends = {offset for note in notes for offset in (note.span.start, note.span.end) if span.start < offset < span.end}
    cuts = [span.start, *sorted(ends), span.end]
    for start, end in pairwise(cuts):
        part = Span(start, end)
        if text := seen(document, block, part):
            yield Piece("kept", text, notes=tuple(note.number for note in notes if note.span.overlaps(part)))
