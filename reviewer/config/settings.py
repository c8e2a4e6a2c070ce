"""What can be set, and the profiles that set several things at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final, Literal, cast

from reviewer.core.finding import CONFIDENCES, SEVERITIES, Confidence, Severity

FailOn = Severity | Literal["never"]

FAIL_ON: Final[tuple[FailOn, ...]] = (*SEVERITIES, "never")
"""The least severity that makes the exit code 1."""

Value = str | tuple[str, ...]

PROFILES: Final[Mapping[str, Mapping[str, Value]]] = {
    "strict": {"confidence": "low", "fail-on": "minor"},
    "publication": {"confidence": "medium", "fail-on": "major"},
    "gist": {"confidence": "high", "fail-on": "critical", "ignore": ("style", "linguistic", "locale", "design")},
}
"""``publication`` is what holds where nothing is set; ``gist`` is for texts that need only be understood."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {"profile": tuple(PROFILES), "confidence": CONFIDENCES, "fail-on": FAIL_ON}
"""The settings that are one of a few words."""

LISTS: Final = ("select", "ignore", "glossaries", "include", "exclude")
"""The settings that are lists of texts."""

ADDING: Final = ("ignore", "glossaries")
"""The settings that add to those of the folders above; others take their place."""

TEXTS: Final = ("encoding",)


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for a file. ``glossaries`` are paths, ``select`` and ``ignore`` names of checks, terms and categories."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    confidence: Confidence = "medium"
    fail_on: FailOn = "major"
    encoding: str | None = None
    glossaries: tuple[str, ...] = ()

    @property
    def grave(self) -> tuple[Severity, ...]:
        """The severities that make the exit code 1."""
        return () if self.fail_on == "never" else SEVERITIES[: SEVERITIES.index(self.fail_on) + 1]


@dataclass(frozen=True, slots=True)
class Origin:
    """A value, and the place that set it: ``reviewer.yaml:3``, ``--ignore``, or ``default``."""

    value: Value
    place: str


def merged(layers: list[Mapping[str, Origin]]) -> dict[str, tuple[Origin, ...]]:
    """For each setting what holds of the layers, later ones over earlier ones; several values where they add up."""
    held: dict[str, tuple[Origin, ...]] = {}
    for layer in layers:
        for key, origin in layer.items():
            held[key] = (*held.get(key, ()), origin) if key in ADDING else (origin,)
    return held


def settings_of(held: Mapping[str, tuple[Origin, ...]]) -> Settings:
    """The settings that merged values make."""
    values: dict[str, object] = {}
    for field in fields(Settings):
        origins = held.get(field.name.replace("_", "-"), ())
        if field.name in LISTS:
            values[field.name] = tuple(dict.fromkeys(text for origin in origins for text in cast(tuple[str, ...], origin.value)))
        elif origins:
            values[field.name] = origins[-1].value
    return Settings(**values)  # type: ignore[arg-type]
