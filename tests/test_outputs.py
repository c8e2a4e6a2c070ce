"""Reports: golden files for every seed, and what the formats promise."""

import io
import json
from pathlib import Path

import jsonschema
import pytest

from reviewer import formats, outputs
from reviewer.checks import all_checks
from reviewer.core.document import Span
from reviewer.core.edits import apply_edits
from reviewer.core.review import Review
from reviewer.engine.checker import Checker
from reviewer.text.place import Places

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
GOLDEN = Path(__file__).parent / "golden"


def review(checker: Checker, file: Path) -> Review:
    return checker.review(formats.read(file.relative_to(ROOT).as_posix(), file.read_bytes()))


def report(name: str, *reviews: Review) -> str:
    stream = io.StringIO()
    outputs.output(name).write(reviews, stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", outputs.names())
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_golden(seed: Path, name: str, checker: Checker, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"{seed.stem}.{name}"
    written = report(name, review(checker, seed)).replace(checker.glossary.signature, "GLOSSARIES")
    if request.config.getoption("--update"):
        golden.write_text(written, "utf-8", newline="\n")
    assert written == golden.read_text("utf-8"), "run pytest --update and read the difference"


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_jsonl_contract(seed: Path, checker: Checker) -> None:
    checked = review(checker, seed)
    text = checked.document.text
    rows = [json.loads(line) for line in report("jsonl", checked).splitlines()]
    assert len(rows) == len(checked.findings)
    for row in rows:
        assert list(row) == (
            "path check term category severity confidence start end line column text message suggestions segment source fingerprint".split()
        )
        assert text[row["start"] : row["end"]] == row["text"]
        line = text.split("\n")[row["line"] - 1]
        assert line[row["column"] - 1 :].startswith(row["text"].split("\n")[0])
        segment = checked.document.segments[row["segment"]["index"]]
        assert segment.target.of(text)[row["segment"]["start"] : row["segment"]["end"]] == row["text"]
        assert all(set(suggestion) == {"text", "safety", "label"} for suggestion in row["suggestions"])


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_sarif_is_valid(seed: Path, checker: Checker) -> None:
    log = json.loads(report("sarif", review(checker, seed)))
    schema = json.loads((ROOT / "tests" / "files" / "sarif-schema-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    assert [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]] == list(all_checks())


def test_empty_reports_are_whole() -> None:
    assert report("jsonl") == ""
    assert json.loads(report("json"))["summary"]["findings"] == 0
    assert json.loads(report("sarif"))["runs"][0]["results"] == []
    assert report("lines") == "No findings in 0 files.\n"


def test_github_escapes(checker: Checker) -> None:
    checked = checker.review(formats.read("a,b:c%.txt", b"It is the the road, 100%."))
    assert report("github", checked).startswith(
        "::error file=a%2Cb%3Ac%25.txt,line=1,endLine=1,title=repetition (major),col=7,endColumn=14::"
    )


def test_lines_in_a_pipe_have_no_colour(checker: Checker) -> None:
    assert "\x1b" not in report("lines", review(checker, SEEDS[0]))


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [("ab\ncd", 3, (2, 1)), ("ab\r\ncd", 5, (2, 2)), ("ab\rcd", 3, (2, 1)), ("化尾x", 2, (1, 3)), ("😀x", 1, (1, 2)), ("", 0, (1, 1))],
)
def test_lines_and_columns(text: str, offset: int, place: tuple[int, int]) -> None:
    assert Places(formats.read("a.txt", text.encode())).line_column(offset) == place


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_safe_suggestions_cure_what_they_are_for(seed: Path, checker: Checker) -> None:
    """Applied all at once, no safe suggestion leaves behind the fault that it was to cure."""
    checked = review(checker, seed)
    edits = []
    taken: list[Span] = []
    for finding in checked.findings:
        if finding.suggestions and finding.suggestions[0].safety == "safe" and not any(finding.span.overlaps(span) for span in taken):
            taken.append(finding.span)
            edits += finding.suggestions[0].edits
    assert edits
    after = checker.review(formats.read("after.txt", apply_edits(checked.document.text, edits).encode()))
    applied = {(finding.check, finding.span.of(checked.document.text)) for finding in checked.findings if finding.span in taken}
    left = {
        (finding.check, finding.span.of(after.document.text))
        for finding in after.findings
        if finding.suggestions and finding.suggestions[0].safety == "safe"
    }
    assert not applied & left
