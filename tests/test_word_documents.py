"""Word documents: what is read of them, that edits keep the format and every other part, and that bombs are refused."""

import io
import re
import warnings
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer import formats
from reviewer.core.document import Document, Span
from reviewer.core.finding import Edit
from reviewer.engine.checker import Checker
from reviewer.exports.plan import plan
from reviewer.formats import FormatError

SAMPLE = Path(__file__).parent / "files" / "sample.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def package(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word(body: str, *, namespace: str = W, head: str = "") -> bytes:
    document = f'{head}<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    return package({"_rels/.rels": RELATIONS, "word/document.xml": document, "word/other.bin": b"\x00\x01"})


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs) + "</w:p>"


def read(data: bytes) -> Document:
    return formats.read("a.docx", data)


def xml_after(body: str, span: Span, new: str) -> str:
    written = formats.write(read(word(body)), [Edit(span, new)])
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        found = re.search(r"<w:body>(.*)</w:body>", archive.read("word/document.xml").decode(), re.DOTALL)
    assert found
    return found[1].replace(' xml:space="preserve"', "")


@pytest.mark.parametrize("namespace", [W, STRICT])
def test_what_is_text(namespace: str) -> None:
    body = (
        "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>head</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:numPr/></w:pPr><w:hyperlink><w:r><w:t>a </w:t></w:r></w:hyperlink><w:ins><w:r><w:t>b</w:t></w:r></w:ins></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>c</w:t><w:tab/><w:t>d</w:t><w:br/><w:noBreakHyphen/><w:t>e</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>f</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:r><w:instrText>PAGE</w:instrText><w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    document = read(word(body, namespace=namespace))
    assert document.text == "head\na b\nc\td\n\u2011e\nf\n\n￼"
    assert [(segment.kind, document.words(segment.target)) for segment in document.segments] == [
        ("heading", "head"), ("item", "a b"), ("paragraph", "c\td"), ("paragraph", "\u2011e"), ("cell", "f"),
    ]  # fmt: skip


def test_kinds_come_from_the_styles() -> None:
    document = formats.read("sample.docx", SAMPLE.read_bytes())
    assert [segment.kind for segment in document.segments] == ["heading", *["paragraph"] * 3, "item", "cell", "cell", *["paragraph"] * 2]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>" if text else "<w:r><w:t/></w:r>"


@pytest.mark.parametrize(
    ("body", "span", "new", "expected"),
    [
        (paragraph("ab", "cd", "ef"), Span(1, 5), "X", run("aX") + run("") + run("f")),
        (paragraph("ab", "cd"), Span(2, 2), "X & <Y>", run("abX &amp; &lt;Y&gt;") + run("cd")),
        (paragraph("ab", "cd"), Span(2, 3), "", run("ab") + run("d")),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>", Span(1, 2), " ", "<w:r><w:t>a</w:t><w:t> </w:t><w:t>b</w:t></w:r>"),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>", Span(0, 3), "c", "<w:r><w:t>c</w:t><w:t/></w:r>"),
        ("<w:p><w:r><w:t>a</w:t><w:object/><w:t>b</w:t></w:r></w:p>", Span(0, 3), "c", "<w:r><w:t>c</w:t><w:object/><w:t/></w:r>"),
    ],
)
def test_edits(body: str, span: Span, new: str, expected: str) -> None:
    assert xml_after(body, span, new) == f"<w:p>{expected}</w:p>"


def test_formatting_stays() -> None:
    document = formats.read("sample.docx", SAMPLE.read_bytes())
    words = "double recruitment and double introduction"
    start = document.text.index(words)
    written = formats.write(document, [Edit(Span(start, start + len(words)), "attraction")])
    runs = [(each.text, each.bold) for each in docx.Document(io.BytesIO(written)).paragraphs[1].runs if each.text]
    assert runs == [("On October 9, the city held a meeting to grasp ", None), ("attraction", True), (", with 5 billion yuan.", None)]


def test_every_other_part_stays() -> None:
    data = SAMPLE.read_bytes()
    written = formats.write(formats.read("sample.docx", data), [Edit(Span(0, 5), "Yantai")])
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(written)) as after:
        assert after.testzip() is None
        assert [(part.filename, part.date_time, part.compress_type) for part in before.infolist()] == [
            (part.filename, part.date_time, part.compress_type) for part in after.infolist()
        ]
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
        assert changed == ["word/document.xml"]
        assert after.read(changed[0]) == before.read(changed[0]).replace(b"Laixi takes", b"Yantai takes")


@pytest.mark.parametrize("new", ["a\nb", "a\tb", "a\x0bb", "\ud800"])
def test_what_a_paragraph_cannot_hold(new: str) -> None:
    with pytest.raises(ValueError, match=r"no tab|XML compatible|surrogates"):
        formats.write(read(word(paragraph("x"))), [Edit(Span(0, 1), new)])


WORDS = st.text(alphabet="ab \t<&青😀￼", max_size=4).map(lambda text: text.replace("\t", "").replace("￼", ""))


@given(st.lists(st.lists(WORDS, max_size=4), min_size=1, max_size=4), st.data())
def test_edits_change_their_words_alone(paragraphs: list[list[str]], data: st.DataObject) -> None:
    document = read(word("".join(paragraph(*runs) for runs in paragraphs)))
    assert document.text == "\n".join("".join(runs) for runs in paragraphs)
    segments = [segment.target for segment in document.segments]
    edits = []
    for segment in data.draw(st.lists(st.sampled_from(segments), unique=True)) if segments else []:
        start = data.draw(st.integers(segment.start, segment.end))
        edits.append(Edit(Span(start, data.draw(st.integers(start, segment.end))), data.draw(WORDS)))
    text = document.text
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.new + text[edit.span.end :]
    assert formats.edited(document, edits).text == text


def test_a_phrase_across_runs_is_found(checker: Checker) -> None:
    review = checker.review(formats.read("sample.docx", SAMPLE.read_bytes()))
    found = [finding for finding in review.findings if finding.term == "shuangzhao-shuangyin"]
    assert [review.document.words(finding.span) for finding in found] == ["double recruitment and double introduction"] * 2
    corrected = formats.edited(review.document, plan(review, "first").edits)
    assert "grasp attracting investment and talent, with" in corrected.text


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "not a Word document"),
        (b"plain text", "not a Word document"),
        (b"\xd0\xcf\x11\xe0rest", "a Word 97-2003 document, or one with a password"),
        (SAMPLE.read_bytes()[:5000], "not a Word document"),
        (package({"a.txt": "b"}), "no main part"),
        (package({"_rels/.rels": RELATIONS}), "no main part"),
        (package({"_rels/.rels": RELATIONS, "word/document.xml": "<a/>"}), "has no body"),
        (package({"_rels/.rels": RELATIONS, "word/document.xml": "<a>"}), "word/document.xml: "),
        (package({"_rels/.rels": "<a>"}), "_rels/.rels: "),
        (word("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>", head=BOMB), "a document type declaration, which may define entities, is refused"),
        (word("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>", head=OUTSIDE), "a document type declaration, which may define entities, is refused"),
        (word("<w:sdt>" * 100_000), "word/document.xml: "),
        (package({"_rels/.rels": RELATIONS, "word/document.xml": b" " * 100_000_001}), "bytes unpacked; more than 100,000,000 are refused"),
        (package({f"{number}": "" for number in range(10_001)}), "10,001 parts; more than 10,000 are refused"),
        (word("<w:p/>").replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"), "encrypted"),
        (word(paragraph("x")).replace(b"word/other.bin", b"_rels/.relsxxx").replace(b"_rels/.relsxxx", b"word/other.bin", 1), r"_rels/\.relsxxx: damaged \(File name in directory"),
    ],
    ids=range(16),
)  # fmt: skip
def test_bombs_and_wrecks_are_refused_in_one_line(data: bytes, complaint: str) -> None:
    with pytest.raises(FormatError, match=complaint) as refused:
        formats.write(read(data), [Edit(Span(0, 0), "x")])
    assert str(refused.value).startswith("a.docx: ")
    assert "\n" not in str(refused.value)


def test_two_parts_of_one_name() -> None:
    stream = io.BytesIO(word(paragraph("x")))
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", "<b/>")
    with pytest.raises(FormatError, match="two parts have one name"):
        read(stream.getvalue())
