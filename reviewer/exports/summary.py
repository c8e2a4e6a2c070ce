"""What was applied, what was skipped and why, in a line."""

from __future__ import annotations

from collections import Counter
from typing import Final

from reviewer.exports.plan import Plan
from reviewer.exports.record import reason
from reviewer.text.place import Places

_MOST_CLASHES: Final = 3


def summary(plan: Plan) -> str:
    """Such as ``3 applied, 2 skipped: 1 overlaps ‘…’ (line 4), 1 rejected``."""
    places = Places(plan.review.document)
    clashes = Counter(reason(skipped, places) for skipped in plan.skipped if skipped.winner)
    others = Counter(reason(skipped, places) for skipped in plan.skipped if not skipped.winner)
    named = clashes.most_common(_MOST_CLASHES)
    told = [f"{count} {why}" if count == 1 else f"{count} {why.replace('overlaps', 'overlap', 1)}" for why, count in named]
    if untold := clashes.total() - sum(count for _, count in named):
        told.append(f"{untold} more that clash{'es' * (untold == 1)}")
    told += [f"{count} {why}" for why, count in others.most_common()]
    line = f"{len(plan.applied)} applied, {len(plan.skipped)} skipped"
    if told:
        line += f": {', '.join(told)}"
    if plan.unplaced:
        line += f"; {len(plan.unplaced)} decision{'s' * (len(plan.unplaced) != 1)} without a finding"
    return line
