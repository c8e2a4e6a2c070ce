"""Work grows with the length of a text, not with its square: counted in steps of the interpreter, not in seconds."""

import io
import sys
from types import FrameType
from typing import Any

import pytest

from reviewer import formats, outputs
from reviewer.core.document import Document
from reviewer.engine.checker import Checker
from reviewer.engine.suppression import suppressions
from reviewer.exports.plan import plan

FEW = 40
MOST_GROWTH = 5.0
"""For four times the text; what a text costs whatever its length makes it less than four."""

SHAPES = (
    *'a1é中“”"\'’`()[]{}<>&*_~-–.!?,;:…。\t\n \xa0\\#|/=@%$¥',
    *("\r\n", "the ", "billion ", "12 ", "1,", "1, ", "1.5 and 2%, ", "A-", "Aa ", "na", ". ", ", ", "a ,", "ten-million-", "15 billion million "),
    *("$5 million yuan ", "word, ", "hard work, hard work, ", '" "', "“a ”", "A B New Area. ", "Xa New Area and the new district ", "vigorously "),
    *("<b>", "<b", "</b>", "<p>a", "<td>", "<div><b>", "<!--", "<!-- x -->", "<!-- reviewer: ignore -->", "vigorously <!-- reviewer: ignore-file style -->", "<code>", "<code></code>", "&amp;", "&a"),
    *("<img alt='a b'>", "<p>vigorously <img alt='a b'>", "http://a ", "](", "[a](b) ", "**a ", "`a", "`a ``", "> ", "- ", "\n- a", "# a #\n", "| a "),
)  # fmt: skip
OPENINGS = {"txt": "", "md": "| a | b |\n|---|---|\n", "html": "<p>China , yuan ", "tsv": "中\t"}


def steps(checker: Checker, path: str, text: str) -> int:
    """How many jumps, lines and calls of the project's code it takes to read, check, report and fix ``text``."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace if "reviewer" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        document = read(path, text)
        if document:
            review = checker.review(document)
            suppressions(document).silenced(review.findings)
            for report in ("lines", "jsonl", "html"):
                outputs.output(report).write(iter([review]), io.StringIO())
            formats.write(document, plan(review, "first").edits)
    finally:
        sys.settrace(before)
    return count


def read(path: str, text: str) -> Document | None:
    try:
        return formats.read(path, text.encode())
    except formats.FormatError:
        return None


@pytest.mark.parametrize("format", OPENINGS)
@pytest.mark.parametrize("shape", SHAPES, ids=ascii)
def test_four_times_the_text_is_four_times_the_work(checker: Checker, format: str, shape: str) -> None:
    shape = " ".join(shape.split()) or " " if format == "tsv" else shape
    few, many = (OPENINGS[format] + shape * count for count in (FEW, 4 * FEW))
    steps(checker, f"warm.{format}", many)  # what is made once, at first need
    assert steps(checker, f"many.{format}", many) <= MOST_GROWTH * steps(checker, f"few.{format}", few)


def test_figures_of_two_languages_are_compared_in_linear_time(checker: Checker) -> None:
    few, many = (f"{'投资150亿元' * count}\t{'It invested 150 million yuan. ' * count}" for count in (10 * FEW, 40 * FEW))
    steps(checker, "warm.tsv", many)
    assert steps(checker, "many.tsv", many) <= MOST_GROWTH * steps(checker, "few.tsv", few)
