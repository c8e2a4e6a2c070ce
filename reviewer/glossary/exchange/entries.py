"""What the formats have in common: entries of other programs made into terms, and the fields of our own renderings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, cast

from reviewer.core.finding import CATEGORIES, CONFIDENCES, SEVERITIES, Confidence, Severity
from reviewer.core.term import Rendering, Term
from reviewer.glossary.exchange.phrases import literal
from reviewer.glossary.files import GlossaryError
from reviewer.glossary.pattern import PatternError, can_wake, parse

Status = Literal["preferred", "admitted", "deprecated", ""]
Fields = Mapping[str, tuple[str, ...]]
Problem = Callable[[str], GlossaryError]
"""Makes the error for what is wrong at the place in hand."""

STATUSES: Final[Mapping[str, Status]] = {
    word: status
    for status, words in cast(
        dict[Status, str],
        {
            "preferred": "preferred preferredterm approved recommended standard 首选 推荐 规范",
            "admitted": "admitted admittedterm nonstandard provisional allowed alternative 许用 允许 备选",
            "deprecated": "deprecated deprecatedterm superseded supersededterm forbidden obsolete rejected notrecommended "
            "prohibited banned donotuse 禁用 禁止 弃用 不推荐 拒用",
        },
    ).items()
    for word in words.split()
}
"""What programs call the status of a term: the values of ISO 30042, TBX-Min, UTX 1.20 and common spreadsheets."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 12
"""Syllables or words of the longest id that is made up."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: its terms, the places of what was skipped and why, and what was left out, by name and how often."""

    terms: tuple[Term, ...]
    skipped: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """A term as another program has it. ``place`` is ``file:line``; ``english`` has the status of each rendering.

    ``unsaid``: the file says that the expression is best left out of the English.
    """

    place: str
    id: str = ""
    domain: str = ""
    zh: list[str] = field(default_factory=list)
    english: list[tuple[Status, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    authority: str = ""
    unsaid: bool = False


def problem_at(place: str) -> Problem:
    """Makes errors for ``place``, which is ``file:line``."""
    return lambda what: GlossaryError([f"{place}: {what}"])


def status_of(text: str) -> Status:
    """The status that a program's word for it means; empty where it says nothing."""
    bare = re.sub(r"[\s_-]", "", text.lower().removesuffix("-admn-sts"))
    return STATUSES.get(bare, "")


def make_terms(entries: Iterable[Entry], left_out: Mapping[str, int] | None = None, taken: Iterable[str] = ()) -> Reading:
    """The terms of ``entries``, their ids none of ``taken``; those without Chinese or English that may be used are skipped."""
    terms: list[Term] = []
    skipped: list[str] = []
    ids = Ids(taken)
    for entry in entries:
        zh = _different(entry.zh)
        good = [text for wanted in ("preferred", "", "admitted") for status, text in entry.english if status == wanted]
        good = _different(good)
        if not zh or not (good or entry.unsaid):
            skipped.append(f"{entry.place}: no {'Chinese' if not zh else 'English that may be used'}")
            continue
        deprecated = []
        for phrase in _different(text for status, text in entry.english if status == "deprecated"):
            if pattern := literal(phrase):
                deprecated.append(Rendering(pattern, None, (), (), False, "terminology/wrong-term", "minor", "high"))
            else:
                skipped.append(f"{entry.place}: deprecated {phrase!r} has no word to search for")
        preferred, admitted = ("", good) if entry.unsaid else (good[0], good[1:])
        id_ = entry.id if _ID.fullmatch(entry.id) else make_id(zh[0], preferred)
        terms.append(
            Term(
                id=ids.unique(id_),
                domain=entry.domain,
                zh=tuple(zh),
                preferred=preferred,
                admitted=tuple(admitted),
                deprecated=tuple(deprecated),
                category="terminology/wrong-term" if deprecated else "accuracy/literal",
                severity="minor",
                note="; ".join(_different(entry.notes)),
                authority=entry.authority.strip(),
                flag=(),
                pass_=(),
            )
        )
    return Reading(tuple(terms), tuple(skipped), left_out or {})


def make_id(zh: str, english: str) -> str:
    """An id for a term: the pinyin syllables of the Chinese, or the words of the English where it gives none."""
    from pypinyin import lazy_pinyin

    syllables = [part for syllable in lazy_pinyin(zh.replace("“", "").replace("”", "")) for part in _ascii_words(syllable)]
    return "-".join((syllables or _ascii_words(english) or ["term"])[:_LONGEST_ID])


class Ids:
    """The ids that are taken."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._numbers = dict.fromkeys(taken, 1)

    def unique(self, id_: str) -> str:
        """``id_``, with a number where it is taken; and it is taken from then on."""
        candidate, number = id_, self._numbers.get(id_, 0)
        while candidate in self._numbers:
            number += 1
            candidate = f"{id_}-{number}"
        self._numbers[id_] = max(number, 1)
        self._numbers[candidate] = 1
        return candidate


def describe(rendering: Rendering) -> dict[str, tuple[str, ...]]:
    """All of ``rendering`` but its pattern, as named texts; what it does not have is not named."""
    fields: dict[str, tuple[str, ...]] = {} if rendering.use is None else {"use": rendering.use}
    if rendering.near:
        fields["near"] = rendering.near
    if rendering.unless:
        fields["unless"] = rendering.unless
    if rendering.china:
        fields["china"] = ("yes",)
    return {**fields, "category": (rendering.category,), "severity": (rendering.severity,), "confidence": (rendering.confidence,)}


def restore(pattern: str, fields: Fields, term: Term, problem: Problem) -> Rendering:
    """The rendering that `describe` described; what is not named is as ``term`` has it. Raises what ``problem`` makes."""
    for key, texts in (("deprecated", (pattern,)), ("near", fields.get("near", ())), ("unless", fields.get("unless", ()))):
        for text in texts:
            try:
                if not all(map(can_wake, parse(text))) and key == "deprecated":
                    raise PatternError("a way to read it has no word of Latin letters that must stand there")
            except PatternError as error:
                raise problem(f"{key} {text!r}: {error}") from None
    return Rendering(
        text=pattern,
        use=fields.get("use"),
        near=fields.get("near", ()),
        unless=fields.get("unless", ()),
        china=choose("china", fields, ("yes", "no"), "no", problem) == "yes",
        category=choose("category", fields, CATEGORIES, term.category, problem),
        severity=cast(Severity, choose("severity", fields, SEVERITIES, term.severity, problem)),
        confidence=cast(Confidence, choose("confidence", fields, CONFIDENCES, "high", problem)),
    )


def choose(key: str, fields: Fields, choices: Sequence[str], otherwise: str, problem: Problem) -> str:
    """The one value of ``key`` among ``choices``; ``otherwise`` where it is not named. Raises what ``problem`` makes."""
    value = "\n".join(fields.get(key, (otherwise,)))
    if value not in choices:
        raise problem(f"{key} {value!r} is none of {', '.join(choices)}")
    return value


def check_id(id_: str, problem: Problem) -> str:
    """``id_``, lower-case words joined by hyphens. Raises what ``problem`` makes."""
    if not _ID.fullmatch(id_):
        raise problem(f"id {id_!r} must be lower-case words joined by hyphens")
    return id_


def with_literals(term: Term, phrases: Iterable[str]) -> Term:
    """``term`` with plain phrases that were added to its deprecated renderings, where they can be searched for."""
    added = (
        Rendering(pattern, None, (), (), False, term.category, term.severity, "high")
        for phrase in _different(phrases)
        if (pattern := literal(phrase))
    )
    return replace(term, deprecated=(*term.deprecated, *added))


def _different(texts: Iterable[str]) -> list[str]:
    """``texts`` in order, each once, without the empty ones."""
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _ascii_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())
