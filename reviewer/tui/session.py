"""What a reviewer works on: files, their findings and decisions, and every action on them; no screen.

The Textual app and the plain dialogue are two faces of one session.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from reviewer import formats
from reviewer.core.decision import Decision, Verdict
from reviewer.core.document import Document, Span
from reviewer.core.edits import suggested_text, words_after
from reviewer.core.finding import Edit, Finding, Severity
from reviewer.core.review import BY_HAND, FREE_EDIT, Review
from reviewer.core.term import Term
from reviewer.decisions.history import Comment
from reviewer.decisions.journal import Choice, Journal, Lost, Placed, by_hand, free_edit
from reviewer.decisions.log import Event
from reviewer.engine.checker import Checker
from reviewer.glossary.glossary import Glossary
from reviewer.quality.mqm import MQM, quality_score, words_of
from reviewer.text.place import Places
from reviewer.tui.query import Query

State = Literal["open", "accept", "reject", "rewrite", "later", "conflict"]
ORDERS: Final = ("place", "severity", "check", "term")
"""How the list may be sorted and grouped."""

_SEVERITIES: Final = {"critical": 0, "major": 1, "minor": 2, "neutral": 3}


class File:
    """A file with its review and what the journal says of it."""

    def __init__(self, path: str, document: Document, stamp: tuple[int, int]) -> None:
        self.path = path
        self.document = document
        self.stamp = stamp
        self.places = Places(document)
        self.checked = False
        self.found: tuple[Finding, ...] = ()
        self.findings: dict[str, Finding] = {}
        self.decisions: dict[str, Decision] = {}
        self.conflicts: dict[str, tuple[Decision, ...]] = {}
        self.comments: dict[str, tuple[Comment, ...]] = {}
        self.lost: tuple[Lost, ...] = ()
        self.moved: frozenset[str] = frozenset()
        self.open: Counter[str] = Counter()
        self.words = 0
        self.penalty_now = 0.0
        self.penalty_after = 0.0

    def take(self, placed: Placed) -> None:
        """Hold what the journal placed."""
        self.findings = {finding.fingerprint: finding for finding in placed.review.findings}
        self.decisions = {decision.fingerprint: decision for decision in placed.review.decisions}
        self.conflicts, self.comments = dict(placed.conflicts), dict(placed.comments)
        self.lost, self.moved = placed.lost, placed.moved
        self.open = Counter(finding.severity for fingerprint, finding in self.findings.items() if self.is_open(fingerprint))
        self.penalty_now = self.penalty_after = 0.0
        for finding in self.findings.values():
            self.count_penalty(finding, 1)

    def count_penalty(self, finding: Finding, sign: int) -> None:
        """Add what a finding costs to the penalties of the text as it is and as it will be, or take it away again (-1).

        A rejected finding costs nothing, a decided one nothing afterwards; low confidence and free edits never count.
        """
        if finding.check == FREE_EDIT or finding.confidence == "low":
            return
        decision = self.decisions.get(finding.fingerprint)
        points = sign * MQM.of(finding)
        self.penalty_now += 0 if decision and decision.verdict == "reject" else points
        self.penalty_after += 0 if decision and decision.settles else points

    def is_open(self, fingerprint: str) -> bool:
        """Whether a finding waits for a decision."""
        decision = self.decisions.get(fingerprint)
        return decision is None or not decision.settles

    @property
    def review(self) -> Review:
        """The review with the decisions as they are now."""
        return Review(self.document, tuple(self.findings.values()), "", tuple(self.decisions.values()))


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A finding in its file."""

    file: File
    finding: Finding

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Item) and self.finding.fingerprint == other.finding.fingerprint and self.file is other.file

    def __hash__(self) -> int:
        return hash(self.finding.fingerprint)

    @property
    def state(self) -> State:
        """What was decided."""
        if self.finding.fingerprint in self.file.conflicts:
            return "conflict"
        decision = self.file.decisions.get(self.finding.fingerprint)
        return decision.verdict if decision else "open"

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.file.is_open(self.finding.fingerprint)

    @property
    def decision(self) -> Decision | None:
        """The decision on it."""
        return self.file.decisions.get(self.finding.fingerprint)

    @property
    def words(self) -> str:
        """The words at fault."""
        return self.file.document.words(self.finding.span)

    @property
    def options(self) -> tuple[str, ...]:
        """What may be written instead, best first."""
        texts = (suggested_text(self.file.document, self.finding.span, each) for each in self.finding.suggestions)
        return tuple(dict.fromkeys(texts))

    @property
    def line(self) -> int:
        """Its line in the file, from 1."""
        return self.file.places.line_column(self.finding.span.start)[0]

    @property
    def sentence(self) -> Span:
        """The sentence around it."""
        return self.file.places.sentence(self.finding.span)

    @property
    def kind(self) -> tuple[str, str]:
        """What makes it the same as another: its term, or its check and words."""
        return (self.finding.check, self.finding.term or " ".join(self.words.lower().split()))


class Session:
    """Files under review by one reviewer."""

    def __init__(self, load_checker: Callable[[], Checker], journal: Journal, project_glossary: Path) -> None:
        self._load_checker = load_checker
        self.journal = journal
        self.project_glossary = project_glossary
        self.files: list[File] = []
        self.items: list[Item] = []
        self._kinds: dict[tuple[str, str], list[Item]] = defaultdict(list)
        self.order: str = ORDERS[0]
        self.query = Query("")

    @cached_property
    def checker(self) -> Checker:
        """The checker, loaded when a file is first checked. Raises GlossaryError."""
        return self._load_checker()

    @property
    def reviewer(self) -> str:
        """Whose decisions are written."""
        return self.journal.reviewer

    def open(self, path: str, encoding: str | None = None) -> File:
        """Read a file, without checking it yet. Raises FormatError and OSError."""
        stat = os.stat(path)
        document = formats.read(path, Path(path).read_bytes(), encoding=encoding)
        file = File(path, document, (stat.st_mtime_ns, stat.st_size))
        self.files.append(file)
        return file

    def check(self, file: File) -> None:
        """Find the faults of a file and join the decisions on it; safe to call from another thread."""
        file.found = self.checker.review(file.document).findings
        file.words = words_of(file.document)

    def show(self, file: File) -> None:
        """Take the findings of a checked file into the list."""
        file.take(self.journal.place(Review(file.document, file.found, "")))
        file.checked = True
        self._collect()

    def _collect(self) -> None:
        self.items = [Item(file, finding) for file in self.files for finding in file.findings.values()]
        self._kinds = defaultdict(list)
        for item in self.items:
            self._kinds[item.kind].append(item)

    def visible(self) -> list[Item]:
        """The items that the query lets through, in the order that is set."""
        items = [item for item in self.items if self.query.accepts(item)]
        if self.order != "place":
            items.sort(key=lambda item: self.group(item))
            if self.order == "severity":
                items.sort(key=lambda item: _SEVERITIES[item.finding.severity])
        return items

    def group(self, item: Item) -> str:
        """The heading under which an item stands."""
        finding = item.finding
        return {"place": item.file.path, "severity": finding.severity, "check": finding.check, "term": finding.term or finding.check}[
            self.order
        ]

    def progress(self) -> tuple[int, int, Counter[str]]:
        """How many items are decided, of how many, and how many wait by severity."""
        waiting = sum((file.open for file in self.files), Counter[str]())
        return len(self.items) - waiting.total(), len(self.items), waiting

    def scores(self) -> tuple[float, float]:
        """The MQM scores, out of 100, of the texts as they are and as they will be with the decisions made."""
        words = max(1, sum(file.words for file in self.files))
        now, after = sum(file.penalty_now for file in self.files), sum(file.penalty_after for file in self.files)
        return quality_score(now, words), quality_score(after, words)

    def decide(self, items: Sequence[Item], verdict: Verdict, *, option: int | None = None, text: str = "") -> None:
        """Decide on items, all in one event for each file. ``option`` takes each one's own suggestion of that number. Raises OSError."""
        for file in dict.fromkeys(item.file for item in items):
            choices = [
                Choice(item.finding, verdict, option, item.options[option] if option is not None else text)
                for item in items
                if item.file is file
            ]
            self.journal.decide(file.document, choices)
            self._renew(file, [choice.finding.fingerprint for choice in choices])

    def comment(self, item: Item, text: str) -> None:
        """Note something on an item. Raises OSError."""
        self.journal.comment(item.file.document, item.finding, text)
        self._renew(item.file, [item.finding.fingerprint])

    def mark(self, file: File, span: Span, category: str, severity: Severity, note: str) -> Item:
        """Mark words that the checker missed. Raises OSError."""
        finding = by_hand(file.document, span, category, severity, note or "Marked by hand.")
        self.journal.decide(file.document, [Choice(finding, "later")])
        return self._added(file, finding)

    def edit(self, file: File, span: Span, text: str) -> Item:
        """Rewrite a passage freely. Raises OSError."""
        finding = free_edit(file.document, span)
        self.journal.decide(file.document, [Choice(finding, "rewrite", None, text)])
        return self._added(file, finding)

    def _added(self, file: File, finding: Finding) -> Item:
        if finding.fingerprint not in file.findings:
            file.findings[finding.fingerprint] = finding
            file.count_penalty(finding, 1)
            file.open[finding.severity] += 1
            self._sort(file)
        self._renew(file, [finding.fingerprint])
        self._collect()
        return Item(file, finding)

    def _sort(self, file: File) -> None:
        file.findings = dict(sorted(file.findings.items(), key=lambda pair: (pair[1].span, pair[1].check)))

    def undo(self) -> tuple[bool, Item | None]:
        """Take back this reviewer's last event: whether there was one, and the first item that it was about. Raises OSError."""
        return self._replayed(self.journal.undo())

    def redo(self) -> tuple[bool, Item | None]:
        """Take back the last undoing: whether there was one, and the first item that it is about. Raises OSError."""
        return self._replayed(self.journal.redo())

    def _replayed(self, event: Event | None) -> tuple[bool, Item | None]:
        if event is None:
            return False, None
        for file in self.files:
            if self.journal.name_of(file.path) == event.get("doc"):
                touched = [target["fp"] for target in event["targets"]]
                known = [file.findings[each] for each in touched if each in file.findings]
                if len(known) == len(touched) and not any(each.check in (BY_HAND, FREE_EDIT) for each in known):
                    self._renew(file, touched)
                else:
                    file.take(self.journal.place(Review(file.document, file.found, "")))
                    self._collect()
                finding = next((file.findings[each] for each in touched if each in file.findings), None)
                return True, Item(file, finding) if finding else None
        return True, None

    def refresh(self) -> bool:
        """Take in what other windows and reviewers have decided; whether there was anything."""
        if not self.journal.refresh():
            return False
        for file in self.files:
            if file.checked:
                file.take(self.journal.place(Review(file.document, file.found, "")))
        self._collect()
        return True

    def changed_files(self) -> list[File]:
        """The files that are not on disk as they were read; those that vanished among them."""
        changed = []
        for file in self.files:
            try:
                stat = os.stat(file.path)
                stamp = (stat.st_mtime_ns, stat.st_size)
            except OSError:
                stamp = (0, 0)
            if stamp != file.stamp:
                changed.append(file)
        return changed

    def reload(self, file: File) -> None:
        """Read a changed file again and carry its decisions over. Raises FormatError and OSError."""
        stat = os.stat(file.path)
        document = formats.read(file.path, Path(file.path).read_bytes())
        file.document, file.places, file.stamp = document, Places(document), (stat.st_mtime_ns, stat.st_size)
        self.check(file)
        self.show(file)

    def same_kind(self, item: Item, *, everywhere: bool) -> list[Item]:
        """The open items of the same kind, in the item's file or in all."""
        return [other for other in self.items if other.is_open and other.kind == item.kind and (everywhere or other.file is item.file)]

    def add_term(self, zh: str, preferred: str, deprecated: str) -> tuple[Term, int]:
        """Add a term to the project's glossary and find its renderings in all files; the term and how many there are.

        Raises GlossaryError and OSError.
        """
        from reviewer.engine.examples import term_checker
        from reviewer.glossary.add import add_term, new_id

        taken = self.checker.glossary.by_id.keys()
        entry = {"id": new_id(zh, preferred, taken), "zh": [zh or "?"], "preferred": preferred, "severity": "major"}
        if deprecated:
            entry["deprecated"] = [deprecated]
        term = add_term(self.project_glossary, entry)
        self.journal.note("term", file=self.journal.name_of(str(self.project_glossary)), term=term.id)
        checker = term_checker(Glossary.from_terms([term]))
        count = 0
        for file in self.files:
            known = {finding.span for finding in file.findings.values()}
            new = [finding for finding in checker.review(file.document).findings if finding.span not in known]
            file.found += tuple(new)
            file.findings |= {finding.fingerprint: finding for finding in new}
            file.open.update(finding.severity for finding in new)
            for finding in new:
                file.count_penalty(finding, 1)
            self._sort(file)
            count += len(new)
        self._collect()
        return term, count

    def confirm_place(self, file: File, lost: Lost) -> None:
        """Take the proposed place of a lost decision: it is written anew there. Raises OSError and ValueError."""
        decision = lost.entry.decision
        if lost.proposal is None or decision is None:
            raise ValueError("there is no place to confirm")
        place = lost.entry.place
        finding = by_hand(file.document, lost.proposal, place.category, place.severity, place.message)  # type: ignore[arg-type]
        finding = replace(finding, fingerprint=lost.fingerprint, check=place.check, term=place.term)
        self.journal.decide(file.document, [Choice(finding, decision.verdict, None, decision.text)])
        file.take(self.journal.place(Review(file.document, file.found, "")))
        self._collect()

    def _renew(self, file: File, fingerprints: Iterable[str]) -> None:
        """Take what the journal says now of findings."""
        for fingerprint in fingerprints:
            entry = self.journal.entry(file.document, fingerprint)
            was_open = file.is_open(fingerprint)
            file.count_penalty(file.findings[fingerprint], -1)
            file.conflicts.pop(fingerprint, None)
            file.decisions.pop(fingerprint, None)
            file.comments.pop(fingerprint, None)
            if entry and entry.comments:
                file.comments[fingerprint] = tuple(entry.comments)
            if entry and entry.in_conflict:
                file.conflicts[fingerprint] = tuple(replace(decision, fingerprint=fingerprint) for _, decision in entry.heads)
            elif entry and entry.decision:
                file.decisions[fingerprint] = replace(entry.decision, fingerprint=fingerprint)
            file.count_penalty(file.findings[fingerprint], 1)
            file.open[file.findings[fingerprint].severity] += file.is_open(fingerprint) - was_open


def sentence_after(item: Item, text: str | None = None) -> str:
    """The item's sentence as it will read: with the decisions in it made, and ``text`` in the place of the item's words."""
    document, span = item.file.document, item.sentence
    edits = [Edit(item.finding.span, text)] if text is not None else []
    changing = [
        Edit(finding.span, decision.text)
        for finding in item.file.findings.values()
        if (decision := item.file.decisions.get(finding.fingerprint)) and decision.changes and span.contains(finding.span)
    ]
    for edit in sorted(changing, key=lambda edit: -len(edit.span)):
        if not any(edit.span.overlaps(other.span) or edit.span == other.span for other in edits):
            edits.append(edit)
    return words_after(document, span, [edit for edit in edits if span.contains(edit.span)])


def neighbours(item: Item, around: int) -> tuple[str, str]:
    """The text before and after the item's sentence, in ``around`` segments on each side."""
    document, span = item.file.document, item.sentence
    segment = item.file.places.segment(span)
    first = max(0, segment.index - around) if segment else 0
    last = min(len(document.segments) - 1, segment.index + around) if segment else -1
    start = document.segments[first].target.start if document.segments else 0
    end = document.segments[last].target.end if last >= 0 else len(document.text)
    return document.words(Span(min(start, span.start), span.start)), document.words(Span(span.end, max(end, span.end)))
