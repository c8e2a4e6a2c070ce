"""JUnit XML, which every CI server shows as tests: a suite for each file, a failed case for each finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from reviewer.core.edits import suggested_text
from reviewer.core.review import Review
from reviewer.outputs.element import DECLARATION, element, serialised
from reviewer.text.place import Places


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write the suites; a file without findings has one case, which passes. The elements are those of testmoapp/junitxml."""
    stream.write(f'{DECLARATION}<testsuites name="reviewer">\n')
    for review in reviews:
        document, places = review.document, Places(review.document)
        failures = len(review.findings)
        suite = element("testsuite", name=document.path, tests=failures or 1, failures=failures, errors=0, skipped=0)
        if not review.findings:
            suite.append(element("testcase", classname=document.path, name="no findings", file=document.path))
        for finding in review.findings:
            line, column = places.line_column(finding.span.start)
            case = element("testcase", classname=document.path, name=f"{finding.check} {line}:{column}", file=document.path, line=line)
            suggestions = [suggested_text(document, finding.span, suggestion) for suggestion in finding.suggestions]
            said = [
                f"{document.path}:{line}:{column}: {finding.severity}, {finding.confidence} confidence",
                *(f"suggested: {new!r}" for new in suggestions),
            ]
            case.append(element("failure", "\n".join(said), message=finding.message, type=finding.check))
            suite.append(case)
        stream.write(serialised(suite))
    stream.write("</testsuites>\n")
