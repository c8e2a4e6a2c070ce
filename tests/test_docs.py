"""What the pages say is what the program does."""

import re
from pathlib import Path

import pytest

from reviewer import formats, outputs, scorecards
from reviewer.checks import all_checks
from reviewer.cli import COMMANDS, main
from reviewer.glossary import exchange
from reviewer.quality import gbt19682, mqm

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def rows(heading: str) -> dict[str, str]:
    table = README.partition(heading)[2].partition("\n\n##")[0]
    return dict(re.findall(r"^\| `([a-z][\w-]*)` \| (.+?) \|$", table, re.MULTILINE))


def test_table_of_checks() -> None:
    assert rows("### Checks") == {id_: check.manual.splitlines()[0] for id_, check in all_checks().items()}


def test_table_of_reports() -> None:
    assert rows("### Reports") == {
        name: (outputs.output(name).__doc__ or "").strip().splitlines()[0].rstrip(".") for name in outputs.names()
    }


def test_table_of_scorecards() -> None:
    assert rows("### Scorecards") == {
        name: (scorecards.writer(name).__doc__ or "").strip().splitlines()[0].rstrip(".") for name in scorecards.names()
    }


def test_scores_are_defined_as_they_are_computed() -> None:
    page = (ROOT / "reviewer" / "quality" / "SCORES.md").read_text("utf-8")
    classes = re.findall(r"^\| (.+?) \| (I|II|III|IV|none) \|$", page.partition("| class |")[2], re.MULTILINE)
    assert classes == [
        (f"`{':'.join(filter(None, (rule.severity, rule.category)))}`" if rule.severity or rule.category else "all others", rule.value)
        for rule in gbt19682.CLASSES
    ]
    for weights in mqm.PRESETS.values():
        assert f"`{weights.name}`: " + ", ".join(f"`{rule}`" for rule in weights.rules) in " ".join(page.split())
    assert f"{gbt19682.CHARACTERS_PER_WORD} Chinese characters" in page


def test_measured_checks_are_checks() -> None:
    page = (ROOT / "benchmarks" / "ACCURACY.md").read_text("utf-8")
    table = page.partition("## Precision of checks")[2].partition("\n## ")[0]
    measured = re.findall(r"^\| `([\w-]+)` \| (high|medium|low) \|", table, re.MULTILINE)
    assert len(measured) > 5
    assert {name for name, _ in measured} <= all_checks().keys()


def test_table_of_exchange() -> None:
    rows = re.findall(r"^\| ((?:`\w+` ?)+) \| ((?:`\.\w+` ?)+) \|", README.partition("### Exchange")[2], re.MULTILINE)
    named = {name for names, _ in rows for name in re.findall(r"\w+", names)}
    extensions = {extension for _, extensions in rows for extension in re.findall(r"\.\w+", extensions)}
    assert named == set(exchange.names())
    assert extensions == {extension for name in exchange.names() for extension in exchange.format(name).EXTENSIONS}


def test_file_types_are_named() -> None:
    assert all(f"`{extension}`" in README for extension in formats.extensions().keys() - {".text", ".markdown"})


@pytest.mark.parametrize("line", re.findall(r"^reviewer .*$", README, re.MULTILINE))
def test_commands_parse(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command of the README is understood: it may find nothing to read, but it is no bad usage."""
    monkeypatch.chdir(tmp_path)
    arguments = line.split("#")[0].split()[1:]
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert "usage:" not in capsys.readouterr().err
    assert code in (0, 1, 2)


@pytest.mark.parametrize("command", COMMANDS)
def test_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert COMMANDS[command].split()[0] in capsys.readouterr().out.lower()


def test_excerpt_is_what_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    main(["check", "seeds/west-coast-new-area.txt"])
    printed = capsys.readouterr().out
    excerpt = README.partition("```text\n")[2].partition("```")[0]
    for part in excerpt.replace("…\n", "\n\n").split("\n\n"):
        if part.strip():
            assert part.strip("\n") in printed


def test_export_is_as_shown(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    command, summary = re.findall(r"^\$ reviewer (export .*)\n(.*)$", README, re.MULTILINE)[0]
    monkeypatch.chdir(ROOT)
    assert main(command.replace("redline.html", str(tmp_path / "redline.html")).split()) == 0
    assert capfd.readouterr().err == f"{summary}\n"


def test_export_formats_are_named() -> None:
    from reviewer.cli.export import FORMATS

    assert f"as {', '.join(f'`{name}`' for name in FORMATS[:-1])} or `{FORMATS[-1]}`" in README


def test_version_is_one() -> None:
    from reviewer import __version__

    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


def test_project_speaks_only_of_itself() -> None:
    """No path of the machine on which it was written."""
    pages = [
        path
        for folder in ("reviewer", "glossaries", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".md", ".yaml")
    ]
    pattern = re.compile("(?<![A-Za-z0-9_.-])/(?:work|farm|root)" + "/")
    assert not [path.name for path in (*pages, ROOT / "README.md") if pattern.search(path.read_text("utf-8"))]
