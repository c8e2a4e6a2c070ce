"""Edits of words made edits of a file: markup within them stays, and what belongs to a character goes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reviewer.core.document import MARKUP, OBJECT, TAIL, Document, Span
from reviewer.core.finding import Edit
from reviewer.text.narrow import narrowed

_HIDDEN = MARKUP + TAIL


def fitted(document: Document, edits: Iterable[Edit], written: Callable[[Edit], str] = lambda edit: edit.new) -> Iterator[Edit]:
    """``edits`` so that they replace text alone: where one holds markup, its new words go to the place of the first that change.

    ``written`` says how the new words of an edit, which has been placed, are written in the file.
    """
    for edit in edits:
        for part in _fit(document, edit):
            yield Edit(part.span, written(part))


def _fit(document: Document, edit: Edit) -> Iterator[Edit]:
    view = document.view
    places = [at for part in document.parts(edit.span) for at in range(part.start, part.end) if view[at] not in _HIDDEN]
    if not places:
        at = _between(view, edit.span.start)
        yield Edit(Span(at, at), edit.new)
        return
    old = "".join(view[at] for at in places)
    if len(places) == len(edit.span) and OBJECT not in old and view[edit.span.end : edit.span.end + 1] != TAIL:
        yield edit
        return
    for change in _changes(old, edit.new):
        yield from _spread(view, places, change)


def _changes(old: str, new: str) -> Iterator[Edit]:
    """What ``new`` changes of ``old``, between the objects, which stay where they are."""
    olds, news = old.split(OBJECT), new.split(OBJECT)
    if len(olds) != len(news):
        olds, news = [old], ["".join(news)]
    at = 0
    for before, after in zip(olds, news, strict=True):
        for edit in narrowed(before, Edit(Span(0, len(before)), after)):
            yield Edit(Span(at + edit.span.start, at + edit.span.end), edit.new)
        at += len(before) + 1


def _spread(view: str, places: list[int], change: Edit) -> Iterator[Edit]:
    """``change`` of the characters at ``places`` as edits of the file: the first has the new words, the others delete."""
    new = change.new
    start = change.span.start
    if not len(change.span):
        at = _unit_end(view, places[start - 1]) if start else _between(view, places[0])
        yield Edit(Span(at, at), new)
        return
    for run in _runs(view, [at for at in places[start : change.span.end] if view[at] != OBJECT]):
        yield Edit(run, new)
        new = ""
    if new:
        at = _between(view, places[start])
        yield Edit(Span(at, at), new)


def _runs(view: str, places: Iterable[int]) -> Iterator[Span]:
    """The characters at ``places`` with what belongs to them, neighbours taken together."""
    begin = end = -1
    for at in places:
        for start, stop in _units(view, at):
            if start != end:
                if end > begin:
                    yield Span(begin, end)
                begin = start
            end = stop
    if end > begin:
        yield Span(begin, end)


def _units(view: str, at: int) -> Iterator[tuple[int, int]]:
    """The character at ``at`` with its tail; of a blank also what of it stands behind tags."""
    end = _unit_end(view, at)
    yield at, end
    if not view[at].isspace():
        return
    while True:
        start = end
        while view[start : start + 1] == MARKUP:
            start += 1
        if view[start : start + 1] != TAIL:
            return
        end = start
        while view[end : end + 1] == TAIL:
            end += 1
        yield start, end


def _unit_end(view: str, at: int) -> int:
    at += 1
    while view[at : at + 1] == TAIL:
        at += 1
    return at


def _between(view: str, at: int) -> int:
    """``at``, or where it is within markup or before an object, the end of the text before it."""
    if at < len(view) and view[at] not in _HIDDEN + OBJECT:
        return at
    while at and view[at - 1] == MARKUP:
        at -= 1
    return _unit_end(view, at - 1) if at else 0
