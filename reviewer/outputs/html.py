"""One self-contained page: charts, and all findings in their sentences, to sort and to filter; light and dark, without a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TextIO

from reviewer.core.edits import suggested_text
from reviewer.core.finding import CONFIDENCES, SEVERITIES, Finding, Severity
from reviewer.core.review import Review
from reviewer.text.place import Places

MOST_FILES: Final = 15
"""Files in the chart: those with the most findings."""

_LONGEST_CONTEXT: Final = 160
"""Characters shown before and after the words at fault."""
_REACH: Final = 4 * _LONGEST_CONTEXT
"""Characters looked at for the context: markup takes no room."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A finding as the page shows it; ``before`` and ``after`` are the rest of its sentence."""

    finding: Finding
    path: str
    line: int
    column: int
    before: str
    words: str
    after: str
    suggestions: tuple[tuple[str, str], ...]


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write the page: its style and its script stand in it, and it asks nothing of anywhere."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("reviewer.outputs")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    rows: list[_Row] = []
    signature, files = "", 0
    for review in reviews:
        signature = review.signature
        files += 1
        places = Places(review.document)
        rows += [_row(places, finding) for finding in review.findings]
    severities = Counter(row.finding.severity for row in rows)
    page = environment.get_template("report.html.jinja")
    for piece in page.generate(
        rows=rows,
        files=files,
        signature=signature,
        severities=[(severity, severities[severity]) for severity in SEVERITIES if severities[severity]],
        safe=sum(any(safety == "safe" for _, safety in row.suggestions[:1]) for row in rows),
        charts=(
            ("category", _bars((row.finding.category, row.finding.severity) for row in rows)),
            ("file", _bars((row.path, row.finding.severity) for row in rows)[:MOST_FILES]),
        ),
        filters=(
            ("severity", [severity for severity in SEVERITIES if severities[severity]]),
            ("check", sorted({row.finding.check for row in rows})),
            ("category", sorted({row.finding.category for row in rows})),
            ("file", sorted({row.path for row in rows})),
        ),
        rank=lambda finding: SEVERITIES.index(finding.severity) * len(CONFIDENCES) + CONFIDENCES.index(finding.confidence),
    ):
        stream.write(piece)
    stream.write("\n")


def _row(places: Places, finding: Finding) -> _Row:
    document, span = places.document, finding.span
    line, column = places.line_column(span.start)
    sentence = places.sentence(span)
    before = _flat(document.view[max(sentence.start, span.start - _REACH) : span.start])
    after = _flat(document.view[span.end : min(sentence.end, span.end + _REACH)])
    return _Row(
        finding,
        document.path,
        line,
        column,
        before if len(before) <= _LONGEST_CONTEXT else "…" + before[-_LONGEST_CONTEXT:],
        _flat(span.of(document.view)),
        after if len(after) <= _LONGEST_CONTEXT else after[:_LONGEST_CONTEXT] + "…",
        tuple((suggested_text(document, span, suggestion), suggestion.safety) for suggestion in finding.suggestions),
    )


def _flat(text: str) -> str:
    return text.replace("\x00", "")


def _bars(findings: Iterable[tuple[str, Severity]]) -> list[tuple[str, int, dict[Severity, int]]]:
    """The bars of a chart, longest first: name, total, and the number of each severity."""
    counts: dict[str, Counter[Severity]] = {}
    for name, severity in findings:
        counts.setdefault(name, Counter())[severity] += 1
    bars = [(name, each.total(), {severity: each[severity] for severity in SEVERITIES if each[severity]}) for name, each in counts.items()]
    return sorted(bars, key=lambda bar: (-bar[1], bar[0]))
