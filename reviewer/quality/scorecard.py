"""All that is measured of one text, and of several."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, Literal

from reviewer.core.document import Document
from reviewer.core.finding import Finding
from reviewer.core.review import Review
from reviewer.quality import gbt19682, mqm
from reviewer.quality.agreement import Agreement
from reviewer.quality.effort import Effort
from reviewer.quality.errors import confirmed, raw, remaining
from reviewer.quality.gbt19682 import Contract, GbtScore
from reviewer.quality.mqm import MqmScore, Weights
from reviewer.quality.systems import Comparison
from reviewer.quality.terms import TermRecogniser, TermScore

Count = Literal["raw", "confirmed", "remaining"]
COUNTS: Final[tuple[Count, ...]] = ("raw", "confirmed", "remaining")
"""Which errors a score counts (see `reviewer.quality.errors`)."""
WORST: Final = 10
STRETCHES: Final = 40
"""Into how many parts of equal length a text is cut, at most, to show where its errors are."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How errors are weighed."""

    weights: Weights = mqm.MQM
    contract: Contract = field(default_factory=Contract)


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one text by one way of counting."""

    mqm: MqmScore
    gbt: GbtScore


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One reviewed text: its scores by `COUNTS`, its terms, and the penalty of each stretch of it, by count."""

    review: Review
    scores: dict[Count, Scores]
    terms: TermScore
    stretches: dict[Count, tuple[float, ...]]

    @property
    def path(self) -> str:
        """Where the text is."""
        return self.review.document.path

    @property
    def words(self) -> int:
        """The number of English words."""
        return self.scores["raw"].mqm.words

    @property
    def counts(self) -> tuple[Count, ...]:
        """The ways of counting that say something: all, or ``raw`` alone where nobody has reviewed the text."""
        return COUNTS if self.review.decisions or self.scores["confirmed"].mqm.errors else COUNTS[:1]

    @property
    def decided(self) -> int:
        """How many findings are settled by a decision."""
        return sum(decision.settles for decision in self.review.decisions)


@dataclass(frozen=True, slots=True)
class Gate:
    """What texts must reach: the least MQM score (0 to 100) and the greatest GB/T rate (per mille), by one way of counting."""

    count: Count
    min_mqm: float | None
    max_gbt: float | None

    def failures(self, scores: Scores) -> tuple[str, ...]:
        """What ``scores`` fall short of, a phrase each."""
        mqm_score, rate = scores.mqm.score, scores.gbt.permille
        below = self.min_mqm is not None and mqm_score < self.min_mqm
        above = self.max_gbt is not None and rate > self.max_gbt
        return tuple(
            phrase
            for failed, phrase in (
                (below, f"MQM {mqm_score:.2f} is below {self.min_mqm:g}" if self.min_mqm is not None else ""),
                (above, f"GB/T 19682 {rate:.2f} ‰ is above {self.max_gbt:g} ‰" if self.max_gbt is not None else ""),
            )
            if failed
        )


@dataclass(frozen=True, slots=True)
class Human:
    """The annotations of one rater of one system's translations, scored."""

    system: str
    rater: str
    mqm: MqmScore


@dataclass(frozen=True, slots=True)
class Report:
    """What ``reviewer score`` measured; what was not asked for is empty or None."""

    scale: Scale
    texts: tuple[Scorecard, ...] = ()
    gate: Gate | None = None
    effort: Effort | None = None
    comparison: Comparison | None = None
    annotations: tuple[Human, ...] = ()
    agreement: Agreement | None = None

    @property
    def total(self) -> dict[Count, Scores]:
        """The scores of all texts as one."""
        return {
            count: Scores(
                mqm.merged((text.scores[count].mqm for text in self.texts), self.scale.weights),
                gbt19682.merged((text.scores[count].gbt for text in self.texts), self.scale.contract),
            )
            for count in COUNTS
        }

    @property
    def worst(self) -> tuple[Scorecard, ...]:
        """The ten texts with the lowest raw MQM scores, lowest first."""
        return tuple(sorted(self.texts, key=lambda text: (text.scores["raw"].mqm.score, text.path))[:WORST])

    @property
    def counts(self) -> tuple[Count, ...]:
        """The ways of counting that say something of all texts."""
        return COUNTS if all(text.counts == COUNTS for text in self.texts) else COUNTS[:1]

    @property
    def failures(self) -> tuple[tuple[str, str], ...]:
        """The texts that fall short of the gate: path and why."""
        if self.gate is None:
            return ()
        return tuple((text.path, why) for text in self.texts for why in self.gate.failures(text.scores[self.gate.count]))


def score_review(review: Review, recogniser: TermRecogniser, scale: Scale) -> Scorecard:
    """The scorecard of ``review``."""
    words = mqm.words_of(review.document)
    found = {"raw": raw(review), "confirmed": confirmed(review), "remaining": remaining(review)}
    return Scorecard(
        review,
        {
            count: Scores(mqm.score(found[count], words, scale.weights), gbt19682.score(found[count], review.document, scale.contract))
            for count in COUNTS
        },
        recogniser.score(review),
        {count: _stretches(found[count], review.document, scale.weights) for count in COUNTS},
    )


def _stretches(findings: Sequence[Finding], document: Document, weights: Weights) -> tuple[float, ...]:
    """The penalty of each stretch of the text; markup and what lies between segments have no length."""
    segments = document.segments
    ends = [*accumulate((len(segment.target) for segment in segments), initial=0)]
    parts = [0.0] * max(1, min(STRETCHES, ends[-1] // 200))
    starts = [segment.target.start for segment in segments]
    for finding in findings:
        place = bisect_right(starts, finding.span.start) - 1
        if place >= 0 and ends[-1]:
            at = ends[place] + min(finding.span.start - starts[place], len(segments[place].target) - 1)
            parts[min(len(parts) - 1, len(parts) * at // ends[-1])] += weights.of(finding)
    return tuple(parts)
