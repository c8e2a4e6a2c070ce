"""The journal of a project: write decisions, undo them, and join those of all reviewers to the findings of a text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, cast

from reviewer.core.decision import Decision, Verdict
from reviewer.core.document import Document, Span
from reviewer.core.finding import Confidence, Finding, Severity
from reviewer.core.review import BY_HAND, FREE_EDIT, Review
from reviewer.decisions import snapshots
from reviewer.decisions.anchor import Carrier, find_quotation, propose
from reviewer.decisions.folder import folder_of, project_of
from reviewer.decisions.history import Comment, Entry, History, Place
from reviewer.decisions.log import Event, Log, Reader

_AROUND: Final = 60
"""Characters kept on each side of what is decided."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision to write: on which finding, what, and with which text."""

    finding: Finding
    verdict: Verdict
    suggestion: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """Decisions whose place is not found in the text as it is now; ``proposal`` is where it may be, for a person to confirm."""

    fingerprint: str
    entry: Entry
    proposal: Span | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A review with its decisions, and what else the journal knows of its document.

    ``conflicts`` has the findings on which reviewers disagree: `Review.decisions` holds none of theirs. ``moved`` are the fingerprints of
    findings that were found again in a text that has changed. ``done`` counts decisions that the text shows already.
    """

    review: Review
    conflicts: dict[str, tuple[Decision, ...]]
    comments: dict[str, tuple[Comment, ...]]
    lost: tuple[Lost, ...]
    moved: frozenset[str]
    done: int


class Journal:
    """The decisions of a project. ``reviewer`` None opens it for reading alone."""

    def __init__(self, project: Path, reviewer: str | None = None) -> None:
        """Read all there is. Raises OSError where the reviewer's log cannot be made."""
        self.project = project
        self.folder = folder_of(project)
        self.reviewer = reviewer or ""
        self._reader = Reader(self.folder / "journal")
        self._history = History()
        self._log = Log.open(self.folder / "journal", reviewer) if reviewer else None
        self._aliases: dict[tuple[str, str], str] = {}
        self._own: list[str] = []
        self._kept: tuple[str, str] | None = None
        self.refresh()
        if self._log:
            prefix = f"{self._log.path.stem}:"
            self._own = [event["id"] for event in self._history.events if event["id"].startswith(prefix)]

    @classmethod
    def of(cls, path: Path, reviewer: str | None = None) -> Journal:
        """The journal of the project that ``path`` belongs to. Raises OSError."""
        return cls(project_of(path), reviewer)

    @property
    def problems(self) -> list[str]:
        """What could not be read, a line each."""
        return self._reader.problems

    @property
    def history(self) -> History:
        """All events."""
        return self._history

    def close(self) -> None:
        """Let other processes use this reviewer's log."""
        if self._log:
            self._log.close()

    def refresh(self) -> int:
        """Take in what other processes have written; how many events were new."""
        return self._history.add(self._reader.new_events())

    def name_of(self, path: str) -> str:
        """How the journal calls a file: its path from the project's folder, with slashes."""
        return Path(os.path.relpath(Path(path).resolve(), self.project)).as_posix()

    def decide(self, document: Document, choices: Sequence[Choice]) -> str:
        """Write one decision, or several as one event; its id. When this returns, it is on the disk. Raises OSError."""
        name = self.name_of(document.path)
        targets = []
        for choice in choices:
            fingerprint = self._recorded(document, choice.finding.fingerprint)
            entry = self._history.entry(name, fingerprint)
            targets.append(
                {
                    "fp": fingerprint,
                    "verdict": choice.verdict,
                    "suggestion": choice.suggestion,
                    "text": choice.text,
                    "parents": list(entry.ids) if entry else [],
                    "place": _place(document, choice.finding),
                }
            )
        return self._write(document, {"op": "decide", "targets": targets})

    def comment(self, document: Document, finding: Finding, text: str) -> str:
        """Note something on a finding; the event's id. Raises OSError."""
        target = {"fp": self._recorded(document, finding.fingerprint), "place": _place(document, finding)}
        return self._write(document, {"op": "comment", "text": text, "targets": [target]})

    def note(self, op: str, **fields: Any) -> str:
        """Write an event that is no decision, such as a term that was added; its id. Raises OSError."""
        return self._append({"op": op, **fields})

    def undo(self) -> Event | None:
        """Undo this reviewer's last event that stands, whenever it was; the event, None where there is none left. Raises OSError."""
        for id_ in reversed(self._own):
            event = self._history.get(id_)
            if event and event["op"] != "undo" and self._history.stands(id_):
                self._append({"op": "undo", "undoes": id_})
                return event
        return None

    def redo(self) -> Event | None:
        """Take back the last undoing after which nothing new was decided; the event that stands again. Raises OSError."""
        for id_ in reversed(self._own):
            event = self._history.get(id_)
            if event is None or event["op"] != "undo":
                return None
            undone = self._history.get(event["undoes"])
            if undone is None or undone["op"] == "undo" or not self._history.stands(id_):
                continue
            self._append({"op": "undo", "undoes": id_})
            return undone
        return None

    def _recorded(self, document: Document, fingerprint: str) -> str:
        """The fingerprint under which the journal knows a finding that has been found again."""
        return self._aliases.get((document.path, fingerprint), fingerprint)

    def _write(self, document: Document, event: Event) -> str:
        if self._kept is None or self._kept[0] is not document.text:
            self._kept = document.text, snapshots.keep(self.folder / "snapshots", document.text)
        return self._append({**event, "doc": self.name_of(document.path), "on": self._kept[1]})

    def _append(self, event: Event) -> str:
        if self._log is None:
            raise OSError(30, "the journal is open for reading alone")
        written = self._log.append({"at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "by": self.reviewer, **event})
        self._history.add([written])
        self._own.append(written["id"])
        return str(written["id"])

    def entry(self, document: Document, fingerprint: str) -> Entry | None:
        """What holds of one finding, by its fingerprint in a review that was placed; None where nothing does."""
        return self._history.entry(self.name_of(document.path), self._recorded(document, fingerprint))

    def place(self, review: Review) -> Placed:
        """Join the decisions on a document to its findings, those that a reviewer marked among them."""
        document = review.document
        found = {finding.fingerprint: finding for finding in review.findings}
        placer = _Placer(document, self.folder / "snapshots")
        decisions: dict[str, Decision] = {}
        conflicts: dict[str, tuple[Decision, ...]] = {}
        comments: dict[str, tuple[Comment, ...]] = {}
        lost: list[Lost] = []
        moved: set[str] = set()
        done = 0
        for fingerprint, entry in self._history.entries(self.name_of(document.path)).items():
            finding = found.get(fingerprint)
            if finding is None:
                if entry.place.on != placer.on and placer.shows_already(entry):
                    done += 1
                    continue
                span = placer.span_of(entry.place)
                if span is None:
                    lost.append(Lost(fingerprint, entry, propose(document.text, entry.place.words, entry.place.before, entry.place.after)))
                    continue
                finding = _found_again(found.values(), entry, span, decisions) or _recreated(fingerprint, entry, span)
                found[finding.fingerprint] = finding
                if entry.place.on != placer.on:
                    moved.add(finding.fingerprint)
                if finding.fingerprint != fingerprint:
                    self._aliases[document.path, finding.fingerprint] = fingerprint
            if entry.comments:
                comments[finding.fingerprint] = tuple(entry.comments)
            if entry.in_conflict:
                conflicts[finding.fingerprint] = tuple(replace(decision, fingerprint=finding.fingerprint) for _, decision in entry.heads)
            elif decision := entry.decision:
                decisions[finding.fingerprint] = replace(decision, fingerprint=finding.fingerprint)
        findings = tuple(sorted(found.values(), key=lambda finding: (finding.span, finding.check)))
        joined = replace(review, findings=findings, decisions=tuple(decisions.values()))
        return Placed(joined, conflicts, comments, tuple(lost), frozenset(moved), done)


class _Placer:
    """Finds the places of decisions in a document, by snapshots of the texts that they were made on."""

    def __init__(self, document: Document, folder: Path) -> None:
        self._text = document.text
        self._folder = folder
        self._carriers: dict[str, Carrier | None] = {}
        self.on = snapshots.text_hash(document.text)

    def span_of(self, place: Place) -> Span | None:
        """Where ``place`` is in the text, surely; None where that is not known."""
        if place.on == self.on:
            return Span(place.start, place.end)
        carrier = self._carrier(place.on)
        if carrier is None:
            return find_quotation(self._text, place.words, place.before, place.after)
        span = carrier.carry(Span(place.start, place.end))
        return span if span and span.of(self._text) == place.words else None

    def shows_already(self, entry: Entry) -> bool:
        """Whether the text stands there as it was decided to be."""
        decision = entry.decision
        carrier = self._carrier(entry.place.on)
        if decision is None or not decision.changes or carrier is None:
            return False
        span = carrier.replaced(Span(entry.place.start, entry.place.end))
        return span is not None and span.of(self._text).strip() == decision.text.strip() != entry.place.words.strip()

    def _carrier(self, on: str) -> Carrier | None:
        if on not in self._carriers:
            old = snapshots.recall(self._folder, on)
            self._carriers[on] = Carrier(old, self._text) if old is not None else None
        return self._carriers[on]


def by_hand(document: Document, span: Span, category: str, severity: Severity, message: str) -> Finding:
    """A finding that a reviewer marks."""
    return _own_finding(BY_HAND, document, span, category, severity, message)


def free_edit(document: Document, span: Span) -> Finding:
    """The finding that stands for a passage which a reviewer rewrites."""
    return _own_finding(FREE_EDIT, document, span, "style/awkward", "neutral", "Rewritten by hand.")


def _own_finding(check: str, document: Document, span: Span, category: str, severity: Severity, message: str) -> Finding:
    identity = f"{check}\x1f{span.start}\x1f{span.end}\x1f{snapshots.text_hash(document.text)}"
    fingerprint = blake2b(identity.encode(), digest_size=8).hexdigest()
    return Finding(check, None, category, severity, "high", span, None, message, (), fingerprint)


def _place(document: Document, finding: Finding) -> dict[str, Any]:
    span, text = finding.span, document.text
    place = Place(
        on="",
        start=span.start,
        end=span.end,
        words=span.of(text),
        before=text[max(0, span.start - _AROUND) : span.start],
        after=text[span.end : span.end + _AROUND],
        check=finding.check,
        term=finding.term,
        category=finding.category,
        severity=finding.severity,
        confidence=finding.confidence,
        message=finding.message,
    )
    fields = asdict(place)
    del fields["on"]
    return fields


def _found_again(findings: Iterable[Finding], entry: Entry, span: Span, decided: dict[str, Decision]) -> Finding | None:
    """The finding of the same kind that stands at ``span`` now, under another fingerprint."""
    for finding in findings:
        same = (finding.check, finding.term, finding.span) == (entry.place.check, entry.place.term, span)
        if same and finding.fingerprint not in decided:
            return finding
    return None


def _recreated(fingerprint: str, entry: Entry, span: Span) -> Finding:
    place = entry.place
    return Finding(
        check=place.check,
        term=place.term,
        category=place.category,
        severity=cast(Severity, place.severity),
        confidence=cast(Confidence, place.confidence),
        span=span,
        source_span=None,
        message=place.message,
        suggestions=(),
        fingerprint=fingerprint,
    )
