"""What the panes show of an item, as styled text."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from textual.content import Content

from reviewer.core.document import Span
from reviewer.core.term import Term
from reviewer.tui.session import Item, Session, neighbours, sentence_after
from reviewer.tui.shown import on_one_line, shown

SIGNS: Final = {"open": ".", "accept": "+", "reject": "-", "rewrite": "e", "later": "~", "conflict": "!"}
"""How the list shows the state of an item, readable without colour."""

LETTERS: Final = {"critical": "C", "major": "M", "minor": "m", "neutral": "n"}
"""How the list shows severities."""

_CUT: Final = 700
"""Characters of a neighbouring text that are shown at most."""


def header(session: Session, file_count: int, checked: int, message: str, width: int) -> Content:
    """The line at the top: progress, what waits by severity, the filter, the reviewer."""
    decided, total, waiting = session.progress()
    share = decided / total if total else 0
    bar = "#" * round(share * 10)
    left = "  ".join(f"{LETTERS[severity]} {waiting[severity]}" for severity in LETTERS if waiting[severity])
    parts = [f" [{bar:.<10}] {decided}/{total} {share:.0%}", left]
    if total:
        now, after = session.scores()
        parts.append(f"MQM {now:.1f} > {after:.1f}")
    conflicts = sum(len(file.conflicts) for file in session.files)
    lost = sum(len(file.lost) for file in session.files)
    if conflicts:
        parts.append(f"conflict {conflicts}")
    if lost:
        parts.append(f"lost {lost}")
    if checked < file_count:
        parts.append(f"checking {checked + 1}/{file_count} …")
    if session.query.text:
        parts.append(f"filter: {session.query.text}")
    if session.order != "place":
        parts.append(f"by {session.order}")
    parts.append(message or session.reviewer)
    return Content("  ".join(part for part in parts if part)).truncate(width, ellipsis=True)


def source(item: Item) -> Content:
    """The Chinese sentence or row beside the English, with what stands for the words marked."""
    document = item.file.document
    segment = item.file.places.segment(item.finding.span)
    if segment is None or not len(segment.source):
        return Content("")
    text = segment.source.of(document.source)
    marked = item.finding.source_span
    if marked is None:
        return Content(shown(text))
    start, end = marked.start - segment.source.start, marked.end - segment.source.start
    return Content.assemble(shown(text[:start]), (f"[{shown(text[start:end])}]", "bold underline"), shown(text[end:]))


def context(item: Item, around: int) -> Content:
    """The sentence with the words marked and its other findings underlined, between its dim neighbours."""
    document, sentence, span = item.file.document, item.sentence, item.finding.span
    before, after = neighbours(item, around)
    parts: list[str | tuple[str, str]] = [(shown(before[-_CUT:]), "dim")]
    at = sentence.start
    others = [
        other.span
        for other in item.file.findings.values()
        if other.fingerprint != item.finding.fingerprint and sentence.contains(other.span) and not other.span.overlaps(span)
    ]
    for place in sorted([span, *_apart(others)]):
        if place.start < at:
            continue
        parts.append(shown(document.words(Span(at, place.start))))
        words = shown(document.words(place))
        parts.append((f"[{words}]", "bold reverse") if place == span else (words, "underline"))
        at = place.end
    parts += [shown(document.words(Span(at, sentence.end))), (shown(after[:_CUT]), "dim")]
    return Content.assemble(*parts)


def _apart(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


def fault(item: Item, kin: int, total: int, number: int) -> Content:
    """What is wrong, how gravely, and how many of its kind wait."""
    finding = item.finding
    place = f"{Path(item.file.path).name}:{item.line}"
    same = f"  same kind: {kin} open" if kin > 1 else ""
    moved = "  moved" if finding.fingerprint in item.file.moved else ""
    return Content.assemble(
        (f"{finding.severity} ", "bold"),
        f"{finding.check}  {place}  {number}/{total}  {finding.category}  {finding.confidence}{same}{moved}\n",
        shown(finding.message),
    )


def suggestions(item: Item) -> Content:
    """The numbered suggestions, the one that was chosen marked, and the verdict."""
    decision = item.decision
    lines: list[str | tuple[str, str]] = []
    for number, text in enumerate(item.options[:9]):
        safety = next((each.safety for each in item.finding.suggestions if each.safety == "safe"), "") if number == 0 else ""
        chosen = decision is not None and decision.changes and decision.text == text
        mark = ">" if chosen or (decision is None and number == 0) else " "
        lines.append((f"{mark} {number + 1}  {on_one_line(text) or '(delete)'}{'  (safe)' if safety else ''}\n", "bold" if chosen else ""))
    if not item.options:
        lines.append(("  no suggestion: e writes one, r leaves the words\n", "dim"))
    if decision:
        own = f": {on_one_line(decision.text)}" if decision.verdict == "rewrite" else ""
        lines.append((f"{decision.verdict}{own}  by {on_one_line(decision.reviewer)}, {decision.at}\n", "bold"))
    for other in item.file.conflicts.get(item.finding.fingerprint, ()):
        text = f": {on_one_line(other.text)}" if other.changes else ""
        lines.append((f"! {on_one_line(other.reviewer)} says {other.verdict}{text}\n", "bold"))
    comments = item.file.comments.get(item.finding.fingerprint, ())
    lines += [(f'" {on_one_line(comment.text)}  ({on_one_line(comment.reviewer)})\n', "italic") for comment in comments]
    return Content.assemble(*lines)


def change(item: Item) -> Content:
    """The sentence as it will read, with what goes and what comes."""
    decision = item.decision
    if decision is None or not decision.settles:
        text = item.options[0] if item.options else None
    else:
        text = decision.text if decision.changes else None
    old, new = item.file.document.words(item.sentence), sentence_after(item, text)
    if old == new:
        return Content("  (the sentence stays as it is)")
    a, b = old.split(" "), new.split(" ")
    parts: list[str | tuple[str, str]] = []
    for tag, start, end, other_start, other_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(shown(" ".join(a[start:end])) + " ")
            continue
        if end > start:
            parts.append((f"[-{shown(' '.join(a[start:end]))}-] ", "strike dim"))
        if other_end > other_start:
            parts.append((f"{{+{shown(' '.join(b[other_start:other_end]))}+}} ", "bold underline"))
    return Content.assemble(*parts)


def card(term: Term | None) -> Content:
    """What the term base says of the item's term."""
    if term is None:
        return Content("")
    parts: list[str | tuple[str, str]] = [
        (f"{' / '.join(term.zh)}  ", "bold"),
        (term.preferred or "(left out)", "bold underline"),
        f"  {'; '.join(term.admitted)}\n" if term.admitted else "\n",
    ]
    if term.note:
        parts.append(f"{term.note}\n")
    for rendering, years in term.years:
        parts.append(f"{rendering}: {years}\n")
    wrong = "; ".join(rendering.text for rendering in term.deprecated)
    parts.append((f"not: {wrong[:200]}{'…' if len(wrong) > 200 else ''}\n", "dim"))
    parts.append((f"{term.authority or 'no authority named'}", "dim"))
    return Content.assemble(*parts)
