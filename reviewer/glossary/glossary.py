"""A term base ready for use: shipped and project glossaries in layers, compiled and cached."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, cast

from reviewer.core.term import Rendering, Term
from reviewer.glossary.cache import cached, digest
from reviewer.glossary.load import GlossaryError, glossary_files, load_terms
from reviewer.glossary.match import Index, Matcher, TermMatch, build_index
from reviewer.text.passage import Passage

_FORMAT: Final = b"2"
"""Of the compiled form; another number makes old caches void."""


class Glossary:
    """Terms with the index that finds their wrong renderings.

    ``signature`` names the glossaries with a hash of their contents, such as ``shipped@1f2e3d4c``.
    """

    def __init__(self, terms: tuple[Term, ...], index: Index, signature: str) -> None:
        self.terms = terms
        self.index = index
        self.signature = signature
        self.matcher = Matcher(terms, index)

    def __len__(self) -> int:
        return len(self.terms)

    @property
    def by_id(self) -> dict[str, Term]:
        """The terms by their ids."""
        return {term.id: term for term in self.terms}

    def find(self, passage: Passage) -> tuple[TermMatch, ...]:
        """The wrong renderings in a sentence among those that its woken literals may begin; worked out once for all checks."""
        if passage.matches is None:
            phrases = sorted(passage.woken)
            entries, near_entries = (
                dict.fromkeys(entry for phrase in phrases for entry in anchors.get(phrase, ()))
                for anchors in (self.index.anchors, self.index.near_anchors)
            )
            passage.matches = self.matcher.find(entries, near_entries, passage.tokens, passage.text, lambda: passage.page.is_china)
        return cast(tuple[TermMatch, ...], passage.matches)

    @classmethod
    def from_terms(cls, terms: Sequence[Term], signature: str = "") -> Glossary:
        """A glossary of ``terms``, compiled here and now."""
        return cls(tuple(terms), build_index(tuple(terms)), signature)

    @classmethod
    def load(cls, paths: Sequence[Path] = (), *, shipped: bool = True) -> Glossary:
        """The shipped glossaries with those at ``paths`` (files or folders) laid over them, compiled or from the cache.

        A term of a later layer replaces the term with its id in an earlier one, and its renderings win over theirs.
        Raises GlossaryError with the problems of all files.
        """
        layers: list[list[tuple[str, bytes]]] = []
        names: list[str] = []
        problems: list[str] = []
        for name, path in [("shipped", shipped_folder())] * shipped + [(str(path), path) for path in paths]:
            try:
                files = [(file.name if name == "shipped" else str(file), file.read_bytes()) for file in glossary_files(path)]
            except GlossaryError as error:
                problems += error.problems
                continue
            except OSError as error:
                problems.append(f"{error.filename}: {error.strerror}")
                continue
            layers.append(files)
            names.append(f"{'shipped' if name == 'shipped' else path.name}@{digest(*(data for _, data in files))[:8]}")
        if problems:
            raise GlossaryError(problems)
        key = digest(
            _FORMAT,
            *(part for files in layers for name, data in files for part in (name.encode(), data)),
            b"layers",
            *(len(files).to_bytes(4, "little") for files in layers),
        )
        compiled = cached("terms", key, lambda: _dump(_compile(layers)))
        terms, index = _restore(compiled)
        return cls(terms, index, "+".join(names) or "none")


def shipped_folder() -> Path:
    """The folder of the glossaries that come with the project."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "glossaries"
    return inside if inside.is_dir() else package.parent / "glossaries"


def _compile(layers: list[list[tuple[str, bytes]]]) -> tuple[tuple[Term, ...], Index]:
    """Later layers first, so that of two equal matches theirs is taken."""
    terms: dict[str, Term] = {}
    problems: list[str] = []
    for files in reversed(layers):
        try:
            for term in load_terms(files):
                terms.setdefault(term.id, term)
        except GlossaryError as error:
            problems += error.problems
    if problems:
        raise GlossaryError(problems)
    ordered = tuple(terms.values())
    return ordered, build_index(ordered)


def _dump(compiled: tuple[tuple[Term, ...], Index]) -> bytes:
    terms, index = compiled
    rows = [
        [
            term.id, term.domain, term.zh, term.preferred, term.admitted,
            [[r.text, r.use, r.near, r.unless, r.china, r.category, r.severity, r.confidence] for r in term.deprecated],
            term.category, term.severity, term.note, term.authority, term.flag, term.pass_,
        ]
        for term in terms
    ]  # fmt: skip
    return json.dumps(
        {"terms": rows, "anchors": index.anchors, "near": index.near_anchors, "masks": index.masks},
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def _restore(compiled: bytes) -> tuple[tuple[Term, ...], Index]:
    data: dict[str, Any] = json.loads(compiled)
    terms = tuple(_term(row) for row in data["terms"])
    anchors, near_anchors = (
        {phrase: tuple((t, r) for t, r in entries) for phrase, entries in data[key].items()} for key in ("anchors", "near")
    )
    return terms, Index(anchors, near_anchors, tuple(data["masks"]))


def _term(row: list[Any]) -> Term:
    id_, domain, zh, preferred, admitted, deprecated, category, severity, note, authority, flag, pass_ = row
    renderings = tuple(
        Rendering(text, None if use is None else tuple(use), tuple(near), tuple(unless), china, *grades)
        for text, use, near, unless, china, *grades in deprecated
    )
    return Term(
        id_, domain, tuple(zh), preferred, tuple(admitted), renderings, category, severity, note, authority, tuple(flag), tuple(pass_)
    )
