"""Which findings count: MQM's issues before anyone looked, errors that a person confirmed, and what is left in the corrected text.

MQM calls what a machine detects an issue, and an error what a person verified (Multidimensional Quality Metrics Definition, 2015-12-30,
http://www.qt21.eu/mqm-definition/definition-2015-12-30.html, section on issues and errors); scores must say which of the two they count.
"""

from __future__ import annotations

from reviewer.core.finding import Finding
from reviewer.core.review import BY_HAND, FREE_EDIT, Review

_BY_A_PERSON = (BY_HAND, FREE_EDIT)


def raw(review: Review) -> tuple[Finding, ...]:
    """All findings of high and medium confidence, whatever was decided on them: what ``check --no-decisions`` shows."""
    return tuple(finding for finding in review.findings if finding.check not in _BY_A_PERSON and finding.confidence != "low")


def confirmed(review: Review) -> tuple[Finding, ...]:
    """The errors: findings of any confidence that were accepted or rewritten, and what was marked by hand and not rejected."""
    verdicts = {decision.fingerprint: decision for decision in review.decisions}

    def is_error(finding: Finding) -> bool:
        decision = verdicts.get(finding.fingerprint)
        return (decision is not None and decision.changes) or (
            finding.check == BY_HAND and (decision is None or decision.verdict != "reject")
        )

    return tuple(filter(is_error, review.findings))


def counted(review: Review) -> tuple[Finding, ...]:
    """The findings that any way of counting counts, in their order: all but those of low confidence that nobody took up."""
    some = {finding.fingerprint for finding in (*raw(review), *confirmed(review))}
    return tuple(finding for finding in review.findings if finding.fingerprint in some)


def remaining(review: Review) -> tuple[Finding, ...]:
    """What still stands when the decisions made are carried out: the raw findings and the marks by hand that none of them settles."""
    settled = {decision.fingerprint for decision in review.decisions if decision.settles}
    return tuple(
        finding
        for finding in review.findings
        if finding.fingerprint not in settled and (finding.check == BY_HAND or (finding.check != FREE_EDIT and finding.confidence != "low"))
    )
