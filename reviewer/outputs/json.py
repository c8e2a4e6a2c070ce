"""All findings, file by file, in one JSON document with the totals."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, TextIO

from reviewer import __version__
from reviewer.core.finding import SEVERITIES
from reviewer.core.review import Review
from reviewer.outputs.record import record
from reviewer.text.place import Places


def write(reviews: Iterable[Review], stream: TextIO) -> None:
    """Write the reviews as one object: ``version``, ``signature``, ``summary`` and ``files``."""
    files: list[dict[str, Any]] = []
    severities: Counter[str] = Counter()
    checks: Counter[str] = Counter()
    signature = ""
    for review in reviews:
        signature = review.signature
        places = Places(review.document)
        files.append({"path": review.document.path, "findings": [record(review.document, places, finding) for finding in review.findings]})
        severities.update(finding.severity for finding in review.findings)
        checks.update(finding.check for finding in review.findings)
    summary = {
        "files": len(files),
        "findings": severities.total(),
        "severities": {severity: severities[severity] for severity in SEVERITIES},
        "checks": dict(sorted(checks.items())),
    }
    report = {"version": __version__, "signature": signature, "summary": summary, "files": files}
    json.dump(report, stream, ensure_ascii=False, indent=2)
    stream.write("\n")
