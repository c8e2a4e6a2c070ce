"""A document and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.core.document import Document
from reviewer.core.finding import Finding


@dataclass(frozen=True, slots=True)
class Review:
    """The findings of one document, in order of place.

    ``signature`` says what produced them, in the manner of sacrebleu: ``version:0.1.0|glossaries:shipped@1f2e…|checks:31``.
    """

    document: Document
    findings: tuple[Finding, ...]
    signature: str
