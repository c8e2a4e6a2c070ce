"""One finding a line, as JSON: for programs; the keys are a contract."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from reviewer.core.review import Review
from reviewer.outputs.record import record
from reviewer.text.place import Places


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write each finding as a JSON object on a line of its own."""
    for review in reviews:
        places = Places(review.document)
        for finding in review.findings:
            stream.write(json.dumps(record(review.document, places, finding), ensure_ascii=False) + "\n")
