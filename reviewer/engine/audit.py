"""What a terminologist would mend in a term base: duplicates, conflicts, renderings that another hides, missing examples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reviewer.core.term import Rendering, Term
from reviewer.engine.checker import Checker
from reviewer.engine.examples import document_of, unmarked
from reviewer.glossary.match import TermMatch
from reviewer.glossary.pattern import phrases_of


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a term. ``kind`` is ``duplicate``, ``conflict``, ``shadowed`` or ``examples``; ``message`` is one sentence."""

    term: Term
    kind: str
    message: str


def audit(checker: Checker, terms: Iterable[Term]) -> Iterator[Problem]:
    """The problems of ``terms``, which are among those of the checker's glossary, in their order.

    ``duplicate``: another term stands under the same Chinese, or has the same rendering under the same conditions. ``conflict``: a
    right rendering is wrong by another term. ``shadowed``: where a rendering without an example stands, another term is found.
    ``examples``: there is no ``flag`` example, or a condition and no ``pass`` example that proves it.
    """
    by_chinese: dict[str, list[str]] = defaultdict(list)
    by_rendering: dict[Rendering, list[str]] = defaultdict(list)
    for term in checker.glossary.terms:
        by_chinese[term.zh[0]].append(term.id)
        for rendering in term.deprecated:
            by_rendering[_condition(rendering)].append(term.id)
    for term in terms:
        if others := [other for other in by_chinese[term.zh[0]] if other != term.id]:
            yield Problem(term, "duplicate", f"{term.zh[0]} is also the Chinese of {', '.join(others)}")
        for rendering in term.deprecated:
            if others := [other for other in by_rendering[_condition(rendering)] if other != term.id]:
                yield Problem(term, "duplicate", f"{rendering.text!r} is also a deprecated rendering of {', '.join(dict.fromkeys(others))}")
        yield from _conflicts(checker, term)
        yield from _without_examples(checker, term)


def _condition(rendering: Rendering) -> Rendering:
    """``rendering`` without what may differ between two that find the same words."""
    return replace(rendering, use=None, category="", severity="minor", confidence="high")


def _conflicts(checker: Checker, term: Term) -> Iterator[Problem]:
    for right in filter(None, (term.preferred, *term.admitted)):
        for match in _matches(checker, right):
            if not match.near and match.term.id != term.id and match.rendering.confidence != "low":
                yield Problem(term, "conflict", f"{right!r} is right here, and {match.rendering.text!r} of {match.term.id} finds it wrong")


def _without_examples(checker: Checker, term: Term) -> Iterator[Problem]:
    found = {match.rendering for example in term.flag for match in checker.matches(document_of(unmarked(example)[0]))}
    for rendering in term.deprecated:
        if rendering in found:
            continue
        context = " ".join(phrases_of(near)[0] for near in rendering.near[:1])
        found_in = {phrase: _matches(checker, f"{phrase} {context}") for phrase in phrases_of(rendering.text)}
        hiding = dict.fromkeys(match.term.id for matches in found_in.values() for match in matches)
        if all(found_in.values()) and term.id not in hiding:
            yield Problem(
                term, "shadowed", f"{rendering.text!r}: in {' or '.join(map(repr, found_in))}, {', '.join(hiding)} is found instead"
            )
    if not term.flag and term.deprecated:
        yield Problem(term, "examples", "there is no flag example")
    if not term.pass_ and any(rendering.china or rendering.near or rendering.unless for rendering in term.deprecated):
        yield Problem(term, "examples", "there is a condition, and no pass example that proves it")


def _matches(checker: Checker, text: str) -> tuple[TermMatch, ...]:
    """What is found in ``text`` when it stands beside its Chinese."""
    return checker.matches(replace(document_of(text), source="中"))
