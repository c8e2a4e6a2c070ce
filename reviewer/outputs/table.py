"""The findings as tables in Markdown: counts by check, then the worst of them."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from reviewer.core.edits import suggested_text
from reviewer.core.finding import SEVERITIES
from reviewer.core.review import Review
from reviewer.outputs.worst import Worst
from reviewer.text.place import Places

MOST_ROWS: Final = 50
"""With `_LONGEST_CELL` this stays far below the 65,536 characters that a comment on GitHub may have."""

_LONGEST_CELL: Final = 200
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~!])")


class Table:
    """Takes reviews one after the other, and gives their tables."""

    def __init__(self) -> None:
        self._files = 0
        self._severities: Counter[str] = Counter()
        self._checks: Counter[str] = Counter()
        self._files_of_check: Counter[str] = Counter()
        self._worst: Worst[str] = Worst(MOST_ROWS)

    def add(self, review: Review) -> None:
        """Count the findings of ``review``."""
        self._files += 1
        places = Places(review.document)
        path = PurePath(review.document.path).as_posix()
        for finding in review.findings:
            line, column = places.line_column(finding.span.start)
            new = suggested_text(review.document, finding.span, finding.suggestions[0]) if finding.suggestions else None
            cells = (
                finding.severity,
                _escaped(f"{path}:{line}:{column}"),
                finding.check,
                _escaped(finding.message),
                "" if new is None else _escaped(new) if new.strip() else "*delete it*",
            )
            self._worst.add(finding, f"| {' | '.join(cells)} |")
            self._severities[finding.severity] += 1
            self._checks[finding.check] += 1
        self._files_of_check.update({finding.check for finding in review.findings})

    def lines(self) -> Iterator[str]:
        """The lines of the page."""
        total = self._severities.total()
        yield f"### reviewer: {_counted(total, 'finding') if total else 'no findings'} in {_counted(self._files, 'file')}"
        if not total:
            return
        yield ""
        yield ", ".join(f"{self._severities[severity]} {severity}" for severity in SEVERITIES if self._severities[severity])
        yield from ("", "| check | findings | files |", "|---|---:|---:|")
        for check, count in sorted(self._checks.items(), key=lambda item: (-item[1], item[0])):
            yield f"| {check} | {count} | {self._files_of_check[check]} |"
        shown = f"The worst {MOST_ROWS} of {total} findings" if total > MOST_ROWS else "All findings, worst first"
        yield from (
            "",
            f"<details><summary>{shown}</summary>",
            "",
            "| severity | place | check | finding | suggestion |",
            "|---|---|---|---|---|",
        )
        yield from self._worst
        yield from ("", "</details>")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _escaped(text: str) -> str:
    """``text`` as the cell of a table: on one line, no markup, and no mention of anybody."""
    flat = " ".join(text.replace("\x00", " ").split())
    short = flat if len(flat) <= _LONGEST_CELL else flat[: _LONGEST_CELL - 1] + "…"
    return html.escape(_SPECIAL.sub(r"\\\1", short), quote=False).replace("@", "&#64;")
