"""Exchange with other programs: what a format can hold comes back as it was."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from reviewer.core.finding import CATEGORIES, CONFIDENCES, SEVERITIES
from reviewer.core.term import Rendering, Term
from reviewer.glossary import exchange
from reviewer.glossary.exchange import tbx
from reviewer.glossary.exchange.losses import COUNTS, tell_losses
from reviewer.glossary.exchange.phrases import MOST, literal, phrases
from reviewer.glossary.files import read_glossary_files, shipped_folder
from reviewer.glossary.layout import dump
from reviewer.glossary.load import load_layer
from reviewer.glossary.pattern import parse

FILES = Path(__file__).parent / "files"
WHOLE = ("csv", "tsv", "xlsx", "tbx")
PLAIN = ("omegat", "utx")


@pytest.fixture(scope="module")
def shipped() -> tuple[Term, ...]:
    return load_layer((str(file), content) for file, content in read_glossary_files(shipped_folder())).terms[::3]


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(FILES / "tbx-basic.rng")))


def plain(term: Term, most: int) -> Term:
    """What a format of plain phrases holds of a term, ``most`` phrases of each rendering."""
    texts = dict.fromkeys(text for rendering in term.deprecated for text in phrases(rendering.text).texts[:most])
    deprecated = tuple(Rendering(literal(text), None, (), (), False, "terminology/wrong-term", "minor", "high") for text in texts)
    category = "terminology/wrong-term" if deprecated else "accuracy/literal"
    return replace(term, deprecated=deprecated, category=category, severity="minor", flag=(), pass_=(), years=())


def test_formats() -> None:
    assert exchange.names() == ("csv", "omegat", "tbx", "tsv", "utx", "xlsx")
    assert {key for name in exchange.names() for key in exchange.format(name).LOSES} == COUNTS.keys()
    extensions = [extension for name in exchange.names() for extension in exchange.format(name).EXTENSIONS]
    assert len(extensions) == len(set(extensions))


@pytest.mark.parametrize("name", WHOLE)
def test_whole_term_base_comes_back(name: str, shipped: tuple[Term, ...]) -> None:
    format = exchange.format(name)
    reading = format.read(format.write(shipped), f"all.{name}")
    assert reading.terms == shipped
    assert (reading.skipped, dict(reading.left_out)) == ((), {})
    assert tell_losses(name, format.LOSES, shipped) == ""


@pytest.mark.parametrize(("name", "most"), [("omegat", 1), ("utx", MOST)])
def test_plain_formats_bring_back_what_they_hold(name: str, most: int, shipped: tuple[Term, ...]) -> None:
    format = exchange.format(name)
    reading = format.read(format.write(shipped), f"all.{name}")
    assert reading.terms == tuple(plain(term, most) for term in shipped)
    assert reading.skipped == ()


def test_losses_are_told_where_they_occur(shipped: tuple[Term, ...]) -> None:
    told = tell_losses("utx", exchange.format("utx").LOSES, shipped)
    renderings = [rendering for term in shipped for rendering in term.deprecated]
    conditional = sum(bool(r.near or r.unless or r.china) for r in renderings)
    examples = sum(len(term.flag) + len(term.pass_) for term in shipped)
    assert told.startswith("utx cannot hold: ")
    assert f"conditions ({conditional:,} renderings)" in told
    assert f"examples ({examples:,})" in told
    assert "\n" not in told
    assert "#" not in told
    bare = Term("a", "", ("甲",), "b", (), (), "accuracy/literal", "minor", "", "", (), ())
    assert tell_losses("utx", exchange.format("utx").LOSES, [bare]) == ""


def test_tbx_is_valid(shipped: tuple[Term, ...], schema: etree.RelaxNG) -> None:
    root = etree.fromstring(tbx.write(shipped))
    assert schema.validate(root), schema.error_log.last_error
    assert len(root.findall(".//{*}conceptEntry")) == len(shipped)
    ids = {element.get("id") for element in root.iter("{*}termSec", "{*}conceptEntry")}
    assert {element.get("target") for element in root.iter("{*}ref")} <= ids


def test_tbx_as_tags_is_valid_and_comes_back(shipped: tuple[Term, ...], schema: etree.RelaxNG) -> None:
    some = shipped[::7]
    content = tbx.write(some, "dct")
    assert schema.validate(etree.fromstring(content)), schema.error_log.last_error
    assert b'style="dct"' in content
    assert b"<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>" in content
    assert tbx.read(content, "some.tbx").terms == some


def test_schema_knows_right_from_wrong(schema: etree.RelaxNG) -> None:
    for name in ("multiterm", "basic-dct"):
        content = (FILES / "exchange" / f"{name}.tbx").read_text("utf-8")
        assert schema.validate(etree.fromstring(content.encode())), schema.error_log.last_error
        for right, wrong in (
            ("preferredTerm-admn-sts", "preferred"),
            ("conceptEntry", "termEntry"),
            ("TBX-Basic", "TBX-Other"),
            ("noun", "nomen"),
            ("ed-2", "ed-1"),
        ):
            assert not schema.validate(etree.fromstring(content.replace(right, wrong).encode())), wrong


def test_status_stands_where_the_standard_wants_it() -> None:
    term = Term(
        "a-b", "d", ("甲", "乙"), "good", ("fair",), (deprecated("bad {word|words}"),), "accuracy/literal", "major", "n", "UN", (), ()
    )
    root = etree.fromstring(tbx.write([term]))
    found = [
        (section.getparent().get("{http://www.w3.org/XML/1998/namespace}lang"), *(child.text for child in section))
        for section in root.iter("{*}termSec")
    ]
    assert [each[:3] for each in found] == [
        ("zh", "甲"),
        ("zh", "乙"),
        ("en", "good", "preferredTerm-admn-sts"),
        ("en", "fair", "admittedTerm-admn-sts"),
        ("en", "bad word", "deprecatedTerm-admn-sts"),
        ("en", "bad words", "deprecatedTerm-admn-sts"),
    ]
    assert found[2][3] == "UN"


def test_an_entry_changed_in_another_program_is_read() -> None:
    term = Term("a-b", "d", ("甲",), "good", (), (deprecated("bad {word|words}"),), "accuracy/literal", "major", "", "", (), ())
    content = tbx.write([term]).replace(b"<term>bad words</term>", b"<term>awful words</term>").replace(b">good<", b">better<")
    (read,) = tbx.read(content, "a.tbx").terms
    assert read.preferred == "better"
    assert [rendering.text for rendering in read.deprecated] == ["bad {word|words}", "awful words"]


def deprecated(text: str) -> Rendering:
    return Rendering(text, None, (), (), False, "accuracy/literal", "major", "high")


PATTERNS = st.sampled_from(
    (
        "dual recruitment",
        "=storming {fortress|fortification} (of)",
        "[[poverty]] !{of|in} work",
        "take # (as) <1-3> yuan",
    )
)
UNSAFE_STARTS = st.sampled_from(
    ("", "=", "+", "-", "@", "'", "'=", "\\", "\\empty", "\\none", "reviewer pattern: ", "#", "a ‖ b", "\n", '"')
)


def texts(**excluded: str) -> st.SearchStrategy[str]:
    letters = st.text(st.characters(exclude_categories=["Cs"], **excluded), max_size=8)
    return st.builds(str.__add__, UNSAFE_STARTS, letters).map(str.strip).filter(bool)


def terms(text: st.SearchStrategy[str]) -> st.SearchStrategy[list[Term]]:
    several = st.lists(text, max_size=2).map(tuple)
    category, severity = st.sampled_from(CATEGORIES), st.sampled_from(SEVERITIES)
    use = st.none() | st.lists(text | st.just(""), max_size=2).map(tuple)
    conditions = st.lists(PATTERNS, max_size=2).map(tuple)
    rendering = st.builds(Rendering, PATTERNS, use, conditions, conditions, st.booleans(), category, severity, st.sampled_from(CONFIDENCES))
    term = st.builds(
        Term,
        id=st.integers(0, 4095).map("{:x}-b".format),
        domain=text,
        zh=st.lists(text, min_size=1, max_size=2).map(tuple),
        preferred=text | st.just(""),
        admitted=several,
        deprecated=st.lists(rendering, max_size=2).map(tuple),
        category=category,
        severity=severity,
        note=text | st.just(""),
        authority=text | st.just(""),
        flag=several,
        pass_=several,
    )
    return st.lists(term, min_size=1, max_size=3, unique_by=lambda term: term.id)


FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("name", ["csv", "tsv", "xlsx"])
@FEW
@given(odd=terms(texts()))
def test_odd_texts_in_tables(name: str, odd: list[Term]) -> None:
    format = exchange.format(name)
    assert format.read(format.write(odd), name).terms == tuple(odd)


@pytest.mark.parametrize("style", ["dca", "dct"])
@FEW
@given(odd=terms(texts(exclude_characters="".join(map(chr, range(32))) + "\x7f\ufffe\uffff")))
def test_odd_texts_in_tbx(style: tbx.Style, schema: etree.RelaxNG, odd: list[Term]) -> None:
    content = tbx.write(odd, style)
    assert schema.validate(etree.fromstring(content)), schema.error_log.last_error
    assert tbx.read(content, "odd.tbx").terms == tuple(odd)


@pytest.mark.parametrize("name", PLAIN)
@FEW
@given(odd=terms(texts()))
def test_odd_texts_never_break_plain_formats(name: str, odd: list[Term]) -> None:
    format = exchange.format(name)
    for term in format.read(format.write(odd), name).terms:
        assert all(map(parse, [rendering.text for rendering in term.deprecated]))


def test_a_control_character_in_tbx_is_told() -> None:
    term = Term("a", "d", ("甲",), "bell \x07", (), (), "accuracy/literal", "minor", "", "", (), ())
    assert tell_losses("tbx", tbx.LOSES, [term]) == "tbx cannot hold: control characters (1 terms)"
    assert tbx.read(tbx.write([term]), "a.tbx").terms[0].preferred == "bell \ufffd"


@FEW
@given(odd=terms(texts()))
def test_odd_texts_in_the_layout(odd: list[Term]) -> None:
    marked = [replace(term, domain="d", flag=tuple(f"[[x]] {text}" for text in term.flag)) for term in odd]
    assert load_layer([("odd.yaml", dump("d", marked).encode())]).terms == tuple(marked)


@pytest.mark.parametrize("file", sorted(shipped_folder().glob("*.yaml"))[::5], ids=lambda file: file.stem)
def test_layout_of_shipped_files(file: Path) -> None:
    terms = load_layer([(file.name, file.read_bytes())]).terms
    text = dump(file.stem, terms)
    assert load_layer([(file.name, text.encode())]).terms == terms
    first = file.read_text("utf-8").partition("domain:")[2].splitlines()[:4]
    assert text.removeprefix("domain:").splitlines()[:4] == first


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_no_cell_is_a_formula(name: str, shipped: tuple[Term, ...]) -> None:
    text = exchange.format(name).write(shipped[::5]).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=csv_delimiter(name)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'=") for cell in cells)


def csv_delimiter(name: str) -> str:
    return {"csv": ",", "tsv": "\t"}[name]


def test_no_cell_of_a_workbook_is_a_formula(shipped: tuple[Term, ...]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exchange.format("xlsx").write(shipped[:300])))
    cells = [cell for row in book["terms"].iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    formulas = [cell for cell in cells if cell.value.startswith("=")]
    assert formulas
    assert all(cell.quotePrefix for cell in formulas)


def test_phrases_of_patterns() -> None:
    assert phrases("{dual|double} (very) recruitment").texts == (
        "dual recruitment", "dual very recruitment", "double recruitment", "double very recruitment",
    )  # fmt: skip
    assert phrases("=storming <1-3> [[poverty]], # yuan !{of|in}").texts == ("storming … poverty, # yuan",)
    many = phrases("{a1|b1|c1} {a2|b2|c2} {a3|b3|c3} (x (y))")
    assert (len(many.texts), many.total, many.unwritten) == (MOST, 81, 81 - MOST)


@pytest.mark.parametrize(
    ("phrase", "pattern"),
    [
        ("dual recruitment", "dual recruitment"),
        ("(the) {Party|party} =building!", "the Party party building"),
        ("a | b <3> [x]", "a b 3 x"),
        ("take … as", "take <3> as"),
        ("... in front ...", "in front"),
        ("# yuan", "# yuan"),
        ("C# code", "C code"),
        ("R&D -- and, so on", "R&D and, so on"),
        ("双招", ""),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_foreign_phrases_become_patterns(phrase: str, pattern: str) -> None:
    assert literal(phrase) == pattern


@given(st.text(max_size=30))
def test_any_phrase_becomes_a_pattern_or_nothing(phrase: str) -> None:
    pattern = literal(phrase)
    assert not pattern or parse(pattern)


def test_phrases_of_shipped_patterns_can_be_searched_for(shipped: tuple[Term, ...]) -> None:
    bare = [r.text for term in shipped for r in term.deprecated if not all(map(literal, phrases(r.text).texts))]
    assert not bare


def test_modules_say_what_they_are_for() -> None:
    modules: list[ModuleType] = [exchange.format(name) for name in exchange.names()]  # type: ignore[misc]
    assert all(len((module.__doc__ or "").splitlines()[0]) > 20 for module in modules)
