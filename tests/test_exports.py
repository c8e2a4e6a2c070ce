"""What is written of a reviewed text: the text itself, diffs, marked texts, reports."""

import csv
import io
import json
import re
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reviews import AT, decide, finding, finding_at, review

from reviewer import formats
from reviewer.core.document import Document, Span
from reviewer.core.finding import Edit
from reviewer.core.review import Review
from reviewer.engine.checker import Checker
from reviewer.exports import diff, html, redline_html, report_csv, report_html, text
from reviewer.exports import docx as word
from reviewer.exports import json as as_json
from reviewer.exports.blocks import blocks, seen
from reviewer.exports.plan import APPLY, Apply, Plan, plan
from reviewer.exports.redline import marked
from reviewer.text.narrow import narrowed

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "west-coast-new-area.txt"
FILES = [*sorted((ROOT / "tests" / "files").glob("sample*")), SEED]
TEXT = "A heading\n\nThe main force will grasp & hold the <work>.\n\n- an item of work\n"


def decided(path: str = "page.txt", content: str = TEXT, encoding: str = "utf-8") -> Plan:
    accepted, rejected, rewritten = finding(content, "main force", "mainstay"), finding(content, "grasp"), finding(content, "<work>")
    decisions = [
        decide(accepted, "accept", "mainstay", suggestion=0, comment="as in 2019"),
        decide(rejected, "reject", reviewer="王伟", comment="=cmd()"),
        decide(rewritten, "rewrite", "“task” <b>"),
    ]
    return plan(review(content, [accepted, rejected, rewritten], decisions, path=path, encoding=encoding), "decided")


def seed(checker: Checker, apply: Apply) -> Plan:
    return plan(checker.review(formats.read("seeds/west-coast-new-area.txt", SEED.read_bytes())), apply)


def page(document: Document) -> list[str]:
    return [seen(document, block, block.span) for block in blocks(document)]


# The text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_without_edits_the_file_is_as_it_was(file: Path) -> None:
    assert text.write_own(plan(Review(formats.read(str(file), file.read_bytes()), (), ""), "first")) == file.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@given(before=st.text(alphabet="ab 的\r\n😀", max_size=12), after=st.text(alphabet="ab 的\r\n😀", max_size=12))
def test_every_byte_outside_the_edits_is_as_it_was(encoding: str, before: str, after: str) -> None:
    content = f"项目建设取得新进展\r\n{before}wrong{after}"
    word = finding(content, "wrong", "right ’words’")
    made = plan(review(content, [word], encoding=encoding), "safe")
    assert text.write_own(made) == f"项目建设取得新进展\r\n{before}right ’words’{after}".encode(encoding)


def exported(checker: Checker, document: Document, apply: Apply) -> Document:
    return formats.edited(document, plan(checker.review(document), apply).edits)


def test_exporting_twice_changes_nothing_more(checker: Checker) -> None:
    first = exported(checker, formats.read("seed.txt", SEED.read_bytes()), "safe")
    assert first.text != SEED.read_text("utf-8")
    assert exported(checker, first, "safe").text == first.text


def test_after_the_first_suggestions_no_safe_one_stands(checker: Checker) -> None:
    first = exported(checker, formats.read("seed.txt", SEED.read_bytes()), "first")
    assert exported(checker, first, "safe").text == first.text


def test_plain_text_and_markdown() -> None:
    made = decided()
    corrected = formats.edited(made.review.document, made.edits)
    assert text.write_txt(corrected).decode() == "A heading\n\nThe mainstay will grasp & hold the “task” <b>.\n\n- an item of work\n"
    assert text.write_md(corrected).decode() == (
        "# A heading\n\nThe mainstay will grasp \\& hold the “task” \\<b\\>.\n\n- an item of work\n"
    )


@given(st.lists(st.text(alphabet="ab1#*_`[]<>&|~-+=.)\\ 的", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=3))
def test_markdown_reads_as_the_text_it_is_made_of(paragraphs: list[str]) -> None:
    document = formats.read("a.txt", "\n\n".join(paragraphs).encode())
    rendered = MarkdownIt("commonmark").render(text.write_md(document).decode())
    shown = re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", rendered))
    expected = re.sub(r"\s+", "", "".join(page(document)))
    assert shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == expected


MARKDOWN = """\
---
title: kept
---

## Heading of *two*

Words with `code`, a [link](http://a.b/c) and <b>bold</b> text.

1. one
2. two

| left | right |
| ---- | ----- |
| a | |

```
not this
```
"""


def test_nothing_of_markdown_is_lost() -> None:
    assert [(block.kind, block.level, block.mark) for block in blocks(formats.read("a.md", MARKDOWN.encode()))] == [
        ("verbatim", 1, ""), ("heading", 2, ""), ("paragraph", 1, ""), ("item", 1, "1."), ("item", 1, "2."),
        ("row", 1, ""), ("row", 1, ""), ("verbatim", 1, ""),
    ]  # fmt: skip
    assert page(formats.read("a.md", MARKDOWN.encode())) == [
        "---\ntitle: kept\n---", "Heading of two", "Words with code, a link (http://a.b/c) and bold text.", "one", "two",
        "left | right", "a", "```\nnot this\n```",
    ]  # fmt: skip


def test_html_of_markdown() -> None:
    written = html.write(formats.read("a.md", MARKDOWN.encode())).decode()
    body = written.partition("<body>")[2]
    assert "<h2>Heading of <em>two</em></h2>" in body
    assert '<a href="http://a.b/c">link</a> and bold text.' in body
    assert "<th>left</th>" in body
    assert "title: kept" not in body
    script = html.write(formats.read("a.md", b"a<script>x</script><br>b\n\n<div onclick=x>\n</div>\n\n[l](javascript:x)\n")).decode()
    assert "<script" not in script
    assert "<div" not in script
    assert "&lt;div" in script
    assert "href" not in script
    assert "ax<br>b" in script


def test_html_of_text_and_bitext() -> None:
    made = decided()
    written = html.write(formats.edited(made.review.document, made.edits)).decode()
    assert "<h1>A heading</h1>" in written
    assert "<p>The mainstay will grasp &amp; hold the “task” &lt;b&gt;.</p>" in written
    assert "<ul>\n<li>an item of work</li>\n</ul>" in written
    pairs = html.write(formats.read("a.tsv", "你好\tHello\n再见\tBye\n".encode())).decode()
    assert '<table>\n<tr><td lang="zh">你好</td><td>Hello</td></tr>\n<tr><td lang="zh">再见</td><td>Bye</td></tr>\n</table>' in pairs


def test_json_says_what_was_applied_and_what_not() -> None:
    report = json.loads(as_json.write(decided()))
    assert [(each["text"], each["new"], each["line"], each["column"], each["decision"]["verdict"]) for each in report["applied"]] == [
        ("main force", "mainstay", 3, 5, "accept"),
        ("<work>", "“task” <b>", 3, 38, "rewrite"),
    ]
    assert report["applied"][0]["edits"] == [{"start": 15, "end": 25, "new": "mainstay"}]
    assert [(each["text"], each["reason"]) for each in report["skipped"]] == [("grasp", "rejected")]


# The difference


def test_diff_is_applied_by_git(tmp_path: Path) -> None:
    for name, encoding, content in (("a.txt", "utf-8-sig", TEXT), ("b.txt", "utf-8", TEXT.strip().replace("\n", "\r\n"))):
        (tmp_path / name).write_bytes(content.encode(encoding))
        made = decided(name, content, encoding)
        (tmp_path / "change.diff").write_bytes(diff.write(made))
        subprocess.run(["git", "apply", "change.diff"], cwd=tmp_path, check=True)
        assert (tmp_path / name).read_bytes() == text.write_own(made)


def test_diff_names_the_file_and_the_missing_end() -> None:
    written = diff.write(decided("/tmp/page.txt", "The main force will grasp <work>")).decode()
    assert written.splitlines() == [
        "--- a/tmp/page.txt",
        "+++ b/tmp/page.txt",
        "@@ -1 +1 @@",
        "-The main force will grasp <work>",
        "\\ No newline at end of file",
        "+The mainstay will grasp “task” <b>",
        "\\ No newline at end of file",
    ]
    assert diff.write(plan(review(TEXT, []), "first")) == b""
    assert "-The main force" in diff.write(decided(encoding="utf-16")).decode()


# The marked text


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("the old words", "the new words", [("old", "new")]),
        ("gone", "", [("gone", "")]),
        ("a b c d e f g", "x b c d e f y", [("a", "x"), ("g", "y")]),
        ("a b c", "x b y", [("a b c", "x b y")]),
        ("two words", "two more words", [("", "more ")]),
        ("same", "same", []),
    ],
)
def test_what_stays_is_not_marked(before: str, after: str, parts: list[tuple[str, str]]) -> None:
    assert [(edit.span.of(before), edit.new) for edit in narrowed(before, Edit(Span(0, len(before)), after))] == parts


@given(st.text(alphabet="ab, \n的", max_size=20), st.text(alphabet="ab, \n的", max_size=20))
def test_narrow_edits_say_the_same(before: str, after: str) -> None:
    from reviewer.core.edits import apply_edits

    assert apply_edits(before, narrowed(before, Edit(Span(0, len(before)), after))) == after


def told(made: Plan, *, accept: bool) -> list[str]:
    """The blocks with the changes taken or undone."""
    out = {"kept", "inserted"} if accept else {"kept", "deleted"}
    return ["".join(piece.text for piece in part.pieces if piece.mark in out) for part in marked(made)]


@pytest.mark.parametrize("apply", APPLY)
def test_marked_text_holds_both_texts(apply: Apply, checker: Checker) -> None:
    made = seed(checker, apply)
    assert told(made, accept=False) == page(made.review.document)
    assert told(made, accept=True) == page(formats.edited(made.review.document, made.edits))


def test_notes_are_on_changes_and_on_what_a_reviewer_said() -> None:
    notes = [note for part in marked(decided()) for note in part.notes]
    assert [(note.number, note.span.of(TEXT), note.skipped is not None) for note in notes] == [
        (1, "main force", False),
        (2, "grasp", True),
        (3, "<work>", False),
    ]


def test_redline_html() -> None:
    written = redline_html.write(decided()).decode()
    assert '<h2 class="heading">A heading</h2>' in written
    assert '<del title="Li Wei, ' + AT + '">main force</del><ins title="Li Wei, ' + AT + '">mainstay</ins><sup id="t1">' in written
    assert "<mark>grasp</mark>" in written
    assert "&lt;work</del>" in written
    assert "“task” &lt;b</ins>&gt;" in written
    assert "as in 2019" in written
    assert "Not changed: rejected." in written
    assert "<script" not in written
    assert "http" not in written
    assert [int(number) for number in re.findall(r'href="#n(\d+)"', written)] == [1, 2, 3]


def test_marks_of_an_edit_over_two_paragraphs() -> None:
    across = finding(TEXT, "hold the <work>.\n\n- an item", "end")
    parts = list(marked(plan(review(TEXT, [across]), "safe")))
    assert [[(piece.mark, piece.text) for piece in part.pieces] for part in parts] == [
        [("kept", "A heading")],
        [("kept", "The main force will grasp & "), ("deleted", "hold the <work>."), ("inserted", "end")],
        [("deleted", "an item"), ("kept", " of work")],
    ]
    assert [len(part.notes) for part in parts] == [0, 0, 1]
    assert [part.joined for part in parts] == [False, True, False]


def test_an_empty_text_can_be_marked() -> None:
    made = plan(review("", []), "first")
    assert told(made, accept=True) == [""]
    assert b"0 applied, 0 skipped." in redline_html.write(made)


# Word


def paragraphs(content: bytes, *, accept: bool) -> list[str]:
    """The paragraphs of a Word document with all tracked changes accepted, or all rejected."""
    found, joined = [], False
    for paragraph in docx.Document(io.BytesIO(content)).element.body.iter(qn("w:p")):
        out = ""
        for node in paragraph.iter(qn("w:t"), qn("w:delText"), qn("w:br")):
            inside = {ancestor.tag for ancestor in node.iterancestors()}
            if (qn("w:del") in inside and accept) or (qn("w:ins") in inside and not accept):
                continue
            assert (node.tag == qn("w:delText")) == (qn("w:del") in inside)
            out += node.text or "\n"
        found[-1:] = [found[-1] + out] if joined else [*found[-1:], out]
        joined = accept and paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None
    return found


@pytest.mark.parametrize("apply", APPLY)
def test_tracked_changes_hold_both_texts(apply: Apply, checker: Checker) -> None:
    made = seed(checker, apply)
    corrected = formats.edited(made.review.document, made.edits)
    written = word.write_redline(made)
    assert paragraphs(written, accept=False) == page(made.review.document)
    assert paragraphs(written, accept=True) == page(corrected) == paragraphs(word.write(corrected), accept=True)


def test_tracked_changes_have_author_and_date_and_comments() -> None:
    written = docx.Document(io.BytesIO(word.write_redline(decided())))
    changes = [
        (change.tag.rpartition("}")[2], change.get(qn("w:author")), change.get(qn("w:date")))
        for change in written.element.body.iter(qn("w:ins"), qn("w:del"))
    ]
    assert changes == [("del", "Li Wei", AT), ("ins", "Li Wei", AT)] * 2
    numbers = [change.get(qn("w:id")) for change in written.element.body.iter(qn("w:ins"), qn("w:del"))]
    assert len(set(numbers)) == len(numbers)
    assert [(comment.author, comment.initials, comment.text) for comment in written.comments] == [
        ("Li Wei", "LW", "some-fault: This is at fault.\nas in 2019"),
        ("王伟", "王", "some-fault: This is at fault.\nNot changed: rejected.\n=cmd()"),
        ("Li Wei", "LW", "some-fault: This is at fault."),
    ]
    assert written.comments.get(1).timestamp.isoformat() == AT.replace("Z", "+00:00")
    for kind in ("commentRangeStart", "commentRangeEnd"):
        marks = list(written.element.body.iter(qn(f"w:{kind}")))
        assert [mark.get(qn("w:id")) for mark in marks] == ["1", "2", "3"]
        assert all(mark.getparent().tag == qn("w:p") for mark in marks)
    assert [paragraph.style.name for paragraph in written.paragraphs] == ["Heading 1", "Normal", "List Bullet"]


def test_a_deleted_end_of_paragraph_is_tracked() -> None:
    across = finding(TEXT, "hold the <work>.\n\n- an item", "end")
    written = word.write_redline(plan(review(TEXT, [across]), "safe"))
    assert paragraphs(written, accept=True) == ["A heading", "The main force will grasp & end of work"]
    assert paragraphs(written, accept=False) == ["A heading", "The main force will grasp & hold the <work>.", "an item of work"]


def test_word_takes_what_xml_cannot_hold() -> None:
    content = "A bell \x07 and\x0b a page \x0c here.\n"
    word_ = finding(content, "bell", "ring\x07")
    assert paragraphs(word.write_redline(plan(review(content, [word_]), "safe")), accept=True) == [
        "A ring\ufffd \ufffd and\ufffd a page \ufffd here."
    ]


def test_a_bitext_is_a_table_in_word() -> None:
    content = "你好\tHello there\n再见\tBye\n"
    written = docx.Document(io.BytesIO(word.write_redline(plan(review(content, [finding(content, "there", "you")], path="a.tsv"), "safe"))))
    (table,) = written.tables
    assert [cell.text for cell in table.columns[0].cells] == ["你好", "再见"]
    assert paragraphs(word.write_redline(plan(review(content, [finding(content, "there", "you")], path="a.tsv"), "safe")), accept=True) == [
        "你好", "Hello you", "再见", "Bye",
    ]  # fmt: skip


# Reports


def test_csv_report() -> None:
    made = decided()
    content = report_csv.write(made)
    assert content.startswith(b"\xef\xbb\xbfpath,line,column,")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [(row["line"], row["column"], row["text"], row["verdict"], row["new_text"], row["outcome"]) for row in rows] == [
        ("3", "5", "main force", "accept", "mainstay", "applied"),
        ("3", "21", "grasp", "reject", "", "rejected"),
        ("3", "38", "<work>", "rewrite", "“task” <b>", "applied"),
    ]
    assert [(row["reviewer"], row["time"], row["comment"]) for row in rows] == [
        ("Li Wei", AT, "as in 2019"),
        ("王伟", AT, "'=cmd()"),
        ("Li Wei", AT, ""),
    ]


@pytest.mark.parametrize("start", "=+-@\t\r\n＝＋－＠")
def test_no_cell_of_a_report_is_a_formula(start: str) -> None:
    words = f"{start}SUM(1)"
    fault = finding_at(Span(0, 4), [], "safe", "some-fault", "major")
    made = plan(
        review("Some words.\n", [fault], [decide(fault, "rewrite", words, reviewer=words, comment=words)], path=f"{start}a.txt"), "decided"
    )
    (row,) = list(csv.reader(io.StringIO(report_csv.write(made).decode("utf-8-sig"), newline="")))[1:]
    assert row.count(f"'{words}") == 3
    assert not [cell for cell in row if cell.startswith(start)]


def test_html_report() -> None:
    gone = finding("gone", "gone")
    made = decided()
    made = plan(
        Review(made.review.document, made.review.findings, "version:test", (*made.review.decisions, decide(gone, "rewrite", "lost words"))),
        "decided",
    )
    written = report_html.write(made).decode()
    assert "<b>3</b> findings" in written
    assert "<b>1</b> reject" in written
    assert "<del>&lt;work&gt;</del> <ins>“task” &lt;b&gt;</ins>" in written
    assert ">3:21</td>" in written
    assert "王伟" in written
    assert "Decisions without a finding" in written
    assert "lost words" in written
