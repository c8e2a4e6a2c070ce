"""What must hold of any input, however broken: a function for each kind of input, which raises AssertionError where something does not.

Only the documented exceptions are caught: whatever else is raised is a defect.
"""

import contextlib
import os
import tempfile
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from reviewer import formats
from reviewer.batch.baseline import Baseline, BaselineError
from reviewer.batch.stored import pack, unpack
from reviewer.checks import all_checks
from reviewer.config.read import ConfigError, read_config
from reviewer.core.document import Document, Span
from reviewer.core.finding import Finding
from reviewer.core.review import Review
from reviewer.decisions.log import read_file
from reviewer.engine.checker import Checker
from reviewer.engine.suppression import suppressions
from reviewer.exports.plan import plan
from reviewer.formats import FormatError
from reviewer.formats.decoding import Encoding
from reviewer.glossary import exchange
from reviewer.glossary.compile import build_index
from reviewer.glossary.files import GlossaryError
from reviewer.glossary.glossary import Glossary
from reviewer.glossary.load import load_layer

MOST_SUGGESTIONS = 4
"""Suggestions of a text that are written one by one; all others are written together."""


@cache
def checker() -> Checker:
    return Checker(Glossary.load(), tuple(all_checks().values()))


@cache
def folder() -> Path:
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="reviewer-fuzz-", dir=memory if memory.is_dir() else None))


def hold(kind: str, data: bytes) -> None:
    """Raise where ``data``, an input of ``kind``, breaks something."""
    KINDS[kind](data)


def _one_line(message: str, begin: str = "") -> None:
    assert message, "an error without a word"
    assert message.startswith(begin), f"an error without its place: {message!r}"
    assert len(message.splitlines()) == 1, f"an error of several lines: {message!r}"


def _of_text(extension: str) -> Callable[[bytes], None]:
    def hold(data: bytes) -> None:
        path = f"fuzz.{extension}"
        try:
            document = formats.read(path, data)
        except FormatError as error:
            _one_line(str(error), path)
            return
        _holds_of_document(document, data)
        review = checker().review(document)
        _holds_of_review(review)
        _holds_of_edits(review)
        if data and data[-1] % 4 == 0:
            again = unpack(pack(review, data), document.path, data)
            origin = document.origin if isinstance(document.origin, Encoding) else None
            assert again == replace(review, document=replace(document, origin=origin)), "what is stored is not what was found"
        silenced, _ = suppressions(document).silenced(review.findings)
        assert silenced <= {finding.fingerprint for finding in review.findings}
        if data and data[-1] % 8 == 0:
            assert checker().review(formats.read(path, data)) == review, "a second look finds something else"

    return hold


def _holds_of_document(document: Document, data: bytes) -> None:
    assert formats.write(document, ()) == data, "unedited, it is not written back byte for byte"
    assert len(document.view) == len(document.text), "view and text differ in length"
    end = 0
    for number, segment in enumerate(document.segments):
        assert segment.index == number
        assert 0 <= segment.target.start <= segment.target.end <= len(document.text), "a segment outside the text"
        assert 0 <= segment.source.start <= segment.source.end <= len(document.source), "a source outside the text"
        assert len(segment.target) or document.format == "tsv", "an empty segment"
        if segment.kind != "attribute":
            assert segment.target.start >= end, "segments overlap or stand out of order"
            end = segment.target.end


def _holds_of_review(review: Review) -> None:
    document, findings = review.document, review.findings
    keys = [(finding.span, finding.check, finding.term or "") for finding in findings]
    assert keys == sorted(keys), "findings out of order"
    assert len({finding.fingerprint for finding in findings}) == len(findings), "two findings have one fingerprint"
    targets = [segment.target for segment in document.segments]
    starts = [target.start for target in targets]
    for finding in findings:
        assert 0 <= finding.span.start < finding.span.end <= len(document.text), f"{finding.check}: an empty span, or one outside the text"
        number = bisect_right(starts, finding.span.start)
        assert any(target.contains(finding.span) for target in reversed(targets[:number])), f"{finding.check}: leaves its segment"
        if finding.source_span is not None:
            assert finding.source_span.end <= len(document.source)
            assert len(finding.source_span)
        for suggestion in finding.suggestions:
            assert suggestion.edits
            _lie_within(finding, (edit.span for edit in suggestion.edits))


def _lie_within(finding: Finding, spans: Iterable[Span]) -> None:
    end = finding.span.start
    for span in sorted(spans):
        assert span.start >= end, f"{finding.check}: edits overlap, or begin before their finding"
        end = span.end
    assert end <= finding.span.end, f"{finding.check}: an edit goes beyond its finding"


def _holds_of_edits(review: Review) -> None:
    document = review.document
    made = [(finding, suggestion) for finding in review.findings for suggestion in finding.suggestions]
    for finding, suggestion in made[:MOST_SUGGESTIONS]:
        before, after = document.text[: finding.span.start], document.text[finding.span.end :]
        try:
            written = formats.edited(document, suggestion.edits)
        except ValueError:  # the file's type or encoding cannot hold the new words
            continue
        assert document.format != "txt" or written.text.startswith(before), f"{finding.check}: a fix touches what stands before"
        assert document.format != "txt" or written.text.endswith(after), f"{finding.check}: a fix touches what stands behind"
        formats.rewritten(document, finding.span, suggestion.edits)
    made_plan = plan(review, "first")
    assert len(made_plan.applied) + len(made_plan.skipped) == len(review.findings), "a plan loses findings"
    formats.edited(document, made_plan.edits)


def _of_settings(name: str) -> Callable[[bytes], None]:
    def hold(data: bytes) -> None:
        file = folder() / f"{os.getpid()}-{name}"
        file.write_bytes(data)
        try:
            read_config(file)
        except ConfigError as error:
            for line in str(error).split("\n"):
                assert line.startswith(str(file)), f"a message without its file: {line!r}"

    return hold


def _of_baseline(data: bytes) -> None:
    file = folder() / f"{os.getpid()}-baseline.json"
    file.write_bytes(data)
    try:
        baseline = Baseline.read(file)
    except BaselineError as error:
        _one_line(str(error))
    else:
        review = checker().review(formats.read("a.txt", b"a text"))
        assert not baseline.knows(review)
        baseline.write()
        assert Baseline.read(file).knows(review) == frozenset()


def _of_journal(data: bytes) -> None:
    file = folder() / f"{os.getpid()}-journal.jsonl"
    file.write_bytes(data)
    events, problems = read_file(file)
    assert len(events) + len(problems) <= data.count(b"\n") + 1
    for problem in problems:
        _one_line(problem)


def _of_stored(data: bytes) -> None:
    for content in (data, zlib.compress(data)):
        with contextlib.suppress(ValueError):
            unpack(content, "stored.txt", data)


def _of_glossary(data: bytes) -> None:
    try:
        layer = load_layer([("fuzz.yaml", data)])
    except GlossaryError as error:
        for problem in error.problems:
            assert problem.startswith("fuzz.yaml:")
            _one_line(problem)
        return
    if len(layer.terms) <= 20:
        build_index(layer.terms, ())
        glossary = Glossary.from_terms(layer.terms)
        terms_only = Checker(glossary, tuple(check for check in all_checks().values() if check.woken_by_terms))
        for text in [example for term in layer.terms for example in (*term.flag, *term.pass_)][:10]:
            _holds_of_review(terms_only.review(formats.read("example.txt", text.encode("utf-8", "replace"))))


def _of_import(name: str) -> Callable[[bytes], None]:
    def hold(data: bytes) -> None:
        module = exchange.format(name)
        try:
            reading = module.read(data, f"fuzz{module.EXTENSIONS[0]}")
        except GlossaryError as error:
            for problem in error.problems:
                _one_line(problem)
            return
        assert len({term.id for term in reading.terms}) == len(reading.terms), "two terms have one id"
        if reading.terms:
            module.read(module.write(reading.terms), "written")

    return hold


KINDS: dict[str, Callable[[bytes], None]] = {
    **{name: _of_text(name) for name in ("txt", "md", "html", "tsv", "docx")},
    "reviewer.yaml": _of_settings("reviewer.yaml"),
    "pyproject.toml": _of_settings("pyproject.toml"),
    "glossary.yaml": _of_glossary,
    "baseline.json": _of_baseline,
    "journal.jsonl": _of_journal,
    "stored": _of_stored,
    **{f"import-{name}": _of_import(name) for name in exchange.names()},
}
"""What must hold of each kind of input."""
