"""The checker from Python, as the README shows it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import reviewer
from reviewer import Document, Glossary, check, formats
from reviewer.core.term import Rendering, Term

ROOT = Path(__file__).resolve().parent.parent


def test_a_text_a_file_and_a_document(tmp_path: Path) -> None:
    text = "# A heading\n\nIt is the the road.\n"
    (tmp_path / "a.md").write_text(text)
    document: Document = formats.read("b.md", text.encode())
    reviews = [check(text), check(tmp_path / "a.md"), check(document)]
    assert [[finding.check for finding in each.findings] for each in reviews] == [["repetition"]] * 3
    assert [each.document.format for each in reviews] == ["txt", "md", "md"]
    assert reviews[0].findings[0].span.of(text) == "the the"


def test_own_glossary_and_checks() -> None:
    rendering = Rendering("road", None, (), (), False, "accuracy/literal", "major", "high")
    term = Term("lu", "own", ("路",), "way", (), (rendering,), "accuracy/literal", "major", "", "", (), ())
    review = check("It is the the road.", glossary=Glossary.from_terms([term]), checks=["deprecated-term"])
    assert [(finding.term, finding.suggestions[0].edits[0].new) for finding in review.findings] == [("lu", "way")]
    with pytest.raises(ValueError, match="no check is called 'spacin'"):
        check("x", checks=["spacin"])


def test_odd_texts() -> None:
    assert check("").findings == ()
    assert check("\ufeff化尾 😀\r\n").document.text == "\ufeff化尾 😀\r\n"
    with pytest.raises(FileNotFoundError):
        check(Path("no-such-file.md"))


def test_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out == "repetition the the ['the']\n"


def test_import_is_cheap() -> None:
    code = "import reviewer, sys; print(sorted(name for name in sys.modules if name.startswith('reviewer.') or name in ('yaml', 'json', 'dataclasses')))"
    assert subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout == "[]\n"
    assert set(reviewer.__all__) <= {*dir(reviewer), "check", "Document", "Glossary"}
    with pytest.raises(AttributeError, match="no attribute 'klingon'"):
        _ = reviewer.klingon
