"""Our own table: one row for each designation, preferred, admitted or deprecated.

What belongs to the term as a whole (note, authority, examples, its category and severity) stands in its preferred row. A cell
with several texts has one a line. A backslash writes what a line of a cell cannot: ``\\\\`` itself, ``\\n`` a line break, ``\\x1f`` and
``\\u2028`` other characters by their code, ``\\empty`` an empty text and ``\\none`` a list that is there and empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, cast

from reviewer.core.finding import CATEGORIES, SEVERITIES, Severity
from reviewer.core.term import Term
from reviewer.glossary.exchange import entries
from reviewer.glossary.exchange.columns import read_columns
from reviewer.glossary.exchange.entries import Fields, Problem, Reading, problem_at
from reviewer.glossary.exchange.phrases import phrases
from reviewer.glossary.files import GlossaryError

COLUMNS: Final = (
    "id", "domain", "zh", "status", "en", "pattern", "use", "near", "unless", "china", "category", "severity", "confidence",
    "years", "note", "authority", "flag", "pass",
)  # fmt: skip
_OURS: Final = {"id", "zh", "status", "en", "pattern"}
_UNSAFE = re.compile("[\\\\\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_GUARD = re.compile(r"^'(?=[=+\-@＝＋－＠\t])")
"""The apostrophe that keeps a cell from being a formula; spreadsheets carry it on as a letter."""
_ESCAPED = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))")


def write_rows(terms: Iterable[Term]) -> Iterator[list[str]]:
    """The rows of ``terms``, the headings first; every row has a cell for each of `COLUMNS`."""
    yield list(COLUMNS)
    for term in terms:
        head = {"id": term.id, "domain": _cell([term.domain]), "zh": _cell(term.zh)}
        grade = {"category": term.category, "severity": term.severity}
        whole = {"note": [term.note], "authority": [term.authority], "flag": term.flag, "pass": term.pass_}
        cells = {key: _cell(texts) for key, texts in whole.items() if any(texts)}
        years = {text: {"years": _cell([when])} for text, when in term.years}
        own = years.get(term.preferred, {})
        yield _row({**head, "status": "preferred", "en": _cell([term.preferred]) if term.preferred else "", **grade, **own, **cells})
        for text in term.admitted:
            yield _row({**head, "status": "admitted", "en": _cell([text]), **years.get(text, {})})
        for rendering in term.deprecated:
            fields = {key: _cell(texts) for key, texts in entries.describe(rendering).items()}
            shown = _cell(phrases(rendering.text).texts)
            yield _row({**head, "status": "deprecated", "en": shown, "pattern": _cell([rendering.text]), **fields})


def read_rows(rows: Iterable[tuple[int, Sequence[str]]], name: str) -> Reading:
    """The terms of a table, ours or another program's, given as row number and cells. Raises GlossaryError."""
    rows = [(number, [_GUARD.sub("", cell) for cell in cells]) for number, cells in rows]
    headings = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    if not set(headings) >= _OURS:
        return read_columns(rows, name)
    groups: dict[tuple[str, str], list[tuple[str, dict[str, str]]]] = {}
    for number, values in rows[1:]:
        row = {key: value.strip(" ") for key, value in zip(headings, values, strict=False) if value.strip()}
        key = ("", row["id"]) if "id" in row else ("zh", row.get("zh", ""))
        groups.setdefault(key, []).append((f"{name}:{number}", row))
    terms: list[Term] = []
    skipped: list[str] = []
    ids = entries.Ids(id_ for kind, id_ in groups if not kind)
    for (kind, id_), group in groups.items():
        if not any("zh" in row for _, row in group):
            skipped.append(f"{group[0][0]}: no Chinese")
            continue
        terms.append(_term(id_ if not kind else "", group, ids))
    return Reading(tuple(terms), tuple(skipped))


def _term(id_: str, group: list[tuple[str, dict[str, str]]], ids: entries.Ids) -> Term:
    """The term of the rows of ``group``, given as place and cells by heading."""
    main = next((each for each in group if each[1].get("status") == "preferred"), None)
    if main is None:
        raise GlossaryError([f"{group[0][0]}: no row of this term has the status preferred"])
    place, row = main
    problem = problem_at(place)
    head = {key: _texts(cell) for key, cell in row.items()}
    zh = next(_texts(each["zh"]) for _, each in group if "zh" in each)
    preferred, *others = head.get("en", ("",))
    term = Term(
        id=entries.check_id(id_, problem) if id_ else ids.unique(entries.make_id(zh[0], preferred)),
        domain=_text(head, "domain"),
        zh=zh,
        preferred=preferred,
        admitted=tuple(others),
        deprecated=(),
        category=entries.choose("category", head, CATEGORIES, "accuracy/literal", problem),
        severity=cast(Severity, entries.choose("severity", head, SEVERITIES, "minor", problem)),
        note=_text(head, "note"),
        authority=_text(head, "authority"),
        flag=head.get("flag", ()),
        pass_=head.get("pass", ()),
    )
    for place, row in group:
        problem = problem_at(place)
        fields = {key: _texts(cell) for key, cell in row.items()}
        status = row.get("status", "")
        if "years" in fields and "en" in fields:
            term = replace(term, years=(*term.years, (fields["en"][0], _text(fields, "years"))))
        if status == "preferred" and row is not main[1]:
            raise problem("a second row of this term has the status preferred")
        if status == "admitted":
            term = replace(term, admitted=(*term.admitted, *fields.get("en", ())))
        elif status == "deprecated":
            term = _with_deprecated(term, fields, problem)
        elif status != "preferred":
            raise problem(f"status {status!r} is none of preferred, admitted, deprecated")
    return term


def _with_deprecated(term: Term, fields: Fields, problem: Problem) -> Term:
    """``term`` with the rendering of a row; phrases that its pattern does not stand for were added by hand."""
    shown = fields.get("en", ())
    if "pattern" not in fields:
        return entries.with_literals(term, shown)
    rendering = entries.restore(_text(fields, "pattern"), fields, term, problem)
    term = replace(term, deprecated=(*term.deprecated, rendering))
    return entries.with_literals(term, [text for text in shown if text not in phrases(rendering.text).texts])


def _row(cells: dict[str, str]) -> list[str]:
    return [cells.get(column, "") for column in COLUMNS]


def _text(fields: Fields, key: str) -> str:
    return "\n".join(fields.get(key, ()))


def _cell(texts: Sequence[str]) -> str:
    return "\n".join(_GUARD.sub(r"\\x27", _UNSAFE.sub(_escape, text)) or r"\empty" for text in texts) if texts else r"\none"


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return {"\\": r"\\", "\n": r"\n"}.get(char) or (f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}")


def _texts(cell: str) -> tuple[str, ...]:
    if cell == r"\none":
        return ()
    return tuple("" if line == r"\empty" else _ESCAPED.sub(_unescape, line) for line in re.split(r"\r?\n", cell))


def _unescape(match: re.Match[str]) -> str:
    if code := match[1] or match[2]:
        return chr(int(code, 16))
    return "\n" if match[3] == "n" else match[3]
