"""A row for each finding, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Final, TextIO

from reviewer.core.review import Review
from reviewer.outputs.record import record
from reviewer.text.place import Places

_COLUMNS: Final = "path line column check term category severity confidence text message fingerprint".split()
_FORMULA: Final = tuple("=+-@\t\r\n\0＝＋－＠")
"""What makes a formula of a cell: OWASP, CSV Injection; ASVS 5.0, requirement 1.2.10."""


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write CSV as in RFC 4180; a value that a spreadsheet would take for a formula has an apostrophe before it."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*_COLUMNS, "suggestion", "safety"])
    for review in reviews:
        places = Places(review.document)
        for finding in review.findings:
            row = record(review.document, places, finding)
            first = row["suggestions"][0] if row["suggestions"] else {"text": "", "safety": ""}
            values = [*(row[column] for column in _COLUMNS), first["text"], first["safety"]]
            writer.writerow([_harmless("" if value is None else str(value)) for value in values])


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
