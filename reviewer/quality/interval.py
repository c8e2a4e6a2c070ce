"""An interval for a weighted sum of error counts."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, lgamma, log, sqrt
from typing import Final

CONFIDENCE: Final = 0.95
_SMALLEST: Final = 1e-15
_STEPS: Final = 200


def penalty_interval(counts: Iterable[tuple[float, int]], largest: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The ``confidence`` interval of the true penalty of a text in which ``counts`` (weight, number of errors) were seen.

    The numbers of errors of each weight are taken as independent Poisson counts; ``largest`` is the greatest weight that an error
    can have, seen or not. The method is the gamma interval of Fay and Feuer, "Confidence intervals for directly standardized rates:
    a method based on the gamma distribution", Statistics in Medicine 16 (1997), 791-801: with y = sum(w n) and v = sum(w² n), from
    (v / y) G(α/2; y² / v) to ((v + W²) / (y + W)) G(1 - α/2; (y + W)² / (v + W²)), where G(p; a) is the p-quantile of the gamma
    distribution of shape a. It is wide where little was seen, never below zero, and where all weights are 1 the exact interval of Garwood,
    "Fiducial limits for the Poisson distribution", Biometrika 28 (1936), 437-442.
    """
    seen = [(weight, number) for weight, number in counts if weight and number]
    penalty = sum(weight * number for weight, number in seen)
    variance = sum(weight * weight * number for weight, number in seen)
    tail = (1 - confidence) / 2
    low = variance / penalty * gamma_quantile(tail, penalty * penalty / variance) if penalty else 0.0
    if not largest:
        return low, penalty
    above, spread = penalty + largest, variance + largest * largest
    return low, spread / above * gamma_quantile(1 - tail, above * above / spread)


def gamma_quantile(probability: float, shape: float) -> float:
    """The ``probability`` quantile (0 < p < 1) of the gamma distribution with ``shape`` > 0 and scale 1, by bisection."""
    low, high = 0.0, shape + 10 * sqrt(shape) + 10
    while _gamma_share(shape, high) < probability:
        high *= 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _gamma_share(shape, middle) < probability:
            low = middle
        else:
            high = middle
        if high - low <= 1e-12 * high:
            break
    return (low + high) / 2


def _gamma_share(shape: float, x: float) -> float:
    """The regularised lower incomplete gamma function P(shape, x), by its power series (NIST DLMF, https://dlmf.nist.gov/8.7.E1)."""
    if x <= 0:
        return 0.0
    term = exp(shape * log(x) - x - lgamma(shape + 1))
    total, divisor = term, shape
    while term > _SMALLEST * total or divisor < x:
        divisor += 1
        term *= x / divisor
        total += term
    return total
