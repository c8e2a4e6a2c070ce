"""GitLab's code quality report, which a merge request shows beside its changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import PurePath
from typing import Any, Final, TextIO

from reviewer.core.finding import Severity
from reviewer.core.review import Review
from reviewer.text.place import Places

_SEVERITIES: Final[dict[Severity, str]] = {"critical": "critical", "major": "major", "minor": "minor", "neutral": "info"}


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write the findings as one JSON array, in GitLab's subset of the Code Climate format (docs.gitlab.com/ci/testing/code_quality)."""
    between = "["
    for review in reviews:
        for issue in _issues(review):
            stream.write(f"{between}\n  {json.dumps(issue, ensure_ascii=False)}")
            between = ","
    stream.write("[]\n" if between == "[" else "\n]\n")


def _issues(review: Review) -> Iterator[dict[str, Any]]:
    path = PurePath(review.document.path).as_posix()
    places = Places(review.document)
    for finding in review.findings:
        # GitLab drops all but the first of equal fingerprints, and one sentence may stand in many files.
        fingerprint = blake2b(f"{path}\x1f{finding.fingerprint}".encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
        yield {
            "type": "issue",
            "check_name": finding.check,
            "description": finding.message,
            "categories": ["Style"],
            "severity": _SEVERITIES[finding.severity],
            "fingerprint": fingerprint,
            "location": {
                "path": path,
                "lines": {"begin": places.line_column(finding.span.start)[0], "end": places.line_column(finding.span.end)[0]},
            },
        }
