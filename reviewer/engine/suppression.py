"""Comments in a text that silence findings: ``<!-- reviewer: ignore deprecated-term: quoted from the law -->``.

``ignore`` is for its own line, or for the next one where it stands alone on a line; ``ignore-start`` … ``ignore-end`` for what stands
between them; ``ignore-file`` for the whole text. Names of checks, terms, categories and dimensions follow, with commas or blanks
between; without any, everything is silenced. After a colon stands the reason, which nobody reads but people.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from reviewer.core.document import Document, Span
from reviewer.core.finding import Finding

_ALL: Final = ""
"""In the place of a name: every finding."""
_FORMATS: Final = ("md", "html")
"""The formats in which a comment is one, and not text."""

# Bounded, so that comments that are never closed are not searched to the end of the text again and again.
_COMMENT = re.compile(r"<!--\s{0,9}reviewer:\s{0,9}(?P<what>[\w-]{0,40})(?P<names>[^:>]{0,2000}?)(?::.{0,2000}?)?-->", re.DOTALL)
_ANY_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINE_END = re.compile(r"[\r\n]")
_NEXT_LINE = re.compile(r"\s*([^\r\n]*)")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment at ``place`` that silences findings of ``names`` in ``span``; all findings where there are no names."""

    place: Span
    names: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Suppressions:
    """The suppressions of a text in order of place, and what is wrong with its comments, each with its place."""

    comments: tuple[Suppression, ...]
    problems: tuple[tuple[Span, str], ...]

    def silenced(self, findings: Iterable[Finding]) -> tuple[frozenset[str], tuple[Suppression, ...]]:
        """The fingerprints of the findings that are silenced, and the suppressions that silence none."""
        by_name: dict[str | None, list[Finding]] = defaultdict(list)
        for finding in sorted(findings, key=lambda finding: finding.span) if self.comments else ():
            for name in (_ALL, *names_of(finding)):
                by_name[name].append(finding)
        rows = {name: _Row(named) for name, named in by_name.items()}
        used: dict[tuple[Span, tuple[str, ...]], frozenset[str]] = {}
        for comment in self.comments:
            if (comment.span, comment.names) not in used:
                silenced = (rows[name].in_reach(comment.span) for name in comment.names or (_ALL,) if name in rows)
                used[comment.span, comment.names] = frozenset().union(*silenced)
        return frozenset().union(*used.values()), tuple(comment for comment in self.comments if not used[comment.span, comment.names])


class _Row:
    """Findings in order of place."""

    def __init__(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._starts = [finding.span.start for finding in findings]
        self._reaches = list(accumulate((finding.span.end for finding in findings), max))

    def in_reach(self, span: Span) -> set[str]:
        """The fingerprints of the findings that overlap ``span``."""
        near = self._findings[bisect_right(self._reaches, span.start) : bisect_left(self._starts, span.end)]
        return {finding.fingerprint for finding in near if span.overlaps(finding.span)}


def names_of(finding: Finding) -> set[str | None]:
    """What a finding can be chosen by: its check, its term, its category and the dimension of that."""
    return {finding.check, finding.term, finding.category, finding.category.partition("/")[0]}


def suppressions(document: Document) -> Suppressions:
    """The suppressions in ``document``; none in formats that have no comments."""
    if document.format not in _FORMATS or "<!--" not in document.text:
        return Suppressions((), ())
    found: list[Suppression] = []
    opened: dict[tuple[str, ...], list[Suppression]] = {}
    lines = _Lines(document.text)
    problems: list[tuple[Span, str]] = []
    for match in _COMMENT.finditer(document.text):
        place = Span(*match.span())
        names = tuple(match["names"].replace(",", " ").split())
        if match["what"] == "ignore":
            found.append(Suppression(place, names, lines.meant_by(place)))
        elif match["what"] == "ignore-file":
            found.append(Suppression(place, names, Span(0, len(document.text))))
        elif match["what"] == "ignore-start":
            opened.setdefault(names, []).append(Suppression(place, names, Span(place.end, len(document.text))))
        elif match["what"] == "ignore-end":
            closed = [one for each in ((names,) if names else tuple(opened)) for one in opened.pop(each, ())]
            found += (replace(one, span=Span(one.span.start, place.start)) for one in closed)
            problems += [] if closed else [(place, "this ignore-end has no ignore-start")]
        else:
            problems.append((place, f"there is no {match['what'] or 'empty'!r} comment: ignore, ignore-start, ignore-end, ignore-file"))
    left = sorted((one for each in opened.values() for one in each), key=lambda one: one.place)
    problems += ((one.place, "this ignore-start has no ignore-end; it goes to the end of the file") for one in left)
    return Suppressions(tuple(sorted((*found, *left), key=lambda one: one.place)), tuple(problems))


class _Lines:
    """The lines of a text, each looked at once: thousands of comments may stand on one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [*(match.start() for match in _LINE_END.finditer(text)), len(text)]
        self._meant: dict[Span, Span] = {}

    def meant_by(self, comment: Span) -> Span:
        """The line of ``comment``; the next that is not empty where nothing but comments stands on it."""
        first = bisect_left(self._ends, comment.start)
        line = Span(self._ends[first - 1] + 1 if first else 0, self._ends[bisect_left(self._ends, comment.end)])
        if line not in self._meant:
            following = _NEXT_LINE.match(self._text, line.end)
            alone = following and not _ANY_COMMENT.sub("", line.of(self._text)).strip()
            self._meant[line] = Span(*following.span(1)) if following and alone else line
        return self._meant[line]
