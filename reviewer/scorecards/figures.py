"""Figures as they are written."""

from __future__ import annotations

from reviewer.quality.gbt19682 import GbtScore
from reviewer.quality.mqm import MqmScore
from reviewer.quality.systems import Figure


def share(value: float | None) -> str:
    """A share of 0 to 1 in per cent; a dash for None."""
    return "–" if value is None else f"{100 * value:.1f}%"


def coefficient(value: float | None) -> str:
    """A correlation; a dash for None."""
    return "–" if value is None else f"{value:.3f}"


def score(mqm: MqmScore) -> str:
    """An MQM score."""
    return f"{mqm.score:.1f}"


def interval(mqm: MqmScore) -> str:
    """The 95% interval of an MQM score."""
    low, high = mqm.interval
    return f"{low:.1f} to {high:.1f}"


def permille(gbt: GbtScore) -> str:
    """A GB/T 19682 error rate."""
    return f"{gbt.permille:.2f} ‰"


def verdict(gbt: GbtScore) -> str:
    """Whether an error rate is acceptable."""
    return "passes" if gbt.passes else "fails"


def characters(gbt: GbtScore) -> str:
    """W, and where it comes from."""
    origin = {"contract": "as contracted", "counted": "counted in the Chinese", "estimated": "estimated from the English"}[gbt.origin]
    return f"{gbt.characters:,} characters, {origin}"


def system_figure(figure: Figure) -> str:
    """A metric's value with half its interval and its p-value."""
    margin = "" if figure.margin is None else f" ±{figure.margin:.2f}"
    p_value = "" if figure.p_value is None else f" p={figure.p_value:.4f}{'*' * figure.significant}"
    return f"{figure.score:.2f}{margin}{p_value}"


def counted(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
