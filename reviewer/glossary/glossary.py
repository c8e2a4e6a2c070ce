"""A term base ready for use: shipped and project glossaries in layers, compiled and cached."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final, cast, overload

from reviewer.core.term import Rendering, Term
from reviewer.glossary.cache import cached, digest
from reviewer.glossary.files import GlossaryError, read_glossary_files, shipped_folder
from reviewer.glossary.index import Index
from reviewer.glossary.match import Matcher, TermMatch
from reviewer.text.passage import Passage

_FORMAT: Final = b"13"
"""Of the compiled form; another number makes old caches void."""

_Layer = list[tuple[str, bytes]]
"""The files of a glossary: name and content."""


class Glossary:
    """Terms with the index that finds their wrong renderings.

    ``signature`` names the glossaries with a hash of their contents, such as ``shipped@1f2e3d4c``. Terms that come from the
    cache are decoded one by one, when they are first asked for.
    """

    def __init__(self, terms: Sequence[Term], index: Index, signature: str) -> None:
        self.terms = terms
        self.index = index
        self.signature = signature
        self._matcher = Matcher(terms, index)

    def __len__(self) -> int:
        return len(self.terms)

    @cached_property
    def by_id(self) -> dict[str, Term]:
        """The terms by their ids."""
        return {term.id: term for term in self.terms}

    def find(self, passage: Passage) -> tuple[TermMatch, ...]:
        """The wrong renderings in a sentence, by the phrases found in it; worked out once for all checks."""
        if passage.matches is None:
            passage.matches = self._matcher.find(passage.phrases, passage.tokens, passage.text, lambda: passage.page.is_china)
        return cast(tuple[TermMatch, ...], passage.matches)

    @classmethod
    def from_terms(cls, terms: Sequence[Term], signature: str = "") -> Glossary:
        """A glossary of ``terms``, compiled here and now."""
        terms = tuple(terms)
        dumped = _build_index(terms)
        return cls(terms, Index(digest(dumped), memoryview(dumped)), signature)

    @classmethod
    def load(cls, paths: Sequence[Path] = (), *, shipped: bool = True, on_compile: Callable[[], None] = lambda: None) -> Glossary:
        """The shipped glossaries with those at ``paths`` (files or folders) laid over them, compiled or from the cache.

        A term of a later layer replaces the term with its id in an earlier one, and its renderings win over theirs.
        ``on_compile`` is called before they are compiled, which takes seconds. Raises GlossaryError with the problems of all files.
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
        if problems:
            raise GlossaryError(problems)
        parts = [part for layer in layers for name, content in layer for part in (name.encode(), content)]
        key = digest(_FORMAT, *parts, *(len(layer).to_bytes(4, "little") for layer in layers))

        def compiled() -> bytes:
            on_compile()
            return _dump_terms(_merged(layers))

        terms = _StoredTerms(cached("terms", key, compiled))
        index = Index(key, cached("index", key, lambda: _build_index(terms)))
        return cls(terms, index, "+".join(names) or "none")


def _build_index(terms: Sequence[Term]) -> bytes:
    from reviewer.glossary.compile import build_index

    return build_index(terms)


def _merged(layers: list[_Layer]) -> tuple[Term, ...]:
    """The terms of all layers, those of later ones first, so that of two equal matches theirs is taken."""
    from reviewer.glossary.load import load_layer

    terms: dict[str, Term] = {}
    off: set[str] = set()
    problems: list[str] = []
    for files in reversed(layers):
        try:
            layer = load_layer(files)
        except GlossaryError as error:
            problems += error.problems
            continue
        for term in layer.terms:
            above = terms.get(term.id)
            if above:
                terms[term.id] = replace(above, origin=above.origin + term.origin)
            elif term.id not in off:
                terms[term.id] = term
        off.update(layer.off)
    if problems:
        raise GlossaryError(problems)
    return tuple(terms.values())


def _dump_terms(terms: tuple[Term, ...]) -> bytes:
    return b"\n".join(json.dumps(_row(term), ensure_ascii=False, separators=(",", ":")).encode() for term in terms)


class _StoredTerms(Sequence[Term]):
    """Terms as `_dump_terms` wrote them, a line each, decoded when they are asked for."""

    def __init__(self, dumped: memoryview) -> None:
        self._lines = bytes(dumped).split(b"\n") if dumped else list[bytes]()
        self._terms: dict[int, Term] = {}

    def __len__(self) -> int:
        return len(self._lines)

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
