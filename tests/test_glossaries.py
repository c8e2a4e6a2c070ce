"""The shipped term base: it loads, its examples pass, its entries are complete."""

from collections import Counter
from pathlib import Path

import pytest

from reviewer.core.term import Term
from reviewer.engine.checker import Checker
from reviewer.engine.examples import run_term
from reviewer.glossary.files import shipped_folder
from reviewer.glossary.glossary import Glossary
from reviewer.glossary.load import load_layer

FILES = sorted(shipped_folder().glob("*.yaml"))


def terms_of(file: Path) -> tuple[Term, ...]:
    return load_layer([(file.name, file.read_bytes())]).terms


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_examples_pass(file: Path, checker: Checker) -> None:
    failures = [f"{term.id}: {failure}" for term in terms_of(file) for failure in run_term(checker, term)]
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_domain_is_the_file_name(file: Path) -> None:
    assert {term.domain for term in terms_of(file)} == {file.stem}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_term_has_examples(file: Path) -> None:
    bare = [term.id for term in terms_of(file) if not term.deprecated or not term.flag]
    assert not bare


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_conditional_renderings_have_a_passing_example(file: Path) -> None:
    bare = [term.id for term in terms_of(file) if any(r.china or r.near or r.unless for r in term.deprecated) and not term.pass_]
    assert not bare


def test_ids_are_unique_across_files() -> None:
    ids = Counter(term.id for file in FILES for term in terms_of(file))
    assert not [id_ for id_, count in ids.items() if count > 1]


def test_term_base_holds_what_its_files_hold(glossary: Glossary) -> None:
    assert len(glossary) == sum(len(terms_of(file)) for file in FILES) >= 400
