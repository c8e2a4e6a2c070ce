"""Findings for people: place, sentence with the span marked, message and suggestions, then a summary."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TextIO

from rich.cells import cell_len, set_cell_size

from reviewer.core.document import Document, Span
from reviewer.core.edits import suggested_text
from reviewer.core.finding import SEVERITIES, Finding, Severity
from reviewer.core.review import Review
from reviewer.text.place import Places

_STYLES: Final[dict[Severity, str]] = {"critical": "bold red", "major": "red", "minor": "yellow", "neutral": "cyan"}
_WIDTH_IN_A_PIPE: Final = 120
_WIDEST: Final = 160
_MOST_HIDDEN: Final = 4
"""Characters looked at for each cell that is shown: tags and blanks take no room."""
_MOST_SUGGESTIONS: Final = 5
_Paint = Callable[[str, str], str]
_BLANK = re.compile(r"\s")


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write each finding with its sentence, and at the end the counts by severity and by check."""
    width, paint = _look_of(stream)
    severities: Counter[Severity] = Counter()
    checks: Counter[str] = Counter()
    files = safe = 0
    for review in reviews:
        files += 1
        places = Places(review.document)
        for finding in review.findings:
            stream.writelines(f"{line}\n" for line in _frame(review.document, places, finding, width, paint))
            severities[finding.severity] += 1
            checks[finding.check] += 1
            safe += any(suggestion.safety == "safe" for suggestion in finding.suggestions[:1])
    stream.writelines(f"{line}\n" for line in _summary(files, severities, checks, safe, paint))


def _look_of(stream: TextIO) -> tuple[int, _Paint]:
    """The width in cells, and what colours a text: nothing does in a pipe, under NO_COLOR, and on a terminal without colours."""
    if not (stream.isatty() or os.environ.get("FORCE_COLOR")):
        return _WIDTH_IN_A_PIPE, lambda text, style: text
    from rich.console import COLOR_SYSTEMS, Console

    console = Console(file=stream)
    system = None if console.no_color else COLOR_SYSTEMS.get(console.color_system or "")
    return min(console.width, _WIDEST), lambda text, style: console.get_style(style).render(text, color_system=system)


def _frame(document: Document, places: Places, finding: Finding, width: int, paint: _Paint) -> Iterator[str]:
    line, column = places.line_column(finding.span.start)
    style = _STYLES[finding.severity]
    place = paint(f"{document.path}:{line}:{column}:", "bold")
    unsure = paint(" (low confidence)", "dim") if finding.confidence == "low" else ""
    yield f"{place} {paint(finding.severity, style)} {paint(finding.check, 'bold')} {finding.message}{unsure}"
    gutter = " " * len(str(line))
    (before, at, after), marks = _window(document, places.sentence(finding.span), finding.span, width - len(gutter) - 3)
    yield f"{paint(f'{line} | ', 'dim')}{before}{paint(at, style)}{after}"
    yield f"{paint(f'{gutter} | ', 'dim')}{paint(marks, style)}"
    for number, suggestion in enumerate(finding.suggestions[:_MOST_SUGGESTIONS], start=1):
        new = _flat(suggested_text(document, finding.span, suggestion))
        shown = f"“{new}”" if new else "delete it"
        note = {"safe": " (safe)", "show": " (not applied)"}.get(suggestion.safety, "")
        yield f"{paint(f'{gutter} = {number}. ', 'dim')}{paint(shown, 'green')}{paint(note, 'dim')}"
    yield ""


def _flat(text: str) -> str:
    return _BLANK.sub(" ", text)


def _window(document: Document, sentence: Span, span: Span, width: int) -> tuple[tuple[str, str, str], str]:
    """What stands before, in and after ``span``, cut to ``width`` cells around it, and the marks to go below."""
    room = max(20, width)
    reach = _MOST_HIDDEN * room
    start, end = max(sentence.start, span.start - reach), min(sentence.end, span.end + reach)
    before, at, after = (
        _flat(document.words(Span(a, b)))
        for a, b in ((start, span.start), (span.start, min(span.end, span.start + reach)), (span.end, end))
    )
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
    return "…" + set_cell_size(text[::-1], cells - 1)[::-1] if cells > 0 else ""


def _head(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1) + "…" if cells > 0 else ""


def _summary(files: int, severities: Counter[Severity], checks: Counter[str], safe: int, paint: _Paint) -> Iterator[str]:
    total = severities.total()
    in_files = f"{files} file{'s' * (files != 1)}"
    if not total:
        yield paint(f"No findings in {in_files}.", "green")
        return
    counts = ", ".join(f"{severities[severity]} {severity}" for severity in SEVERITIES if severities[severity])
    yield f"{paint(f'{total} finding' + 's' * (total != 1), 'bold')} in {in_files}: {counts}; {safe} with a safe suggestion."
    longest = max(map(len, checks))
    for check, count in sorted(checks.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {check:{longest}} {paint(f'{count:5}', 'bold')}"
