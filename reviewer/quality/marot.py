"""MQM annotations as tab-separated values, in the ten columns that Google's Marot viewer reads and writes.

The format is that of Marot's page (google-research/google-research, marot/README.md): system, doc, docSegId, globalSegId, rater, source, target,
category, severity, metadata; one error a line, its span between ``<v>`` and ``</v>`` in the target (or, for what was left out, in the source);
"no-error" as category and severity where there is none; metadata is a JSON object. Files without that column (WMT 2020 to 2022) are read too.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from reviewer.core.document import Document, Segment, Span
from reviewer.core.finding import SEVERITIES, Finding, Severity
from reviewer.core.review import BY_HAND, Review

COLUMNS: Final = ("system", "doc", "docSegId", "globalSegId", "rater", "source", "target", "category", "severity", "metadata")
_NO_ERROR: Final = "no-error"
_MARK = re.compile(r"</?v>")
_BREAK = str.maketrans("\t\r\n", "   ")
_DIMENSIONS: Final = {
    "fluency": "linguistic",
    "linguistic-conventions": "linguistic",
    "locale-convention": "locale",
    "design-and-markup": "design",
}
_CATEGORIES: Final = {
    "accuracy/untranslated-text": "accuracy/untranslated",
    "accuracy/creative-reinterpretation": "accuracy/reinterpretation",
    "linguistic/register": "style/register",
    "linguistic/inconsistency": "terminology/inconsistent",
    "linguistic/character-encoding": "design/markup",
    "terminology/inappropriate-for-context": "terminology/wrong-term",
    "terminology/inconsistent-use": "terminology/inconsistent",
    "locale/currency-format": "locale/currency",
    "style/unnatural-or-awkward": "style/awkward",
}
"""Where Google's category is another of ours; others are taken by their names."""


class MarotError(ValueError):
    """A file that is no MQM annotation; the message is one line and names the place."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """What one rater marked in one system's translation of one document: every mark a finding of check `BY_HAND`."""

    system: str
    rater: str
    review: Review


@dataclass(frozen=True, slots=True)
class _Row:
    segment: str
    source: str
    target: str
    mark: Span | None
    category: str
    severity: Severity | None
    note: str


def read_annotations(path: str, text: str) -> tuple[Annotated, ...]:
    """The annotations in ``text``, by system, document and rater, in the order of the file.

    Raises MarotError for a line that has not nine or ten columns, an unknown severity, metadata that is no JSON object, and marks out of order.
    """
    groups: dict[tuple[str, str, str], list[_Row]] = defaultdict(list)
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        line = line.rstrip("\r")
        if not line.strip() or (number == 1 and line.lower().startswith("system\tdoc")):
            continue
        columns = line.split("\t")
        if len(columns) not in (len(COLUMNS) - 1, len(COLUMNS)):
            raise MarotError(f"{path}:{number}: {len(columns)} columns where the ten of MQM annotations are expected")
        try:
            row = _row(columns)
        except ValueError as error:
            raise MarotError(f"{path}:{number}: {error}") from None
        if columns[4]:
            groups[columns[0], columns[1], columns[4]].append(row)
    if not groups:
        raise MarotError(f"{path}: no annotations")
    return tuple(Annotated(system, rater, _review(document, rater, rows)) for (system, document, rater), rows in groups.items())


def write_annotations(reviews: Iterable[Review], *, system: str = "mt", rater: str = "reviewer") -> Iterator[str]:
    """The lines of ``reviews``, each with its line feed, the header first.

    Line breaks and tabs become blanks, and a literal ``<v>`` gets other brackets. Metadata has the message as ``note``, and ``check``,
    ``term``, ``confidence``, ``fingerprint``; the ``verdict``, ``corrected`` words and time of a decision where there is one.
    """
    yield "\t".join(COLUMNS) + "\n"
    number = 0
    for review in reviews:
        by_segment: dict[int, list[Finding]] = defaultdict(list)
        starts = [segment.target.start for segment in review.document.segments]
        for finding in review.findings:
            by_segment[bisect_right(starts, finding.span.start) - 1].append(finding)
        for segment in review.document.segments:
            number += 1
            head = (system, review.document.path, str(segment.index + 1), str(number), rater)
            source = _flat(segment.source.of(review.document.source))
            for finding in by_segment[segment.index]:
                target = _marked(review.document, segment.target, finding.span)
                dimension, _, kind = finding.category.partition("/")
                category = f"{dimension.capitalize()}/{kind.capitalize()}"
                metadata = json.dumps(_metadata(review, finding), ensure_ascii=False)
                yield "\t".join((*map(_flat, head), source, target, category, finding.severity.capitalize(), metadata)) + "\n"
            if not by_segment[segment.index]:
                target = _flat(review.document.words(segment.target))
                yield "\t".join((*map(_flat, head), source, target, _NO_ERROR, _NO_ERROR, "{}")) + "\n"


def _flat(text: str) -> str:
    return _MARK.sub(lambda mark: f"‹{mark[0][1:-1]}›", text.translate(_BREAK))


def _marked(document: Document, segment: Span, span: Span) -> str:
    end = min(span.end, segment.end)
    before, at, after = (_flat(document.words(Span(a, b))) for a, b in ((segment.start, span.start), (span.start, end), (end, segment.end)))
    return f"{before}<v>{at}</v>{after}"


def _metadata(review: Review, finding: Finding) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "note": finding.message,
        "marked_text": _flat(review.document.words(finding.span)),
        "check": finding.check,
        "term": finding.term,
        "confidence": finding.confidence,
        "fingerprint": finding.fingerprint,
    }
    decision = next((each for each in review.decisions if each.fingerprint == finding.fingerprint), None)
    if decision:
        metadata |= {"verdict": decision.verdict, "corrected": decision.text, "timestamp": _milliseconds(decision.at)}
    return metadata


def _milliseconds(at: str) -> int:
    return round(1000 * datetime.fromisoformat(at).timestamp())


def _row(columns: list[str]) -> _Row:
    _, _, segment, _, _, source, target, category, severity = columns[:9]
    note = ""
    if len(columns) == len(COLUMNS) and columns[9].strip():
        note = _note(columns[9])
    named = severity.strip().lower()
    if named not in (*SEVERITIES, _NO_ERROR, ""):
        raise ValueError(f"unknown severity {severity!r}")
    level = next((known for known in SEVERITIES if known == named), None)
    plain, mark = _unmarked(target)
    bare_source, source_mark = _unmarked(source)
    if mark is None and source_mark is None and level:
        mark = Span(0, len(plain))
    return _Row(segment, bare_source, plain, mark, _category(category), level, note)


def _note(written: str) -> str:
    if not written.lstrip().startswith("{"):
        return written
    try:
        return str(json.loads(written).get("note", ""))
    except json.JSONDecodeError as error:
        raise ValueError(f"metadata is no JSON object ({error.msg})") from None


def _unmarked(text: str) -> tuple[str, Span | None]:
    """``text`` without its marks, and what lies from the first to the last of them; None where there are none."""
    marks = list(_MARK.finditer(text))
    if [mark[0] for mark in marks] != ["<v>", "</v>"] * (len(marks) // 2):
        raise ValueError("<v> and </v> do not stand in pairs")
    plain = _MARK.sub("", text)
    if not marks:
        return plain, None
    return plain, Span(marks[0].start(), marks[-1].start() - sum(len(mark[0]) for mark in marks[:-1]))


def _category(name: str) -> str:
    parts = [re.sub(r"[\s_]+", "-", part.strip().lower()) for part in name.rstrip("!").split("/")]
    normal = "/".join((_DIMENSIONS.get(parts[0], parts[0]), *parts[1:]))
    return _CATEGORIES.get(normal, normal)


def _review(path: str, rater: str, rows: list[_Row]) -> Review:
    """The segments of ``rows`` as a document, a bitext where there is any Chinese, and the marks in it."""
    segments: dict[str, _Row] = {}
    for row in rows:
        segments.setdefault(row.segment, row)
    bilingual = any(row.source for row in segments.values())
    text = ""
    places: list[Segment] = []
    start_of: dict[str, int] = {}
    for name, row in segments.items():
        start = len(text) + (len(row.source) + 1 if bilingual else 0)
        source = Span(len(text), len(text) + len(row.source)) if bilingual else Span(0, 0)
        places.append(Segment(len(places), "unit", source, Span(start, start + len(row.target))))
        start_of[name] = start
        text += f"{row.source}\t{row.target}\n" if bilingual else f"{row.target}\n\n"
    document = Document(path, "tsv" if bilingual else "txt", text, text, text if bilingual else "", tuple(places), None)
    findings: list[Finding] = []
    for row in rows:
        if row.severity is None:
            continue
        at, mark = start_of[row.segment], row.mark or Span(0, 0)
        span = Span(at + mark.start, at + mark.end)
        findings.append(Finding(BY_HAND, None, row.category, row.severity, "high", span, None, row.note, (), f"{rater}-{len(findings)}"))
    return Review(document, tuple(sorted(findings, key=lambda finding: finding.span)), f"rater:{rater}")
