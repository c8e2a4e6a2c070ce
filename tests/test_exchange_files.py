"""Files of other programs, files that are broken or hostile, and the commands."""

import csv
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from reviewer.cli import main
from reviewer.core.term import Term
from reviewer.glossary import exchange
from reviewer.glossary.exchange import xlsx
from reviewer.glossary.exchange.entries import Ids, Reading, make_id
from reviewer.glossary.files import GlossaryError
from reviewer.glossary.load import load_layer

SAMPLES = Path(__file__).parent / "files" / "exchange"


def read(name: str) -> Reading:
    content = (SAMPLES / name).read_bytes()
    format = exchange.name_for(name, content)
    assert format is not None
    return exchange.format(format).read(content, name)


def summary(term: Term) -> tuple[object, ...]:
    return term.zh, term.preferred, term.admitted, tuple(rendering.text for rendering in term.deprecated)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("microsoft.tbx", [(("营商环境",), "business environment", (), ())]),
        (
            "iate.tbx",
            [(("乡村振兴", "鄉村振興"), "rural revitalization", ("rural revitalisation",), ("countryside rejuvenation",))],
        ),
        (
            "multiterm.tbx",
            [
                (
                    ("党建引领",),
                    "guided by Party building",
                    ("under the guidance of Party building",),
                    ("Party-building leadership formal",),
                )
            ],
        ),
        ("basic-dct.tbx", [(("双循环",), "dual circulation", (), ("double cycle",))]),
        ("min.tbx", [(("老百姓",), "ordinary people", (), ("old hundred surnames",))]),
        ("memoq.csv", [(("财政",), "public finance", (), ("finance", "money"))]),
        (
            "headless-gb18030.tsv",
            [(("双招双引",), "attracting investment and talent", (), ()), (("营商环境",), "business environment", (), ())],
        ),
        ("english-first.csv", [(("营商环境",), "business environment", ("business climate",), ("battalion environment",))]),
        ("source-target.tsv", [(("双循环",), "dual circulation", ("two-fold circulation",), ())]),
        ("glossary.utf8", [(("双招双引",), "attracting investment and talent", ("investment and talent attraction",), ())]),
        (
            "sample.utx",
            [
                (("营商环境",), "business environment", ("doing-business setting",), ("battalion environment",)),
                (("街道",), "subdistrict", (), ()),
            ],
        ),
        ("simple.txt", [(("街道",), "subdistrict", (), ())]),
    ],
)
def test_files_of_other_programs(name: str, expected: list[tuple[object, ...]]) -> None:
    assert [summary(term) for term in read(name).terms] == expected


def test_every_sample_is_tried() -> None:
    marks = test_files_of_other_programs.pytestmark[0].args[1]
    assert {name for name, _ in marks} == {path.name for path in SAMPLES.iterdir()}


def test_what_is_beside_the_terms() -> None:
    (term,) = read("multiterm.tbx").terms
    assert (term.id, term.domain, term.authority) == (
        "dang-jian-yin-ling",
        "Party building",
        "Report to the 20th CPC National Congress (2022)",
    )
    assert term.note == "from the 2020 list; Party work guides the rest."
    assert dict(read("multiterm.tbx").left_out) == {"transacGrp": 1, "partOfSpeech": 1, "context": 1, "source": 1}
    assert dict(read("iate.tbx").left_out) == {"language fr": 1, "reliabilityCode": 1, "termType": 2}
    assert dict(read("memoq.csv").left_out) == {"Entry_ID": 1}
    assert read("microsoft.tbx").skipped == ("microsoft.tbx:31: no Chinese",)
    assert read("english-first.csv").skipped == ("english-first.csv:3: no English that may be used", "english-first.csv:4: no Chinese")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("双循环,dual circulation\n", (("双循环",), "dual circulation", (), ())),
        ("dual circulation;双循环\n", (("双循环",), "dual circulation", (), ())),
        ("Term\tTranslation\n双循环\tdual circulation\n", (("双循环",), "dual circulation", (), ())),
        (
            "中文|英文|状态\n双循环|dual circulation|首选\n双循环|double cycle|禁用\n",
            (("双循环",), "dual circulation", (), ("double cycle",)),
        ),
        (
            "status,zh-CN,en-US\nforbidden,双循环,double cycle\n,双循环,dual circulation\n",
            (("双循环",), "dual circulation", (), ("double cycle",)),
        ),
        ("zh,preferred,admitted,deprecated\n双循环,a,b;c,d|e\n", (("双循环",), "a", ("b", "c"), ("d", "e"))),
        ("Chinese (Simplified),English (United States)\r\n双循环,dual circulation\r\n", (("双循环",), "dual circulation", (), ())),
        ("术语,英译,备注\n双循环,dual circulation,=1+1\n", (("双循环",), "dual circulation", (), ())),
        ('zh,en\n"双\n循环",dual circulation\n', (("双", "循环"), "dual circulation", (), ())),
    ],
)
def test_simple_lists(rows: str, expected: tuple[object, ...]) -> None:
    for content in (rows.encode(), rows.encode("utf-8-sig"), rows.encode("gb18030"), b"\xff\xfe" + rows.encode("utf-16-le")):
        (term,) = exchange.format("csv").read(content, "list.csv").terms
        assert summary(term) == expected


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_simple_workbook() -> None:
    content = workbook(
        ("中文", "英文", "备注"), ("双循环", "dual circulation", 2020), (None, None, None), ("一", 1, None), ("只有中文", None, None)
    )
    reading = exchange.format("xlsx").read(content, "list.xlsx")
    assert [summary(term) for term in reading.terms] == [(("双循环",), "dual circulation", (), ()), (("一",), "1", (), ())]
    assert reading.terms[0].note == "2020"
    assert reading.skipped == ("list.xlsx:5: no English that may be used",)


def test_our_table_changed_by_hand() -> None:
    ours = "id,zh,status,en,pattern,severity\n"
    content = ours + "a-b,甲,preferred,good,,major\na-b,甲,deprecated,bad word,,\n,乙,preferred,new,,\n"
    first, second = exchange.format("csv").read(content.encode(), "t.csv").terms
    assert summary(first) == (("甲",), "good", (), ("bad word",))
    assert first.deprecated[0].severity == "major"
    assert (second.id, second.preferred) == ("yi", "new")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a-b,甲,prefered,good,,", "t.csv:2: no row of this term has the status preferred"),
        ("a-b,甲,preferred,good,,big", "t.csv:2: severity 'big' is none of critical, major, minor, neutral"),
        ("A B,甲,preferred,good,,", "t.csv:2: id 'A B' must be lower-case words joined by hyphens"),
        ("a-b,甲,preferred,good,,\na-b,甲,deprecated,,{bad,", "t.csv:3: deprecated '{bad': '{' is never closed"),
        ("a-b,甲,preferred,good,,\na-b,甲,wrong,bad,,", "t.csv:3: status 'wrong' is none of preferred, admitted, deprecated"),
    ],
)
def test_faults_in_our_table_have_their_place(row: str, problem: str) -> None:
    with pytest.raises(GlossaryError) as error:
        exchange.format("csv").read(f"id,zh,status,en,pattern,severity\n{row}\n".encode(), "t.csv")
    assert error.value.problems == (problem,)


def test_ids() -> None:
    assert make_id("双招双引", "x") == "shuang-zhao-shuang-yin"
    assert make_id("绿色GDP2.0", "x") == "lv-se-gdp2-0"
    assert make_id("“十四五”规划", "x") == "shi-si-wu-gui-hua"
    assert make_id("★", "The Three Stars!") == "the-three-stars"
    assert make_id("★", "★") == "term"
    assert len(make_id("一" * 100, "x").split("-")) == 12
    ids = Ids(["b"])
    assert [ids.unique(id_) for id_ in ("a", "a", "a", "b", "a-2")] == ["a", "a-2", "a-3", "b-2", "a-2-2"]


BOMB = '<?xml version="1.0"?><!DOCTYPE martif [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><martif><text>&b;</text></martif>'
LEAK = '<?xml version="1.0"?><!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/hostname">]><martif><text>&a;</text></martif>'


@pytest.mark.parametrize(
    ("format", "content", "problem"),
    [
        ("tbx", BOMB.encode(), "f:1: declares entities, which are refused"),
        ("tbx", LEAK.encode(), "f:1: declares entities, which are refused"),
        ("tbx", b"", "f:1: not XML: "),
        ("tbx", b"<martif>\n<text></martif>", "f:2: not XML: "),
        ("tbx", b"\n<html/>", "f:2: <html> is no TBX"),
        ("xlsx", b"", "f: not a readable Excel workbook: "),
        ("xlsx", b"id,zh", "f: not a readable Excel workbook: "),
        ("csv", b"a,b\nc\x00,d", "f:2: not a text file (NUL byte at offset 5)"),
        ("csv", b"a,b\n\xff\xff\xff,d", "f:2: neither UTF-8, UTF-16 nor GB18030"),
        ("csv", b'zh,en\na,"b\nc,d', "f:2: unexpected end of data"),
        ("utx", b"\xe5\x8f\x8c\tdual", "f:1: a UTX file without a line of columns (#src"),
        ("utx", b"#UTX 1.11; en/ja\n#src\ttgt\n", "f:1: neither en nor ja is Chinese"),
    ],
)
def test_wrong_files_give_one_clear_line(format: str, content: bytes, problem: str) -> None:
    with pytest.raises(GlossaryError) as error:
        exchange.format(format).read(content, "f")
    (line,) = error.value.problems
    assert line.startswith(problem)


def test_a_workbook_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_LARGEST", 1000)
    with pytest.raises(GlossaryError, match="unpacks to more than 1,000 bytes"):
        xlsx.read(workbook(("a", "b")), "big.xlsx")


@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE worksheet [<!ENTITY a "ha">]>'])
def test_a_workbook_with_entities_is_refused(doctype: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(("双循环", "dual")))) as good, zipfile.ZipFile(stream, "w") as bad:
        for part in good.infolist():
            content = good.read(part)
            if part.filename.endswith("sheet1.xml"):
                content = doctype.encode() + content[content.index(b"<worksheet") :]
            bad.writestr(part.filename, content)
    if not doctype:
        assert xlsx.read(stream.getvalue(), "bomb.xlsx").terms[0].preferred == "dual"
        return
    with pytest.raises(GlossaryError, match=r"^bomb.xlsx: not a readable Excel workbook: "):
        xlsx.read(stream.getvalue(), "bomb.xlsx")


def test_a_cell_that_excel_cannot_hold_is_refused() -> None:
    term = Term("a", "d", ("甲",), "b", (), (), "accuracy/literal", "minor", "n" * 32_768, "", (), ())
    with pytest.raises(GlossaryError, match=r"^term 'a': note has 32,768 characters; a cell holds 32,767$"):
        xlsx.write([term])


GLOSSARY = 'domain: d\nterms:\n  - id: a-b\n    zh: [甲]\n    preferred: "good"\n    deprecated:\n      - "bad {word|words}"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text(GLOSSARY, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["a.tbx", "a.csv", "a.tsv", "a.xlsx"])
def test_export_and_import(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary", "export", "own.yaml", "-o", name]) == 0
    assert capsys.readouterr().err == f"1 term written to {name}\n"
    assert main(["glossary", "import", name, "-o", "back.yaml"]) == 0
    assert capsys.readouterr().err == "1 term read; 0 skipped\n"
    assert (folder / "back.yaml").read_text("utf-8") == GLOSSARY


def test_export_tells_what_is_lost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary", "export", "own.yaml", "--format", "omegat"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "甲\tgood\tavoid: “bad word” ‖ [d/a-b]\n"
    assert captured.err == (
        "omegat cannot hold: patterns (of 1 renderings: plain phrases instead), wordings beyond the first (1 renderings), "
        "category and severity (1 terms)\n"
    )


def test_export_of_the_later_of_two(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "over.yaml").write_text(GLOSSARY.replace("good", "better"), "utf-8")
    assert main(["glossary", "export", "own.yaml", "over.yaml", "--format", "tsv"]) == 0
    out = capsys.readouterr().out
    assert "better" in out
    assert "good" not in out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["export", "own.yaml"], "export: name the format with --format (csv, omegat, tbx, tsv, utx, xlsx)"),
        (["export", "own.yaml", "-o", "a.doc"], "a.doc: name the format with --format (csv, omegat, tbx, tsv, utx, xlsx)"),
        (["export", "own.yaml", "--format", "csv", "--style", "dct"], "--style is of TBX, not of csv"),
        (["export", "none.yaml", "--format", "csv"], "none.yaml: no such glossary"),
        (["export", "own.yaml", "-o", "no/a.csv"], "no/a.csv: No such file or directory"),
        (["import", "none.csv"], "none.csv: No such file or directory"),
        (["import", "own.yaml"], "own.yaml: no format for this extension; name it with --format (csv, omegat, tbx, tsv, utx, xlsx)"),
        (["import", "list.csv", "-o", "own.yaml"], "own.yaml: is there already; --force overwrites it"),
        (["import", "empty.csv"], "empty.csv: no terms in it"),
    ],
)
def test_bad_usage(folder: Path, arguments: list[str], problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "list.csv").write_text("双循环,dual circulation\n", "utf-8")
    (folder / "empty.csv").write_text("", "utf-8")
    assert main(["glossary", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.err.splitlines()[-1] == problem
    assert captured.out == ""
    assert (folder / "own.yaml").read_text("utf-8") == GLOSSARY


def test_import_prints_a_glossary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "list.csv").write_text("双循环,dual circulation\n双招双引,\n", "utf-8")
    assert main(["glossary", "import", "list.csv", "--domain", "economy"]) == 0
    captured = capsys.readouterr()
    assert captured.err == "list.csv:2: no English that may be used\n1 term read; 1 skipped\n"
    (term,) = load_layer([("out", captured.out.encode())]).terms
    assert (term.id, term.domain, term.preferred) == ("shuang-xun-huan", "economy", "dual circulation")


def test_import_of_standard_input(folder: Path) -> None:
    command = [sys.executable, "-m", "reviewer", "glossary", "import", "-", "--format", "tsv"]
    done = subprocess.run(command, input="双循环\tdual circulation\n".encode(), capture_output=True, check=True)
    assert load_layer([("out", done.stdout)]).terms[0].domain == "imported"


def test_import_into_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "list.csv").write_text("zh,en,domain\n双循环,dual circulation,Economy & trade\n街道,subdistrict,\n", "utf-8")
    assert main(["glossary", "import", "list.csv", "-o", "out"]) == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["Economy-trade.yaml", "list.yaml"]
    assert main(["glossary", "import", "list.csv", "-o", "out"]) == 2
    assert main(["glossary", "import", "list.csv", "-o", "out", "--force"]) == 0
    capsys.readouterr()
    assert main(["glossary", "import", "list.csv", "-o", "one.yaml"]) == 0
    assert "2 domains become one; -o FOLDER writes a file for each" in capsys.readouterr().err


def test_a_workbook_is_not_written_to_a_terminal(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["glossary", "export", "own.yaml", "--format", "xlsx"]) == 2
    assert capsys.readouterr().err == "xlsx is no text for a terminal; write it to a file with -o\n"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "shut.csv").write_text("a,b\n")
    (folder / "shut.csv").chmod(0)
    assert main(["glossary", "import", "shut.csv"]) == 2
    assert capsys.readouterr().err == "shut.csv: Permission denied\n"


def test_the_guard_of_formulas_goes_through_a_spreadsheet() -> None:
    """LibreOffice and Excel carry the apostrophe of a CSV cell on as a letter."""
    own = 'domain: d\nterms:\n  - id: a-b\n    zh: [甲]\n    preferred: "\'=good"\n    deprecated:\n      - "=bad word"\n'
    terms = load_layer([("own", own.encode())]).terms
    rows = exchange.format("csv").write(terms).decode("utf-8-sig")
    assert "'=bad word" in rows
    cells = list(csv.reader(io.StringIO(rows, newline="")))
    assert xlsx.read(workbook(*map(tuple, cells)), "carried.xlsx").terms == terms
