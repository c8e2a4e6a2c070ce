"""From events to what holds: which decisions stand, which are undone, where reviewers disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from reviewer.core.decision import Decision
from reviewer.decisions.log import Event


@dataclass(frozen=True, slots=True)
class Place:
    """What a decision is about, as it was when it was made: enough to find it again, and to show it where it cannot be.

    ``on`` is the hash of the text, ``start`` and ``end`` offsets into it; ``before`` and ``after`` are its surroundings.
    """

    on: str
    start: int
    end: int
    words: str
    before: str
    after: str
    check: str
    term: str | None
    category: str
    severity: str
    confidence: str
    message: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reviewer noted on a finding."""

    text: str
    reviewer: str
    at: str


@dataclass(slots=True)
class Entry:
    """All that holds of one finding: its place, the decisions that stand (two or more where reviewers disagree), comments."""

    place: Place
    heads: list[tuple[str, Decision]] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    @property
    def ids(self) -> tuple[str, ...]:
        """The events whose decisions stand: the parents of the next."""
        return tuple(id_ for id_, _ in self.heads)

    @property
    def in_conflict(self) -> bool:
        """Whether decisions stand that would not give the same text."""
        return len({(decision.verdict, decision.text) for _, decision in self.heads}) > 1

    @property
    def decision(self) -> Decision | None:
        """The decision that holds, with the comments; None where there is none, or reviewers disagree."""
        if self.in_conflict or not self.heads:
            return None
        return replace(self.heads[-1][1], comment="\n".join(comment.text for comment in self.comments))


class History:
    """The events of a project, in any order and any number of copies, and what follows from them."""

    def __init__(self) -> None:
        self._events: dict[str, Event] = {}
        self._undoers: dict[str, list[str]] = defaultdict(list)
        self._by_document: dict[str, dict[str, list[str]]] = defaultdict(dict)

    def add(self, events: Iterable[Event]) -> int:
        """Take in events; how many were new."""
        before = len(self._events)
        for event in events:
            if event["id"] in self._events:
                continue
            self._events[event["id"]] = event
            if event["op"] == "undo":
                self._undoers[event["undoes"]].append(event["id"])
            for target in event.get("targets", ()):
                self._by_document[event["doc"]].setdefault(target["fp"], []).append(event["id"])
        return len(self._events) - before

    @property
    def events(self) -> list[Event]:
        """All events, by time, then id."""
        return sorted(self._events.values(), key=_order)

    @property
    def documents(self) -> list[str]:
        """The documents that events are about."""
        return sorted(self._by_document)

    def get(self, id_: str) -> Event | None:
        """The event called ``id_``."""
        return self._events.get(id_)

    def stands(self, id_: str) -> bool:
        """Whether an event has not been undone, or its undoing has."""
        return not any(self.stands(undoer) for undoer in self._undoers.get(id_, ()))

    def entries(self, document: str) -> dict[str, Entry]:
        """What holds of each finding of ``document``, by fingerprint."""
        found = ((fingerprint, self.entry(document, fingerprint)) for fingerprint in self._by_document.get(document, ()))
        return {fingerprint: entry for fingerprint, entry in found if entry}

    def entry(self, document: str, fingerprint: str) -> Entry | None:
        """What holds of one finding of ``document``; None where nothing does."""
        ids = self._by_document.get(document, {}).get(fingerprint, ())
        standing = sorted((self._events[id_] for id_ in ids if self.stands(id_)), key=_order)
        entry: Entry | None = None
        superseded: set[str] = set()
        for event in standing:
            (target,) = (target for target in event["targets"] if target["fp"] == fingerprint)
            superseded.update(target.get("parents", ()))
            place = Place(on=event["on"], **target["place"])
            if entry is None:
                entry = Entry(place)
            elif place.on != entry.place.on:
                entry.place = place
            if event["op"] == "comment":
                entry.comments.append(Comment(event["text"], event["by"], event["at"]))
            else:
                entry.heads.append((event["id"], _decision(event, target)))
        if entry:
            entry.heads = [(id_, decision) for id_, decision in entry.heads if id_ not in superseded]
        return entry


def _order(event: Event) -> tuple[str, str, int]:
    head, _, number = event["id"].rpartition(":")
    return event["at"], head, int(number) if number.isdigit() else 0


def _decision(event: Event, target: dict[str, Any]) -> Decision:
    return Decision(
        fingerprint=target["fp"],
        verdict=target["verdict"],
        suggestion=target["suggestion"],
        text=target["text"],
        reviewer=event["by"],
        at=event["at"],
    )
