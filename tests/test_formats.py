"""Reading and writing back: byte for byte, whatever the encoding and the line ends."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer import formats
from reviewer.core.document import MARKUP, OBJECT, Span
from reviewer.core.finding import Edit
from reviewer.formats import FormatError

FILES = sorted((Path(__file__).parent / "files").glob("sample*")) + sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
PLAIN = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x01"))


def targets(name: str, text: str) -> list[str]:
    document = formats.read(name, text.encode())
    return [document.words(segment.target) for segment in document.segments]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_is_read_is_written_back(file: Path) -> None:
    data = file.read_bytes()
    document = formats.read(str(file), data)
    assert formats.write(document, ()) == data
    assert len(document.view) == len(document.text)
    assert document.segments


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_edit_touches_nothing_else(file: Path) -> None:
    document = formats.read(str(file), file.read_bytes())
    span = document.segments[-1].target
    written = formats.read(str(file), formats.write(document, [Edit(span, "new words")]))
    assert written.text == document.text[: span.start] + "new words" + document.text[span.end :]


@given(PLAIN)
def test_round_trip_of_any_text(text: str) -> None:
    for name in ("a.txt", "a.md", "a.html"):
        document = formats.read(name, text.encode())
        assert formats.write(document, ()) == text.encode()
        ends = [0, *(segment.target.end for segment in document.segments)]
        assert all(segment.target.start >= end for segment, end in zip(document.segments, ends, strict=False))
        assert all(len(segment.target) for segment in document.segments)


def test_every_format_has_a_sample() -> None:
    assert {file.suffix for file in FILES} >= formats.extensions().keys() - {".text", ".markdown"}


def test_lines_are_paragraphs() -> None:
    assert targets("a.txt", "A heading\nA long line that is a paragraph of its own.\n\n  - item\n") == [
        "A heading", "A long line that is a paragraph of its own.", "- item",
    ]  # fmt: skip


def test_wrapped_lines_are_joined() -> None:
    wrapped = "The words of this paragraph were wrapped at a column\nand go on in the second line, until the end.\n\nNext one.\n"
    assert targets("a.txt", wrapped) == [wrapped.split("\n\n")[0], "Next one."]


MARKDOWN = """\
---
title: front matter
---

# A *heading* here

A paragraph with **bold** words, `code`, a [link](http://a.b/c "title") and
a second line <b>tagged</b>.

- item one
> quoted text

| left | right |
| ---- | ----- |
| a | |
| b | c |

```
not this
```

<!-- nor this -->
"""


def test_markdown_segments() -> None:
    assert targets("a.md", MARKDOWN) == [
        "A heading here",
        "A paragraph with bold words, ￼, a link and\na second line tagged.",
        "item one",
        "quoted text",
        "left", "right", "a", "b", "c",
    ]  # fmt: skip


def test_markdown_offsets_are_those_of_the_file() -> None:
    document = formats.read("a.md", MARKDOWN.encode())
    for segment in document.segments:
        for offset in range(segment.target.start, segment.target.end):
            assert document.view[offset] in (document.text[offset], MARKUP, OBJECT)


def test_bitext() -> None:
    document = formats.read("a.tsv", "zh\ten\r\n你好\tHello\r\n再见\tBye\r\n".encode())
    assert [(s.index, s.source.of(document.source), s.target.of(document.text)) for s in document.segments] == [
        (0, "你好", "Hello"),
        (1, "再见", "Bye"),
    ]
    with pytest.raises(ValueError, match="no tab"):
        formats.write(document, [Edit(Span(0, 0), "a\tb")])


@pytest.mark.parametrize("columns", ["only one", "a\tb\tc"])
def test_bitext_with_wrong_columns(columns: str) -> None:
    with pytest.raises(FormatError, match=r"a\.tsv:2: \d columns where Chinese TAB English is expected"):
        formats.read("a.tsv", f"一\tone\n{columns}\n".encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_are_detected(encoding: str) -> None:
    data = "项目建设取得新进展\tThe project – made “progress”\r\n".encode(encoding)
    document = formats.read("a.tsv", data)
    assert document.segments[0].target.of(document.text) == "The project – made “progress”"
    assert formats.write(document, ()) == data


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"good \xff bad", r"a\.txt: not UTF-8 at byte offset 5 \(0xff\)"),
        ("好好好".encode() + b" \xe5 bad", r"not UTF-8 at byte offset 10"),
        (b"caf\xe9 au lait", r"not UTF-8 at byte offset 3"),
        (b"MZ\x00\x01", r"binary file \(NUL byte at offset 2\)"),
        (b"short\n" + b"x" * 10_000_001, r"line 2 has 10,000,001 characters"),
    ],
)
def test_bad_bytes(data: bytes, complaint: str) -> None:
    with pytest.raises(FormatError, match=complaint):
        formats.read("a.txt", data)


def test_named_encoding() -> None:
    assert formats.read("a.txt", b"caf\xe9", encoding="latin-1").text == "café"
    with pytest.raises(FormatError, match="unknown encoding 'klingon'"):
        formats.read("a.txt", b"x", encoding="klingon")


def test_unknown_extension() -> None:
    with pytest.raises(FormatError, match=r"a\.xyz: no format for '\.xyz' files"):
        formats.read("a.xyz", b"x")
