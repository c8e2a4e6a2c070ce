"""How well findings agree with annotations: spans by character and as wholes, and segments by their penalties."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import StatisticsError, correlation

from reviewer.core.document import Segment, Span
from reviewer.core.finding import SEVERITIES, Finding
from reviewer.core.review import Review
from reviewer.quality.errors import raw
from reviewer.quality.mqm import MQM, Weights


@dataclass(frozen=True, slots=True)
class Overlap:
    """What was ``found`` and what was ``annotated``, and how much of each the other side has too (characters, or spans)."""

    found: int = 0
    found_right: int = 0
    annotated: int = 0
    annotated_found: int = 0

    def __add__(self, other: Overlap) -> Overlap:
        return Overlap(
            self.found + other.found,
            self.found_right + other.found_right,
            self.annotated + other.annotated,
            self.annotated_found + other.annotated_found,
        )

    @property
    def precision(self) -> float | None:
        """The share of what was found that is annotated, 0 to 1; None where nothing was found."""
        return self.found_right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what is annotated that was found, 0 to 1; None where nothing is annotated."""
        return self.annotated_found / self.annotated if self.annotated else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two: van Rijsbergen, "Information Retrieval" (1979), with equal weights."""
        if self.precision is None or self.recall is None:
            return None
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """Findings against annotations.

    ``characters`` counts characters that one side marks; ``spans`` counts spans, of which one agrees with another where they share a
    character. ``by_category`` and ``by_severity`` compare spans of the same category, or severity, on both sides; ``by_check`` has
    the spans of each check against all annotations. ``kendall`` and ``pearson`` correlate the penalties of ``segments``
    segments; None where one side's are all the same.
    """

    characters: Overlap
    spans: Overlap
    by_category: dict[str, Overlap]
    by_severity: dict[str, Overlap]
    by_check: dict[str, Overlap]
    segments: int
    kendall: float | None
    pearson: float | None


def compare(pairs: Iterable[tuple[Review, Review]], weights: Weights = MQM) -> Agreement:
    """The agreement of findings with annotations, of pairs of a review of a text and of the annotations of the same text as a review.

    Findings are those that ``check`` shows unasked. Annotations without a span (omissions) count in penalties alone.
    """
    characters = spans = Overlap()
    by_category: dict[str, Overlap] = defaultdict(Overlap)
    by_severity: dict[str, Overlap] = defaultdict(Overlap)
    by_check: dict[str, Overlap] = defaultdict(Overlap)
    found_penalties: list[float] = []
    annotated_penalties: list[float] = []
    for review, human in pairs:
        found, annotated = raw(review), human.findings
        characters += _characters(found, annotated)
        spans += _spans(found, annotated)
        for label, table in ((_category, by_category), (_severity, by_severity)):
            for name in {label(finding) for finding in (*found, *annotated)}:
                table[name] += _spans([f for f in found if label(f) == name], [f for f in annotated if label(f) == name])
        for check in {finding.check for finding in found}:
            by_check[check] += _spans([finding for finding in found if finding.check == check], annotated)
        found_penalties += _penalties(found, review.document.segments, weights)
        annotated_penalties += _penalties(annotated, review.document.segments, weights)
    return Agreement(
        characters,
        spans,
        dict(sorted(by_category.items())),
        {severity: by_severity[severity] for severity in SEVERITIES if severity in by_severity},
        dict(sorted(by_check.items())),
        len(found_penalties),
        kendall(found_penalties, annotated_penalties),
        pearson(found_penalties, annotated_penalties),
    )


def pearson(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's correlation, -1 to 1; None for fewer than two values, and where one side's are all the same."""
    try:
        return correlation(xs, ys)
    except StatisticsError:
        return None


def kendall(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Kendall's tau-b, -1 to 1, which makes allowance for ties; None for fewer than two values, and where one side's are all the same.

    Kendall, "The Treatment of Ties in Ranking Problems", Biometrika 33 (1945), 239-251: (C - D) / sqrt((n0 - n1)(n0 - n2)), where n0 is
    the number of pairs, n1 and n2 those tied in x and in y, C and D the concordant and the discordant ones.
    """
    pairs = sorted(zip(xs, ys, strict=True))
    difference = 0
    earlier: list[float] = []
    at = 0
    while at < len(pairs):
        end = at
        while end < len(pairs) and pairs[end][0] == pairs[at][0]:
            end += 1
        for _, y in pairs[at:end]:
            difference += bisect_left(earlier, y) - (len(earlier) - bisect_right(earlier, y))
        for _, y in pairs[at:end]:
            insort(earlier, y)
        at = end
    untied = (_untied_pairs(xs), _untied_pairs(ys))
    return difference / sqrt(untied[0] * untied[1]) if all(untied) else None


def _untied_pairs(values: Sequence[float]) -> int:
    counts: dict[float, int] = defaultdict(int)
    for value in values:
        counts[value] += 1
    return (len(values) * (len(values) - 1) - sum(count * (count - 1) for count in counts.values())) // 2


def _category(finding: Finding) -> str:
    return finding.category


def _severity(finding: Finding) -> str:
    return finding.severity


def _characters(found: Iterable[Finding], annotated: Iterable[Finding]) -> Overlap:
    ours, theirs = _covered(found), _covered(annotated)
    both = len(ours & theirs)
    return Overlap(len(ours), both, len(theirs), both)


def _covered(findings: Iterable[Finding]) -> set[int]:
    return {offset for finding in findings for offset in range(finding.span.start, finding.span.end)}


def _spans(found: Sequence[Finding], annotated: Sequence[Finding]) -> Overlap:
    ours = [finding.span for finding in found if len(finding.span)]
    theirs = [finding.span for finding in annotated if len(finding.span)]
    return Overlap(len(ours), _touching(ours, theirs), len(theirs), _touching(theirs, ours))


def _touching(spans: Sequence[Span], others: Sequence[Span]) -> int:
    """How many of ``spans`` share a character with one of ``others``."""
    starts = sorted(other.start for other in others)
    ends = sorted(other.end for other in others)
    return sum(bisect_left(starts, span.end) > bisect_right(ends, span.start) for span in spans)


def _penalties(findings: Iterable[Finding], segments: Sequence[Segment], weights: Weights) -> list[float]:
    """The penalty of each segment; a finding belongs to the segment in which it starts."""
    starts = [segment.target.start for segment in segments]
    penalties = [0.0] * len(segments)
    for finding in findings:
        place = bisect_right(starts, finding.span.start) - 1
        if place >= 0:
            penalties[place] += weights.of(finding)
    return penalties
