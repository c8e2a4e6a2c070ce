"""The hook, the action and the template, run as far as a machine without those services can."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
BAD = "An investment of $15 billion million was made.\n"
GOOD = "An investment of 15 billion yuan was made.\n"


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    for command in (["init", "-q", "-b", "main"], ["config", "user.email", "a@example.org"], ["config", "user.name", "A"]):
        subprocess.run(["git", *command], check=True, cwd=folder)
    return folder


@pytest.fixture
def path_with_reviewer(tmp_path: Path) -> str:
    """A PATH that has the project's command in front."""
    command = tmp_path / "bin" / "reviewer"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reviewer "$@"\n')
    command.chmod(0o755)
    return f"{command.parent}{os.pathsep}{os.environ['PATH']}"


def test_the_hook_blocks_a_bad_page_and_passes_a_good_one(repository: Path, path_with_reviewer: str) -> None:
    pre_commit = shutil.which("pre-commit", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if pre_commit is None:
        pytest.skip("pre-commit is not installed")
    # The hook as shipped but for its language: nothing is to be downloaded in a test.
    hook = {**next(hook for hook in read(".pre-commit-hooks.yaml") if hook["id"] == "reviewer"), "language": "system"}
    (repository / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [{"repo": "local", "hooks": [hook]}]}))
    environment = {**os.environ, "PATH": path_with_reviewer, "PRE_COMMIT_HOME": str(repository.parent / "home")}

    def git(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *command], cwd=repository, env=environment, capture_output=True, text=True, check=False)

    subprocess.run([pre_commit, "install"], cwd=repository, env=environment, check=True, capture_output=True)
    (repository / "page.md").write_text(BAD)
    git("add", ".")
    blocked = git("commit", "-m", "bad")
    assert blocked.returncode == 1
    assert "page.md:1:18: critical garbled-number" in blocked.stdout + blocked.stderr
    (repository / "page.md").write_text(GOOD)
    (repository / "left.xyz").write_text(BAD)
    git("add", ".")
    assert git("commit", "-m", "good").returncode == 0
    (repository / "page.md").write_text(BAD)
    (repository / "reviewer.yaml").write_text("exclude: page.md\n")
    git("add", ".")
    assert git("commit", "-m", "left out").returncode == 0


def test_the_action_annotates_and_writes_sarif(repository: Path, path_with_reviewer: str) -> None:
    (repository / "page.md").write_text(BAD)
    (repository / "$(touch pwned).md").write_text(GOOD)
    action = read("action.yml")
    step = next(step for step in action["runs"]["steps"] if step.get("name") == "Check")
    variables = dict(step["env"])
    cache = next(step for step in action["runs"]["steps"] if step.get("uses", "").startswith("actions/cache@"))
    assert variables.pop("REVIEWER_CACHE_DIR") == cache["with"]["path"]
    assert {f"${{{{ inputs.{name.lower()} }}}}" for name in variables} == set(variables.values())
    assert {name.lower() for name in variables} <= action["inputs"].keys()
    environment = {
        **os.environ,
        "PATHS": ". $(touch/pwned).md",
        "SINCE": "",
        "SARIF": "out.sarif",
        "ARGUMENTS": "--fail-on never --isolated",
        "RUNNER_TEMP": str(repository.parent),
        "GITHUB_STEP_SUMMARY": str(repository.parent / "summary.md"),
    }
    (repository.parent / "reviewer").mkdir()
    shutil.copytree(repository.parent / "bin", repository.parent / "reviewer" / "bin")
    done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=repository, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2, "a path that is none is a problem"
    assert "::error file=page.md,line=1," in done.stdout
    assert json.loads((repository / "out.sarif").read_text("utf-8"))["runs"][0]["results"][0]["ruleId"] == "garbled-number"
    assert "garbled-number" in (repository.parent / "summary.md").read_text("utf-8")
    assert not (repository / "pwned").exists()


def test_the_gitlab_job_writes_its_report(repository: Path, path_with_reviewer: str) -> None:
    (repository / "page.md").write_text(BAD)
    template = read("integrations/gitlab.yml")
    job = template["reviewer"]
    environment = {**os.environ, "PATH": path_with_reviewer, **template["variables"]}
    done = subprocess.run(
        ["sh", "-e", "-c", job["script"][-1]], cwd=repository, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "page.md:1:18" in done.stdout
    (issue,) = json.loads((repository / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert issue["location"]["path"] == "page.md"
