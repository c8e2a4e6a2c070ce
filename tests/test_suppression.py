"""Comments that silence findings, and those that silence nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer import formats
from reviewer.cli import main
from reviewer.engine.checker import Checker
from reviewer.engine.suppression import suppressions

BAD = "It is the the road."


def lines_left(checker: Checker, text: str, name: str = "a.md") -> list[int]:
    """The lines, from 1, of the repetitions that are not silenced."""
    review = checker.review(formats.read(name, text.encode()))
    silenced, _ = suppressions(review.document).silenced(review.findings)
    left = [finding for finding in review.findings if finding.check == "repetition" and finding.fingerprint not in silenced]
    return [text[: finding.span.start].replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1 for finding in left]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{BAD} <!-- reviewer: ignore repetition -->\n\n{BAD}\n", [3]),
        (f"<!-- reviewer: ignore repetition -->\n{BAD}\n\n{BAD}\n", [4]),
        (f"<!-- reviewer: ignore -->\n\n\n{BAD}\n\n{BAD}\n", [6]),
        (f"<!-- reviewer: ignore linguistic: it is a quotation, see § 3 -->\n{BAD}\n", []),
        (f"<!-- reviewer: ignore spacing, linguistic/repetition -->\r\n{BAD}\r\n", []),
        (f"<!-- reviewer: ignore spacing -->\n{BAD}\n", [2]),
        (f"<!--reviewer:ignore-->\r{BAD}\r", []),
        (f"{BAD}\n\n<!-- reviewer: ignore-start repetition -->\n\n{BAD}\n\n<!-- reviewer: ignore-end -->\n\n{BAD}\n", [1, 9]),
        (f"<!-- reviewer: ignore-start spacing -->\n\n<!-- reviewer: ignore-end spacing -->\n\n{BAD}\n", [5]),
        (f"{BAD}\n\n<!-- reviewer: ignore-file repetition -->\n", []),
        (f"<!-- reviewer: ignore -->\n<!-- an other -->\n{BAD}\n", [3]),
        (f"😀 化尾 {BAD} <!-- reviewer: ignore repetition --> and so on\n", []),
        (f"{BAD} <!-- reviewer: ignore", [1]),
        (f"{BAD} <!-- reviewer : ignore repetition -->\n", [1]),
    ],
)
def test_what_is_silenced(checker: Checker, text: str, left: list[int]) -> None:
    assert lines_left(checker, text) == left


def test_plain_text_has_no_comments(checker: Checker) -> None:
    assert lines_left(checker, f"{BAD} <!-- reviewer: ignore repetition -->\n", "a.txt") == [1]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<!-- reviewer: ignore-lines -->", "there is no 'ignore-lines' comment"),
        ("<!-- reviewer: -->", "there is no 'empty' comment"),
        ("<!-- reviewer: ignore-end -->", "this ignore-end has no ignore-start"),
        ("<!-- reviewer: ignore-start -->", "this ignore-start has no ignore-end"),
    ],
)
def test_problems(text: str, problem: str) -> None:
    ((place, what),) = suppressions(formats.read("a.md", text.encode())).problems
    assert place.of(text) == text
    assert what.startswith(problem)


@given(st.lists(st.sampled_from(["<!-- reviewer: ignore", "-start", "-end", "-file", " a", ":", "-->", "\n", "\r", "text", "<!--", "化"])))
def test_any_comment_is_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = suppressions(formats.read("a.md", text.encode()))
    for one in found.comments:
        assert one.place.of(text).startswith("<!--")
        assert 0 <= one.span.start <= one.span.end <= len(text)


def test_unclosed_comments_cost_no_more_than_their_number() -> None:
    assert suppressions(formats.read("a.md", b"<!-- reviewer: ignore a:\n" * 20_000)).comments == ()


def test_check_reports_what_is_unused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "a.md"
    page.write_text(
        f"<!-- reviewer: ignore repetition -->\n{BAD}\n\n<!-- reviewer: ignore spacing -->\nGood.\n\n<!-- reviewer: ignore spacin -->\nGood.\n"
    )
    assert main(["check", str(page)]) == 0
    captured = capsys.readouterr()
    assert captured.out == "No findings in 1 file.\n"
    assert captured.err.splitlines() == [
        f"{page}:4:1: warning: unused suppression of spacing: there is nothing to silence",
        f"{page}:7:1: warning: no check, term or category is called 'spacin'; did you mean 'spacing'?",
    ]
    assert main(["check", str(page), "--no-suppressions"]) == 1


def test_what_did_not_run_cannot_be_unused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("<!-- reviewer: ignore spacing -->\nGood.\n")
    assert main(["check", str(tmp_path), "--select", "repetition"]) == 0
    assert capsys.readouterr().err == ""
