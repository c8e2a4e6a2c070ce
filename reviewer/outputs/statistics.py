"""Counts instead of findings: for each check and term how often, in how many files, and how many can be cured unasked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from reviewer.core.review import Review


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write a table of checks, then one of terms, the most frequent first."""
    checks, terms = _Counts("check"), _Counts("term")
    files = 0
    for review in reviews:
        files += 1
        for finding in review.findings:
            safe = any(suggestion.safety == "safe" for suggestion in finding.suggestions[:1])
            checks.add(finding.check, review.document.path, safe)
            if finding.term:
                terms.add(finding.term, review.document.path, safe)
    total = checks.findings.total()
    stream.write(f"{total} finding{'s' * (total != 1)} in {files} file{'s' * (files != 1)}\n")
    for counts in (checks, terms):
        stream.writelines(f"{line}\n" for line in counts.lines())


class _Counts:
    """How often each name was found, in how many files, how often with a safe suggestion."""

    def __init__(self, heading: str) -> None:
        self._heading = heading
        self.findings: Counter[str] = Counter()
        self._files: Counter[str] = Counter()
        self._safe: Counter[str] = Counter()
        self._last: dict[str, str] = {}

    def add(self, name: str, path: str, safe: bool) -> None:
        self.findings[name] += 1
        self._safe[name] += safe
        if self._last.get(name) != path:  # files come one after the other
            self._files[name] += 1
            self._last[name] = path

    def lines(self) -> Iterator[str]:
        if not self.findings:
            return
        width = max(map(len, (self._heading, *self.findings)))
        yield ""
        yield f"{self._heading:{width}}  findings  files  safe"
        for name, count in sorted(self.findings.items(), key=lambda item: (-item[1], item[0])):
            yield f"{name:{width}}  {count:8}  {self._files[name]:5}  {self._safe[name]:4}"
