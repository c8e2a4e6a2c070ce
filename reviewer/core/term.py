"""The term base's nouns."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer.core.finding import Confidence, Severity


@dataclass(frozen=True, slots=True)
class Rendering:
    """A wrong English rendering of a term, as a pattern (see `reviewer.glossary.pattern` for the notation).

    ``use``: what to write in its place, where that is not the term's own preferred and admitted renderings;
    an empty string deletes the words. ``near`` and ``unless`` are patterns of which one must, or none may, stand in
    the same sentence. ``china`` restricts the rendering to texts that show themselves to be about China's government.
    """

    text: str
    use: tuple[str, ...] | None
    near: tuple[str, ...]
    unless: tuple[str, ...]
    china: bool
    category: str
    severity: Severity
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Term:
    """A Chinese expression, how it should be rendered, and how it should not.

    preferred / admitted / deprecated are the words of ISO 30042 (TBX); an empty ``preferred`` says that the expression is best
    left out. ``flag`` and ``pass_`` are example texts:
    in ``flag`` each ``[[...]]`` is exactly one finding of this term, in ``pass_`` there is none. ``years`` says of right renderings
    whose use changed when they were in use, as in ``("Chinese modernization", "2022–")``. ``origin`` is the file and line that
    the term comes from, before those of the layers below that it overrules.
    """

    id: str
    domain: str
    zh: tuple[str, ...]
    preferred: str
    admitted: tuple[str, ...]
    deprecated: tuple[Rendering, ...]
    category: str
    severity: Severity
    note: str
    authority: str
    flag: tuple[str, ...]
    pass_: tuple[str, ...]
    years: tuple[tuple[str, str], ...] = ()
    origin: tuple[str, ...] = field(default=(), compare=False)
