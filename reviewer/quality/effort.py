"""Post-editing effort: how far a machine translation is from its corrected version.

HTER is the translation edit rate (TER) of a translation against its own corrected version: Snover et al., "A Study of Translation Edit Rate with
Targeted Human Annotation" (AMTA 2006). It is computed by sacrebleu with its default settings, so that the figure is the command's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.quality.parallel import check_parallel


@dataclass(frozen=True, slots=True)
class Effort:
    """What was changed: ``edits`` are TER's insertions, deletions, substitutions and shifts of words; words are those between blanks."""

    segments: int
    untouched: int
    edits: int
    words: int
    hter: float
    signature: str

    @property
    def per_thousand(self) -> float:
        """Edits for 1,000 words of the machine translation."""
        return 1000 * self.edits / self.words

    @property
    def untouched_share(self) -> float:
        """The share of the segments that were left as they were, 0 to 1."""
        return self.untouched / self.segments


def effort(translation: Sequence[str], corrected: Sequence[str]) -> Effort:
    """The effort from ``translation`` to ``corrected``, segment by segment. Raises ParallelError where they are not parallel."""
    check_parallel({"the translation": translation, "the corrected version": corrected})
    from sacrebleu.metrics.ter import TER

    metric = TER()
    result = metric.corpus_score(list(translation), [list(corrected)])
    return Effort(
        segments=len(translation),
        untouched=sum(before.strip() == after.strip() for before, after in zip(translation, corrected, strict=True)),
        edits=int(result.num_edits),
        words=sum(len(segment.split()) for segment in translation),
        hter=result.score,
        signature=str(metric.get_signature()),
    )
