"""Checkstyle's XML, which many editors and CI plugins read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TextIO

from reviewer.core.finding import Severity
from reviewer.core.review import Review
from reviewer.outputs.element import DECLARATION, element, serialised
from reviewer.text.place import Places

_LEVELS: Final[dict[Severity, str]] = {"critical": "error", "major": "error", "minor": "warning", "neutral": "info"}


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write an ``error`` element for each finding, in the ``file`` element of its file."""
    stream.write(f'{DECLARATION}<checkstyle version="10.0">\n')
    for review in reviews:
        places = Places(review.document)
        file = element("file", name=review.document.path)
        for finding in review.findings:
            line, column = places.line_column(finding.span.start)
            level = _LEVELS[finding.severity]
            source = f"reviewer.{finding.check}"
            file.append(element("error", line=line, column=column, severity=level, message=finding.message, source=source))
        stream.write(serialised(file))
    stream.write("</checkstyle>\n")
