"""``reviewer decisions``, and how check and export honour decisions."""

import csv
import io
import json
from pathlib import Path

import pytest

from reviewer import formats
from reviewer.cli import main
from reviewer.core.review import Review
from reviewer.decisions.journal import Choice, Journal
from reviewer.engine.checker import Checker

PAGE = "The street office of Qingdao took double recruitment and double introduction as the first task.\n"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".reviewer").mkdir()
    (tmp_path / "page.txt").write_text(PAGE)
    return tmp_path / "page.txt"


def decide(checker: Checker, page: Path, reviewer: str, *verdicts: str) -> None:
    """Decide on the findings of ``page`` in order."""
    review: Review = checker.review(formats.read(str(page), page.read_bytes()))
    journal = Journal.of(page, reviewer)
    for finding, verdict in zip(review.findings, verdicts, strict=False):
        text = finding.suggestions[0].edits[0].new if verdict == "accept" else "=its own" if verdict == "rewrite" else ""
        journal.decide(review.document, [Choice(finding, verdict, 0 if verdict == "accept" else None, text)])  # type: ignore[arg-type]
    journal.close()


def test_list_stats_and_export(checker: Checker, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide(checker, page, "amy", "accept", "rewrite")
    assert main(["decisions", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("page.txt: deprecated-term “street office”: accept “subdistrict office” by amy at 20")
    assert main(["decisions", "stats"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split() == ["page.txt", "amy", "1", "0", "1", "0", "0"]
    assert main(["decisions", "export", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["words"], row["verdict"], row["text"]) for row in rows] == [
        ("street office", "accept", "subdistrict office"),
        ("double recruitment and double introduction", "rewrite", "=its own"),
    ]
    assert main(["decisions", "export", "-o", "out.csv"]) == 0
    table = list(csv.DictReader(io.StringIO(Path("out.csv").read_text("utf-8-sig"))))
    assert [row["text"] for row in table] == ["subdistrict office", "'=its own"]


def test_check_is_silent_on_what_was_rejected(checker: Checker, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide(checker, page, "amy", "reject", "accept")
    assert main(["check", "page.txt", "--format", "jsonl"]) == 1
    assert [json.loads(line)["text"] for line in capsys.readouterr().out.splitlines()] == ["double recruitment and double introduction"]
    main(["check", "page.txt", "--format", "jsonl", "--no-decisions"])
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_export_makes_what_was_decided_and_nothing_else(checker: Checker, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide(checker, page, "amy", "accept", "reject")
    assert main(["export", "page.txt", "-o", "out.txt"]) == 0
    assert Path("out.txt").read_text() == PAGE.replace("street office", "subdistrict office")
    assert "1 applied, 1 skipped" in capsys.readouterr().err


def test_merge_takes_in_other_journals_and_tells_of_conflicts(checker: Checker, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = page.parent / "other"
    (other / ".reviewer").mkdir(parents=True)
    (other / "page.txt").write_text(PAGE)
    decide(checker, page, "amy", "accept", "reject")
    decide(checker, other / "page.txt", "bo", "accept", "accept")
    for expected in ("2 events taken in from 1 files; 1 conflicts", "0 events taken in from 1 files; 1 conflicts"):
        assert main(["decisions", "merge", str(other)]) == 0
        assert expected in capsys.readouterr().out
    assert main(["decisions", "list", "--conflicts"]) == 1
    out = capsys.readouterr().out
    assert "double recruitment and double introduction”: conflict: " in out
    assert "by bo" in out
    assert main(["export", "page.txt", "--diff"]) == 1
    assert "1 findings on which reviewers disagree" in capsys.readouterr().err


def test_bad_input(checker: Checker, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decisions", "merge", "nowhere"]) == 2
    assert capsys.readouterr().err == "nowhere: no journal here\n"
    assert main(["decisions", "list", "--project", "nowhere"]) == 2
    assert capsys.readouterr().err == "nowhere: no such folder\n"
    decide(checker, page, "amy", "accept")
    (log,) = (page.parent / ".reviewer" / "journal").glob("*.jsonl")
    log.write_bytes(b"{broken\n" + log.read_bytes())
    assert main(["decisions", "list"]) == 2
    captured = capsys.readouterr()
    assert "street office" in captured.out
    assert captured.err == f"{log}:1: damaged line, passed over\n"


def test_a_changed_text_is_exported_with_what_still_has_a_place(checker: Checker, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide(checker, page, "amy", "accept", "accept")
    page.write_text("Title\n\n" + PAGE.replace("took double recruitment and double introduction", "saw much"))
    assert main(["export", "page.txt"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "Title\n\nThe subdistrict office of Qingdao saw much as the first task.\n"
    assert "left out: 1 decisions whose place is lost" in captured.err
