"""Findings for people: place, sentence with the span marked, message and suggestions, then a summary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from reviewer.core.document import Document, Span
from reviewer.core.finding import SEVERITIES, Finding, Severity
from reviewer.core.review import Review
from reviewer.outputs.place import Places
from reviewer.outputs.record import suggested_text

_STYLES: Final[dict[Severity, str]] = {"critical": "bold red", "major": "red", "minor": "yellow", "neutral": "cyan"}
_WIDTH_IN_A_PIPE: Final = 120
_MOST_SUGGESTIONS: Final = 5
_BLANK = re.compile(r"[\s\x00]")


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write each finding with its sentence, and at the end the counts by severity and by check."""
    console = Console(file=stream, soft_wrap=True, highlight=False, markup=False, emoji=False)
    width = min(console.width, 160) if console.is_terminal else _WIDTH_IN_A_PIPE
    severities: Counter[Severity] = Counter()
    checks: Counter[str] = Counter()
    files = safe = 0
    for review in reviews:
        files += 1
        places = Places(review.document)
        for finding in review.findings:
            for line in _frame(review.document, places, finding, width):
                console.print(line)
            severities[finding.severity] += 1
            checks[finding.check] += 1
            safe += any(suggestion.safety == "safe" for suggestion in finding.suggestions[:1])
    for line in _summary(files, severities, checks, safe):
        console.print(line)


def _frame(document: Document, places: Places, finding: Finding, width: int) -> Iterator[Text]:
    line, column = places.line_column(finding.span.start)
    head = Text.assemble(
        (f"{document.path}:{line}:{column}:", "bold"), " ", (finding.severity, _STYLES[finding.severity]), " ", (finding.check, "bold"),
        " ", finding.message,
    )  # fmt: skip
    if finding.confidence == "low":
        head.append(" (low confidence)", "dim")
    yield head
    gutter = " " * len(str(line))
    text, marks = _window(document.view, places.sentence(finding.span), finding.span, width - len(gutter) - 3)
    yield Text.assemble((f"{line} | ", "dim"), text[0], (text[1], _STYLES[finding.severity]), text[2])
    yield Text.assemble((f"{gutter} | ", "dim"), (marks, _STYLES[finding.severity]))
    for number, suggestion in enumerate(finding.suggestions[:_MOST_SUGGESTIONS], start=1):
        new = _flat(suggested_text(document, finding.span, suggestion))
        shown = f"“{new}”" if new else "delete it"
        note = {"safe": " (safe)", "show": " (not applied)"}.get(suggestion.safety, "")
        yield Text.assemble((f"{gutter} = ", "dim"), (f"{number}. ", "dim"), (shown, "green"), (note, "dim"))
    yield Text("")


def _flat(text: str) -> str:
    return _BLANK.sub(" ", text)


def _window(text: str, sentence: Span, span: Span, width: int) -> tuple[tuple[str, str, str], str]:
    """What stands before, in and after ``span``, cut to ``width`` cells around it, and the marks to go below."""
    before, at, after = (_flat(text[a:b]) for a, b in ((sentence.start, span.start), (span.start, span.end), (span.end, sentence.end)))
    room = max(20, width)
    if cell_len(at) > room:
        at = at[: room - 1] + "…"
    side = max(0, room - cell_len(at))
    if cell_len(before) + cell_len(after) > side:
        left = max(side // 2, side - cell_len(after))
        before = _tail(before, left)
        after = _head(after, side - cell_len(before))
    return (before, at, after), " " * cell_len(before) + "^" * max(1, cell_len(at))


def _tail(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return text
    while text and cell_len(text) > cells - 1:
        text = text[1:]
    return "…" + text if cells else ""


def _head(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return text
    while text and cell_len(text) > cells - 1:
        text = text[:-1]
    return text + "…" if cells else ""


def _summary(files: int, severities: Counter[Severity], checks: Counter[str], safe: int) -> Iterator[Text]:
    total = severities.total()
    in_files = f"{files} file{'s' * (files != 1)}"
    if not total:
        yield Text(f"No findings in {in_files}.", "green")
        return
    counts = ", ".join(f"{severities[severity]} {severity}" for severity in SEVERITIES if severities[severity])
    yield Text.assemble((f"{total} finding{'s' * (total != 1)}", "bold"), f" in {in_files}: {counts}; {safe} with a safe suggestion.")
    longest = max(map(len, checks))
    for check, count in sorted(checks.items(), key=lambda item: (-item[1], item[0])):
        yield Text.assemble(f"  {check:{longest}} ", (f"{count:5}", "bold"))
