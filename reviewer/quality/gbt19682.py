"""GB/T 19682-2005, Target text quality requirements for translation services: the overall error rate.

Annex A (normative) of the standard (翻译服务译文质量要求) gives: overall error rate = K · C_A · (C_I·D_I + C_II·D_II + C_III·D_III + C_IV·D_IV) / W · 100 %.
K is the difficulty, 0.5 to 1 suggested. C_A is the use of the translation, suggested 1, 0.75, 0.5 and 0.25 for uses I to IV. W is the number
of characters contracted (合同计字总字数（字符数）). D_I to D_IV count the errors of each class, a repeated error once; C_I to C_IV are suggested as 3, 1,
0.5 and 0.25. In general the rate should not exceed 1.5 ‰, where less than a thousand characters count as a thousand (不足千字按千字计算).

The classes of the standard:

* I: core semantic errors; key words (figures) or passages left out or wrong.
* II: other semantic errors, other words or passages left out or wrong, wrong use of words, grammar, obscure expression.
* III: terms that are inaccurate, not uniform, or against standard and custom; wrong proper names.
* IV: units of measurement, symbols, abbreviations not rendered as agreed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import Final, Literal, get_args

from reviewer.core.document import Document
from reviewer.core.finding import Finding
from reviewer.quality.mqm import words_of
from reviewer.quality.rules import Rule, first_fitting, parse_rules
from reviewer.quality.wording import wording

ErrorClass = Literal["I", "II", "III", "IV", "none"]
Use = Literal["I", "II", "III", "IV"]

COEFFICIENTS: Final[dict[ErrorClass, float]] = {"I": 3.0, "II": 1.0, "III": 0.5, "IV": 0.25}
USES: Final[dict[Use, float]] = {"I": 1.0, "II": 0.75, "III": 0.5, "IV": 0.25}
"""I: official document, legal instrument, publication; II: general document; III: for reference; IV: for a summary of the content."""
PASSING: Final = 1.5
"""Per mille; the most that is acceptable in general."""
LEAST_CHARACTERS: Final = 1000
CHARACTERS_PER_WORD: Final = 1.7
"""Chinese characters for an English word, where the Chinese is not there to be counted: the trade reckons with 1.6 to 1.8."""

CLASSES: Final[tuple[Rule[ErrorClass], ...]] = (
    Rule("neutral", None, "none"),
    Rule("critical", None, "I"),
    Rule("major", "accuracy/number", "I"),
    Rule("major", "accuracy/omission", "I"),
    Rule(None, "terminology", "III"),
    Rule(None, "accuracy/entity", "III"),
    Rule(None, "locale", "IV"),
    Rule(None, "linguistic/punctuation", "IV"),
    Rule(None, "design", "IV"),
    Rule(None, None, "II"),
)
"""The class of an error by severity and category; the first rule that fits holds. A neutral finding is no error."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What was agreed: ``difficulty`` K, ``use``, the ``characters`` W (counted or estimated where None) and the classes of errors."""

    difficulty: float = 1.0
    use: Use = "I"
    characters: int | None = None
    classes: tuple[Rule[ErrorClass], ...] = CLASSES


def parse_classes(text: str) -> tuple[Rule[ErrorClass], ...]:
    """Rules that go before those of `CLASSES`, such as ``style=IV,major:terminology=I,linguistic/spelling=none``. Raises RuleError."""
    return (*parse_rules(text, _error_class), *CLASSES)


def _error_class(written: str) -> ErrorClass:
    for known in get_args(ErrorClass):
        if written.upper() == known.upper():
            found: ErrorClass = known
            return found
    raise ValueError(f"a class is one of {', '.join(get_args(ErrorClass))}")


@dataclass(frozen=True, slots=True)
class GbtScore:
    """The error rate of a text. ``counts`` are D_I to D_IV, ``repeats`` what was left out of them.

    ``characters`` is W before it is raised to a thousand; ``origin`` says where it comes from.
    """

    counts: tuple[tuple[ErrorClass, int], ...]
    repeats: int
    characters: int
    origin: Literal["contract", "counted", "estimated"]
    contract: Contract

    @property
    def permille(self) -> float:
        """The overall error rate, in per mille."""
        points = sum(COEFFICIENTS[name] * count for name, count in self.counts)
        factor = self.contract.difficulty * USES[self.contract.use]
        return 1000 * factor * points / max(LEAST_CHARACTERS, self.characters)

    @property
    def passes(self) -> bool:
        """Whether the rate is acceptable by the standard."""
        return self.permille <= PASSING


def score(findings: Iterable[Finding], document: Document, contract: Contract | None = None) -> GbtScore:
    """The error rate of ``document`` in which ``findings`` are the errors.

    An error repeats another where the same check (and term) found the same words, in whatever inflection.
    """
    contract = contract or Contract()
    seen: set[tuple[str, str | None, tuple[str, ...]]] = set()
    counts: Counter[ErrorClass] = Counter()
    repeats = 0
    for finding in findings:
        named = first_fitting(contract.classes, finding, "none")
        identity = (finding.check, finding.term, wording(document.words(finding.span)))
        if named == "none":
            continue
        if identity in seen:
            repeats += 1
            continue
        seen.add(identity)
        counts[named] += 1
    characters, origin = _characters(document, contract)
    return GbtScore(tuple((name, counts[name]) for name in COEFFICIENTS), repeats, characters, origin, contract)


def merged(scores: Iterable[GbtScore], contract: Contract) -> GbtScore:
    """The error rate of several texts as one commission; a repeat from one text to another counts."""
    counts: Counter[ErrorClass] = Counter()
    repeats = characters = 0
    origins: set[Literal["contract", "counted", "estimated"]] = set()
    for each in scores:
        counts.update(dict(each.counts))
        repeats += each.repeats
        characters += each.characters
        origins.add(each.origin)
    origin = next(iter(origins)) if len(origins) == 1 else "estimated"
    return GbtScore(tuple((name, counts[name]) for name in COEFFICIENTS), repeats, characters, origin, contract)


def _characters(document: Document, contract: Contract) -> tuple[int, Literal["contract", "counted", "estimated"]]:
    if contract.characters is not None:
        return contract.characters, "contract"
    chinese = sum(1 for segment in document.segments for char in segment.source.of(document.source) if not char.isspace())
    return (chinese, "counted") if chinese else (floor(CHARACTERS_PER_WORD * words_of(document) + 0.5), "estimated")
