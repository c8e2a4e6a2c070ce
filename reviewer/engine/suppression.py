"""Comments in a text that silence findings: ``<!-- reviewer: ignore deprecated-term: quoted from the law -->``.

``ignore`` is for its own line, or for the next one where it stands alone on a line; ``ignore-start`` … ``ignore-end`` for what stands
between them; ``ignore-file`` for the whole text. Names of checks, terms, categories and dimensions follow, with commas or blanks
between; without any, everything is silenced. After a colon stands the reason, which nobody reads but people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from reviewer.core.document import Document, Span
from reviewer.core.finding import Finding

_FORMATS: Final = ("md", "html")
"""The formats in which a comment is one, and not text."""

# Bounded, so that comments that are never closed are not searched to the end of the text again and again.
_COMMENT = re.compile(r"<!--\s{0,9}reviewer:\s{0,9}(?P<what>[\w-]{0,40})(?P<names>[^:>]{0,2000}?)(?::.{0,2000}?)?-->", re.DOTALL)
_ANY_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINE_END = re.compile(r"[\r\n]")
_NEXT_LINE = re.compile(r"\s*([^\r\n]*)")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment at ``place`` that silences findings of ``names`` in ``span``; all findings where there are no names."""

    place: Span
    names: tuple[str, ...]
    span: Span

    def silences(self, finding: Finding) -> bool:
        """Whether it silences ``finding``."""
        return self.span.overlaps(finding.span) and (not self.names or not names_of(finding).isdisjoint(self.names))


@dataclass(frozen=True, slots=True)
class Suppressions:
    """The suppressions of a text in order of place, and what is wrong with its comments, each with its place."""

    comments: tuple[Suppression, ...]
    problems: tuple[tuple[Span, str], ...]

    def silenced(self, findings: Iterable[Finding]) -> tuple[frozenset[str], tuple[Suppression, ...]]:
        """The fingerprints of the findings that are silenced, and the suppressions that silence none."""
        findings = tuple(findings) if self.comments else ()
        used = {comment: {finding.fingerprint for finding in findings if comment.silences(finding)} for comment in self.comments}
        return frozenset().union(*used.values()), tuple(comment for comment, silenced in used.items() if not silenced)


def names_of(finding: Finding) -> set[str | None]:
    """What a finding can be chosen by: its check, its term, its category and the dimension of that."""
    return {finding.check, finding.term, finding.category, finding.category.partition("/")[0]}


def suppressions(document: Document) -> Suppressions:
    """The suppressions in ``document``; none in formats that have no comments."""
    if document.format not in _FORMATS or "<!--" not in document.text:
        return Suppressions((), ())
    found: list[Suppression] = []
    opened: list[Suppression] = []
    problems: list[tuple[Span, str]] = []
    for match in _COMMENT.finditer(document.text):
        place = Span(*match.span())
        names = tuple(match["names"].replace(",", " ").split())
        if match["what"] == "ignore":
            found.append(Suppression(place, names, _line(document.text, place)))
        elif match["what"] == "ignore-file":
            found.append(Suppression(place, names, Span(0, len(document.text))))
        elif match["what"] == "ignore-start":
            opened.append(Suppression(place, names, Span(place.end, len(document.text))))
        elif match["what"] == "ignore-end":
            closed = [one for one in opened if not names or one.names == names]
            opened = [one for one in opened if one not in closed]
            found += (replace(one, span=Span(one.span.start, place.start)) for one in closed)
            problems += [] if closed else [(place, "this ignore-end has no ignore-start")]
        else:
            problems.append((place, f"there is no {match['what'] or 'empty'!r} comment: ignore, ignore-start, ignore-end, ignore-file"))
    problems += ((one.place, "this ignore-start has no ignore-end; it goes to the end of the file") for one in opened)
    return Suppressions(tuple(sorted((*found, *opened), key=lambda one: one.place)), tuple(problems))


def _line(text: str, comment: Span) -> Span:
    """The line of ``comment``; the next that is not empty where nothing but comments stands on it."""
    start = max(text.rfind("\n", 0, comment.start), text.rfind("\r", 0, comment.start)) + 1
    after = _LINE_END.search(text, comment.end)
    end = after.start() if after else len(text)
    if _ANY_COMMENT.sub("", text[start:end]).strip():
        return Span(start, end)
    following = _NEXT_LINE.match(text, end)
    return Span(*following.span(1)) if following else Span(end, end)
