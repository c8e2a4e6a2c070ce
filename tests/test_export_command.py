"""``reviewer export``: what is written where, what is refused, and what is said."""

import io
import json
import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.cli import main

BAD = "The video R & D base is open.\r\nSince this year, the base has grown.\r\n"
SAFE = "The video R&D base is open.\r\nSo far this year, the base has grown.\r\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "page.txt"
    file.write_bytes(BAD.encode())
    return file


def test_the_corrected_text_goes_to_standard_output(page: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "page.txt", "--apply", "safe"]) == 0
    captured = capfdbinary.readouterr()
    assert captured.out == SAFE.encode()
    assert captured.err == b"2 applied, 0 skipped\n"
    assert page.read_bytes() == BAD.encode()


def test_without_decisions_nothing_changes(page: Path, capfd: Capture) -> None:
    assert main(["export", "page.txt", "-o", "out.txt"]) == 0
    assert Path("out.txt").read_bytes() == BAD.encode()
    assert capfd.readouterr().err == "0 applied, 2 skipped: 2 undecided\nno decisions: --apply safe makes the changes that need none\n"


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (["-o", "out.txt"], b"The video R&D base"),
        (["-o", "out.md"], b"The video R\\&D base"),
        (["-o", "out.HTML"], b"<!doctype html>"),
        (["-o", "out.docx"], b"PK"),
        (["-o", "out.json"], b'{\n  "version"'),
        (["-o", "out.txt", "--format", "json"], b'{\n  "version"'),
        (["-o", "out"], b"The video R&D base"),
        (["-o", "out.html", "--redline"], b"<!doctype html>"),
        (["-o", "out.docx", "--redline"], b"PK"),
        (["-o", "out", "--redline"], b"<!doctype html>"),
        (["-o", "out.patch", "--diff"], b"--- a/page.txt\n"),
        (["-o", "out.csv", "--report", "csv"], b"\xef\xbb\xbfpath,"),
        (["-o", "out.html", "--report", "html"], b"<!doctype html>"),
    ],
)
def test_out_says_the_format(page: Path, arguments: list[str], start: bytes) -> None:
    assert main(["export", "page.txt", "--apply", "safe", *arguments]) == int("--diff" in arguments)
    assert Path(arguments[1]).read_bytes().startswith(start)


def test_diff_without_changes_is_exit_code_0(page: Path, capfd: Capture) -> None:
    assert main(["export", "page.txt", "--diff"]) == 0
    assert capfd.readouterr().out == ""
    assert main(["export", "page.txt", "--diff", "--apply", "safe"]) == 1
    assert "\n+So far this year, the base has grown.\r\n" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["no.txt"], "no.txt: No such file or directory"),
        (["."], ".: Is a directory"),
        (["page.txt", "-o", "none/out.txt"], "none/out.txt: No such file or directory"),
        (["page.txt", "-o", "there.txt"], "there.txt: there is such a file; --force writes over it"),
        (["page.txt", "-o", "page.txt", "--force"], "page.txt: this is the original; --in-place writes over it, with a backup"),
        (["page.txt", "-o", "./link.txt", "--force"], "link.txt: this is the original; --in-place writes over it, with a backup"),
        (["page.txt", "-o", "out.tsv"], "out.tsv: none of the types txt, md, html, docx, json; name one with --format"),
        (["page.txt", "-o", "out.pdf"], "out.pdf: none of the types txt, md, html, docx, json; name one with --format"),
        (["page.txt", "-o", "out.txt", "--redline"], "out.txt: none of the types html, docx; name one with --format"),
        (["page.txt", "--redline", "--format", "md"], "--redline is written as html or docx, not as md"),
        (["page.txt", "--report", "csv", "--format", "html"], "--format is for the corrected text and for --redline"),
        (["page.txt", "--in-place", "--diff"], "--in-place writes the corrected text in its own format, and does not go with --diff"),
        (["page.txt", "--in-place"], "--in-place asks before it writes, and there is no terminal to ask at: give --yes"),
        (["-", "--in-place", "--yes"], "--in-place needs a file, and standard input is none"),
        (["locked.txt", "--in-place", "--yes"], "locked.txt: write-protected"),
        (["page.txt", "-o", "locked.txt", "--force"], "locked.txt: write-protected"),
        (["page.txt", "--ignore", "spacin"], "no check, term or category is called 'spacin'; did you mean 'spacing'?"),
        (["page.txt", "--glossary", "none.yaml"], "none.yaml: no such glossary"),
        (["page.txt", "--encoding", "klingon"], "page.txt: unknown encoding 'klingon'"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(page: Path, arguments: list[str], complaint: str, capfd: Capture) -> None:
    Path("there.txt").write_text("there")
    Path("locked.txt").write_text("It is the the base.")
    Path("locked.txt").chmod(0o444)
    Path("link.txt").symlink_to("page.txt")
    before = {file.name: file.read_bytes() for file in page.parent.iterdir()}
    assert main(["export", "--apply", "safe", *arguments]) == 2
    captured = capfd.readouterr()
    assert captured.err == complaint + "\n"
    assert captured.out == ""
    assert {file.name: file.read_bytes() for file in page.parent.iterdir()} == before


def test_force_writes_over_another_file(page: Path) -> None:
    Path("there.txt").write_text("there")
    assert main(["export", "page.txt", "--apply", "safe", "-o", "there.txt", "--force"]) == 0
    assert Path("there.txt").read_bytes() == SAFE.encode()


def test_in_place_keeps_every_original(page: Path, capfd: Capture) -> None:
    page.chmod(0o640)
    Path("page.txt.bak").write_text("an older one")
    assert main(["export", "page.txt", "--apply", "safe", "--in-place", "--yes"]) == 0
    assert page.read_bytes() == SAFE.encode()
    assert Path("page.txt.bak").read_text() == "an older one"
    assert Path("page.txt.bak.1").read_bytes() == BAD.encode()
    assert {stat.S_IMODE(Path(name).stat().st_mode) for name in ("page.txt", "page.txt.bak.1")} == {0o640}
    assert capfd.readouterr().err == "2 applied, 0 skipped\npage.txt: written; the original is page.txt.bak.1\n"


def test_in_place_without_changes_writes_nothing(page: Path, capfd: Capture) -> None:
    page.write_bytes(SAFE.encode())
    assert main(["export", "page.txt", "--apply", "safe", "--in-place", "--yes"]) == 0
    assert [file.name for file in page.parent.iterdir()] == ["page.txt"]
    assert "page.txt: nothing to change" in capfd.readouterr().err


@pytest.mark.parametrize(("answer", "code", "content"), [(b"y\n", 0, SAFE), (b"n\n", 2, BAD), (b"\n", 2, BAD), (b"\x04", 2, BAD)])
def test_in_place_asks_at_a_terminal(page: Path, answer: bytes, code: int, content: str) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "reviewer", "export", "page.txt", "--apply", "safe", "--in-place"]
    with subprocess.Popen(command, stdin=theirs, stderr=theirs, stdout=subprocess.DEVNULL) as process:
        os.close(theirs)
        asked = b""
        while b"[y/N]" not in asked:
            asked += os.read(ours, 1024)
        os.write(ours, answer)
        assert process.wait() == code
    os.close(ours)
    assert b"2 applied, 0 skipped\r\nwrite over page.txt? [y/N]" in asked
    assert page.read_bytes() == content.encode()
    assert Path("page.txt.bak").exists() == (code == 0)


def test_word_is_not_written_to_a_terminal(page: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture) -> None:
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO()))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert main(["export", "page.txt", "--format", "docx"]) == 2
    assert capfd.readouterr().err == "a Word document is not written to a terminal: name a file with -o\n"


def test_standard_input() -> None:
    command = [sys.executable, "-m", "reviewer", "export", "-", "--apply", "safe"]
    done = subprocess.run(command, input=BAD.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, SAFE.encode())


def test_selection_chooses_among_what_is_made_unasked(page: Path) -> None:
    assert main(["export", "page.txt", "--apply", "safe", "--select", "spacing", "-o", "out.txt"]) == 0
    assert Path("out.txt").read_bytes() == BAD.replace("R & D", "R&D").encode()


def test_decisions_count_whatever_is_selected(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from reviewer.core.decision import Decision
    from reviewer.core.review import Review

    def decided(_: object, review: Review) -> Review:
        at_spacing = next(each.fingerprint for each in review.findings if each.check == "spacing")
        return replace(review, decisions=(Decision(at_spacing, "rewrite", None, "research", "Li Wei", "2026-03-01T08:30:00Z"),))

    monkeypatch.setattr("reviewer.cli.journal.Journals.with_decisions", decided)
    monkeypatch.setattr("reviewer.cli.export._warn_of_what_stands", lambda *_: None)
    assert main(["export", "page.txt", "--ignore", "spacing", "-o", "out.json"]) == 0
    report = json.loads(Path("out.json").read_text("utf-8"))
    assert [(each["check"], each["new"]) for each in report["applied"]] == [("spacing", "research")]
    assert [each["check"] for each in report["skipped"]] == ["deprecated-term"]


def test_what_still_stands_is_a_warning(page: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture) -> None:
    monkeypatch.setattr("reviewer.formats.edited", lambda document, edits: document)
    assert main(["export", "page.txt", "--apply", "safe", "-o", "out.txt"]) == 0
    assert capfd.readouterr().err.splitlines()[1:] == [
        "warning: still stands after the export, at 1:11: spacing “R & D”",
        "warning: still stands after the export, at 2:1: deprecated-term “Since this year”",
    ]


def test_a_bitext_is_exported_as_a_bitext(page: Path) -> None:
    Path("pairs.tsv").write_bytes("基地\tSince this year, the base has grown.\r\n".encode("gb18030"))
    assert main(["export", "pairs.tsv", "--apply", "safe", "-o", "out.tsv"]) == 0
    assert Path("out.tsv").read_bytes() == "基地\tSo far this year, the base has grown.\r\n".encode("gb18030")
