"""What holds for an error by its severity and category: rules in order, of which the first that fits is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from reviewer.core.finding import CATEGORIES, SEVERITIES, Finding

Value = TypeVar("Value")


class RuleError(ValueError):
    """A rule that cannot be understood; the message is one line."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Value]):
    """``value`` holds for errors of ``severity`` (any where None) in ``category``: a dimension, ``dimension/type``, or any where None."""

    severity: str | None
    category: str | None
    value: Value

    def fits(self, finding: Finding) -> bool:
        """Whether the rule is about ``finding``."""
        names = (None, finding.category, finding.category.partition("/")[0])
        return self.severity in (None, finding.severity) and self.category in names

    def __str__(self) -> str:
        value = f"{self.value:g}" if isinstance(self.value, float) else self.value
        return f"{':'.join(filter(None, (self.severity, self.category))) or 'other'}={value}"


def first_fitting(rules: Iterable[Rule[Value]], finding: Finding, otherwise: Value) -> Value:
    """The value of the first of ``rules`` that fits ``finding``."""
    return next((rule.value for rule in rules if rule.fits(finding)), otherwise)


def parse_rules(text: str, value: Callable[[str], Value]) -> tuple[Rule[Value], ...]:
    """The rules in ``text``: ``major=4,style=0,minor:linguistic/punctuation=0.1``; what stands behind ``=`` is read by ``value``.

    Raises RuleError for a rule without ``=``, for a name that is neither severity nor category, and where ``value`` raises ValueError.
    """
    return tuple(_parse(part.strip(), value) for part in text.split(",") if part.strip())


def _parse(text: str, value: Callable[[str], Value]) -> Rule[Value]:
    selector, equals, written = (part.strip() for part in text.partition("="))
    if not equals:
        raise RuleError(f"{text!r} is no rule: write severity=value, category=value or severity:category=value")
    severity: str | None
    category: str | None
    severity, colon, category = selector.partition(":")
    if not colon:
        severity, category = (selector, None) if selector in SEVERITIES else (None, selector)
    if severity is not None and severity not in SEVERITIES:
        raise RuleError(f"{severity!r} is no severity (they are {', '.join(SEVERITIES)})")
    if category is not None and category not in {*CATEGORIES, *(known.partition("/")[0] for known in CATEGORIES)}:
        raise RuleError(f"{category!r} is no category and no dimension of one")
    try:
        return Rule(severity, category, value(written))
    except ValueError as error:
        raise RuleError(f"{text!r}: {error}") from None
