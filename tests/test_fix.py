"""What --fix writes, and what --diff shows of it."""

import os
import subprocess
from pathlib import Path

import pytest

from reviewer.cli import main

TEXT = "It is the the road of the new era.\r\n\r\nThe video R & D base is open.\r\n\r\nAn investment of $15 billion million was made.\r\n"
SAFE = TEXT.replace("R & D", "R&D")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_bytes(TEXT.encode())
    (tmp_path / "good.md").write_text("All is well.\n")
    return tmp_path / "page.md"


def test_fix_makes_safe_suggestions_and_reports_the_rest(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = (page.parent / "good.md").stat()
    page.chmod(0o640)
    assert main(["check", ".", "--fix", "--format", "csv"]) == 1
    captured = capsys.readouterr()
    assert page.read_bytes() == SAFE.encode()
    assert captured.err == "1 finding corrected in 1 file\n"
    assert "spacing" not in captured.out
    assert "garbled-number" in captured.out
    assert page.stat().st_mode & 0o777 == 0o640
    assert (page.parent / "good.md").stat().st_mtime_ns == good.st_mtime_ns
    assert sorted(path.name for path in page.parent.iterdir()) == ["good.md", "page.md"]


def test_unsafe_fixes_make_the_first_of_the_others(page: Path) -> None:
    assert main(["check", ".", "--fix", "--unsafe-fixes"]) == 0
    text = page.read_bytes().decode()
    assert text.startswith("It is the road ")
    assert "$15 billion million" not in text
    assert text.count("\r\n") == TEXT.count("\r\n")


@pytest.mark.parametrize(("options", "changed"), [([], SAFE), (["--unsafe-fixes"], None)])
def test_diff_writes_nothing_and_can_be_applied(
    page: Path, options: list[str], changed: str | None, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["check", ".", "--diff", *options]) == 1
    difference = capfdbinary.readouterr().out
    assert page.read_bytes() == TEXT.encode()
    subprocess.run(["git", "apply", "-p1"], input=difference, check=True, cwd=page.parent)
    assert page.read_bytes() != TEXT.encode()
    if changed:
        assert page.read_bytes() == changed.encode()
        assert main(["check", ".", "--diff"]) == 0


def test_what_is_silenced_or_known_stays(page: Path) -> None:
    page.write_text("The R & D base. <!-- reviewer: ignore spacing -->\n")
    assert main(["check", ".", "--diff"]) == 0
    assert main(["check", ".", "--diff", "--no-suppressions"]) == 1
    page.write_text("The R & D base.\n")
    assert main(["check", ".", "--write-baseline", "known.json"]) == 0
    assert main(["check", ".", "--diff", "--baseline", "known.json"]) == 0
    assert main(["check", ".", "--diff", "--ignore", "spacing"]) == 0
    assert main(["check", ".", "--diff"]) == 1


def test_encodings_stay(page: Path) -> None:
    page.write_bytes(b"\xff\xfe" + "化尾 R & D\r\n".encode("utf-16-le"))
    main(["check", "page.md", "--fix"])
    assert page.read_bytes() == b"\xff\xfe" + "化尾 R&D\r\n".encode("utf-16-le")


def test_write_protected_files_are_a_problem(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.chmod(0o444)
    assert main(["check", ".", "--fix", "--fail-on", "never"]) == 2
    assert capsys.readouterr().err.startswith("page.md: write-protected\n")
    assert page.read_bytes() == TEXT.encode()


def test_a_link_stays_a_link(page: Path) -> None:
    os.symlink("page.md", page.parent / "link.md")
    main(["check", "link.md", "--fix"])
    assert (page.parent / "link.md").is_symlink()
    assert page.read_bytes() == SAFE.encode()


@pytest.mark.parametrize(
    "options",
    [
        ["page.md", "--unsafe-fixes"],
        ["-", "--fix"],
        ["page.md", "--fix", "--write-baseline", "known.json"],
        ["page.md", "--diff", "--format", "json"],
    ],
)
def test_contradictions(page: Path, options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *options]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert page.read_bytes() == TEXT.encode()
