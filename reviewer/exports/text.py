"""The corrected text: in its own format byte for byte outside the edits, or as plain text or Markdown."""

from __future__ import annotations

import re

from reviewer import formats
from reviewer.core.document import Document
from reviewer.exports.blocks import Block, blocks, seen
from reviewer.exports.plan import Plan

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~#]")
_LINE_START = re.compile(r"^(\d{0,9})([+=.)-])")


def write_own(plan: Plan) -> bytes:
    """The corrected text in its own format and encoding; everything outside the edits is as it was."""
    return formats.write(plan.review.document, plan.edits)


def write_txt(corrected: Document) -> bytes:
    """The page as plain text in UTF-8: one block a line, a blank line between blocks; of a bitext the English."""
    return "\n\n".join(_mark(block) + seen(corrected, block, block.span) for block in blocks(corrected)).encode() + b"\n"


def write_md(corrected: Document) -> bytes:
    """The page as Markdown in UTF-8; of a bitext the English."""
    return "\n\n".join(_markdown(corrected, block) for block in blocks(corrected)).encode() + b"\n"


def _mark(block: Block) -> str:
    return "- " if block.kind == "bullet" else f"{block.mark} " if block.mark else ""


def _markdown(document: Document, block: Block) -> str:
    words = seen(document, block, block.span)
    if block.kind == "verbatim":
        return "\n".join(f"    {line}" for line in words.splitlines())
    escaped = _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", words))
    return f"{'#' * block.level} {escaped}" if block.kind == "heading" else _mark(block) + escaped
