"""Every check against its cases: ``tests/cases/<check>.yaml``, with ``[[...]]`` for each finding."""

from pathlib import Path

import pytest
import yaml

from reviewer.checks import all_checks
from reviewer.engine.checker import Checker
from reviewer.engine.examples import run_examples
from reviewer.formats import read

CASES = Path(__file__).parent / "cases"
IDS = sorted(all_checks())


@pytest.mark.parametrize("check", IDS)
def test_cases(check: str, checker: Checker) -> None:
    cases = yaml.safe_load((CASES / f"{check.replace('-', '_')}.yaml").read_text("utf-8"))
    assert set(cases) == {"flag", "pass"}
    assert len(cases["flag"]) >= 3
    assert len(cases["pass"]) >= 3
    failures = list(run_examples(checker, cases["flag"], cases["pass"], lambda finding: finding.check == check))
    assert not failures, "\n".join(failures)


def test_every_case_file_belongs_to_a_check() -> None:
    assert {path.stem.replace("_", "-") for path in CASES.iterdir()} == set(IDS)


@pytest.mark.parametrize("check", IDS)
def test_manual_page_has_its_sections(check: str) -> None:
    lines = all_checks()[check].manual.splitlines()
    assert lines[0].endswith(".")
    assert [line for line in lines if line in ("What it flags", "Why it matters", "Example", "Limits")] == [
        "What it flags",
        "Why it matters",
        "Example",
        "Limits",
    ]


@pytest.mark.parametrize("check", IDS)
def test_example_in_the_manual_is_found(check: str, checker: Checker) -> None:
    manual = all_checks()[check].manual
    example = " ".join(line.strip() for line in manual.partition("Example\n")[2].partition("Limits")[0].strip().splitlines())
    assert not list(run_examples(checker, [example], [], lambda finding: finding.check == check))


def test_what_the_chinese_repeats_may_be_repeated(checker: Checker) -> None:
    def repeated(*rows: str) -> list[str]:
        document = read("page.tsv", "\n".join(rows).encode())
        return [finding.span.of(document.text) for finding in checker.review(document).findings if finding.check == "repeated-sentence"]

    sentence = "The bridge will open to all traffic."
    assert repeated(f"大桥将全面通车。\t{sentence}", f"大桥将全面通车。\t{sentence}") == []
    assert repeated(f"大桥将全面通车。\t{sentence}", f"隧道将全面通车。\t{sentence}") == [sentence]
    assert repeated(f"大桥将全面通车。\t{sentence} {sentence}") == [sentence]
