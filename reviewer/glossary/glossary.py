"""A term base ready for use: shipped and project glossaries in layers, compiled and cached."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast, overload

from reviewer.core.term import Rendering, Term
from reviewer.glossary.cache import cached, digest
from reviewer.glossary.files import GlossaryError, read_glossary_files, shipped_folder
from reviewer.glossary.index import Index
from reviewer.glossary.match import Matcher, Part, TermMatch
from reviewer.text.passage import Passage

_FORMAT: Final = b"21"
"""Of the compiled form; another number makes old caches void."""

if TYPE_CHECKING:
    from reviewer.glossary.load import Layer

_Layer = list[tuple[str, bytes]]
"""The files of a glossary: name and content."""


class Glossary:
    """Terms with the indexes that find their wrong renderings, in layers, the uppermost first.

    ``signature`` names the glossaries with a hash of their contents, such as ``shipped@1f2e3d4c``. Terms that come from the
    cache are decoded one by one, when they are first asked for.
    """

    def __init__(self, parts: Sequence[Part], signature: str) -> None:
        self.parts = tuple(parts)
        self.signature = signature
        self._matcher = Matcher(self.parts)

    def __len__(self) -> int:
        return sum(len(part.terms) - len(part.hidden) for part in self.parts)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms that hold, the uppermost layer's first; each with the places of those that it overrules in its origin."""
        places: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for part in self.parts:
            for term in part.terms:
                places[term.id] += term.origin
        shown = (term for part in self.parts for number, term in enumerate(part.terms) if number not in part.hidden)
        return tuple(replace(term, origin=places[term.id]) if len(places[term.id]) > 1 else term for term in shown)

    @property
    def key(self) -> str:
        """Tells states of glossaries from one another: a hash of the contents of all layers, empty where there is none."""
        return self.parts[0].index.key if self.parts else ""

    @cached_property
    def by_id(self) -> dict[str, Term]:
        """The terms by their ids."""
        return {term.id: term for term in self.terms}

    def find(self, passage: Passage) -> tuple[TermMatch, ...]:
        """The wrong renderings in a sentence, by the phrases found in it; worked out once for all checks."""
        if passage.matches is None:
            passage.matches = self._matcher.find(passage)
        return cast(tuple[TermMatch, ...], passage.matches)

    @classmethod
    def from_terms(cls, terms: Sequence[Term], signature: str = "") -> Glossary:
        """A glossary of ``terms``, compiled here and now."""
        dumped = _build_index(terms, ())
        return cls([Part(tuple(terms), Index(digest(dumped), memoryview(dumped)))], signature)

    @classmethod
    def load(cls, paths: Sequence[Path] = (), *, shipped: bool = True, on_compile: Callable[[], None] = lambda: None) -> Glossary:
        """The shipped glossaries with those at ``paths`` (files or folders) laid over them, compiled or from the cache.

        A term of a later layer replaces the term with its id in an earlier one, and its renderings win over theirs. Each layer is
        compiled by itself, so that a change in one costs little. ``on_compile`` is called before the shipped one is compiled, which
        takes seconds. Raises GlossaryError with the problems of all files.
        """
        layers: list[_Layer] = []
        names: list[str] = []
        problems: list[str] = []
        for name, path in [("shipped", shipped_folder())] * shipped + [(path.name, path) for path in paths]:
            try:
                files = read_glossary_files(path)
            except GlossaryError as error:
                problems += error.problems
                continue
            layers.append([(f"<shipped>/{file.name}" if name == "shipped" else str(file), content) for file, content in files])
            names.append(f"{name}@{digest(*(content for _, content in files))[:8]}")
        stored: list[tuple[_StoredTerms, Index]] = []
        below = _FORMAT
        for number, files_of_layer in enumerate(layers):
            parts = [part for name, content in files_of_layer for part in (name.encode(), content)]
            below = digest(below, *parts).encode()
            try:
                stored.append(
                    _compiled(below.decode(), files_of_layer, [terms for terms, _ in stored], on_compile if number == 0 else None)
                )
            except GlossaryError as error:
                problems += error.problems
        if problems:
            raise GlossaryError(problems)
        return cls(tuple(_hiding(stored)), "+".join(names) or "none")


def _compiled(key: str, files: _Layer, below: list[_StoredTerms], on_compile: Callable[[], None] | None) -> tuple[_StoredTerms, Index]:
    """The terms and the index of one layer, from the cache or made here. Raises GlossaryError."""

    def compiled() -> bytes:
        from reviewer.glossary.load import load_layer

        if on_compile:
            on_compile()
        return _dump_layer(load_layer(files))

    terms = _StoredTerms(cached("terms", key, compiled))
    return terms, Index(key, cached("index", key, lambda: _build_index(terms, [term for each in below for term in each])))


def _hiding(stored: list[tuple[_StoredTerms, Index]]) -> Iterator[Part]:
    """The layers, the uppermost first, each with what those above it hide."""
    above: list[_StoredTerms] = []
    for terms, index in reversed(stored):
        gone = {id_ for each in above for id_ in (*each.ids, *each.off)}
        yield Part(terms, index, frozenset(number for number, id_ in enumerate(terms.ids) if id_ in gone) if gone else frozenset())
        above.append(terms)


def _build_index(terms: Sequence[Term], below: Sequence[Term]) -> bytes:
    from reviewer.glossary.compile import build_index

    return build_index(terms, below)


def _dump_layer(layer: Layer) -> bytes:
    rows = (list(layer.off), *map(_row, layer.terms))
    return b"\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() for row in rows)


class _StoredTerms(Sequence[Term]):
    """Terms as `_dump_layer` wrote them, a line each, decoded when they are asked for; ``off`` are the ids that the layer switches off."""

    def __init__(self, dumped: memoryview) -> None:
        first, *self._lines = bytes(dumped).split(b"\n")
        self.off: tuple[str, ...] = tuple(json.loads(first))
        self._terms: dict[int, Term] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids, with which each line begins."""
        return tuple(line[2 : line.index(b'"', 2)].decode() for line in self._lines)

    @overload
    def __getitem__(self, place: int) -> Term: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Term, ...]: ...

    def __getitem__(self, place: int | slice) -> Term | tuple[Term, ...]:
        if isinstance(place, slice):
            return tuple(self[i] for i in range(len(self))[place])
        term = self._terms.get(place)
        if term is None:
            term = self._terms[place] = _term(json.loads(self._lines[place]))
        return term


def _row(term: Term) -> list[Any]:
    renderings = [[r.text, r.use, r.near, r.unless, r.china, r.category, r.severity, r.confidence] for r in term.deprecated]
    return [
        term.id, term.domain, term.zh, term.preferred, term.admitted, renderings,
        term.category, term.severity, term.note, term.authority, term.flag, term.pass_, term.years, term.origin,
    ]  # fmt: skip


def _term(row: list[Any]) -> Term:
    id_, domain, zh, preferred, admitted, deprecated, category, severity, note, authority, flag, pass_, years, origin = row
    renderings = tuple(
        Rendering(text, None if use is None else tuple(use), tuple(near), tuple(unless), china, *grades)
        for text, use, near, unless, china, *grades in deprecated
    )
    return Term(
        id_, domain, tuple(zh), preferred, tuple(admitted), renderings, category, severity, note, authority,
        tuple(flag), tuple(pass_), tuple((text, when) for text, when in years), tuple(origin),
    )  # fmt: skip
