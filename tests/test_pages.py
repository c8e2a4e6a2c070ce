"""Web pages: what is read of them, and that edits leave the rest of the page as it is."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer import formats
from reviewer.core.document import Document, Span
from reviewer.core.edits import suggested_text
from reviewer.core.finding import Edit
from reviewer.core.review import Review
from reviewer.engine.checker import Checker
from reviewer.exports.blocks import blocks, seen
from reviewer.exports.plan import plan
from reviewer.formats import FormatError
from reviewer.outputs.record import record
from reviewer.text.place import Places

TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>|<script>.*?</script>", re.DOTALL)


def page(content: str) -> Document:
    return formats.read("a.html", content.encode())


def texts(content: str) -> list[tuple[str, str]]:
    document = page(content)
    return [(segment.kind, document.words(segment.target)) for segment in document.segments]


def changed(content: str, old: str, new: str, *, encoding: str = "utf-8") -> str:
    """``content`` with ``new`` in the place of ``old``, as its reader sees it."""
    document = formats.read("a.html", content.encode(encoding, "xmlcharrefreplace"))
    places = [at for at, char in enumerate(document.view) if char not in "\x00\x01"]
    at = "".join(document.view[at] for at in places).index(old)
    span = Span(places[at], places[at + len(old) - 1] + 1)
    return formats.write(document, [Edit(span, new)]).decode(encoding)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<h2>A</h2>b<p>c<ul><li>d<li>e</ul>f", [("heading", "A"), ("paragraph", "b"), ("paragraph", "c"), ("item", "d"), ("item", "e"), ("paragraph", "f")]),
        ("<table><tr><td>a<th><b>b</b></table>c", [("cell", "a"), ("cell", "b"), ("paragraph", "c")]),
        ("<li><p>a</p><h3>b</h3></li>", [("item", "a"), ("heading", "b")]),
        ("a<br>b<hr>c", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]),
        ("<a>a</a><a>b</a> <a>c</a>", [("paragraph", "a"), ("paragraph", "b c")]),
        ("x <b>y</b>\r\n\t <i> z</i>", [("paragraph", "x y z")]),
        ("&nbsp;&nbsp;R&amp;D R&D R&ampD &#8220;q&#x201d; &notanentity; &", [("paragraph", "R&D R&D R&D “q” ¬anentity; &")]),
        ("dou<wbr>ble re&shy;cruit<!-- - -->ment", [("paragraph", "double recruitment")]),
        ("<TITLE>a <b> c</TITLE>d", [("heading", "a <b> c"), ("paragraph", "d")]),
        ("see <code>a b</code> and http://a.cn/?b=1&amp;c=2 too", [("paragraph", "see ￼ and ￼ too")]),
        ("<script>a</script><style>b</style><pre>c</pre><textarea>d</textarea><svg><text>e</text></svg>f", [("paragraph", "￼f")]),
        ("<script>a<p>b", []),
        ("a<!-- b", [("paragraph", "a")]),
        ("<p title='>'>a<p title=\"b", [("attribute", ">"), ("paragraph", "a")]),
        ("<code>a <p>b", [("paragraph", "a"), ("paragraph", "b")]),
        ("1 < 2 <> 3 <![if x]> <?php ?> 4", [("paragraph", "1 < 2 <> 3 4")]),
        ("<img alt='a &amp; b' src=c title=d value='e'>", [("attribute", "a & b")]),
        ("<input placeholder=\"a\" value='b'><meta content='c'>", [("attribute", "a")]),
        ("<p>a <img alt='b'> c", [("paragraph", "a ￼ c"), ("attribute", "b")]),
        ("", []),
        ("\ufeff<p>a", [("paragraph", "a")]),
    ],
)  # fmt: skip
def test_segments(content: str, expected: list[tuple[str, str]]) -> None:
    assert texts(content) == expected


@pytest.mark.parametrize(
    ("content", "old", "new", "expected"),
    [
        ("<p><b>double</b> recruitment</p>", "double recruitment", "attraction", "<p><b>attraction</b></p>"),
        ("<p>a <b>double</b> recruitment</p>", "a double recruitment", "", "<p><b></b></p>"),
        ("R&amp;D work", "R&D", "A<B & C", "A&lt;B &amp; C work"),
        ("x &ldquo; y", "“ y", "“y", "x “y"),
        ("x<b> </b>\n , y", "x , y", "x, y", "x<b></b>, y"),
        ("one <code>x</code> two three", "one ￼ two", "1 ￼ 2", "1 <code>x</code> 2 three"),
        ("one <code>x</code> two three", "one ￼ two", "both", "both<code>x</code> three"),
        ("<img alt='the old port'>", "old", 'King\'s "new"', "<img alt='the King&#x27;s &quot;new&quot; port'>"),
        ("1 < 2 and", " 2", "b", "1 &lt;b and"),
        ("1 < 2 and", " 2 ", "", "1 &lt;and"),
        ("R& D", " D", "amp;D", "R&amp;amp;D"),
        ("R& D", " D", "D", "R&D"),
        ("a b", "a b", "a\xa0b", "a&nbsp;b"),
    ],
)
def test_edits(content: str, old: str, new: str, expected: str) -> None:
    assert changed(content, old, new) == expected


def test_an_attribute_within_an_edit_stays() -> None:
    content = "<p>one <a title='t'>two</a> three"
    document = page(content)
    assert formats.write(document, [Edit(Span(3, content.index("</a>")), "four")]).decode() == "<p>four<a title='t'></a> three"


def test_a_rewritten_sentence_keeps_its_links() -> None:
    content = "<p>See <a href=1>the plan of the city</a> and <a href=2>the law of the state</a>.</p>"
    new = "Read the plan of the city and then the law of the state!"
    expected = "<p>Read <a href=1>the plan of the city</a> and then <a href=2>the law of the state</a>!</p>"
    assert changed(content, "See the plan of the city and the law of the state.", new) == expected


def test_what_the_encoding_does_not_hold_is_a_reference() -> None:
    assert (
        changed("<meta charset=iso-8859-1><p>caf\xe9 old", "old", "新 “x”", encoding="cp1252")
        == "<meta charset=iso-8859-1><p>café &#26032; “x”"
    )


@pytest.mark.parametrize(
    ("label", "codec"),
    [("gb2312", "gb18030"), ("GBK", "gb18030"), ("windows-1252", "cp1252"), ("big5", "big5"), ("shift_jis", "shift_jis")],
)
def test_declared_encodings(label: str, codec: str) -> None:
    text = "“新”" if codec != "cp1252" else "“café”"
    data = f'<meta http-equiv="Content-Type" content="text/html; charset={label}"><p>{text}'.encode(codec)
    document = formats.read("a.html", data)
    assert document.text.endswith(text)
    assert formats.write(document, ()) == data


def test_a_huge_page_is_refused() -> None:
    with pytest.raises(FormatError, match=r"^a\.html: 20,000,003 characters; pages of more than 20,000,000 are refused$"):
        page("<p>" + "x\n" * 10_000_000)


def test_a_page_in_utf8_is_utf8_whatever_it_declares() -> None:
    assert formats.read("a.html", "<meta charset=gb2312><p>“新”".encode()).text.endswith("“新”")


FRAGMENTS = st.lists(
    st.sampled_from(
        "<p> </p> <b> </b> <a_title='x_y'> </a> <li> <td> <br> <img_alt='z'> <code>c</code> <script>s</script> <!--c--> < > & &amp; &nbsp; &ldquo; &bad; &copy"
        " one two three _ __ \r\n , . \" ' 青岛 😀 http://a.b/c \xad <pre>p</pre> <title> </title> <!-- </script> <x".split(" ")
    ).map(lambda word: word.replace("_", " ")),
    max_size=25,
).map("".join)  # fmt: skip


@given(FRAGMENTS)
def test_any_page_is_read_and_written_back(content: str) -> None:
    document = page(content)
    assert len(document.view) == len(document.text)
    assert formats.write(document, ()) == content.encode()
    whole = [segment.target for segment in document.segments if segment.kind != "attribute"]
    assert all(before.end <= after.start for before, after in pairwise(whole))
    for at, char in enumerate(document.view):
        assert char in ("\x00", "\x01", " ", "￼", document.text[at]) or document.text[at] == "&"


@given(FRAGMENTS, st.data(), st.sampled_from(["", "new", "new words here", "<i>&amp;", "a > b"]))
def test_an_edit_changes_its_words_alone(content: str, data: st.DataObject, new: str) -> None:
    document = page(content)
    segments = [segment for segment in document.segments if segment.kind != "attribute"]
    if not segments:
        return
    segment = data.draw(st.sampled_from(segments))
    start = data.draw(st.integers(segment.target.start, segment.target.end - 1))
    end = data.draw(st.integers(start + 1, segment.target.end))
    span = Span(start, end)
    if not document.words(span).strip() or "￼" in document.view[max(0, start - 1) : end + 1]:
        return  # glued to an address, new words would be a part of it
    expected = document.words(Span(segment.target.start, start)) + new + document.words(Span(end, segment.target.end))
    if not expected.replace("￼", "").strip():
        return  # nothing is left to read
    written = formats.write(document, [Edit(span, new)]).decode()
    hidden = [document.text[at] for at in range(len(content)) if document.view[at] == "\x00"]
    after = formats.edited(document, [Edit(span, new)])
    assert written.startswith(content[: segment.target.start])
    assert written.endswith(content[segment.target.end :])
    assert sorted(hidden) == sorted(after.text[at] for at in range(len(after.text)) if after.view[at] == "\x00")
    whole = "".join(after.words(each.target) for each in after.segments if each.kind != "attribute")
    assert " ".join(expected.replace("￼", "").split()) in " ".join(whole.replace("￼", "").split())  # alone, an object is no segment


def test_a_phrase_across_tags_is_found_and_replaced(checker: Checker) -> None:
    content = "<h1><b>Double</b> recruitment and\r\n  double&nbsp;<i>introduction</i></h1><p>the double re<wbr>cruitment and double introduction</p>"
    review: Review = checker.review(page(content))
    assert [review.document.words(finding.span) for finding in review.findings if finding.term == "shuangzhao-shuangyin"] == [
        "Double recruitment and double\xa0introduction",
        "double recruitment and double introduction",
    ]
    again = formats.edited(review.document, plan(review, "first").edits)
    assert again.words(again.segments[0].target) == "Attracting investment and talent"
    assert TAG.findall(again.text) == TAG.findall(content)
    assert not plan(checker.review(again), "first").applied


def test_what_is_no_text_is_left_alone(checker: Checker) -> None:
    phrase = "double recruitment and double introduction"
    content = (
        f"<!-- {phrase} --><script>{phrase}</script><p class='{phrase}'><code>{phrase}</code><pre>{phrase}</pre><a href='/{phrase}'>x</a>"
    )
    assert checker.review(page(content)).findings == ()


@pytest.mark.parametrize(
    "bomb",
    ["<", "<!--", "<a ", "</", "<![x", "<code>", "<script>", "&#", "&a", "<b", "<a '", "<li>", "<a title='x'>", " \n", "<!-- >", "<title>"],
)
def test_repetition_is_read_in_linear_steps(bomb: str) -> None:
    """What is quadratic here takes minutes."""
    content = bomb * (1_500_000 // len(bomb))
    assert len(page("\n".join(content[at : at + 5_000_000] for at in range(0, len(content), 5_000_000))).view) == len(content)


def test_a_page_as_plain_text() -> None:
    content = "<h3>a <b>b</b></h3><ul><li>c</ul><p>see <code>x\n y</code> &amp; http://a.cn <img alt='d' src=e>.<pre>f\n  g</pre><table><tr><td>h<td>i</table>"
    document = page(content)
    assert [(block.kind, block.level, seen(document, block, block.span)) for block in blocks(document)] == [
        ("heading", 3, "a b"),
        ("bullet", 1, "c"),
        ("paragraph", 1, "see x y & http://a.cn ."),
        ("verbatim", 1, "f\n  g"),
        ("paragraph", 1, "h"),
        ("paragraph", 1, "i"),
    ]


def test_reports_for_programs_speak_of_the_source(checker: Checker) -> None:
    content = "<p>take <b>double</b> recruitment and double introduction as the task"
    review = checker.review(page(content))
    finding = next(finding for finding in review.findings if finding.term)
    plain = record(review.document, Places(review.document), finding)
    assert plain["text"] == "double</b> recruitment and double introduction"
    assert plain["suggestions"][0]["text"] == "attracting investment and talent</b>"
    assert suggested_text(review.document, finding.span, finding.suggestions[0]) == "attracting investment and talent"


def test_markdown_keeps_its_marks(checker: Checker) -> None:
    content = "Take **double** recruitment and double [introduction](a.md) as the *main* task of `code`.\n"
    review = checker.review(formats.read("a.md", content.encode()))
    corrected = formats.edited(review.document, plan(review, "first").edits)
    assert corrected.text == "Take **attracting investment and talent**[](a.md) as the *main* task of `code`.\n"
    emptied = formats.read("a.md", b"one **two** three\n")
    assert formats.write(emptied, [Edit(Span(0, 17), "four")]) == b"four\n"
