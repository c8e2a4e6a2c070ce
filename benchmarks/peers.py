"""The checker beside codespell, typos, proselint, cspell and textlint (with prh), on the same texts with the same number of phrases.

    python benchmarks/peers.py [--npm FOLDER] [--megabytes N] [--limit SECONDS] [--output benchmarks/RESULTS.md]

The peers are taken from PATH and, cspell and textlint, from FOLDER/node_modules (``npm install cspell textlint textlint-rule-prh``); what is not
installed is left out. Times are those of whole processes, the best of three where they are short. The texts are the examples of the term base,
the sample page and the topics of pydoc, shuffled with a fixed seed; the phrases are runs of two to five of their words.
"""

import argparse
import json
import os
import platform
import pydoc_data.topics
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import yaml

from reviewer.engine.examples import unmarked
from reviewer.glossary.glossary import Glossary

ROOT = Path(__file__).resolve().parent.parent
BAD = 0.1
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
COUNTS = (100, 1_000, 10_000)
PAGE = """# Speed beside others

{machine}. Made by `python benchmarks/peers.py --output benchmarks/RESULTS.md`; {peers}.
Seconds of whole processes, loading included, and megabytes of text a second; “–” where a run took longer than {limit} seconds or failed. The
texts: shuffled sentences, a tenth of them examples of the term base (with a wrong rendering in most) and of the sample page, the rest of pydoc's topics.

## Own rules

Each with the rules it comes with: `reviewer` with all {terms:,} terms and all checks. Its cache of results is off but in the line that says so.

{own}

## As many phrases for each

Runs of two to five words from the texts as phrases, on {megabytes:g} MB in one file. codespell and cspell take phrases and never find one (so found nothing here); typos takes
single words alone: it is given the phrases with their blanks removed. Many of the phrases are frequent ones (“of the”), so that those who find them report much. proselint has no file for users' phrases: they are given to its
`PreferredForms`, on a tenth of the text; textlint's prh rule gets a tenth of it, too.

{phrases}

How time grows with phrases that are rare, up to 50,000, is shown by `python benchmarks/speed.py`.
"""


@dataclass(frozen=True)
class Run:
    """Seconds that a run took over so many bytes; None where it did not end."""

    seconds: float | None
    size: int

    @property
    def rate(self) -> float:
        return self.size / 1e6 / self.seconds if self.seconds else 0.0

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.rate:.2g} MB/s)" if self.seconds else "–"


def timed(command: Sequence[str | Path], size: int, limit: float, folder: Path) -> Run:
    """The best of three runs, of one where it takes more than ten seconds."""
    best: float | None = None
    for _ in range(3):
        start = time.perf_counter()
        try:
            done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=limit, check=False)
        except subprocess.TimeoutExpired:
            return Run(None, size)
        took = time.perf_counter() - start
        if b"Traceback" in done.stderr or b"Set" in done.stderr:
            return Run(None, size)
        best = min(best or took, took)
        if took > 10:
            break
    return Run(best, size)


def sentences() -> tuple[list[str], list[str]]:
    """Sentences of bad English and of good, each once."""
    examples = [unmarked(example)[0] for term in Glossary.load().terms for example in (*term.flag, *term.pass_)]
    page = (ROOT / "seeds" / "west-coast-new-area.txt").read_text("utf-8")
    bad, good = (*examples, *_SENTENCE_END.split(page)), _SENTENCE_END.split(" ".join(pydoc_data.topics.topics.values()))
    first, second = (list(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip())) for texts in (bad, good))
    return first, second


def text_of(known: tuple[list[str], list[str]], size: int, seed: int) -> str:
    """Paragraphs of five shuffled sentences, about ``size`` bytes in all; a tenth of the sentences are bad English."""
    choose = random.Random(seed)
    paragraphs: list[str] = []
    length = 0
    while length < size:
        paragraphs.append(" ".join(choose.choice(known[choose.random() > BAD]) for _ in range(5)))
        length += len(paragraphs[-1].encode()) + 2
    return "\n\n".join(paragraphs)[:size] + "\n"


def phrases_of(text: str, count: int) -> list[str]:
    """``count`` different runs of two to five words of ``text``."""
    words = re.findall(r"[a-z]{2,}", text.lower())
    choose = random.Random(count)
    found: dict[str, None] = {}
    while len(found) < count:
        at, length = choose.randrange(len(words) - 5), choose.randint(2, 5)
        found[" ".join(words[at : at + length])] = None
    return list(found)


def glossary_file(phrases: list[str], file: Path) -> None:
    terms = [
        {"id": f"t{number}", "zh": ["词"], "preferred": f"right{number}", "deprecated": [phrase], "flag": [f"[[{phrase}]]"]}
        for number, phrase in enumerate(phrases)
    ]
    file.write_text(yaml.dump({"domain": file.stem, "terms": terms}, allow_unicode=True, Dumper=yaml.CSafeDumper), "utf-8")


OWN_PHRASES = """
import sys
from pathlib import Path
from reviewer import Glossary, check
review = check(Path(sys.argv[2]), glossary=Glossary.load([Path(sys.argv[1])], shipped=False), checks=["deprecated-term"])
for finding in review.findings:
    print(finding.span.start, finding.message)
"""
PROSELINT_PHRASES = """
import json, sys
from pathlib import Path
from proselint.registry.checks import Check, types
forms = types.PreferredForms({phrase: "right" for phrase in json.loads(Path(sys.argv[1]).read_text())})
check = Check(check_type=forms, path="peers", message="{} {}")
for found in check.check(Path(sys.argv[2]).read_text()):
    print(found)
"""


def phrase_commands(
    folder: Path, phrases: list[str], whole: Path, tenth: Path, npm: Path | None
) -> dict[str, tuple[list[str | Path], Path]]:
    """For each tool that is there, the command that looks for ``phrases``, and the text it is given."""
    glued = [phrase.replace(" ", "") for phrase in phrases]
    glossary_file(phrases, folder / "phrases.yaml")
    (folder / "phrases.json").write_text(json.dumps(phrases))
    (folder / "codespell.txt").write_text("".join(f"{phrase}->right\n" for phrase in phrases))
    (folder / "typos.toml").write_text("[default.extend-words]\n" + "".join(f'{word} = "right"\n' for word in dict.fromkeys(glued)))
    (folder / "cspell.json").write_text(json.dumps({"version": "0.2", "dictionaries": [], "flagWords": phrases}))
    rules = [{"expected": f"right{number}", "pattern": phrase} for number, phrase in enumerate(phrases)]
    (folder / "prh.yml").write_text(yaml.dump({"version": 1, "rules": rules}, Dumper=yaml.CSafeDumper))
    commands: dict[str, tuple[list[str | Path], Path]] = {
        "reviewer": ([sys.executable, "-c", OWN_PHRASES, folder / "phrases.yaml", whole], whole)
    }
    if codespell := shutil.which("codespell"):
        commands["codespell"] = ([codespell, "-D", folder / "codespell.txt", whole], whole)
    if typos := shutil.which("typos"):
        commands["typos"] = ([typos, "--config", folder / "typos.toml", whole], whole)
    if proselint := shutil.which("proselint"):
        python = Path(proselint).resolve().parent / "python"
        commands["proselint"] = ([python, "-c", PROSELINT_PHRASES, folder / "phrases.json", tenth], tenth)
    if npm:
        (folder / ".textlintrc.json").write_text(json.dumps({"rules": {"prh": {"rulePaths": [str(folder / "prh.yml")]}}}))
        commands["cspell"] = ([npm / "cspell", "--no-progress", "--config", folder / "cspell.json", whole], whole)
        commands["textlint prh"] = (
            [npm / "textlint", "--rules-base-directory", npm.parent, "--config", folder / ".textlintrc.json", tenth],
            tenth,
        )
    return commands


def own_commands(npm: Path | None) -> dict[str, list[str | Path]]:
    """For each tool that is there, the command that checks what is named behind it with the tool's own rules."""
    check: list[str | Path] = [sys.executable, "-m", "reviewer", "check", "--isolated", "--no-decisions", "--format", "jsonl"]
    commands: dict[str, list[str | Path]] = {
        "reviewer, 1 process": [*check, "--no-cache", "--jobs", "1"],
        "reviewer, terms alone, 1 process": [*check, "--no-cache", "--jobs", "1", "--select", "deprecated-term"],
        "reviewer, 2 processes": [*check, "--no-cache", "--jobs", "2"],
        "reviewer, 2 processes, nothing changed since the last run": [*check, "--jobs", "2"],
    }
    for name in ("codespell", "typos"):
        if found := shutil.which(name):
            commands[name] = [found]
    if found := shutil.which("proselint"):
        commands["proselint"] = [found, "check"]
    if npm:
        commands["cspell"] = [npm / "cspell", "--no-progress"]
    return commands


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--npm", type=Path, metavar="FOLDER", help="where cspell and textlint are installed")
    parser.add_argument("--megabytes", type=float, default=10.0, help="size of the large text (default: 10)")
    parser.add_argument("--limit", type=float, default=120.0, metavar="SECONDS", help="how long a run may take (default: 120)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the tables there, too")
    arguments = parser.parse_args()
    npm = arguments.npm / "node_modules" / ".bin" if arguments.npm else None
    known = sentences()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["REVIEWER_CACHE_DIR"] = str(folder / "cache")
        whole, tenth, small, pages = folder / "whole.txt", folder / "tenth.txt", folder / "small.txt", folder / "pages"
        whole.write_text(text_of(known, int(arguments.megabytes * 1e6), 1), "utf-8")
        tenth.write_text(text_of(known, int(arguments.megabytes * 1e5), 2), "utf-8")
        small.write_text(text_of(known, 10_000, 3), "utf-8")
        pages.mkdir()
        for number in range(2_000):
            (pages / f"{number:04}.txt").write_text(text_of(known, 5_000, 100 + number), "utf-8")

        subprocess.run(
            [sys.executable, "-m", "reviewer", "check", small], stdout=subprocess.DEVNULL, check=False
        )  # the term base is compiled once
        own: list[list[object]] = []
        for tool, command in own_commands(npm).items():
            runs = []
            for texts, size in ((small, 10_000), (whole, whole.stat().st_size), (pages, 2_000 * 5_000)):
                if "nothing changed" in tool:
                    subprocess.run([*command, texts], stdout=subprocess.DEVNULL, check=False)
                named = (
                    [pages / "**"]
                    if tool == "cspell" and texts == pages
                    else sorted(pages.iterdir())
                    if tool == "proselint" and texts == pages
                    else [texts]
                )
                runs.append(timed([*command, *named], size, arguments.limit, folder))
                print(f"{tool}: {texts.name} {runs[-1]}", flush=True)
            own.append([tool, *runs])

        rates: dict[str, list[Run]] = {}
        for count in COUNTS:
            work = folder / str(count)
            work.mkdir()
            for tool, (command, texts) in phrase_commands(work, phrases_of(whole.read_text("utf-8"), count), whole, tenth, npm).items():
                if tool == "reviewer":
                    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)  # compiled once, as for every later run
                if rates.get(tool, [Run(1, 0)])[-1].seconds is None:
                    run = Run(None, texts.stat().st_size)  # it did not end with fewer
                else:
                    run = timed(command, texts.stat().st_size, arguments.limit, work)
                rates.setdefault(tool, []).append(run)
                print(f"{tool}: {count} phrases {run}", flush=True)
        ours = rates["reviewer"]
        times = [
            [tool, *(f"{run.rate:.2g} ({our.rate / run.rate:.1f})" if run.rate else "–" for run, our in zip(runs, ours, strict=True))]
            for tool, runs in rates.items()
        ]
        page = PAGE.format(
            machine=f"{os.cpu_count()} cores ({_processor()}), {platform.system()}, Python {platform.python_version()}",
            peers=", ".join(_versions(npm)),
            limit=f"{arguments.limit:g}",
            terms=len(Glossary.load()),
            megabytes=arguments.megabytes,
            own=table(["tool", "10 KB", f"{arguments.megabytes:g} MB in one file", "2,000 files of 5 KB"], own),
            phrases=table(["MB/s (in brackets: how many times as fast reviewer is)", *(f"{count:,}" for count in COUNTS)], times),
        )
    print(page)
    if arguments.output:
        arguments.output.write_text(page, "utf-8")


def _processor() -> str:
    """What the system calls the processor."""
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else None
    return found[1] if found else platform.processor() or platform.machine()


def _versions(npm: Path | None) -> list[str]:
    """The peers that are there, with their versions."""
    found = [f"reviewer {version('reviewer')}"]
    for name in ("codespell", "typos", "proselint"):
        if path := shutil.which(name):
            shown = subprocess.run(
                [Path(path).resolve().parent / "python", "-c", f"from importlib.metadata import version; print(version('{name}'))"],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            found.append(f"{name} {shown.stdout.strip()}")
    for name in ("cspell", "textlint") if npm else ():
        file = npm.parent / name / "package.json" if npm else Path()
        found.append(f"{name} {json.loads(file.read_text())['version']}")
    return found


if __name__ == "__main__":
    main()
