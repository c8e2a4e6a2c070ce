"""The checker from Python; `reviewer` exports what stands here, and keeps it as it is."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from reviewer import formats
from reviewer.checks import all_checks
from reviewer.core.document import Document
from reviewer.core.review import Review
from reviewer.engine.checker import Checker
from reviewer.formats import txt
from reviewer.formats.decoding import Encoding
from reviewer.glossary.glossary import Glossary


def check(text: str | Path | Document, *, glossary: Glossary | None = None, checks: Collection[str] | None = None) -> Review:
    """The review of a plain text, of the file at a path, or of a document: its `document` and its `findings`, in order of place.

    ``glossary`` is the shipped term base where it is None; ``Glossary.load([path])`` lays another over it. ``checks`` are the ids of the
    checks to run, all where it is None. Findings of every confidence are given. Raises OSError and `reviewer.formats.FormatError` for
    files that cannot be read, ValueError for a check that there is not.
    """
    chosen = tuple(all_checks()) if checks is None else tuple(checks)
    if unknown := set(chosen) - all_checks().keys():
        raise ValueError(f"no check is called {', '.join(map(repr, sorted(unknown)))}")
    checker = _checker(chosen) if glossary is None else _made(glossary, chosen)
    if isinstance(text, str):
        text = txt.read("-", text, Encoding("utf-8", b""))
    elif isinstance(text, Path):
        text = formats.read(str(text), text.read_bytes())
    return checker.review(text)


@cache
def _checker(checks: tuple[str, ...]) -> Checker:
    return _made(Glossary.load(), checks)


def _made(glossary: Glossary, checks: tuple[str, ...]) -> Checker:
    return Checker(glossary, tuple(check for id_, check in all_checks().items() if id_ in checks))
