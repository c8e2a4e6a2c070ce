"""The text with its changes marked, as one HTML file: deletions, insertions, and a note at the side for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from reviewer.exports.page import render
from reviewer.exports.plan import Plan
from reviewer.exports.record import reason
from reviewer.exports.redline import MarkedBlock, Note, Piece, marked
from reviewer.exports.summary import summary
from reviewer.text.place import Places


def write(plan: Plan) -> bytes:
    """The page in UTF-8; it needs no other file and no script."""
    document = plan.review.document
    places = Places(document)
    page = [
        {
            "block": part.block,
            "source": part.block.source.of(document.source),
            "pieces": list(_pieces(part)),
            "notes": [_note(note, places) for note in part.notes],
        }
        for part in marked(plan)
    ]
    return render("redline", title=PurePath(document.path).name, summary=summary(plan), signature=plan.review.signature, page=page)


def _pieces(part: MarkedBlock) -> Iterator[dict[str, Any]]:
    """The pieces with the numbers of the notes that end behind each; a note on nothing that is seen ends behind the last."""
    last = {number: at for at, piece in enumerate(part.pieces) for number in piece.notes}
    skipped = {note.number for note in part.notes if note.skipped}
    for at, piece in enumerate(part.pieces or (Piece("kept", ""),)):
        ending = [note.number for note in part.notes if last.get(note.number, max(0, len(part.pieces) - 1)) == at]
        by = f"{piece.decision.reviewer}, {piece.decision.at}" if piece.decision and piece.decision.changes else ""
        yield {"mark": piece.mark, "text": piece.text, "by": by, "noted": skipped & set(piece.notes), "ending": ending}


def _note(note: Note, places: Places) -> dict[str, Any]:
    why = reason(note.skipped, places) if note.skipped else ""
    return {"number": note.number, "finding": note.finding, "decision": note.decision, "why": why}
