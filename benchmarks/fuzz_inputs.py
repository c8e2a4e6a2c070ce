"""Inputs for fuzzing, made quickly: small grammars of what texts, markup and settings are made of, and damaged files."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random

from reviewer import formats
from reviewer.batch.stored import pack
from reviewer.decisions.log import write_events
from reviewer.engine.checker import Checker
from reviewer.glossary import exchange
from reviewer.glossary.exchange.phrases import phrases
from reviewer.glossary.glossary import Glossary

ROOT = Path(__file__).resolve().parent.parent

_WORDS = (
    "the a an of and to in on for with by from is are was has will new area district committee bureau party township street county province city people government "
    "work development construction promote strengthen actively vigorously earnestly focus on adhere to said reporters session plenary congress percent annual plan "
    "China Shandong Qingdao huayu zhen jiedao nanan ICP Bei No. reporter Xinhua News May December respectively between not"
).split()
_NUMBERS = "0 1 5 10 11th 15 15.5 0.248 1,500 1, 500 1,1,1,1 15,0000 2. 5% 44.8 100 10,000 2020 2020.5.21 05321234 ½ ² ٣ Ⅳ １５ 99999999999999999999999999999999999".split(
    " "
)
_MAGNITUDES = "hundred thousand million billion trillion ten-thousand wan yi mu yuan yuans RMB CNY renminbi dollars ¥ ￥ $ US$ € % percent per cent 亿 万 亿元 百万 % 元".split(
    " "
)
_ORDINALS = "first third nineteenth 19th 5th 1st twenty-first 2nd".split()
_HAN = "的 中国 新区 招商引资 鲁ICP备16050788号 “双招双引” 《决定》 （一） ， 。 ； ： 、 ？ ！ ％ ～ 　 １２ ａｂ 党建 全面 一 二十 万亿 〇 㐀 豈 𠀀".split(
    " "
)
_QUOTES = "\" “ ” ' ‘ ’ „ « » 「 」 \"\" '' “” ”“ ’s 's s' `".split(" ")
_BRACKETS = "( ) [ ] { } （ ） 【 】 < > [[ ]] () (( ))".split(" ")
_MARKS = '. , ; : ! ? … ... .. ,, ;; :: - – — -- ‐ ‑ / | & # @ = + * _ ~ ^ \\ ,. ., . . , ;, .” ." ”. ’.'.split(" ")
_TAGS = (
    "<p>|</p>|<b>|</b>|<a href='x'>|</a>|<br>|<br/>|<li>|</li>|<ul>|</ul>|<td>|</td>|<tr>|<table>|</table>|<h1>|</h1>|<code>|</code>|<pre>|</pre>|<script>|</script>"
    "|<style>|</style>|<title>|</title>|<textarea>|<img alt='a b' src=x>|<img alt=\"the the\">|<input placeholder='x' title=''>|<a title=\"> <\">|<div class=>|< p>|</ p>|<!|<!>|<!-->|<![x|<?x|</"
    "|<!DOCTYPE html>|<p|<p a|<p a=|<p a='|<p a=\"x|<span\tx\n>|<svg><text>|</svg>|<math>|<select><option>|<noscript>|<meta charset=gb2312>|<meta charset='hex'>|<meta charset=rot13 >"
    "|<meta http-equiv=x content='text/html; charset=gbk'>|<meta charset=idna>|<meta charset=utf-16>|<meta charset=undefined>|<wbr>|<x-y>|<P>|</P/>|<img/alt=x>"
).split("|")
_COMMENTS = (
    "<!-- reviewer: ignore -->|<!-- reviewer: ignore-start spacing -->|<!-- reviewer: ignore-end -->|<!--reviewer:ignore-file-->|<!-- reviewer: -->|<!-- reviewer: ignore-end style -->"
    "|<!-- reviewer: ignore spacing, repetition: because -->|<!-- x -->|<!--|-->|<!-- reviewer: ignore|--!>|<!--->"
).split("|")
_ENTITIES = "&amp; &nbsp; &lt; &#x4e2d; &#0; &#55296; &#1114112; &quot &ampx &notit; &; &# &#x &shy; &zwj; &NotEqualTilde; &AMP &copy &#8203; &hellip; & &a=b &amp;c=".split(
    " "
)
_MARKDOWN = (
    '# |## |- |* |1. |> |```\n|~~~|`|``|```|**|__|*|_|~~|[|](|](x "t")|](<a b>)|][|![|\n\n|\n---\n|\n===\n|| a | b |\n|---|---|\n| c |\n|\\||\\|http://a.b/c|www.x.y|<http://a>|---\ntitle: x\n---\n'
    "|    code|\t|[a]: http://b\n|\n|-|:--|- [ ] |***|<b>x</b>|  \n|\\\n|&#35;| #|# a #\n"
).split("|")
_SPACES = [
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\xa0",
    "\u3000",
    "\u2028",
    "\x85",
    "\x0b",
    "\x0c",
    "\x1c",
    "\u200b",
    "\ufeff",
    "\xad",
    "\u2060",
    "\v",
]
_ODD = ["\x00", "\x01", "\ufffc", "\x08", "\x1b[0m", "\x7f", "\x9f", "é", "e\u0301", "İ", "ß", "ŉ", "ǅ", "Ω", "Ж", "א", "ع", "ก", "한", "カ", "😀", "👩\u200d👩", "\U0010ffff", "\ufdd0", "\u202e", "ﬁ", "ª", "K", "ſ", "ā", "ǚ", "\u0345", "ͅ"]  # fmt: skip
_PHRASES = (
    "Xinhua News Agency, Beijing, December 11 (Reporters A and B)|On the 11th, the meeting|44.8 and 46% of the annual targets|15 billion million|3 ten thousand|2 billion 30 million yuan"
    "|the first meeting of the fifth session of the|Lu ICP Bei 16050788 No. -2|shortcomings and shortcomings|hard work, hard work, and struggle|the sincere sincerity"
    "|the resumption of enterprises to resume production|constructionPARTY BUILDING|West Coast New Area|West Coast New area|the west coast|Work on the bridge began in May this year."
    '|"We will keep at it." Zhang Min said.|Actively promote the construction of|protection of rights and interests ,|R & D|Phone:0532|the" Charge "for|New models have appeared; The'
    "|a 100 billion tea industry|RMB 500 yuan|500 yuans|$5 million|Wangtai zhen|complete 117 of the annual plan|etc.|e.g.|No. 5|J. Smith|U.S.|and so on"
).split("|")


@cache
def _renderings() -> Sequence[str]:
    """Phrases that the term base finds, a reading of every pattern."""
    texts = (text for term in Glossary.load().terms for rendering in term.deprecated for text in phrases(rendering.text).texts[:2])
    return tuple(text.replace("…", "very many").replace("#", "3") for text in texts)


@cache
def _files() -> Sequence[bytes]:
    """The files that damaged ones are made of: those of the tests that are texts, and the sample page."""
    files = [*(ROOT / "tests" / "files").glob("sample*"), *(ROOT / "tests" / "fuzzed").glob("*"), *(ROOT / "seeds").glob("*.txt")]
    return tuple(file.read_bytes() for file in sorted(files) if file.suffix not in (".docx", ".xlsx"))


def _piece(random: Random) -> str:
    kind = random.random()
    if kind < 0.22:
        return random.choice(_WORDS)
    if kind < 0.36:
        phrase = random.choice(_renderings())
        return phrase if kind < 0.30 else phrase[random.randrange(len(phrase)) :]
    if kind < 0.42:
        return random.choice(_PHRASES)
    lists = (_NUMBERS, _MAGNITUDES, _HAN, _QUOTES, _BRACKETS, _MARKS, _TAGS, _COMMENTS, _ENTITIES, _MARKDOWN, _SPACES, _ODD, _ORDINALS)
    return random.choice(random.choice(lists))


def prose(random: Random, most: int = 14) -> str:
    """Words, phrases, marks and markup in any order, some of them many times."""
    pieces: list[str] = []
    favourite = random.choice((" ", " ", " ", "", "\n"))
    for _ in range(random.randint(1, most)):
        piece = _piece(random)
        chance = random.random()
        if chance < 0.06:
            piece = random.choice(("", " ", ", ", " and ", "\n")).join([piece] * random.randint(2, 12))
        elif chance < 0.12:
            piece = random.choice((str.upper, str.capitalize, str.title, str.swapcase))(piece)
        pieces += piece, favourite if random.random() < 0.85 else random.choice(_SPACES)
    return "".join(pieces)


def damaged(random: Random, data: bytes) -> bytes:
    """``data`` with a few bytes deleted, doubled, swapped, inserted or flipped."""
    content = bytearray(data)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(content) + 1)
        end = at + random.choice((1, 1, 2, 5, 20))
        what = random.randrange(6)
        if what == 0:
            del content[at:end]
        elif what == 1:
            content[at:at] = content[at:end] * random.choice((1, 1, 2, 9))
        elif what == 2:
            content[at:at] = random.choice(random.choice((_TAGS, _MARKDOWN, _QUOTES, _BRACKETS, _MARKS, _SPACES, _ODD, _COMMENTS))).encode()
        elif what == 3 and at < len(content):
            content[at] ^= 1 << random.randrange(8)
        elif what == 4:
            other = random.randrange(len(content) + 1)
            content[other:other] = content[at:end]
        else:
            content[at:at] = random.randbytes(random.choice((1, 2, 4)))
    return bytes(content)


def _cut(random: Random, data: bytes) -> bytes:
    """A piece of ``data``, of 20 to 300 bytes; one in 250 whole."""
    if random.random() < 0.004:
        return data
    at = random.randrange(max(1, len(data) - 20))
    return data[at : at + random.randint(20, 300)]


def text(random: Random) -> bytes:
    """A text in one of several encodings, or a damaged piece of a file."""
    kind = random.random()
    if kind < 0.2:
        return damaged(random, _cut(random, random.choice(_files())))
    content = prose(random)
    if kind < 0.72:
        return content.encode()
    if kind < 0.76:
        return content.replace("\n", random.choice(("\r\n", "\r"))).encode()
    if kind < 0.94:
        encoding = random.choice(("utf-8-sig", "utf-16", "utf-16-le", "gb18030", "latin-1", "utf-8"))
        data = content.encode(encoding, "replace")
        return damaged(random, data) if kind < 0.80 else data
    return random.randbytes(random.randint(0, 60))


def _tsv(random: Random) -> bytes:
    if random.random() < 0.2:
        return text(random)
    rows = ["zh\ten"] * (random.random() < 0.3)
    for _ in range(random.randint(1, 4)):
        row = "".join(random.choices(_HAN, k=random.randint(0, 6))), " ".join(prose(random, 10).split())
        rows.append("\t".join(row))
    return random.choice(("\n", "\r\n", "\r")).join(rows).encode(random.choice(("utf-8", "utf-8", "utf-16", "gb18030")))


_WORD_DOCUMENT = '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_HEADING_STYLE = "<w:pPr><w:pStyle w:val='Heading1'/></w:pPr>"
_PIECES_OF_WORD = (
    "<w:p>|</w:p>|<w:r>|</w:r>|<w:t>|</w:t>|<w:t xml:space='preserve'>|<w:tab/>|<w:br/>|<w:cr/>|<w:noBreakHyphen/>|<w:tbl><w:tr><w:tc>|</w:tc></w:tr></w:tbl>|<w:ins>|</w:ins>|<w:del>|</w:del>"
    "|<w:hyperlink>|</w:hyperlink>|<w:drawing/>|<w:pict/>|<w:sdt><w:sdtContent>|</w:sdtContent></w:sdt>|<w:pPr><w:pStyle w:val='Heading1'/></w:pPr>|<w:rPr><w:b/></w:rPr>|<!-- c -->|<?pi x?>|<![CDATA[ a  b ]]>|&#9;|&#10;|<t>a</t>"
).split("|")


def _docx(random: Random) -> bytes:
    body = ""
    for _ in range(random.randint(1, 6)):
        runs = "".join(_run(random) for _ in range(random.randint(0, 4)))
        body += f"<w:p>{_HEADING_STYLE if random.random() < 0.1 else ''}{runs}</w:p>"
    if random.random() < 0.2:
        at = random.randrange(len(body))
        body = body[:at] + random.choice(_PIECES_OF_WORD) + body[at:]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", _WORD_DOCUMENT.format(body))
    data = stream.getvalue()
    chance = random.random()
    if chance < 0.1:
        return data[: random.randrange(len(data))]
    return damaged(random, data) if chance < 0.35 else data


def _run(random: Random) -> str:
    content = "".join(char for char in prose(random, 6) if char >= " " and char not in "<&\ufffe\uffff")
    run = f"<w:r><w:t>{content}</w:t>{random.choice(_PIECES_OF_WORD[7:11]) if random.random() < 0.2 else ''}</w:r>"
    around = random.choice(("", "", "", "w:hyperlink", "w:ins", "w:del", "w:smartTag"))
    return f"<{around}>{run}</{around}>" if around else run


_SETTINGS = (
    "profile: strict|profile: [strict]|confidence: low|fail-on: never|ignore: [style, spacing]|ignore: x|select:|glossaries: [a.yaml]|encoding: gbk|encoding: \"\\0\"|include: ['*.md']|exclude: a|paths:"
    "|  - match: '*.txt'|    ignore: [a]|  - {match: [a, b], profile: gist}|- a|? [a]|: b|&a [*a]|*a|{a: b|!!python/x y|\"|'|#|---|...|<<: *a|? |1: 2|null: ~|[|[[[[[|&b {c: *b}|%YAML 9.9"
).split("|")
_TOML = (
    "[tool.reviewer]|[[tool.reviewer.paths]]|[tool]|reviewer = 1|profile = \"strict\"|ignore = [\"a\"]|ignore = 'x'|paths = [1]|paths = [{match = 'a'}]|match = '*.md'|fail-on = 3|a.b = 1|= |[|\"\"\"|#|x = 1979-05-27|encoding = ''"
    '|[tool.reviewer.paths]|profile = ["strict"]|profile = {a = 1}|x = [[[[1]]]]|tool = 5|select = [["a"]]|x = 1e999|"" = 1'
).split("|")
_GLOSSARY = (
    'domain: fuzz|terms:|  - id: a|  - id: b-c|    zh: 中|    zh: [中, 国]|    preferred: good word|    preferred: ""|    admitted: [x y]|    deprecated: [bad word]|    deprecated:|      - text: "{a|b} words"|        use: [""]'
    "|        near: [party]|        unless: \"a\\n\\tb\"|        china: true|      - fight (comprehensively) <1-3> #|      - '[[a b]] c'|      - '=Party, !{of} line'|    years: {good word: 2020}|    years: {[a]: b}|    years: 3|    flag: the [[bad word]] here"
    "|    pass: fine|    note: n|    category: style/awkward|    severity: minor|off: [a]|? [a]|: b|&a [*a]|*a|- *a|{|<<: *a|    ? {a: b}|      - ((((((|      - <99999999>word<3>|      - a <3-1> b|      - '{a|b}{c|d}{e|f}{g|h}'|      - []|    id: {a: b}|~:"
).split("|")
_JSON = (
    '{|}|[|]|,|:|"version"|"findings"|1|2|{"version": 1, "findings": {"a.txt": {"00": "x"}}}|{"version": 1, "findings": {}}|null|true|"a"|"\\ud800"|1e999|-|'
    + "9" * 5000
    + "|"
    + "[" * 3000
    + "|NaN|{}|[]|0|-1|\\"
)  .split("|")  # fmt: skip
_CELLS = (
    *"zh en 中文 英文 term note status preferred deprecated 禁用 domain id pattern use flag pass category severity years confidence".split(),
    "bad; worse",
    "a|b",
    '"',
    "=1+1",
    "",
    "-",
    "x\ny",
    "#",
    "\\x1f",
    "\\none",
    "\\empty",
    "\\",
    "'",
)
_TBX = (
    "<tbx>|</tbx>|<martif>|<TBX>|<text>|<body>|<conceptEntry id='a'>|<conceptEntry>|</conceptEntry>|<termEntry>|</termEntry>|<langSec xml:lang='zh'>|<langSec xml:lang='en'>|</langSec>|<langSet>|<termSec>|<termSec id='x'>|</termSec>|<tig>|</tig>|<term>bad word</term>|<term>中</term>|<term/>"
    "|<termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote>|<termNote type='administrativeStatus'>preferredTerm-admn-sts</termNote>|<note>reviewer category: style/awkward</note>|<note>reviewer severity: minor</note>"
    "|<note>reviewer pattern: {a|b} c</note>|<note>reviewer pattern: ((((</note>|<note>reviewer years: 2020</note>|<note>reviewer use</note>|<ref type='crossReference' target='x'>y</ref>|<descrip type='context'>c</descrip>|<!-- x -->|<?pi?>|&amp;|&x;|<!DOCTYPE a [<!ENTITY x 'y'>]>|<a xmlns='u'>"
).split("|")


def _lines_of(parts: Sequence[str]) -> Callable[[Random], bytes]:
    def lines(random: Random) -> bytes:
        count = random.randint(1, 14)
        if random.random() < 0.5:  # in order, some left out
            chosen = [part for part in parts if random.random() < count / len(parts) * 2]
        else:
            chosen = random.choices(parts, k=count)
        data = "\n".join(chosen).encode()
        return damaged(random, data) if random.random() < 0.3 else data

    return lines


def _json(random: Random) -> bytes:
    if random.random() < 0.5:
        return "".join(random.choices(_JSON, k=random.randint(1, 9))).encode()
    return damaged(random, b'{"version": 1, "findings": {"a.txt": {"0123456789abcdef": "spacing: a ,"}}}')


@cache
def _journal_lines() -> bytes:
    place = {"start": 0, "end": 1, "words": "a", "before": "", "after": "", "check": "spacing"}
    events = [
        {
            "id": f"a:{number}",
            "at": "2026-01-01T00:00:00Z",
            "by": "x",
            "op": "decide",
            "doc": "a.txt",
            "targets": [{"fp": "00", "place": place}],
        }
        for number in range(3)
    ]
    return write_events(events)


@cache
def _stored_json() -> bytes:
    import zlib

    data = "Work , work and work.\n\n中国 is new.".encode()
    return zlib.decompress(pack(Checker(Glossary.from_terms(()), ()).review(formats.read("a.txt", data)), b""))


def _stored(random: Random) -> bytes:
    if random.random() < 0.4:
        return _json(random)
    content = json.loads(_stored_json())
    content[random.randrange(len(content))] = random.choice(
        (None, 1, "x", [], {}, [1], ["x"], [[1]], {"a": 1}, [["paragraph", 0, 0, 0, 9]], [{}], True, ["utf-8", "zz"])
    )
    return json.dumps(content).encode()


def _table(delimiters: str) -> Callable[[Random], bytes]:
    def table(random: Random) -> bytes:
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=random.choice(delimiters), quoting=random.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
        width = random.randint(1, 6)
        for _ in range(random.randint(1, 5)):
            writer.writerow([random.choice((random.choice(_CELLS), random.choice(_HAN), prose(random, 3))) for _ in range(width)])
        data = stream.getvalue().encode(random.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "gb18030")), "replace")
        return damaged(random, data) if random.random() < 0.3 else data

    return table


def _headed(head: str, make: Callable[[Random], bytes]) -> Callable[[Random], bytes]:
    return lambda random: head.encode() * (random.random() < 0.8) + make(random)


@cache
def _workbook() -> bytes:
    return exchange.format("xlsx").write(Glossary.load().terms[:2])


def _xlsx(random: Random) -> bytes:
    data = _workbook()
    return data[: random.randrange(len(data))] if random.random() < 0.2 else damaged(random, data)


def _omegat(random: Random) -> bytes:
    rows = (
        "\t".join(random.choices((*_CELLS, *_HAN, "[a/b]", "x ‖ avoid: “y” ‖ [d/e-f]"), k=random.randint(1, 4)))
        for _ in range(random.randint(1, 6))
    )
    return "\n".join(rows).encode()


KINDS: dict[str, tuple[int, Callable[[Random], bytes]]] = {
    "txt": (20, text),
    "md": (20, text),
    "html": (20, text),
    "tsv": (7, _tsv),
    "docx": (1, _docx),
    "reviewer.yaml": (5, _lines_of(_SETTINGS)),
    "pyproject.toml": (3, _lines_of(_TOML)),
    "glossary.yaml": (8, _lines_of(_GLOSSARY)),
    "baseline.json": (3, _json),
    "journal.jsonl": (1, lambda random: damaged(random, _journal_lines())),
    "stored": (2, _stored),
    "import-csv": (4, _table(",;\t|")),
    "import-tsv": (1, _table("\t")),
    "import-utx": (1, _headed("#UTX 1.11; zh-CN/en\n#src\ttgt\tterm status\tconcept ID\n", _table("\t"))),
    "import-omegat": (2, _omegat),
    "import-tbx": (5, _headed("<tbx><text><body>", _lines_of(_TBX))),
    "import-xlsx": (1, _xlsx),
}
"""How often of some hundred inputs each kind is made, and how."""


def make(seed: int, number: int) -> tuple[str, bytes]:
    """The kind and the content of input ``number`` of a run."""
    random = Random((seed << 40) + number)
    kind = random.choices(list(KINDS), [weight for weight, _ in KINDS.values()])[0]
    return kind, KINDS[kind][1](random)
