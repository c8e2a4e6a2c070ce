"""Which checks run and which findings are wanted: --select, --ignore, --confidence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from reviewer.checks import Check, all_checks
from reviewer.core.finding import CATEGORIES, CONFIDENCES, Confidence, Finding
from reviewer.engine.suppression import names_of
from reviewer.glossary.glossary import Glossary


class UnknownIdError(ValueError):
    """An id that names no check, term or category; the message suggests the nearest that does."""


class Selection:
    """A choice among findings by check, term, category (or its dimension) and confidence."""

    def __init__(self, select: Sequence[str], ignore: Sequence[str], confidence: Confidence, glossary: Glossary) -> None:
        self._select = frozenset(select)
        self._ignore = frozenset(ignore)
        self._confidences = frozenset(CONFIDENCES[: CONFIDENCES.index(confidence) + 1])
        self._known = {*all_checks(), *CATEGORIES, *(category.partition("/")[0] for category in CATEGORIES)}
        self._glossary = glossary
        for id_ in (*select, *ignore):
            if not self.knows(id_):
                raise UnknownIdError(f"no check, term or category is called {id_!r}{self.nearest(id_)}")

    def knows(self, id_: str) -> bool:
        """Whether a check, a term, a category or a dimension is called so."""
        return id_ in self._known or id_ in self._glossary.by_id

    def nearest(self, id_: str) -> str:
        """A question that names what is known under a name near to ``id_``; empty where nothing is."""
        return nearest(id_, self._known | self._glossary.by_id.keys())

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks worth running: all but those that are ignored or not among the selected checks."""
        only = self._select & all_checks().keys() if self._select <= all_checks().keys() else None
        return tuple(check for id_, check in all_checks().items() if id_ not in self._ignore and (not only or id_ in only))

    def accepts(self, finding: Finding) -> bool:
        """Whether a finding is wanted."""
        names = names_of(finding)
        return finding.confidence in self._confidences and not names & self._ignore and (not self._select or bool(names & self._select))


def nearest(id_: str, known: set[str]) -> str:
    """A question that names the known id nearest to ``id_``; empty where none is near."""
    from rapidfuzz import process

    best = process.extractOne(id_, sorted(known), score_cutoff=60)
    return f"; did you mean {best[0]!r}?" if best else ""
