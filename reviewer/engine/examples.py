"""Run the examples of terms and of checks: ``[[...]]`` marks each finding, exactly; Chinese may stand before a tab."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from reviewer import formats
from reviewer.checks import all_checks
from reviewer.core.document import Document, Span
from reviewer.core.edits import apply_edits
from reviewer.core.finding import Finding
from reviewer.core.term import Term
from reviewer.engine.checker import Checker
from reviewer.glossary.glossary import Glossary

_MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


def unmarked(example: str) -> tuple[str, tuple[Span, ...]]:
    """An example without its marks, and the spans that they enclosed."""
    spans: list[Span] = []
    text = ""
    at = 0
    for match in _MARK.finditer(example):
        text += example[at : match.start()]
        spans.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    return text + example[at:], tuple(spans)


def document_of(text: str) -> Document:
    """A plain-text document of ``text``, or a bitext where it is Chinese TAB English."""
    return formats.read("example.tsv" if "\t" in text else "example.txt", text.encode())


def term_checker(glossary: Glossary) -> Checker:
    """A checker of terms alone."""
    return Checker(glossary, tuple(check for check in all_checks().values() if check.woken_by_terms))


def run_term(checker: Checker, term: Term) -> Iterator[str]:
    """What is wrong with the examples of ``term``, a line each; nothing where all pass."""
    yield from run_examples(checker, term.flag, term.pass_, lambda finding: finding.term == term.id)


def run_examples(checker: Checker, flag: Sequence[str], pass_: Sequence[str], concerns: Callable[[Finding], bool]) -> Iterator[str]:
    """What is wrong with examples, a line each: findings that are not the marks, fixes that do not cure, false alarms.

    Only findings that ``concerns`` accepts are looked at.
    """
    for example in flag:
        text, marks = unmarked(example)
        findings = [finding for finding in checker.review(document_of(text)).findings if concerns(finding)]
        found = tuple(finding.span for finding in findings)
        if found != marks:
            yield f"flag {example!r}: found {_quoted(text, found)}, marked {_quoted(text, marks)}"
            continue
        edits = [
            edit
            for finding in findings
            if finding.suggestions
            for edit in finding.suggestions[0].edits
            if finding.suggestions[0].safety != "show"
        ]
        fixed = apply_edits(text, edits)
        left = [finding.span for finding in checker.review(document_of(fixed)).findings if concerns(finding)]
        if edits and left:
            yield f"flag {example!r}: its fixed text {fixed!r} still has {_quoted(fixed, left)}"
    for example in pass_:
        found = tuple(finding.span for finding in checker.review(document_of(example)).findings if concerns(finding))
        if found:
            yield f"pass {example!r}: found {_quoted(example, found)}"


def _quoted(text: str, spans: Sequence[Span]) -> str:
    return ", ".join(repr(span.of(text)) for span in spans) or "nothing"
