"""Reviews made by hand, for tests of what comes after the checker."""

from __future__ import annotations

from zlib import crc32

from reviewer import formats
from reviewer.core.decision import Decision, Verdict
from reviewer.core.document import Span
from reviewer.core.finding import Edit, Finding, Safety, Severity, Suggestion
from reviewer.core.review import Review

AT = "2026-03-01T08:30:00Z"


def finding(
    text: str,
    words: str,
    *new: str,
    safety: Safety = "safe",
    check: str = "some-fault",
    severity: Severity = "major",
    edits: tuple[Edit, ...] = (),
) -> Finding:
    """A finding on the first ``words`` in ``text``; each of ``new`` is a suggestion for all of them, and ``edits`` are one."""
    span = Span(text.index(words), text.index(words) + len(words))
    return finding_at(span, [*([edits] if edits else []), *((Edit(span, each),) for each in new)], safety, check, severity)


def finding_at(span: Span, suggestions: list[tuple[Edit, ...]], safety: Safety, check: str, severity: Severity) -> Finding:
    """A finding with suggestions of these edits."""
    offered = tuple(Suggestion("", edits, safety) for edits in suggestions)
    fingerprint = f"{crc32(repr((check, severity, span, offered)).encode()):016x}"
    return Finding(check, None, "style/awkward", severity, "high", span, None, "This is at fault.", offered, fingerprint)


def decide(
    finding: Finding, verdict: Verdict, text: str = "", *, suggestion: int | None = None, reviewer: str = "Li Wei", comment: str = ""
) -> Decision:
    """A decision on ``finding``."""
    return Decision(finding.fingerprint, verdict, suggestion, text, reviewer, AT, comment)


def review(
    text: str, findings: list[Finding], decisions: list[Decision] | None = None, *, path: str = "page.txt", encoding: str = "utf-8"
) -> Review:
    """A review of ``text`` as it would be read from a file."""
    document = formats.read(path, text.encode(encoding), encoding=None if encoding in ("utf-8", "utf-8-sig", "utf-16") else encoding)
    return Review(document, tuple(sorted(findings, key=lambda each: (each.span, each.check))), "version:test", tuple(decisions or ()))
