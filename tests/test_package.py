"""The package as it is built and installed."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = """\
domain: small
terms:
  - id: kuayu
    zh: [话语]
    preferred: discourse
    deprecated: ["speaking word right"]
    flag: ["the [[speaking word right]] of the city"]
"""


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """The wheel of the project with a small term base in the place of its own."""
    tree = tmp_path / "tree"
    tree.mkdir()
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    shutil.copytree(ROOT / "reviewer", tree / "reviewer", ignore=shutil.ignore_patterns("__pycache__", "compiled"))
    (tree / "glossaries").mkdir()
    (tree / "glossaries" / "small.yaml").write_text(GLOSSARY, "utf-8")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=tree, check=True, capture_output=True)
    assert not (tree / "reviewer" / "compiled").exists()
    return next(tmp_path.glob("*.whl"))


def test_a_wheel_brings_its_compiled_term_base(wheel: Path, tmp_path: Path) -> None:
    installed, cache = tmp_path / "installed", tmp_path / "cache"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
        kinds = sorted(Path(name).name.partition("-")[0] for name in archive.namelist() if "/compiled/" in name)
    assert kinds == ["automaton", "index", "terms", "words"]
    page = tmp_path / "page.txt"
    page.write_text("This is the speaking word right of the city.\n")
    run = subprocess.run(
        [sys.executable, "-m", "reviewer", "check", "--format", "lines", str(page)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1", "REVIEWER_CACHE_DIR": str(cache)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "discourse" in run.stdout, run.stderr
    assert run.stderr == ""
    assert not list(cache.glob("*.bin"))
