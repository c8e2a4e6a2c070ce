"""The corrected text as a unified diff, which ``patch -p1`` and ``git apply`` read."""

from __future__ import annotations

import re
from difflib import unified_diff

from reviewer import formats
from reviewer.exports.plan import Plan

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def write(plan: Plan) -> bytes:
    """The difference in UTF-8, empty where there is none. It can be applied to files in UTF-8; for others it is there to be read."""
    document = plan.review.document
    path = document.path.lstrip("/")
    before, after = _contents(plan)
    lines = unified_diff(_LINE.findall(before), _LINE.findall(after), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines).encode()


def _contents(plan: Plan) -> tuple[str, str]:
    """The text before and after; of a file in UTF-8 as it is on disk, with its byte order mark."""
    document = plan.review.document
    try:
        return formats.write(document, ()).decode("utf-8"), formats.write(document, plan.edits).decode("utf-8")
    except UnicodeDecodeError:
        return document.text, formats.edited(document, plan.edits).text
