"""Add a term to a glossary file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from reviewer.core.files import write_whole
from reviewer.core.term import Term
from reviewer.glossary.exchange.entries import Ids, make_id
from reviewer.glossary.layout import add
from reviewer.glossary.load import load_layer


def add_term(file: Path, entry: Mapping[str, Any]) -> Term:
    """Put ``entry`` (the keys of a term in a glossary file) at the end of ``file``, which is made where there is none; the term.

    Raises GlossaryError where the entry or the file is malformed or the id taken, and OSError; then the file is as it was.
    """
    content = file.read_text("utf-8") if file.exists() else f"domain: {file.stem}\nterms: []\n"
    if file.exists():
        load_layer([(str(file), content.encode())])
    added = add(content, entry).encode()
    term = load_layer([(str(file), added)]).terms[-1]
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, added)
    return term


def new_id(zh: str, english: str, taken: Collection[str]) -> str:
    """An id for a term: the pinyin of its Chinese, or its English where there is none, with a number where that is taken."""
    return Ids(taken).unique(make_id(zh, english))
