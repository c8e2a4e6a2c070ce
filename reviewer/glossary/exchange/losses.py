"""What a format cannot hold of the terms at hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from reviewer.core.term import Rendering, Term
from reviewer.glossary.exchange.phrases import phrases

UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML 1.0 cannot hold (section 2.2, Char)."""

_BREAKS = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def _renderings(terms: Sequence[Term], has: Callable[[Rendering], object]) -> int:
    return sum(1 for term in terms for rendering in term.deprecated if has(rendering))


def _texts(term: Term) -> Iterable[str]:
    yield from (term.domain, *term.zh, term.preferred, *term.admitted, term.note, term.authority, *term.flag, *term.pass_)
    for rendering in term.deprecated:
        yield from (rendering.text, *(rendering.use or ()), *rendering.near, *rendering.unless)


COUNTS: Final[Mapping[str, tuple[str, Callable[[Sequence[Term]], int]]]] = {
    "pattern": (
        "patterns (of {} renderings: plain phrases instead)",
        lambda terms: _renderings(terms, lambda r: phrases(r.text).texts != (r.text,)),
    ),
    "wording": ("wordings beyond the first eight ({} renderings)", lambda terms: _renderings(terms, lambda r: phrases(r.text).unwritten)),
    "variant": ("wordings beyond the first ({} renderings)", lambda terms: _renderings(terms, lambda r: phrases(r.text).total > 1)),
    "use": ("replacements ({} renderings)", lambda terms: _renderings(terms, lambda r: r.use is not None)),
    "condition": ("conditions ({} renderings)", lambda terms: _renderings(terms, lambda r: r.near or r.unless or r.china)),
    "confidence": ("confidence ({} renderings)", lambda terms: _renderings(terms, lambda r: r.confidence != "high")),
    "grade": ("category and severity ({} terms)", lambda terms: sum(bool(term.deprecated) for term in terms)),
    "example": ("examples ({})", lambda terms: sum(len(term.flag) + len(term.pass_) for term in terms)),
    "years": ("years of use ({} terms)", lambda terms: sum(bool(term.years) for term in terms)),
    "hash": ("Chinese that begins with # ({} terms)", lambda terms: sum(any(zh.startswith("#") for zh in term.zh) for term in terms)),
    "break": ("tabs and line breaks ({} terms)", lambda terms: sum(any(map(_BREAKS.search, _texts(term))) for term in terms)),
    "control": ("control characters ({} terms)", lambda terms: sum(any(map(UNPRINTABLE.search, _texts(term))) for term in terms)),
}
"""What a format may be unable to hold: how that is told, and how often it occurs in terms."""


def tell_losses(format_name: str, loses: Iterable[str], terms: Sequence[Term]) -> str:
    """One line that says what the format cannot hold of ``terms``; empty where nothing is lost."""
    told = [COUNTS[key][0].format(f"{count:,}") for key in loses if (count := COUNTS[key][1](terms))]
    return f"{format_name} cannot hold: {', '.join(told)}" if told else ""


def flatten(text: str) -> str:
    """``text`` on one line: tabs and line breaks become blanks, control characters U+FFFD."""
    return UNPRINTABLE.sub("\ufffd", _BREAKS.sub(" ", text))
