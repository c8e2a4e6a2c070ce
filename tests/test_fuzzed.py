"""Inputs that fuzzing found (`benchmarks/fuzz.py`): each once broke something. They stand in ``fuzzed/`` as ``<what>.<kind>``."""

from pathlib import Path

import fuzz_invariants
import pytest

from reviewer import formats
from reviewer.core.term import Rendering, Term
from reviewer.engine.checker import Checker
from reviewer.formats import FormatError
from reviewer.glossary.files import GlossaryError
from reviewer.glossary.glossary import Glossary
from reviewer.glossary.load import load_layer
from reviewer.glossary.pattern import PatternError, parse

FOUND = sorted((Path(__file__).parent / "fuzzed").iterdir())


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.name)
def test_found_inputs(file: Path) -> None:
    fuzz_invariants.hold(file.name.partition(".")[2], file.read_bytes())


def words(path: str, text: str) -> list[str]:
    document = formats.read(path, text.encode())
    return [document.words(segment.target) for segment in document.segments]


def test_a_row_has_the_cells_that_are_written() -> None:
    assert words("a.md", "| a | b |\n|---|---|\n| c\n| d | e | f |\n") == ["a", "b", "c", "d", "e"]
    assert words("a.md", "> | a | b |\n> |---|---|\n> | c | d |\n") == ["a", "b", "c", "d"]
    assert words("a.md", "- a | b\n  --|--\n  c\\|d | e\n") == ["a", "b", "c\\|d".replace("\\", ""), "e"]


def test_code_ends_at_as_many_backticks() -> None:
    assert words("a.md", "x `a``b` y ``c`d`` z `open ``\n") == ["x ￼ y ￼ z `open ``"]
    assert words("a.md", "x <!-- a --> y <!-- open\n") == ["x  y <!-- open"]


def test_the_article_of_another_paragraph_is_left_alone(checker: Checker) -> None:
    document = formats.read("a.txt", b"Such is the\n\nthree-rural work in China, and of it an\n\nfive-one project.\n")
    for finding in checker.review(document).findings:
        assert any(segment.target.contains(finding.span) for segment in document.segments), finding


@pytest.mark.parametrize("encoding", ["hex", "rot13", "undefined", "a\0b"])
def test_codecs_that_are_no_encodings(encoding: str) -> None:
    with pytest.raises(FormatError, match=r"^a\.html: (?:not UTF-8|binary)"):
        formats.read("a.html", f"<meta charset={encoding}>caf\u00e9".encode("latin-1"))
    with pytest.raises(FormatError, match="unknown encoding"):
        formats.read("a.txt", b"caf\xe9", encoding=encoding)


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [("(" * 2000, "more than 20 deep"), ("a <21> b", "more than 20 words"), ("a <0-99999999> b", "has no meaning")],
)
def test_patterns_have_bounds(pattern: str, complaint: str) -> None:
    with pytest.raises(PatternError, match=complaint):
        parse(pattern)


@pytest.mark.parametrize(
    ("depth", "complaint"),
    [(60, r"^a\.yaml:2: lists and mappings stand more than 50 deep"), (100_000, r"^a\.yaml:2: .* (?:deep|nesting depth)")],
    ids=["deep", "deeper than PyYAML goes"],
)
def test_yaml_that_is_too_deep(depth: int, complaint: str) -> None:
    with pytest.raises(GlossaryError, match=complaint):
        load_layer([("a.yaml", b"domain: a\nterms: " + b"[" * depth)])


@pytest.mark.parametrize(("articles", "found"), [(0, 1), (1, 1), (4, 1), (5, 0), (3000, 0)])
def test_a_row_of_articles(articles: int, found: int) -> None:
    rendering = Rendering("bad word", None, (), (), False, "accuracy/literal", "minor", "high")
    term = Term("a", "a", ("中",), "right", (), (rendering,), "accuracy/literal", "minor", "", "", (), ())
    checker = Checker(Glossary.from_terms([term]), tuple(fuzz_invariants.checker().checks))
    document = formats.read("a.txt", f"A bad {'the ' * articles}word here".encode())
    assert sum(finding.term == "a" for finding in checker.review(document).findings) == found
