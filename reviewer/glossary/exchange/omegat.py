"""OmegaT glossaries: Chinese, English and a comment, parted by tabs.

One line for each Chinese and each good rendering. The comment of the preferred one says what to avoid, and every comment ends in
the term's domain and id; its parts are divided by a double bar. A line that begins with ``#`` is no entry. A term without English
has an empty second column, which OmegaT allows. (OmegaT user manual, Glossaries, File format.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reviewer.core.term import Term
from reviewer.glossary.exchange.columns import read_columns
from reviewer.glossary.exchange.entries import Entry, Reading, make_terms
from reviewer.glossary.exchange.losses import flatten
from reviewer.glossary.exchange.phrases import phrases
from reviewer.glossary.exchange.text import decode, read_lines

EXTENSIONS: Final = (".utf8", ".txt", ".tab")
LOSES: Final = ("pattern", "variant", "use", "condition", "grade", "confidence", "example", "years", "break", "hash", "control")

_BAR = " ‖ "
_REFERENCE = re.compile(r"\[(?P<domain>.*)/(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\]")


def read(content: bytes, name: str) -> Reading:
    """The terms of a glossary: lines that name one id are one term, and in other programs' files those of one Chinese."""
    entries: dict[str, Entry] = {}
    others: list[tuple[int, list[str]]] = []
    for number, line in read_lines(decode(content, name)):
        cells = line.split("\t")
        parts = cells[2].split(_BAR) if len(cells) == 3 else []
        reference = _REFERENCE.fullmatch(parts[-1]) if parts else None
        if reference is None:
            others.append((number, cells))
            continue
        new = reference[0] not in entries
        entry = entries.setdefault(reference[0], Entry(f"{name}:{number}", id=reference["id"], domain=reference["domain"]))
        entry.zh.append(cells[0])
        if not new:
            entry.english.append(("admitted", cells[1]))
            continue
        entry.unsaid = not cells[1].strip()
        entry.english.append(("preferred", cells[1]))
        _read_comment(parts[:-1], entry)
    ours = make_terms(entries.values())
    rest = read_columns(others, name, {term.id for term in ours.terms})
    return Reading((*ours.terms, *rest.terms), (*ours.skipped, *rest.skipped), rest.left_out)


def _read_comment(parts: Sequence[str], entry: Entry) -> None:
    for part in parts:
        if part.startswith("avoid: "):
            entry.english += [("deprecated", phrase) for phrase in re.findall(r"“([^”]*)”", part)]
        elif part.startswith("source: "):
            entry.authority = part.removeprefix("source: ")
        else:
            entry.notes.append(part)


def write(terms: Sequence[Term]) -> bytes:
    """A glossary of ``terms`` in UTF-8."""
    return "".join(f"{line}\n" for term in terms for line in _lines(term)).encode()


def _lines(term: Term) -> Iterator[str]:
    avoid = dict.fromkeys(re.sub("[“”]", "", phrases(rendering.text).texts[0]) for rendering in term.deprecated)
    reference = f"[{term.domain}/{term.id}]"
    comment = _BAR.join(
        (
            *([term.note] if term.note else []),
            *(["avoid: " + ", ".join(f"“{phrase}”" for phrase in avoid)] if avoid else []),
            *([f"source: {term.authority}"] if term.authority else []),
            reference,
        )
    )
    for zh in term.zh:
        if not zh.startswith("#"):
            yield "\t".join(map(flatten, (zh, term.preferred, comment)))
            for text in term.admitted:
                yield "\t".join(map(flatten, (zh, text, reference)))
