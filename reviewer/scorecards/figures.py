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
    """A metric's value with its interval and p-value."""
    written = f"{figure.score:.2f}"
    if figure.mean is not None and figure.margin is not None:
        written += f" ({figure.mean:.2f} ± {figure.margin:.2f})"
    if figure.p_value is not None:
        written += f" p = {figure.p_value:.4f}{'*' * figure.significant}"
    return written


def counted(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
