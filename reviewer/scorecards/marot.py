"""The findings as MQM annotations, tab-separated in the ten columns of Google's Marot viewer."""

from __future__ import annotations

from typing import TextIO

from reviewer.quality.marot import write_annotations
from reviewer.quality.scorecard import Report


def write(report: Report, stream: TextIO) -> None:
    """Write the findings of every text, a segment without any as "no-error"."""
    stream.writelines(write_annotations(text.review for text in report.texts))
