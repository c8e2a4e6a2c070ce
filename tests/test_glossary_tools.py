"""The commands of ``reviewer glossary``, the layers, and the layout of glossary files."""

import json
from pathlib import Path

import pytest

from reviewer.cli import main
from reviewer.glossary.files import shipped_folder
from reviewer.glossary.layout import add, dump, tidy
from reviewer.glossary.load import load_layer

OCEAN = """\
# kept by the marine office
domain: ocean
terms:
  - id: haiyang-qiangsheng  # from the 2018 plan
    zh: [海洋强省]
    preferred: "strong marine province"
    deprecated:
      # both of them are common
      - "{ocean|sea} strong province"
    flag:
      - "They build [[sea strong province]]."
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and a user with no glossaries."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def put(folder: Path, name: str, content: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, "utf-8")
    return folder / name


def texts_found(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    main(["check", *arguments, "--format", "jsonl"])
    return [json.loads(line)["suggestions"][0]["text"] for line in capsys.readouterr().out.splitlines()]


def test_layers_overrule_each_other(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(project, "a.txt", "They build sea strong province.\n")
    assert texts_found(capsys, "a.txt") == []
    put(tmp_path / "config" / "reviewer" / "glossaries", "u.yaml", OCEAN)
    assert texts_found(capsys, "a.txt") == ["strong marine province"]
    put(project / "glossaries", "p.yaml", OCEAN.replace("strong marine province", "leading marine province"))
    assert texts_found(capsys, "a.txt") == ["leading marine province"]
    put(project, "own.yaml", OCEAN.replace("strong marine province", "province strong at sea"))
    assert texts_found(capsys, "a.txt", "--glossary", "own.yaml") == ["province strong at sea"]
    assert main(["explain", "haiyang-qiangsheng", "--glossary", "own.yaml"]) == 0
    page = capsys.readouterr().out
    places = [line.split()[1] for line in page.splitlines() if line.split()[0] in ("origin", "overrules")]
    assert places == ["own.yaml:4", "glossaries/p.yaml:4", str(tmp_path / "config/reviewer/glossaries/u.yaml:4")]


def test_a_layer_switches_terms_off(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(project, "a.txt", "take double recruitment and double introduction as the first task\n")
    assert texts_found(capsys, "a.txt") == ["attracting investment and talent"]
    put(project / "glossaries", "p.yaml", "domain: p\noff: [shuangzhao-shuangyin]\n")
    assert texts_found(capsys, "a.txt") == []


def test_years_of_right_renderings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(project, "own.yaml", OCEAN + '    years: {"strong marine province": "2018–"}\n')
    assert main(["glossary", "show", "海洋强省", "--glossary", "own.yaml"]) == 0
    assert "years       strong marine province: 2018–" in capsys.readouterr().out
    put(project, "own.yaml", OCEAN + '    years: {"marine power": "2018–"}\n')
    assert main(["glossary", "show", "海洋强省", "--glossary", "own.yaml"]) == 2
    assert capsys.readouterr().err == "own.yaml:12: 'years' names 'marine power', which is neither preferred nor admitted\n"


def test_check_finds_what_a_terminologist_would_mend(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(
        project,
        "g.yaml",
        """\
domain: g
terms:
  - {id: jia, zh: [甲词], preferred: alpha thing, deprecated: [zorb word], flag: ["a [[zorb word]] here"]}
  - {id: yi, zh: [甲词], preferred: zorb word, deprecated: [glim word], flag: ["a [[glim word]]"]}
  - {id: bing, zh: [丙词], preferred: gamma, deprecated: [the glim word of old, glim word]}
  - {id: ding, zh: [丁词], preferred: delta, deprecated: [{text: blarg, near: [snood]}], flag: ["a [[blarg]] snood"]}
""",
    )
    assert main(["glossary", "check", "g.yaml"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "g.yaml:3: duplicate jia: 甲词 is also the Chinese of yi",
        "g.yaml:4: duplicate yi: 甲词 is also the Chinese of jia",
        "g.yaml:4: duplicate yi: 'glim word' is also a deprecated rendering of bing",
        "g.yaml:4: conflict yi: 'zorb word' is right here, and 'zorb word' of jia finds it wrong",
        "g.yaml:5: duplicate bing: 'glim word' is also a deprecated rendering of yi",
        "g.yaml:5: shadowed bing: 'glim word': in 'glim word', yi is found instead",
        "g.yaml:5: examples bing: there is no flag example",
        "g.yaml:6: examples ding: there is a condition, and no pass example that proves it",
        "4 terms, 1 conflict, 4 duplicate, 2 examples, 1 shadowed",
    ]


def test_check_and_test_are_silent_on_a_good_glossary(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(project, "ocean.yaml", OCEAN)
    assert main(["glossary", "check", "ocean.yaml"]) == 0
    assert main(["glossary", "test", "ocean.yaml"]) == 0
    assert capsys.readouterr().out == "1 terms, no problems\n1 terms, 1 examples, 0 failed\n"


def test_test_tells_which_example_fails(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(project, "ocean.yaml", OCEAN.replace("[[sea strong province]]", "[[sea]] strong province"))
    assert main(["glossary", "test", "ocean.yaml"]) == 1
    assert "found 'sea strong province', marked 'sea'" in capsys.readouterr().out


def test_stats_add_up(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary", "stats", "--json"]) == 0
    stats = json.loads(capsys.readouterr().out)
    for name, total in stats["all"].items():
        assert sum(counts[name] for counts in stats["domains"].values()) == total
    assert set(stats["domains"]) == {file.stem for file in shipped_folder().glob("*.yaml")}
    assert main(["glossary", "stats"]) == 0
    assert f"{len(stats['domains'])} domains" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", ["双招双引", "shuangzhao", "shuang zhao shuang yin", "dual recruitment", "atracting investment and talent"]
)
def test_find_in_chinese_pinyin_and_english(words: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary", "find", words, "--limit", "3"]) == 0
    assert "shuangzhao-shuangyin" in capsys.readouterr().out


def test_find_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary", "find", "qwertyuiop"]) == 1
    assert capsys.readouterr().out == "no term found\n"


def test_show_what_is_unknown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary", "show", "shuangzhao-shuangyi"]) == 2
    assert capsys.readouterr().err == "no term is called 'shuangzhao-shuangyi'; did you mean 'shuangzhao-shuangyin'?\n"


def test_add_makes_a_glossary_that_is_used(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--zh", "海洋强省", "--preferred", "strong marine province", "--deprecated", "sea strong province"]
    assert main(["glossary", "add", *arguments, "--flag", "They build [[sea strong province]]."]) == 0
    assert capsys.readouterr().out == "hai-yang-qiang-sheng added to glossaries/project.yaml\n1 examples pass\n"
    put(project, "a.txt", "They build sea strong province.\n")
    assert texts_found(capsys, "a.txt") == ["strong marine province"]
    assert main(["glossary", "add", *arguments]) == 0
    assert "hai-yang-qiang-sheng-2 added" in capsys.readouterr().out


def test_add_keeps_comments_and_order(project: Path) -> None:
    file = put(project, "ocean.yaml", OCEAN)
    assert main(["glossary", "add", "--file", "ocean.yaml", "--zh", "词", "--preferred", "word", "--china"]) == 0
    content = file.read_text("utf-8")
    assert content.startswith(OCEAN)
    assert content.removeprefix(OCEAN) == '  - id: ci\n    zh: [词]\n    preferred: "word"\n    china: true\n'


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--zh", "词"], "--preferred is missing"),
        (["--preferred", "word"], "--zh is missing"),
        ([], "--zh and --preferred are needed where there is no terminal to ask at"),
        (["--zh", "词", "--preferred", "word", "--deprecated", "{open"], "deprecated '{open': '{' is never closed"),
        (["--zh", "词", "--preferred", "word", "--severity", "awful"], "severity 'awful' is none of critical, major, minor, neutral"),
        (["--zh", "词", "--preferred", "word", "--id", "haiyang-qiangsheng"], "term 'haiyang-qiangsheng' stands already at ocean.yaml:4"),
    ],
)
def test_add_refuses_and_changes_nothing(arguments: list[str], complaint: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = put(project, "ocean.yaml", OCEAN)
    assert main(["glossary", "add", "--file", "ocean.yaml", *arguments]) == 2
    error = capsys.readouterr().err
    assert complaint in error
    assert error.count("\n") == 1
    assert file.read_text("utf-8") == OCEAN


def test_add_asks_at_a_terminal(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answers = iter(
        [
            "",
            "海洋强省",
            "",
            "strong marine province",
            "",
            "sea strong province",
            "",
            "major",
            "Build [[sea strong province]].",
            "",
            "",
            "",
            "",
        ]
    )
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("rich.prompt.Prompt.ask", lambda *_, **__: next(answers))
    assert main(["glossary", "add", "--file", "g.yaml"]) == 0
    (term,) = load_layer([("g.yaml", Path("g.yaml").read_bytes())]).terms
    assert (term.zh, term.preferred, term.severity) == (("海洋强省",), "strong marine province", "major")
    assert term.deprecated[0].text == "sea strong province"


def test_fmt_keeps_comments(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    untidy = OCEAN.replace('"strong marine province"', "strong marine province").replace("[海洋强省]", "海洋强省")
    file = put(project, "ocean.yaml", untidy)
    assert main(["glossary", "fmt", "--check", "ocean.yaml"]) == 1
    assert file.read_text("utf-8") == untidy
    assert main(["glossary", "fmt", "ocean.yaml"]) == 0
    assert file.read_text("utf-8") == OCEAN
    assert main(["glossary", "fmt", "--check", "ocean.yaml"]) == 0
    assert capsys.readouterr().out == "would reformat ocean.yaml\nreformatted ocean.yaml\n"


@pytest.mark.parametrize("file", sorted(shipped_folder().glob("*.yaml"))[::4], ids=lambda file: file.stem)
def test_shipped_glossaries_are_tidy_and_can_be_written_anew(file: Path) -> None:
    content = file.read_text("utf-8")
    assert tidy(content) == content
    terms = load_layer([("g.yaml", content.encode())]).terms
    again = load_layer([("g.yaml", dump(file.stem, terms).encode())]).terms
    for term, written in zip(terms, again, strict=True):
        assert [getattr(term, name) for name in term.__slots__ if name != "origin"] == [
            getattr(written, name) for name in term.__slots__ if name != "origin"
        ]


def test_add_to_a_glossary_without_terms() -> None:
    entry = {"id": "ci", "zh": ["词"], "preferred": "word"}
    for empty in ("domain: g\nterms:\n", "domain: g\nterms: []\n", "domain: g\noff: [x]\n"):
        assert load_layer([("g.yaml", add(empty, entry).encode())]).terms[0].id == "ci"
