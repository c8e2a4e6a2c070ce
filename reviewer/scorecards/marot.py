"""The findings as MQM annotations, tab-separated in the ten columns of Google's Marot viewer."""

from __future__ import annotations

from dataclasses import replace
from typing import TextIO

from reviewer.quality.errors import counted
from reviewer.quality.marot import write_annotations
from reviewer.quality.scorecard import Report


def write(report: Report, stream: TextIO) -> None:
    """Write the findings of every text that count, a segment without any as "no-error"."""
    stream.writelines(write_annotations(replace(text.review, findings=counted(text.review)) for text in report.texts))
