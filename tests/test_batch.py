"""Many files: processes, kept results, changed lines, lists of files; nothing is lost on the way."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer import formats
from reviewer.batch import jobs
from reviewer.batch.changes import Changes
from reviewer.batch.jobs import Failure, Jobs, Task
from reviewer.batch.results import Results, key_of
from reviewer.batch.stored import pack, unpack
from reviewer.checks import all_checks
from reviewer.cli import main
from reviewer.core.document import Document
from reviewer.core.review import Review
from reviewer.engine.checker import Checker
from reviewer.formats.decoding import Encoding
from reviewer.glossary.glossary import Glossary

BAD = "It is the the road of $15 billion million.\n"
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_cache: Path, checker: Checker) -> Path:
    """Eight pages, and a cache of their own that has the compiled term base alone."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".cache").mkdir()
    for compiled in own_cache.glob("*.bin"):
        shutil.copy(compiled, tmp_path / ".cache")
    monkeypatch.setenv("REVIEWER_CACHE_DIR", str(tmp_path / ".cache"))
    for number in range(8):
        (tmp_path / f"{number}.md").write_text(f"# Page {number}\n\n{BAD}")
    return tmp_path


@pytest.fixture
def tasks(site: Path, glossary: Glossary) -> list[Task]:
    return [Task(f"{number}.md", f"{number}.md", None, None, (), glossary.key, tuple(all_checks())) for number in range(8)]


@pytest.fixture
def parallel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files go to processes, too."""
    monkeypatch.setattr(jobs, "_SMALL", 0)


def rows(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [json.loads(line)["path"] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("sample", sorted((ROOT / "tests" / "files").glob("sample*")), ids=lambda path: path.name)
def test_what_is_stored_is_what_was_found(sample: Path, checker: Checker) -> None:
    data = sample.read_bytes() + BAD.encode() * (sample.suffix == ".md")
    review = checker.review(formats.read("a" + sample.suffix, data))
    again = unpack(pack(review, data), "b.md", data)
    origin = review.document.origin if isinstance(review.document.origin, Encoding) else None
    assert again == replace(review, document=replace(review.document, path="b.md", origin=origin))


@pytest.mark.parametrize("content", [b"", b"x", b"x\x9c", pack.__doc__.encode() if pack.__doc__ else b""])
def test_damaged_bytes_are_no_review(content: bytes) -> None:
    with pytest.raises(ValueError, match="no stored review"):
        unpack(content, "a.md", b"")


@pytest.mark.usefixtures("parallel")
def test_processes_keep_order_and_findings(tasks: list[Task]) -> None:
    one, two = (list(Jobs(number, None).reviews(tasks)) for number in (1, 2))
    assert one == two
    assert [each.document.path for each in two if isinstance(each, Review)] == [task.path for task in tasks]
    assert all(len(each.findings) >= 2 for each in two if isinstance(each, Review))


@pytest.mark.usefixtures("parallel")
@pytest.mark.skipif(sys.platform != "linux", reason="only a forked process sees the patch")
def test_a_failing_worker_names_its_file(tasks: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    review = Checker.review

    def failing(self: Checker, document: Document) -> Review:
        if document.path == "2.md":
            raise RuntimeError("two\nlines")
        if document.path == "5.md":
            os.kill(os.getpid(), signal.SIGKILL)
        return review(self, document)

    monkeypatch.setattr(Checker, "review", failing)
    outcomes = list(Jobs(2, None).reviews(tasks))
    assert [outcome.why for outcome in outcomes if isinstance(outcome, Failure)] == [
        "2.md: the checker failed on it (RuntimeError: two lines); please report it",
        "5.md: the process that checked it was ended",
    ]
    assert [outcome.document.path for outcome in outcomes if isinstance(outcome, Review)] == [
        "0.md",
        "1.md",
        "3.md",
        "4.md",
        "6.md",
        "7.md",
    ]


@pytest.mark.usefixtures("parallel")
def test_only_a_few_files_are_read_ahead(tasks: list[Task]) -> None:
    read = 0

    def counted() -> Iterator[Task]:
        nonlocal read
        for task in tasks * 20:
            read += 1
            yield task

    reviews = Jobs(2, None).reviews(counted())
    for done in range(1, 30):
        next(reviews)
        assert read <= done + 9
    reviews.close()  # type: ignore[attr-defined]


def test_unchanged_files_are_not_checked_again(tasks: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    def run() -> list[Review | Failure]:
        results = Results()
        outcomes = list(Jobs(1, results).reviews(tasks))
        results.close()
        return outcomes

    first = run()
    checked: list[str] = []
    outcome_of = jobs.outcome_of
    monkeypatch.setattr(jobs, "outcome_of", lambda task, data: checked.append(task.path) or outcome_of(task, data))
    second = run()
    assert checked == []
    assert [each.findings for each in first if isinstance(each, Review)] == [each.findings for each in second if isinstance(each, Review)]
    Path("3.md").write_text(BAD)
    run()
    assert checked == ["3.md"]


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\x00" + b"\x07" * 5000])
def test_a_damaged_cache_is_made_anew(site: Path, damage: bytes) -> None:
    file = site / ".cache" / "results.sqlite"
    file.write_bytes(damage)
    for _ in range(2):
        assert main(["check", "0.md"]) == 1
    results = Results()
    results.put("key", b"content")
    results.close()
    results = Results()
    assert results.get("key") == b"content"
    results.close()


def test_damaged_results_are_made_again(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ".", "--format", "jsonl"]) == 1
    before = capsys.readouterr().out
    with sqlite3.connect(site / ".cache" / "results.sqlite") as connection:
        connection.execute("UPDATE results SET content = x'00'")
    connection.close()
    assert main(["check", ".", "--format", "jsonl"]) == 1
    assert capsys.readouterr().out == before


def test_a_cache_that_cannot_be_used_is_done_without(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "file").write_text("")
    monkeypatch.setenv("REVIEWER_CACHE_DIR", str(site / "file"))
    assert main(["check", "0.md"]) == 1


def test_runs_at_once_share_the_cache(site: Path) -> None:
    command = [sys.executable, "-m", "reviewer", "check", ".", "--format", "jsonl"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    ended = [(each.communicate(), each.returncode) for each in running]
    assert {code for _, code in ended} == {1}
    assert len({out for (out, _), _ in ended}) == 1
    assert {err for (_, err), _ in ended} == {b""}


def test_keys_tell_settings_and_contents_apart() -> None:
    keys = [key_of(b"a"), key_of(b"b"), key_of(b"a", ".md"), key_of(b"a", ".md", "x"), key_of(b"a", ".mdx"), key_of(b"a", ".m", "dx")]
    assert len(set(keys)) == len(keys)


def test_interrupted_runs_leave_nothing_half_written(site: Path) -> None:
    for number in range(3000):
        (site / f"more-{number}.md").write_text(f"# Page {number}\n\n{BAD}")
    Path("out.json").write_text("before")
    command = [sys.executable, "-m", "reviewer", "check", ".", "--verbose", "--no-cache", "--jobs", "2", "--format", "json=out.json"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert running.stderr
    assert running.stderr.readline()
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert Path("out.json").read_text() == "before"
    assert not [path for path in site.iterdir() if path.name.startswith(".out")]


LOST = """
import os, signal
from reviewer.__main__ import run
from reviewer.cli.interrupt import listen
listen()
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    pass
run()
"""
IN_COMPILED_CODE = """
import reviewer.cli.work
from reviewer.__main__ import run
reviewer.cli.work.raise_if_seen = lambda: exec("import os, signal; os.kill(os.getpid(), signal.SIGINT)")
run()
"""


@pytest.mark.parametrize("script", [LOST, IN_COMPILED_CODE])
def test_an_interrupt_ends_the_run_wherever_it_falls(site: Path, script: str) -> None:
    command = [sys.executable, "-c", script, "check", "."]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_files_from(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "list").write_text("1.md\r\n\n3.md\n")
    main(["check", "--files-from", "list", "0.md", "--select", "repetition", "--format", "jsonl"])
    assert rows(capsys) == ["0.md", "1.md", "3.md"]
    (site / "list").write_bytes(b"1.md\0with\nbreak.md\0")
    (site / "with\nbreak.md").write_text(BAD)
    main(["check", "--files-from", "list", "--select", "repetition", "--format", "jsonl"])
    assert rows(capsys) == ["1.md", "with\nbreak.md"]
    assert main(["check", "--files-from", "none"]) == 2
    assert capsys.readouterr().err == "none: No such file or directory\n"


def test_standard_input_under_a_name(site: Path) -> None:
    (site / "reviewer.yaml").write_text("paths: [{match: 'old/*', select: repetition}]\n")
    text = f"`the the` {BAD}"

    def run(*options: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "reviewer", "check", "-", "--stdin-filename", "old/x.md", *options]
        return subprocess.run(command, input=text.encode(), capture_output=True, check=False)

    (row,) = [json.loads(line) for line in run("--format", "jsonl").stdout.splitlines()]
    assert (row["path"], row["check"], row["column"]) == ("old/x.md", "repetition", 17)
    assert b"--- a/old/x.md" in run("--diff", "--unsafe-fixes").stdout


def test_max_findings_hides_but_counts(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ".", "--select", "repetition", "--max-findings", "3", "--format", "jsonl"]) == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 3
    assert captured.err == "5 more findings not reported (--max-findings 3)\n"


def test_quiet_and_verbose(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ".", "--quiet", "--format", "json=out.json", "--max-findings", "1"]) == 1
    assert capsys.readouterr() == ("", "")
    assert json.loads(Path("out.json").read_text())["summary"]["files"] == 8
    assert main(["check", ".", "--quiet"]) == 1
    assert main(["check", "none", "--quiet"]) == 2
    assert capsys.readouterr() == ("", "none: no such file\n")
    assert main(["check", "0.md", "--verbose", "--select", "repetition"]) == 1
    assert capsys.readouterr().err == "0.md: 1 found\n"


def test_excluded_files_stay_out_when_it_is_forced(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "reviewer.yaml").write_text("exclude: 1.md\n")
    assert main(["check", "1.md"]) == 1
    assert main(["check", "1.md", "--force-exclude"]) == 0


@pytest.fixture
def repository(site: Path) -> Path:
    for command in (
        ["init", "-q"],
        ["config", "user.email", "a@example.org"],
        ["config", "user.name", "A"],
        ["add", "."],
        ["commit", "-qm", "one"],
    ):
        subprocess.run(["git", *command], check=True, cwd=site)
    return site


def test_changed_lines_only(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("0.md").write_text(f"# Page 0\n\n{BAD}\nHe saw the the sea.\n")
    Path("1.md").write_text("# Page 1\n\nGone.\n")
    Path("新 file.md").write_text(BAD)
    Path("2.md").unlink()
    assert main(["check", ".", "--since", "HEAD", "--select", "repetition", "--format", "jsonl"]) == 1
    found = [(row["path"], row["line"]) for row in map(json.loads, capsys.readouterr().out.splitlines())]
    assert found == [("0.md", 5), ("新 file.md", 1)]
    subprocess.run(["git", "add", "."], check=True)
    subprocess.run(["git", "commit", "-qm", "two"], check=True)
    assert main(["check", ".", "--since", "HEAD"]) == 0
    assert main(["check", ".", "--since", "HEAD~1"]) == 1
    assert Changes("HEAD~1").lines(Path("0.md")) == (range(4, 6),)


@pytest.mark.parametrize(
    ("revision", "complaint"), [("none", "--since none: no such revision here"), ("--output=x", "--since --output=x: no revision")]
)
def test_revisions_that_are_none(repository: Path, revision: str, complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ".", f"--since={revision}"]) == 2
    assert capsys.readouterr().err == f"{complaint}\n"


def test_no_repository_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ".", "--since", "HEAD"]) == 2
    assert "not a git repository" in capsys.readouterr().err


def test_progress_is_for_terminals(site: Path) -> None:
    """On a terminal there is a bar with a rate; the report elsewhere has none of it."""
    pty = pytest.importorskip("pty")
    for number in range(30):
        (site / f"more-{number}.md").write_text(BAD)
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "reviewer", "check", ".", "--format", "jsonl", "--jobs", "1"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=child)
    os.close(child)
    shown = b""
    while True:
        try:
            part = os.read(parent, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    out, _ = running.communicate()
    assert running.returncode == 1
    os.close(parent)
    assert b"checking" in shown
    assert b"/38" in shown
    assert b"checking" not in out
