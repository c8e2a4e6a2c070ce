"""Settings: found upwards, merged per folder, told with their place; what is left out of folders."""

import json
from pathlib import Path

import pytest

from reviewer.cli import main
from reviewer.config.read import ConfigError, read_config
from reviewer.config.settings import Settings
from reviewer.config.tree import Tree

BAD = "It is the the road. An investment of $15 billion million was made.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose pages lie two folders deep."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for name in ("top.md", "docs/a.md", "docs/old/b.md", "docs/old/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BAD)
    return tmp_path


def found(capsys: pytest.CaptureFixture[str], *options: str) -> list[tuple[str, str]]:
    capsys.readouterr()
    main(["check", ".", "--format", "jsonl", *options])
    return [(row["path"], row["check"]) for row in map(json.loads, capsys.readouterr().out.splitlines())]


def test_inner_folders_win_and_ignores_add_up(site: Path) -> None:
    (site / "pyproject.toml").write_text('[tool.reviewer]\nignore = ["spacing"]\nconfidence = "high"\nfail-on = "minor"\n')
    (site / "docs" / "reviewer.yaml").write_text("ignore: style\nconfidence: low\nglossaries: [own.yaml]\n")
    assert Tree().settings(site / "top.md") == Settings(ignore=("spacing",), confidence="high", fail_on="minor")
    expected = Settings(ignore=("spacing", "style"), confidence="low", fail_on="minor", glossaries=(str(site / "docs" / "own.yaml"),))
    assert Tree().settings(site / "docs" / "a.md") == expected
    assert Tree().settings(Path("docs/old/b.md")) == expected
    assert Tree(isolated=True).settings(site / "docs" / "a.md") == Settings()


def test_the_repository_ends_the_search(site: Path) -> None:
    (site / "reviewer.yaml").write_text("profile: strict\n")
    (site / "docs" / ".git").mkdir()
    assert Tree().settings(site / "docs" / "a.md") == Settings()


@pytest.mark.parametrize("name", ["reviewer.yaml", ".reviewer.yaml", "pyproject.toml"])
def test_settings_for_paths(site: Path, name: str) -> None:
    if name.endswith("toml"):
        text = '[tool.reviewer]\nprofile = "strict"\nfail-on = "major"\n[[tool.reviewer.paths]]\nmatch = ["docs/old/"]\nprofile = "gist"\nselect = ["accuracy"]\n'
    else:
        text = "profile: strict\nfail-on: major\npaths:\n  - match: docs/old/\n    profile: gist\n    select: [accuracy]\n"
    (site / name).write_text(text)
    assert Tree().settings(site / "top.md") == Settings(confidence="low", fail_on="major")
    assert Tree().settings(site / "docs" / "old" / "b.md") == Settings(
        select=("accuracy",), ignore=("style", "linguistic", "locale", "design"), confidence="high", fail_on="critical"
    )


def test_what_is_set_beside_a_profile_wins_over_it(site: Path) -> None:
    (site / "reviewer.yaml").write_text("confidence: high\nprofile: strict\n")
    assert Tree().settings(site / "top.md") == Settings(confidence="high", fail_on="minor")


def test_check_obeys(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ("top.md", "repetition") in found(capsys)
    (site / "reviewer.yaml").write_text("ignore: [repetition]\npaths:\n  - match: '*.txt'\n    select: repetition\n    fail-on: never\n")
    assert ("top.md", "repetition") not in found(capsys)
    assert ("top.md", "garbled-number") in found(capsys)
    assert ("top.md", "garbled-number") not in found(capsys, "--ignore", "accuracy")
    assert main(["check", "docs/old/c.txt"]) == 0
    assert main(["check", "top.md"]) == 1
    assert main(["check", "top.md", "--fail-on", "never"]) == 0
    assert ("docs/old/c.txt", "repetition") in found(capsys, "--isolated")


def test_glossaries_are_found_from_their_file(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "docs" / "own.yaml").write_text(
        "domain: own\nterms:\n  - {id: lu, zh: [路], preferred: way, deprecated: [road], severity: major}\n", "utf-8"
    )
    (site / "docs" / "reviewer.yaml").write_text("glossaries: own.yaml\n")
    assert [path for path, check in found(capsys, "--select", "lu")] == []
    (site / "docs" / "reviewer.yaml").write_text("glossaries: own.yaml\nselect: lu\n")
    assert [path for path, check in found(capsys, "--ignore", "spacing") if check == "deprecated-term"] == [
        "docs/a.md",
        "docs/old/b.md",
        "docs/old/c.txt",
    ]


def test_include_exclude_and_gitignore(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "reviewer.yaml").write_text("exclude: [docs/old/*.txt, /top.md]\n")
    assert {path for path, _ in found(capsys)} == {"docs/a.md", "docs/old/b.md"}
    (site / "reviewer.yaml").write_text("include: ['*.txt', top.md]\n")
    assert {path for path, _ in found(capsys)} == {"top.md", "docs/old/c.txt"}
    (site / "reviewer.yaml").unlink()
    (site / ".gitignore").write_text("old/\n*.md\n")
    (site / "docs" / ".gitignore").write_text("!a.md\n")
    assert {path for path, _ in found(capsys)} == {"docs/a.md"}
    assert main(["check", "docs/old/c.txt"]) == 1, "who names a file means it"


@pytest.mark.parametrize(
    ("name", "content", "complaints"),
    [
        ("reviewer.yaml", "confidense: high\n", ["reviewer.yaml:1: unknown key 'confidense'"]),
        (
            "reviewer.yaml",
            "# x\nfail-on: bad\nselect: {a: b}\n",
            ["reviewer.yaml:2: 'fail-on' must be one of", "reviewer.yaml:3: 'select' must be a list"],
        ),
        ("reviewer.yaml", "select: [\n", ["reviewer.yaml:2: not YAML"]),
        ("reviewer.yaml", "- a\n", ["reviewer.yaml:1: settings must be a mapping"]),
        ("reviewer.yaml", "ignore: a\nignore: b\n", ["reviewer.yaml:2: key 'ignore' stands twice"]),
        ("reviewer.yaml", "paths:\n  - select: a\n", ["reviewer.yaml:2: 'match' is missing"]),
        ("reviewer.yaml", "paths: x\n", ["reviewer.yaml:1: 'paths' must be a list of mappings"]),
        ("pyproject.toml", "[tool.reviewer]\n\nprofile = 'x'\n", ["pyproject.toml:3: 'profile' must be one of strict, publication, gist"]),
        ("pyproject.toml", "[tool.reviewer\n", ["pyproject.toml:1: not TOML"]),
        (
            "pyproject.toml",
            "[tool.reviewer]\n[[tool.reviewer.paths]]\nmatch = 'a'\n[[tool.reviewer.paths]]\nmatch = 'b'\nselect = [1]\n",
            ["pyproject.toml:6: 'select' must be a list of texts"],
        ),
    ],
)
def test_faults_are_told_with_their_lines(
    site: Path, name: str, content: str, complaints: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (site / name).write_text(content)
    assert main(["check", "top.md"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == len(complaints)
    for line, complaint in zip(lines, complaints, strict=True):
        assert line.startswith(f"{site}/{complaint}")


def test_unknown_ids_in_settings(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "reviewer.yaml").write_text("ignore: spacin\n")
    assert main(["check", "top.md"]) == 2
    assert capsys.readouterr().err == "no check, term or category is called 'spacin'; did you mean 'spacing'?\n"


def test_two_files_with_settings_in_one_folder(site: Path) -> None:
    (site / "reviewer.yaml").write_text("confidence: low\n")
    (site / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert read_config(site / "pyproject.toml") is None
    assert Tree().settings(site / "top.md").confidence == "low"
    (site / "pyproject.toml").write_text("[tool.reviewer]\n")
    with pytest.raises(ConfigError, match="keep them in one file"):
        Tree().settings(site / "top.md")


def test_show_says_what_holds_and_why(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "pyproject.toml").write_text('[tool.reviewer]\nprofile = "gist"\nexclude = ["old/"]\n')
    (site / "docs" / ".reviewer.yaml").write_text("ignore:\n  - spacing\n")
    assert main(["config", "show", "docs/old/b.md"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"settings for docs/old/b.md, from {site}/pyproject.toml, {site}/docs/.reviewer.yaml",
        f"  confidence = high  ({site}/pyproject.toml:2 (profile gist))",
        f"  exclude = old/  ({site}/pyproject.toml:3)",
        f"  fail-on = critical  ({site}/pyproject.toml:2 (profile gist))",
        f"  ignore = style, linguistic, locale, design  ({site}/pyproject.toml:2 (profile gist))",
        f"  ignore = spacing  ({site}/docs/.reviewer.yaml:1)",
        f"  left out of folders by {site}/pyproject.toml:3",
    ]
    (site / "docs" / ".reviewer.yaml").write_text("x: 1\n")
    assert main(["config", "show", "docs/a.md"]) == 2


def test_profile_on_the_command_line(site: Path) -> None:
    assert main(["check", "top.md", "--profile", "gist"]) == 1
    (site / "top.md").write_text("It is the the road.\n")
    assert main(["check", "top.md", "--profile", "gist"]) == 0
    assert main(["check", "top.md", "--profile", "strict"]) == 1
