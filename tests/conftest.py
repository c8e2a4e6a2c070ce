"""What all tests share: the repository's paths, the shipped glossary and a cache of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.checks import all_checks
from reviewer.engine.checker import Checker
from reviewer.glossary.glossary import Glossary

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden files; then read the difference")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update") and os.environ.get("CI"):
        raise pytest.UsageError("--update is refused where CI is set")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder for this run alone."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVIEWER_CACHE_DIR", str(folder))
        yield folder


@pytest.fixture(scope="session")
def glossary(own_cache: Path) -> Glossary:
    """The shipped term base."""
    return Glossary.load()


@pytest.fixture(scope="session")
def checker(glossary: Glossary) -> Checker:
    """A checker with the shipped term base and every check."""
    return Checker(glossary, tuple(all_checks().values()))
