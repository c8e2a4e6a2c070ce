"""What was applied, what was skipped and why, in a line."""

from __future__ import annotations

from collections import Counter
from typing import Final

from reviewer.exports.plan import Plan
from reviewer.exports.record import reason
from reviewer.text.place import Places

_MOST_OVERLAPS: Final = 3


def summary(plan: Plan) -> str:
    """Such as ``3 applied, 2 skipped: 1 overlaps ‘…’ (line 4), 1 rejected``."""
    places = Places(plan.review.document)
    named: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for skipped in plan.skipped:
        (named if skipped.winner else plain)[reason(skipped, places)] += 1
    reasons = [f"{count} {why}" for why, count in list(named.items())[:_MOST_OVERLAPS]]
    if more := sum(list(named.values())[_MOST_OVERLAPS:]):
        reasons.append(f"{more} more that overlap" + "s" * (more == 1))
    reasons += [f"{count} {why}" for why, count in plain.items()]
    line = f"{len(plan.applied)} applied, {len(plan.skipped)} skipped"
    if reasons:
        line += f": {', '.join(reasons)}"
    if plan.unplaced:
        line += f"; {len(plan.unplaced)} decision{'s' * (len(plan.unplaced) != 1)} without a finding"
    return line
