"""Only new findings count, and the baseline is kept clean."""

import json
from pathlib import Path

import pytest

from reviewer.cli import main

OLD = "An investment of $15 billion million was made.\n"
LATER = "Later the sum of $15 billion million followed.\n"
NEW = "It is the the road.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(OLD)
    (tmp_path / "pages" / "b.txt").write_text(f"{OLD}\n{LATER}")
    assert main(["check", "pages", "--write-baseline", "known.json"]) == 0
    return tmp_path


def entries(project: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((project / "known.json").read_text("utf-8"))["findings"]
    return found


def test_it_says_what_it_holds(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "pages", "--write-baseline", "known.json"]) == 0
    assert capsys.readouterr().err == "known.json: 3 entries written, 0 stale pruned\n"
    assert {path: sorted(said.values()) for path, said in entries(project).items()} == {
        "pages/a.txt": ["garbled-number: $15 billion million"],
        "pages/b.txt": ["garbled-number: $15 billion million"] * 2,
    }


def test_known_findings_are_silent_and_new_ones_fail(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "pages", "--baseline", "known.json"]) == 0
    (project / "pages" / "a.txt").write_text(f"Some lines before.\n\n{OLD}\n{NEW}")
    capsys.readouterr()
    assert main(["check", "pages", "--baseline", "known.json", "--format", "jsonl"]) == 1
    captured = capsys.readouterr()
    assert [json.loads(line)["text"] for line in captured.out.splitlines()] == ["the the"]
    assert captured.err == ""


def test_one_more_of_the_same_is_new(project: Path) -> None:
    (project / "pages" / "b.txt").write_text(f"{OLD}\n{LATER}\nHe said no.\n\n{OLD}")
    assert main(["check", "pages", "--baseline", "known.json"]) == 1


def test_it_holds_from_any_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "pages")
    assert main(["check", "a.txt", str(project / "pages" / "b.txt"), "--baseline", "../known.json"]) == 0


def test_stale_entries_are_told_and_pruned_on_write(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pages" / "a.txt").write_text("Good.\n")
    capsys.readouterr()
    assert main(["check", "pages/a.txt", "--baseline", "known.json"]) == 0
    assert capsys.readouterr().err == "known.json: 1 entry stale; --write-baseline known.json prunes them\n"
    assert main(["check", "pages/a.txt", "--write-baseline", "known.json"]) == 0
    assert capsys.readouterr().err == "known.json: 2 entries written, 1 stale pruned\n"
    assert list(entries(project)) == ["pages/b.txt"], "what was not checked stays"
    (project / "pages" / "b.txt").unlink()
    assert main(["check", "pages/a.txt", "--write-baseline", "known.json"]) == 0
    assert entries(project) == {}, "what is gone goes"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "known.json: no such baseline"),
        (b"{", "known.json:1: not JSON"),
        (b"\xff", "known.json: not UTF-8 at byte offset 0"),
        (b"[]", "known.json: no baseline"),
        (b'{"version": 1, "findings": {"a": [1]}}', "known.json: no baseline"),
        (b'{"version": 9, "findings": {}}', "known.json: a baseline of version 9"),
    ],
)
def test_bad_baselines(project: Path, content: bytes | None, complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    if content is None:
        (project / "known.json").unlink()
    else:
        (project / "known.json").write_bytes(content)
    capsys.readouterr()
    assert main(["check", "pages", "--baseline", "known.json"]) == 2
    error = capsys.readouterr().err
    assert error.startswith(complaint)
    assert error.count("\n") == 1


def test_a_damaged_baseline_is_not_written_over(project: Path) -> None:
    (project / "known.json").write_text("{")
    assert main(["check", "pages", "--write-baseline", "known.json"]) == 2
    assert (project / "known.json").read_text() == "{"
