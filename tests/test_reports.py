"""What the report formats promise to the programs that read them, and several reports at once."""

import csv
import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from reviewer import formats, outputs
from reviewer.checks import all_checks
from reviewer.cli import main
from reviewer.core.review import Review
from reviewer.engine.checker import Checker
from reviewer.glossary.glossary import Glossary
from reviewer.outputs import github, sarif
from reviewer.outputs.worst import Worst

BAD = "An investment of $15 billion million was made.\n"


def report(name: str, *reviews: Review) -> str:
    stream = io.StringIO()
    outputs.output(name).write(reviews, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def checker(glossary: Glossary) -> Checker:
    """Every check but the one that finds fault with a text of equal lines."""
    return Checker(glossary, tuple(check for id_, check in all_checks().items() if id_ != "repeated-sentence"))


@pytest.fixture
def odd(checker: Checker) -> Review:
    """A file whose name and words are what escapes are for."""
    text = "# 化尾 😀 <b>\n\n😀 It is the the \x0b|| road, @all `100%`.\n"
    return checker.review(formats.read('a "b"&<c>|d.md', text.encode()))


def test_gitlab_fingerprints_are_unique(checker: Checker) -> None:
    reviews = [checker.review(formats.read(path, (BAD * 2).encode())) for path in ("./a.txt", "sub/b.txt")]
    issues = json.loads(report("gitlab", *reviews))
    assert [issue["location"]["path"] for issue in issues] == ["a.txt"] * 2 + ["sub/b.txt"] * 2
    assert len({issue["fingerprint"] for issue in issues}) == 4
    assert {issue["severity"] for issue in issues} == {"critical"}
    assert issues[1]["location"]["lines"] == {"begin": 2, "end": 2}
    assert json.loads(report("gitlab")) == []


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_holds_any_text(name: str, odd: Review, checker: Checker) -> None:
    root = etree.fromstring(report(name, odd, checker.review(formats.read("empty.txt", b""))).encode())
    assert len(root) == 2
    assert len(root[0]) == len(odd.findings) >= 1
    assert odd.document.path in root[0].attrib["name"]


def test_junit_passes_files_without_findings(checker: Checker) -> None:
    (suite,) = etree.fromstring(report("junit", checker.review(formats.read("good.txt", b"All is well.\n"))).encode())
    assert (suite.attrib["tests"], suite.attrib["failures"], len(suite[0])) == ("1", "0", 0)


def test_rdjson_columns_are_bytes(odd: Review) -> None:
    (twice,) = [found for found in json.loads(report("rdjson", odd))["diagnostics"] if found["code"]["value"] == "repetition"]
    line = odd.document.text.split("\n")[2].encode()
    span = twice["location"]["range"]
    assert span["start"]["line"] == 3
    assert line[span["start"]["column"] - 1 : span["end"]["column"] - 1] == b"the the"
    assert twice["suggestions"][0]["text"] == "the"


def test_csv_makes_no_formula(checker: Checker) -> None:
    review = checker.review(formats.read("=cmd.txt", BAD.encode()))
    (row,) = csv.DictReader(io.StringIO(report("csv", review)))
    assert row["path"] == "'=cmd.txt"
    assert (row["check"], row["line"], row["column"], row["suggestion"]) == ("garbled-number", "1", "18", "$15 billion")


def test_markdown_is_a_table_whatever_the_text(odd: Review) -> None:
    rows = [line for line in report("markdown", odd).splitlines() if line.startswith("| m")]
    assert len(rows) == len(odd.findings)
    for row in rows:
        assert row.replace("\\|", "").count("|") == 6
        assert "@" not in row
        assert "<" not in row


def test_markdown_fits_a_comment(checker: Checker) -> None:
    long = checker.review(formats.read("a/" * 200 + "b.txt", (BAD * 400).encode()))
    assert len(report("markdown", long)) < 65_536
    assert "The worst 50 of 400 findings" in report("markdown", long)


def test_github_shows_the_worst_ten_of_each_level(checker: Checker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    (tmp_path / "summary.md").write_text("before\n")
    text = "It is the the road.\n" * 30 + BAD + "The video R & D base is open.\n"
    lines = report("github", checker.review(formats.read("a.txt", text.encode()))).splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::error"] * github.MOST + ["::warning"]
    assert "garbled-number" in lines[0]
    assert lines[-1] == "21 more findings are not annotated: GitHub shows 10 of each level."
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert summary.startswith("before\n### reviewer: 32 findings in 1 file")
    assert "| repetition | 30 | 1 |" in summary


def test_sarif_holds_the_worst(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 3)
    text = "It is the the road.\n" * 4 + BAD
    (run,) = json.loads(report("sarif", checker.review(formats.read("a.txt", text.encode()))))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["repetition", "repetition", "garbled-number"]
    assert "2 findings of 5 are left out" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    fixes = run["results"][2]["fixes"]
    assert fixes[0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "$15 billion"
    assert run["results"][2]["partialFingerprints"]["primaryLocationLineHash"].endswith(":1")


def test_worst_keeps_order_among_equals(checker: Checker) -> None:
    finding = checker.review(formats.read("a.txt", BAD.encode())).findings[0]
    worst: Worst[int] = Worst(2)
    for number in range(4):
        worst.add(finding, number)
    worst.add(replace(finding, severity="minor"), 9)
    assert (list(worst), worst.total) == ([0, 1], 5)


def test_statistics_count_files(checker: Checker) -> None:
    reviews = [checker.review(formats.read(path, (BAD * 2).encode())) for path in ("a.txt", "b.txt", "c.txt")]
    assert [line.split() for line in report("statistics", *reviews).splitlines()[2:]] == [
        ["check", "findings", "files", "safe"],
        ["garbled-number", "6", "3", "0"],
    ]


def test_html_asks_nothing_of_anywhere(odd: Review) -> None:
    page = report("html", odd)
    root = etree.fromstring(page.encode(), etree.HTMLParser())
    assert not [*root.iter("link", "img", "iframe")]
    assert not [script for script in root.iter("script") if "src" in script.attrib]
    assert "url(" not in page
    assert "@import" not in page
    assert [mark.text for mark in root.iter("mark")] == [finding.span.of(odd.document.view) for finding in odd.findings]


@pytest.mark.skipif(not shutil.which("chromium"), reason="no browser")
def test_html_sorts_and_filters(checker: Checker, tmp_path: Path) -> None:
    text = "The video R & D base is open.\n" + BAD + "It is the the road.\n"
    page = report("html", checker.review(formats.read("a.txt", text.encode())))
    script = """<script>
      const seen = () => [...document.querySelectorAll("tbody tr:not([hidden])")].map(row => row.dataset.check).join(" ");
      const log = [seen()];
      document.querySelector("th button").click(); log.push(seen());
      document.querySelector("th button").click(); log.push(seen());
      document.forms[0].words.value = "ROAD"; document.forms[0].dispatchEvent(new Event("input")); log.push(seen());
      document.forms[0].words.value = ""; document.querySelector("[data-value='accuracy/number']").click(); log.push(seen());
      document.title = log.join("/") + "/" + document.querySelector("output").value;
    </script>"""
    (tmp_path / "page.html").write_text(page + script, "utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", (tmp_path / "page.html").as_uri()]
    dumped = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120).stdout
    assert dumped.partition("<title>")[2].partition("</title>")[0].split("/") == [
        "spacing garbled-number repetition",
        "garbled-number repetition spacing",
        "spacing repetition garbled-number",
        "repetition",
        "garbled-number",
        "1 shown",
    ]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(BAD)
    return tmp_path / "page.txt"


def test_several_reports_in_one_run(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "page.txt", "--format", "sarif=out.sarif", "--format", "jsonl", "--format", "csv=out.csv"]) == 1
    assert json.loads(capsys.readouterr().out)["check"] == "garbled-number"
    assert json.loads(Path("out.sarif").read_text("utf-8"))["runs"][0]["results"][0]["ruleId"] == "garbled-number"
    assert Path("out.csv").read_text("utf-8").count("\n") == 2


def test_output_takes_the_report_without_a_file(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "page.txt", "--format", "json=a.json", "--statistics", "--output", "b.txt"]) == 1
    assert capsys.readouterr().out == ""
    assert "garbled-number" in Path("b.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--format", "lines", "--format", "json"], "lines and json cannot both go to one place"),
        (["--format", "json=a", "--format", "csv=./a"], "two reports cannot go to one file"),
        (["--format", "json=a", "--output", "b"], "--output has no report to write"),
        (["--format", "json=none/a", "--format", "csv=b"], "none/a: No such file or directory"),
    ],
)
def test_reports_that_cannot_be_written(page: Path, options: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "page.txt", *options]) == 2
    error = capsys.readouterr().err
    assert complaint in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("value", ["klingon", "json="])
def test_formats_that_are_none(page: Path, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", "page.txt", "--format", value])
    assert stop.value.code == 2
    assert value in capsys.readouterr().err


def test_empty_reports_can_be_read() -> None:
    assert json.loads(report("gitlab")) == []
    assert json.loads(report("rdjson"))["diagnostics"] == []
    assert len(etree.fromstring(report("junit").encode())) == 0
    assert "Nothing to report." in report("html")
    assert report("markdown") == "### reviewer: no findings in 0 files\n"
