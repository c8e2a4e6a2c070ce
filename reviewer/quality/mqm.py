"""MQM: a penalty per 1,000 words and a score out of 100, from errors with a category and a severity.

The scoring model is the linear one of the MQM Council (themqm.org, "The MQM Scoring Models" and "Values and Scores",
https://themqm.org/error-types-2/the-mqm-scoring-models/): the sum of the errors' weights is the Absolute Penalty Total (APT); divided by the
Evaluation Word Count (EWC) it is the Per-Word Penalty Total; times the Reference Word Count of 1,000 the Normed Penalty Total; and the raw
Quality Score is 100 · (1 - APT / EWC). Words are counted in the English, as ISO 5060 allows: there is not always a source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Final

from reviewer.core.document import Document
from reviewer.core.finding import SEVERITIES, Finding
from reviewer.quality.interval import penalty_interval
from reviewer.quality.rules import Rule, first_fitting, parse_rules

REFERENCE_WORDS: Final = 1000
PERFECT: Final = 100.0
_WORD = re.compile(r"[^\s\x00]*\w[^\s\x00]*")


@dataclass(frozen=True, slots=True)
class Weights:
    """What an error costs: the first of ``rules`` that fits it, else nothing."""

    name: str
    rules: tuple[Rule[float], ...]

    def of(self, finding: Finding) -> float:
        """The penalty points of ``finding``."""
        return first_fitting(self.rules, finding, 0.0)

    @property
    def largest(self) -> float:
        """The most that an error can cost."""
        return max((rule.value for rule in self.rules), default=0.0)


MQM: Final = Weights(
    "mqm",
    (
        Rule("neutral", None, 0.0),
        Rule("minor", None, 1.0),
        Rule("major", None, 5.0),
        Rule("critical", None, 25.0),
    ),
)
"""The severity multipliers that the MQM Council recommends: 0, 1, 5, 25."""

WMT: Final = Weights(
    "wmt",
    (
        Rule("minor", "linguistic/punctuation", 0.1),
        Rule(None, "source", 0.0),
        Rule(None, "non-translation", 25.0),
        Rule("neutral", None, 0.0),
        Rule("minor", None, 1.0),
        Rule("major", None, 5.0),
        Rule("critical", None, 5.0),
    ),
)
"""Google's weights at WMT: Freitag et al., "Experts, Errors, and Context" (TACL 9, 2021, arXiv:2104.14478): major 5, minor 1, minor punctuation
0.1, non-translation 25, neutral 0. That typology has no critical errors; like Marot's defaults (google-research/marot), they cost as major ones."""

PRESETS: Final = {weights.name: weights for weights in (MQM, WMT)}


def parse_weights(text: str) -> Weights:
    """A preset by name, or rules that go before those of `MQM`, such as ``critical=10,minor:linguistic/punctuation=0.1``. Raises RuleError."""
    return PRESETS[text] if text in PRESETS else Weights(text, (*parse_rules(text, _weight), *MQM.rules))


def _weight(written: str) -> float:
    try:
        weight = float(written)
    except ValueError:
        weight = -1.0
    if not 0 <= weight < inf:
        raise ValueError("a weight is a number from 0 up")
    return weight


@dataclass(frozen=True, slots=True)
class Tally:
    """How many errors of one category and severity there are, and what one of them costs."""

    category: str
    severity: str
    weight: float
    count: int

    @property
    def penalty(self) -> float:
        """What they cost together."""
        return self.weight * self.count


@dataclass(frozen=True, slots=True)
class MqmScore:
    """The errors in a text of ``words`` words, by category and severity."""

    words: int
    tallies: tuple[Tally, ...]
    weights: Weights

    @property
    def errors(self) -> int:
        """How many errors there are, neutral ones too."""
        return sum(tally.count for tally in self.tallies)

    @property
    def penalty(self) -> float:
        """The Absolute Penalty Total."""
        return sum(tally.penalty for tally in self.tallies)

    @property
    def per_thousand(self) -> float:
        """Penalty points for 1,000 words (the Normed Penalty Total)."""
        return self.penalty * REFERENCE_WORDS / self.words

    @property
    def score(self) -> float:
        """The raw Quality Score, from 0 to 100; a text with a point or more for every word has 0."""
        return quality_score(self.penalty, self.words)

    @property
    def interval(self) -> tuple[float, float]:
        """Where the score of texts like this one lies with 95% confidence (see `penalty_interval`); wide where the text is short."""
        low, high = penalty_interval(((tally.weight, tally.count) for tally in self.tallies), self.weights.largest)
        return quality_score(high, self.words), quality_score(low, self.words)

    def by_severity(self) -> dict[str, int]:
        """The number of errors of each severity, worst first."""
        return {severity: sum(tally.count for tally in self.tallies if tally.severity == severity) for severity in SEVERITIES}

    def by_dimension(self) -> dict[str, dict[str, int]]:
        """For each dimension with errors, the number of errors of each severity; the dimension that costs most first."""
        cost: Counter[str] = Counter()
        table: dict[str, dict[str, int]] = {}
        for tally in self.tallies:
            dimension = tally.category.partition("/")[0]
            row = table.setdefault(dimension, dict.fromkeys(SEVERITIES, 0))
            row[tally.severity] += tally.count
            cost[dimension] += round(1000 * tally.penalty)
        return {dimension: table[dimension] for dimension in sorted(table, key=lambda name: (-cost[name], name))}

    def by_category(self) -> dict[str, dict[str, int]]:
        """For each category with errors, in order of name, the number of errors of each severity."""
        table: dict[str, dict[str, int]] = {}
        for tally in sorted(self.tallies, key=lambda tally: tally.category):
            table.setdefault(tally.category, dict.fromkeys(SEVERITIES, 0))[tally.severity] += tally.count
        return table


def score(findings: Iterable[Finding], words: int, weights: Weights = MQM) -> MqmScore:
    """The score of a text of ``words`` words in which ``findings`` are the errors; a text without words counts as one of one word."""
    counts = Counter((finding.category, finding.severity, weights.of(finding)) for finding in findings)
    tallies = tuple(Tally(category, severity, weight, count) for (category, severity, weight), count in sorted(counts.items()))
    return MqmScore(max(1, words), tallies, weights)


def merged(scores: Iterable[MqmScore], weights: Weights = MQM) -> MqmScore:
    """The score of several texts as one; all were scored with ``weights``."""
    counts: Counter[tuple[str, str, float]] = Counter()
    words = 0
    for each in scores:
        words += each.words
        for tally in each.tallies:
            counts[tally.category, tally.severity, tally.weight] += tally.count
    return MqmScore(max(1, words), tuple(Tally(*key, count) for key, count in sorted(counts.items())), weights)


def words_of(document: Document) -> int:
    """The number of words in the English of ``document``: runs between blanks and markup that hold a letter or a figure."""
    return sum(count_words(segment.target.of(document.view)) for segment in document.segments)


def count_words(text: str) -> int:
    """The number of words in ``text``."""
    return sum(1 for _ in _WORD.finditer(text))


def quality_score(penalty: float, words: int) -> float:
    """The raw Quality Score, from 0 to 100, of ``penalty`` points in ``words`` words, at least one."""
    return max(0.0, PERFECT * (1 - penalty / words))
