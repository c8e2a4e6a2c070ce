"""The command line: exit codes, formats, selection, bad input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.cli import main

ROOT = Path(__file__).resolve().parent.parent
SEED = str(ROOT / "seeds" / "west-coast-new-area.txt")
BAD = "An investment of $15 billion million was made.\n"
GOOD = "An investment of 15 billion yuan was made.\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    (folder / "sub").mkdir(parents=True)
    (folder / "bad.txt").write_text(BAD)
    (folder / "good.txt").write_text(GOOD)
    (folder / "sub" / "bad.md").write_text(BAD)
    (folder / "left.xyz").write_text(BAD)
    (folder / ".hidden.txt").write_text(BAD)
    return folder


def paths_of(out: str) -> list[str]:
    return [json.loads(line)["path"] for line in out.splitlines()]


def test_findings_are_exit_code_1(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(texts / "bad.txt"), "--format", "jsonl"]) == 1
    row = json.loads(capsys.readouterr().out)
    assert (row["check"], row["line"], row["column"], row["text"]) == ("garbled-number", 1, 18, "$15 billion million")


def test_nothing_found_is_exit_code_0(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(texts / "good.txt")]) == 0
    assert capsys.readouterr().out == "No findings in 1 file.\n"


@pytest.mark.parametrize(("level", "code"), [("critical", 1), ("major", 1), ("minor", 1), ("neutral", 1), ("never", 0)])
def test_fail_on(texts: Path, level: str, code: int) -> None:
    assert main(["check", str(texts / "bad.txt"), "--fail-on", level]) == code


def test_minor_findings_do_not_fail(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The video R & D base is open.\n")
    assert main(["check", str(tmp_path)]) == 0
    assert main(["check", str(tmp_path), "--fail-on", "minor"]) == 1


def test_folders_are_walked_in_order(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(texts), "--format", "jsonl"]) == 1
    assert paths_of(capsys.readouterr().out) == [str(texts / "bad.txt"), str(texts / "sub" / "bad.md")]


def test_globs_and_twins(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", f"{texts}/**/*.md", f"{texts}/sub", "--format", "jsonl"]) == 1
    assert paths_of(capsys.readouterr().out) == [str(texts / "sub" / "bad.md")]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["no-such-file.txt"], "no-such-file.txt: no such file"),
        (["*.nothing"], "*.nothing: no file matches"),
        (["{tmp}/empty"], "{tmp}/empty: no texts in this folder"),
        (["{tmp}/a.bin.txt"], "{tmp}/a.bin.txt: binary file"),
        (["{tmp}/bad-utf8.txt"], "{tmp}/bad-utf8.txt: not UTF-8 at byte offset 3"),
        (["{tmp}/a.xyz"], "{tmp}/a.xyz: no format for '.xyz' files"),
        (
            ["{tmp}/good.txt", "--select", "garbled-numbr"],
            "no check, term or category is called 'garbled-numbr'; did you mean 'garbled-number'?",
        ),
        (["{tmp}/good.txt", "--glossary", "{tmp}/none.yaml"], "{tmp}/none.yaml: no such glossary"),
        (["{tmp}/good.txt", "--glossary", "{tmp}/broken.yaml"], "{tmp}/broken.yaml:3: 'zh' is missing"),
        (["{tmp}/good.txt", "--encoding", "klingon"], "{tmp}/good.txt: unknown encoding 'klingon'"),
        (["{tmp}/good.txt", "--output", "{tmp}/none/out.txt"], "No such file or directory"),
    ],
)
def test_what_cannot_run_is_one_line_and_exit_code_2(
    arguments: list[str], complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.bin.txt").write_bytes(b"\x7fELF\x00\x00")
    (tmp_path / "bad-utf8.txt").write_bytes(b"abc\xff")
    (tmp_path / "a.xyz").write_text("x")
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "broken.yaml").write_text("domain: x\nterms:\n  - {id: a, preferred: b}\n")
    assert main(["check", *(argument.format(tmp=tmp_path) for argument in arguments)]) == 2
    error = capsys.readouterr().err
    assert complaint.format(tmp=tmp_path) in error
    assert error.count("\n") == 1


def test_one_bad_file_does_not_stop_the_others(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (texts / "broken.txt").write_bytes(b"\xff\xff")
    assert main(["check", str(texts), "--format", "jsonl"]) == 2
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 2
    assert "broken.txt: not UTF-8 at byte offset 0" in captured.err


def test_empty_file_has_no_findings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    assert main(["check", str(tmp_path / "a.txt")]) == 0


@pytest.mark.parametrize(
    "choice",
    [
        ["--ignore", "garbled-number"],
        ["--select", "spacing,quotation-marks"],
        ["--ignore", "accuracy/number"],
        ["--ignore", "accuracy"],
        ["--select", "style"],
    ],
)
def test_selection_silences(texts: Path, choice: list[str]) -> None:
    assert main(["check", str(texts / "bad.txt"), *choice]) == 0


@pytest.mark.parametrize("choice", [["--select", "garbled-number"], ["--select", "accuracy"], ["--ignore", "style,spacing"]])
def test_selection_keeps(texts: Path, choice: list[str]) -> None:
    assert main(["check", str(texts / "bad.txt"), *choice]) == 1


def test_output_file(texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "report.json"
    assert main(["check", str(texts), "--format", "json", "--output", str(out)]) == 1
    assert capsys.readouterr().out == ""
    assert json.loads(out.read_text("utf-8"))["summary"]["findings"] == 2
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_project_glossary_wins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "domain: own\nterms:\n  - {id: jingkong, zh: [经控集团], preferred: Jingkong Group, deprecated: [Economic Control Group], severity: major}\n",
        "utf-8",
    )
    (tmp_path / "a.txt").write_text("The Economic Control Group was founded.\n")
    assert main(["check", str(tmp_path / "a.txt")]) == 0
    capsys.readouterr()
    assert main(["check", str(tmp_path / "a.txt"), "--glossary", str(own), "--format", "jsonl"]) == 1
    assert json.loads(capsys.readouterr().out)["suggestions"][0]["text"] == "Jingkong Group"


def test_explain_lists_every_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    assert "garbled-number" in capsys.readouterr().out


def test_explain_a_check_and_a_term(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "garbled-number"]) == 0
    assert "Why it matters" in capsys.readouterr().out
    assert main(["explain", "shuangzhao-shuangyin"]) == 0
    assert "双招双引" in capsys.readouterr().out
    assert main(["explain", "nothing-of-the-kind"]) == 2


def test_glossary_test(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "domain: own\nterms:\n  - {id: a, zh: [一], preferred: right words, deprecated: [wrong words], flag: ['the [[wrong words]]'], pass: ['the words are wrong']}\n",
        "utf-8",
    )
    assert main(["glossary", "test", str(own)]) == 0
    assert capsys.readouterr().out == "1 terms, 2 examples, 0 failed\n"
    own.write_text(own.read_text("utf-8").replace("the words are wrong", "some wrong words"), "utf-8")
    assert main(["glossary", "test", str(own)]) == 1
    assert "pass 'some wrong words': found 'wrong words'" in capsys.readouterr().out


def test_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reviewer", "check", "-", "--format", "jsonl"], input=BAD.encode(), capture_output=True, check=False
    )
    assert done.returncode == 1
    assert json.loads(done.stdout)["path"] == "-"


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completion(shell: str) -> None:
    done = subprocess.run([sys.executable, "-m", "reviewer", "--print-completion", shell], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "--fail-on" in done.stdout


def test_bad_usage_is_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check"])
    assert stop.value.code == 2
    assert "the following arguments are required: PATH" in capsys.readouterr().err


def test_every_run_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", SEED, "--format", "jsonl", "--confidence", "low"])
    first = capsys.readouterr().out
    main(["check", SEED, "--format", "jsonl", "--confidence", "low"])
    assert capsys.readouterr().out == first


def test_heavy_libraries_are_imported_only_where_used() -> None:
    code = "import sys; from reviewer.cli import main\ntry: main(['--version'])\nexcept SystemExit: pass\nprint({'yaml', 'rich', 'rapidfuzz', 'dataclasses', 'json'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


def test_a_reader_that_goes_away_and_an_interruption(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.run(
        f"{sys.executable} -m reviewer explain | head -c 1", shell=True, capture_output=True, text=True, check=False, cwd=texts
    )
    assert (done.stdout, done.stderr) == ("b", "")

    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("reviewer.cli.explain.run", interrupted)
    assert main(["explain"]) == 130
