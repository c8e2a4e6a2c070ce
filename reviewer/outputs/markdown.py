"""Tables in Markdown, for a comment on a pull request: counts by check, then the worst findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from reviewer.core.review import Review
from reviewer.outputs.table import Table


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write the counts and at most 50 findings, which fits the longest comment that GitHub and GitLab take."""
    table = Table()
    for review in reviews:
        table.add(review)
    stream.writelines(f"{line}\n" for line in table.lines())
