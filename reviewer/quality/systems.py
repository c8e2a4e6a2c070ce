"""Systems against a reference: BLEU, chrF2++ and TER, with intervals and paired tests; all of it sacrebleu's own computation.

Post, "A Call for Clarity in Reporting BLEU Scores" (WMT 2018). Paired bootstrap resampling: Koehn, "Statistical Significance Tests for Machine
Translation Evaluation" (EMNLP 2004); approximate randomisation: Riezler and Maxwell, "On Some Pitfalls in Automatic Evaluation and
Significance Testing for MT" (2005). The seed is sacrebleu's (12345, or SACREBLEU_SEED), so that a figure can be had again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from reviewer.quality.parallel import ParallelError, check_parallel

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

Test = Literal["bootstrap", "randomization"]
METRICS: Final = ("BLEU", "chrF2++", "TER")
RESAMPLES: Final[dict[Test, int]] = {"bootstrap": 1000, "randomization": 10000}
"""sacrebleu's defaults."""
SIGNIFICANT: Final = 0.05
_LOWER_IS_BETTER: Final = frozenset(("TER",))


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's value for a system; ``mean`` and ``margin`` (half the width of the 95% interval) where there was something to resample.

    ``p_value`` is that of the paired test against the first system, which itself has none.
    """

    metric: str
    score: float
    mean: float | None = None
    margin: float | None = None
    p_value: float | None = None

    @property
    def significant(self) -> bool:
        """Whether the difference from the first system is unlikely to be chance."""
        return self.p_value is not None and self.p_value < SIGNIFICANT


@dataclass(frozen=True, slots=True)
class System:
    """A system's figures, in the order of `METRICS`."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Systems against one reference of ``segments`` segments; ``signatures`` are sacrebleu's, by metric; ``test`` is None for one system."""

    systems: tuple[System, ...]
    segments: int
    signatures: dict[str, str]
    test: Test | None
    resamples: int

    def best(self, metric: str) -> str:
        """The name of the system that is best by ``metric``; of equals the first."""
        sign = -1 if metric in _LOWER_IS_BETTER else 1
        scores = {system.name: sign * figure.score for system in self.systems for figure in system.figures if figure.metric == metric}
        return max(scores, key=lambda name: scores[name])


def compare(
    systems: Mapping[str, Sequence[str]], reference: Sequence[str], *, test: Test = "bootstrap", resamples: int | None = None
) -> Comparison:
    """The figures of ``systems`` (segments by name) against ``reference``; where there are several, each is tested against the first.

    Raises ParallelError where they are not parallel, and where there are several systems and but one segment to resample.
    """
    check_parallel({"the reference": reference, **systems})
    if len(systems) > 1 and len(reference) < 2:
        raise ParallelError("a paired test needs two segments or more, and there is one")
    resamples = resamples or RESAMPLES[test]
    if len(systems) == 1:
        name, segments = next(iter(systems.items()))
        return _alone(name, segments, reference, resamples)
    from sacrebleu.significance import PairedTest

    kind = {"bootstrap": "bs", "randomization": "ar"}[test]
    paired = PairedTest(
        [(name, list(segments)) for name, segments in systems.items()],
        dict(zip(METRICS, _metrics(), strict=True)),
        [list(reference)],
        test_type=kind,
        n_samples=resamples,
        n_ar_confidence=RESAMPLES["bootstrap"] if test == "randomization" else -1,
    )
    signatures, table = paired()
    results: dict[str, list[Any]] = {name: list(column) for name, column in table.items()}
    return Comparison(
        tuple(System(name, tuple(_figure(metric, results[metric][number]) for metric in METRICS)) for number, name in enumerate(systems)),
        len(reference),
        {metric: str(signatures[metric]) for metric in METRICS},
        test,
        resamples,
    )


def _metrics() -> tuple[Metric, ...]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    return BLEU(), CHRF(word_order=2), TER()


def _alone(name: str, segments: Sequence[str], reference: Sequence[str], resamples: int) -> Comparison:
    figures: list[Figure] = []
    signatures: dict[str, str] = {}
    several = len(reference) > 1
    for metric_name, metric in zip(METRICS, _metrics(), strict=True):
        result = metric.corpus_score(list(segments), [list(reference)], n_bootstrap=resamples if several else 1)
        figures.append(Figure(metric_name, result.score, result._mean, result._ci) if several else Figure(metric_name, result.score))
        signatures[metric_name] = str(metric.get_signature())
    return Comparison((System(name, tuple(figures)),), len(reference), signatures, None, resamples if several else 0)


def _figure(metric: str, result: Any) -> Figure:
    return Figure(
        metric,
        float(result.score),
        None if result.mean is None else float(result.mean),
        None if result.ci is None else float(result.ci),
        None if result.p_value is None else float(result.p_value),
    )
