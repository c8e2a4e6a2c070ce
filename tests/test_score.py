"""``reviewer score``: what it measures, its formats, the gate, bad input."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reviewer import formats, scorecards
from reviewer.cli import journal, main
from reviewer.core.decision import Decision
from reviewer.core.document import Span
from reviewer.core.review import Review
from reviewer.decisions.journal import Choice, Journal, by_hand
from reviewer.engine.checker import Checker
from reviewer.quality.gbt19682 import CLASSES

ROOT = Path(__file__).resolve().parent.parent
SEED = str(ROOT / "seeds" / "west-coast-new-area.txt")
BAD = "An investment of $15 billion million was made.\n"
GOOD = "An investment of 15 billion yuan was made in the project.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, content in (
        ("bad.txt", BAD),
        ("good.txt", GOOD),
        ("empty.txt", "\n"),
        ("binary.txt", "\0"),
        ("mt.txt", "We grasp the work.\n\nIt opened in May.\n"),
        ("fixed.txt", "We do the work.\n\nIt opened in May.\n"),
        ("long.txt", "a\nb\nc\nd\n"),
        ("gap.txt", "We do the work.\n\n\n"),
        ("holes.txt", "We do the work.\nIn the middle.\nIt opened in May.\n"),
        ("one.txt", "We do the work.\n"),
        ("other.txt", "We did the work.\n"),
        ("bad.tsv", "system\tdoc\nA\tB\n"),
    ):
        (tmp_path / name).write_text(content)
    return tmp_path


@pytest.fixture
def reviewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every finding is accepted, but the last, which is rejected."""

    def decide(_: object, review: Review) -> Review:
        verdicts = ["accept"] * (len(review.findings) - 1) + ["reject"]
        made = (
            Decision(finding.fingerprint, "reject" if verdict == "reject" else "accept", 0, "", "anna", "2024-05-01T08:00:00+00:00")
            for finding, verdict in zip(review.findings, verdicts, strict=True)
        )
        return replace(review, decisions=tuple(made))

    monkeypatch.setattr(journal.Journals, "with_decisions", decide)


def scored(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    main(["score", *arguments, "--format", "json"])
    record: dict[str, object] = json.loads(capsys.readouterr().out)
    return record


def test_scorecard_in_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "bad.txt"]) == 0
    out = capsys.readouterr().out
    assert "bad.txt  8 words" in out
    assert re.search(r"MQM raw +0\.0 ░{30}  0\.0 to 92\.1 \(95%\)  3125\.0 points per 1,000 words", out)
    assert re.search(r"GB/T 19682 raw +3\.00 ‰ fails \(at most 1\.5 ‰\)  classes: I 1, II 0, III 0, IV 0; 0 repeats left out", out)
    assert "W: 14 characters, estimated from the English" in out
    assert "accuracy     █  1 critical" in out
    assert "confirmed" not in out


def test_good_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "good.txt"]) == 0
    out = capsys.readouterr().out
    assert "100.0" in out
    assert "No findings." in out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["good.txt", "--min-mqm", "95", "--max-gbt", "1.5"], 0),
        (["good.txt", "--min-mqm", "100", "--max-gbt", "0"], 0),
        (["bad.txt", "--min-mqm", "95"], 1),
        (["bad.txt", "--max-gbt", "1.5"], 1),
        (["bad.txt", "--max-gbt", "3"], 0),
        (["bad.txt", "--max-gbt", "1.5", "--gbt-use", "III"], 0),
        (["bad.txt", "--max-gbt", "1.5", "--gbt-difficulty", "0.5"], 0),
        (["bad.txt", "--max-gbt", "1.5", "--gbt-characters", "2000"], 0),
        (["bad.txt", "--max-gbt", "1.5", "--gbt-classes", "critical=II"], 0),
        (["bad.txt", "--min-mqm", "50", "--weights", "critical=1"], 0),
        (["good.txt", "bad.txt", "--min-mqm", "95"], 1),
        (["good.txt", "none.txt", "--min-mqm", "95"], 2),
    ],
)
def test_gate(folder: Path, options: list[str], code: int) -> None:
    assert main(["score", *options]) == code


def test_gate_says_which_text_falls_short(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["score", "good.txt", "bad.txt", "--min-mqm", "95", "--max-gbt", "1.5"])
    out = capsys.readouterr().out
    assert "bad.txt: MQM 0.00 is below 95\nbad.txt: GB/T 19682 3.00 ‰ is above 1.5 ‰\n" in out
    assert "good.txt: MQM" not in out


@pytest.mark.usefixtures("reviewed")
def test_gate_on_what_remains(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", SEED, "--min-mqm", "95"]) == 1
    assert main(["score", SEED, "--min-mqm", "100", "--gate", "remaining"]) == 0
    assert main(["score", SEED, "--min-mqm", "95", "--gate", "confirmed"]) == 1
    assert "MQM confirmed" in capsys.readouterr().out


@pytest.mark.usefixtures("reviewed")
def test_raw_and_confirmed_are_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (text,) = scored(capsys, SEED)["texts"]  # type: ignore[misc]
    scores = text["scores"]
    assert scores["remaining"]["mqm"]["errors"] == 0
    low = sum(scores["confirmed"]["mqm"]["severities"].values()) - (scores["raw"]["mqm"]["errors"] - 1)
    assert 0 <= low <= 10
    assert text["decided"] > scores["raw"]["mqm"]["errors"] - 1


def test_decisions_come_from_the_journal(folder: Path, checker: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    """One finding is accepted, and one word is marked by hand."""
    decided = Journal.of(folder / "bad.txt", "anna")
    review = checker.review(formats.read("bad.txt", BAD.encode()))
    marked = by_hand(review.document, Span(3, 13), "terminology/wrong-term", "major", "Rather “outlay”.")
    decided.decide(review.document, [Choice(review.findings[0], "accept", 0, "15 billion yuan"), Choice(marked, "rewrite", None, "outlay")])
    decided.close()
    (text,) = scored(capsys, "bad.txt")["texts"]  # type: ignore[misc]
    assert {count: text["scores"][count]["mqm"]["penalty"] for count in text["scores"]} == {"raw": 25, "confirmed": 30, "remaining": 0}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "nothing to score: give a PATH, --hypothesis or --annotations"),
        (["--hypothesis", "mt.txt"], "--hypothesis needs --corrected or --reference"),
        (["--reference", "mt.txt"], "--corrected and --reference need a --hypothesis"),
        (["--hypothesis", "mt.txt", "--hypothesis", "one.txt", "--corrected", "fixed.txt"], "--corrected goes with one --hypothesis"),
        (["--hypothesis", "mt.txt", "--hypothesis", "mt.txt", "--reference", "fixed.txt"], "the same --hypothesis twice"),
        (["--hypothesis", "mt.txt", "--corrected", "mt.txt"], "a --hypothesis is its own --corrected or --reference"),
        (["--hypothesis", "mt.txt", "--corrected", "long.txt"], "long.txt has 4 lines, and mt.txt has 3"),
        (["--hypothesis", "mt.txt", "--corrected", "gap.txt"], "gap.txt has 1 line, and mt.txt has 3"),
        (["--hypothesis", "mt.txt", "--corrected", "holes.txt"], "mt.txt:2: empty, where holes.txt has text"),
        (["--hypothesis", "empty.txt", "--corrected", "empty.txt/../empty.txt"], "empty.txt/../empty.txt: Not a directory"),
        (["--hypothesis", "mt.txt", "--corrected", "none.txt"], "none.txt: No such file or directory"),
        (["--hypothesis", "one.txt", "--hypothesis", "other.txt", "--reference", "good.txt"], "a paired test needs two segments or more"),
        (["--hypothesis", "mt.txt", "--corrected", "fixed.txt", "--min-mqm", "9"], "--min-mqm and --max-gbt need a PATH"),
        (["--annotations", "bad.tsv", "--format", "marot"], "--format marot needs a PATH"),
        (["--annotations", "bad.tsv"], "bad.tsv:2: 2 columns where the ten of MQM annotations are expected"),
        (["--annotations", "none.tsv"], "none.tsv: No such file or directory"),
        (["bad.txt", "--gbt-difficulty", "2"], "--gbt-difficulty is a number from 0.5 to 1"),
        (["bad.txt", "--gbt-characters", "0"], "--gbt-characters is a number from 1 up"),
        (["bad.txt", "good.txt", "--gbt-characters", "9"], "--gbt-characters goes with one PATH"),
        (["bad.txt", "--gbt-classes", "style=9"], "'style=9': a class is one of I, II, III, IV, none"),
        (["bad.txt", "--weights", "grave=9"], "'grave' is no category and no dimension of one"),
        (["bad.txt", "--resamples", "0"], "--resamples is a number from 1 up"),
        (["bad.txt", "--gate", "confirmed"], "bad.txt: nothing was decided, so that --gate confirmed says nothing"),
        (["bad.txt", "--output", "none/card.html"], "none/card.html: No such file or directory"),
        (["bad.txt", "--glossary", "none.yaml"], "none.yaml: no such glossary"),
        (["none.txt"], "none.txt: no such file"),
        (["empty.txt"], "empty.txt: no words to score"),
        (["binary.txt"], "binary.txt: binary file"),
    ],
)
def test_what_cannot_run_is_one_line_and_exit_code_2(
    folder: Path, arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", *arguments]) == 2
    error = capsys.readouterr().err
    assert complaint in error
    assert error.count("\n") == 1


def test_one_bad_text_does_not_stop_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "empty.txt", "good.txt"]) == 2
    captured = capsys.readouterr()
    assert "good.txt  11 words" in captured.out
    assert captured.err == "empty.txt: no words to score\n"


def test_effort(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two words become one... of eight: "grasp" is "do"; an empty line that both have is no segment."""
    record = scored(capsys, "--hypothesis", "mt.txt", "--corrected", "fixed.txt")
    effort = record["effort"]
    assert isinstance(effort, dict)
    assert (effort["edits"], effort["segments"], effort["untouched"], effort["words"]) == (1, 2, 1, 8)
    assert (effort["hter"], effort["per_thousand"], effort["untouched_share"]) == (12.5, 125.0, 0.5)
    assert record["texts"] == []


def test_systems(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ref.txt").write_text("We do the work well.\n\nIt opened in May.\n")
    arguments = ["--hypothesis", "mt.txt", "--hypothesis", "fixed.txt", "--reference", "ref.txt", "--resamples", "50"]
    assert main(["score", *arguments]) == 0
    out = capsys.readouterr().out
    assert "nrefs:1|bs:50|seed:12345|case:mixed|eff:no|tok:13a|smooth:exp|version:" in out
    assert re.search(r"fixed\.txt +▲ [\d.]+ ±[\d.]+ p=[\d.]+\*? +▲ [\d.]+ ±[\d.]+ p=[\d.]+\*? +▲ [\d.]+ ±[\d.]+ p=[\d.]+", out)
    comparison = scored(capsys, *arguments)["comparison"]
    assert isinstance(comparison, dict)
    assert comparison["best"] == dict.fromkeys(("BLEU", "chrF2++", "TER"), "fixed.txt")


def test_bitexts_are_compared_by_their_english(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.tsv").write_text("抓工作\tWe grasp the work.\n好\tIt opened in May.\n")
    (folder / "b.tsv").write_text("抓工作\tWe do the work.\n好\tIt opened in May.\n")
    effort = scored(capsys, "--hypothesis", "a.tsv", "--corrected", "b.tsv")["effort"]
    assert isinstance(effort, dict)
    assert (effort["edits"], effort["segments"]) == (1, 2)


def test_own_annotations_agree_with_the_findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "bad.txt", "good.txt", "--format", "marot", "--output", "a.tsv"]) == 0
    record = scored(capsys, "--annotations", "a.tsv")
    agreement = record["agreement"]
    assert isinstance(agreement, dict)
    assert agreement["spans"] == {
        "found": 1, "found_right": 1, "annotated": 1, "annotated_found": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0,
    }  # fmt: skip
    assert agreement["by_check"].keys() == {"garbled-number"}
    assert record["annotations"][0]["mqm"]["penalty"] == 25  # type: ignore[index]
    assert main(["score", "--annotations", "a.tsv"]) == 0
    assert "Findings against annotations" in capsys.readouterr().out


def test_many_texts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = folder / "site"
    texts.mkdir()
    for number in range(13):
        (texts / f"page-{number:02}.txt").write_text(GOOD * (number + 3) + BAD)
    for name in scorecards.names():
        assert main(["score", "site", "--format", name, "--output", f"card.{name}"]) == 0
    page = (folder / "card.html").read_text("utf-8")
    assert "The worst 10 of 13 texts" in page
    assert "Distribution of the raw scores" in page
    assert page.count("<h2>") == 10
    assert "<h2>site/page-00.txt</h2>" in page
    assert "site/page-12.txt" not in page
    assert "The worst 10 of 13 texts" in (folder / "card.terminal").read_text("utf-8")
    assert "The worst 10 of 13 texts" in (folder / "card.markdown").read_text("utf-8")
    record = json.loads((folder / "card.json").read_text("utf-8"))
    assert len(record["texts"]) == 13
    assert record["total"]["raw"]["mqm"]["errors"] == sum(text["scores"]["raw"]["mqm"]["errors"] for text in record["texts"])
    assert record["total"]["raw"]["mqm"]["words"] == sum(text["words"] for text in record["texts"])


class _Page(HTMLParser):
    """Sees that tags are closed in order, and collects what the page asks of others."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.requests: list[str] = []
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.requests += [value for name, value in attrs if name in ("src", "href", "srcset", "action") and value]
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.usefixtures("reviewed")
def test_page_is_whole_and_asks_for_nothing(folder: Path) -> None:
    name = "<script>alert(1)</script> & co.txt".replace("/", "∕")
    (folder / name).write_text(Path(SEED).read_text("utf-8"))
    assert main(["score", name, "--min-mqm", "95", "--format", "html", "--output", "card.html"]) == 1
    written = (folder / "card.html").read_text("utf-8")
    page = _Page()
    page.feed(written)
    assert page.open == []
    assert page.requests == []
    assert not {"script", "link", "img", "iframe"} & page.tags
    assert not re.search(r"url\(|@import|@font-face", written)
    assert {"svg", "rect", "table"} <= page.tags
    assert f"{name}: MQM" in page.text
    assert "prefers-color-scheme: dark" in written
    assert "MQM before and after review" in page.text


def test_markdown_tables_are_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a|b*c.txt").write_text(Path(SEED).read_text("utf-8"))
    assert main(["score", "a|b*c.txt", "good.txt", "--format", "markdown"]) == 0
    out = capsys.readouterr().out
    assert "## a\\|b\\*c.txt" in out
    for table in re.findall(r"(?:^\|.*\n)+", out, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_formats_have_a_first_line() -> None:
    assert scorecards.names() == ("html", "json", "markdown", "marot", "terminal")


def test_every_category_has_a_class() -> None:
    assert (CLASSES[-1].severity, CLASSES[-1].category) == (None, None)
