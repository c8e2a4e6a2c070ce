"""Where a span of a text stands after the text has been changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from reviewer.core.document import Span

_PAIRED: Final = 55
"""Of 100, the likeness from which two paragraphs count as one that was changed."""
_NEIGHBOUR: Final = 25
"""What a neighbour that is known to be the same adds to that likeness."""
_CONTEXT: Final = 32
"""Characters on each side by which a quotation is told from its twins."""
_LIKE: Final = 0.7
"""The least likeness, of 1, of the surroundings of a quotation that is found again."""
_MARGIN: Final = 0.1
"""How much more alike than those of the next best place they must be."""
_FUZZY: Final = 75
"""Of 100, the likeness from which other words in a changed text are proposed for a quotation."""
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Carrier:
    """Carries spans of ``old`` over to ``new``: paragraphs that stayed or moved, those that were changed, and the words in them."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._blocks = sorted(_blocks(old, new))
        self._starts = [block[0] for block in self._blocks]

    def carry(self, span: Span) -> Span | None:
        """Where ``span`` stands in the new text; None where any of its characters was changed."""
        place = bisect_right(self._starts, span.start) - 1
        if place < 0:
            return None
        old, new, length = self._blocks[place]
        if span.end > old + length:
            return None
        return Span(new + span.start - old, new + span.end - old)

    def replaced(self, span: Span) -> Span | None:
        """What stands in the new text between what stood before ``span`` and after it; None where either is not there."""
        before = bisect_right(self._starts, max(0, span.start - 1)) - 1
        after = bisect_right(self._starts, span.end) - 1
        if before < 0 or after < before:
            return None
        old, new, length = self._blocks[before]
        start = new + min(span.start - old, length)
        old, new, length = self._blocks[after]
        end = new + max(0, span.end - old)
        return Span(start, end) if span.end - old <= length and start <= end else None


def _blocks(old: str, new: str) -> list[tuple[int, int, int]]:
    """Runs of characters that are the same in both: start in the old text, in the new one, length."""
    old_parts, new_parts = _paragraphs(old), _paragraphs(new)
    olds, news = [span.of(old) for span in old_parts], [span.of(new) for span in new_parts]
    pairs: list[tuple[int, int]] = []
    left_old, left_new = set(range(len(olds))), set(range(len(news)))
    for a, b, size in SequenceMatcher(None, olds, news, autojunk=False).get_matching_blocks():
        pairs += [(a + i, b + i) for i in range(size)]
    left_old -= {a for a, _ in pairs}
    left_new -= {b for _, b in pairs}
    moved: dict[str, list[int]] = defaultdict(list)
    for place in sorted(left_new):
        moved[news[place]].append(place)
    for place in sorted(left_old):
        if olds[place].strip() and len(moved[olds[place]]) == 1:
            other = moved[olds[place]].pop()
            pairs.append((place, other))
            left_old.discard(place)
            left_new.discard(other)
    blocks = [(old_parts[a].start, new_parts[b].start, len(old_parts[a])) for a, b in pairs]
    for place, other in _changed(olds, news, sorted(left_old), sorted(left_new), pairs):
        blocks += _within(olds[place], news[other], old_parts[place].start, new_parts[other].start)
    return blocks


def _changed(
    olds: list[str], news: list[str], left_old: list[int], left_new: list[int], pairs: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Pairs of paragraphs that are two versions of one: the most alike first, those between the same neighbours before others."""
    from rapidfuzz import fuzz

    known = dict(pairs)
    scores: list[tuple[float, int, int]] = []
    for place in left_old:
        if not olds[place].strip():
            continue
        for other in left_new:
            score = fuzz.ratio(olds[place], news[other], score_cutoff=_PAIRED)
            if score:
                neighbours = (known.get(place - 1, -1) == other - 1) + (known.get(place + 1, -1) == other + 1)
                scores.append((score + neighbours * _NEIGHBOUR, place, other))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, place, other in sorted(scores, key=lambda each: (-each[0], each[1], each[2])):
        if place not in taken_old and other not in taken_new:
            taken_old.add(place)
            taken_new.add(other)
            yield place, other


def _within(old: str, new: str, old_at: int, new_at: int) -> list[tuple[int, int, int]]:
    """The runs of words that are the same in two versions of a paragraph."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    a_at, b_at = _offsets(a, old_at), _offsets(b, new_at)
    return [
        (a_at[i], b_at[j], sum(map(len, a[i : i + size])))
        for i, j, size in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        if size
    ]


def _offsets(tokens: list[str], at: int) -> list[int]:
    out = []
    for token in tokens:
        out.append(at)
        at += len(token)
    return [*out, at]


def _paragraphs(text: str) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for line in text.splitlines(keepends=True):
        spans.append(Span(at, at + len(line)))
        at += len(line)
    return spans


def find_quotation(text: str, words: str, before: str, after: str) -> Span | None:
    """The one place of ``words`` in ``text`` whose surroundings are like ``before`` and ``after``, and clearly more so than any other's."""
    from rapidfuzz import fuzz

    places = [match.start() for match in re.finditer(re.escape(words), text)] if words else []
    scores = sorted(
        (
            (
                fuzz.ratio(before[-_CONTEXT:], text[max(0, place - _CONTEXT) : place])
                + fuzz.ratio(after[:_CONTEXT], text[place + len(words) : place + len(words) + _CONTEXT])
            )
            / 200,
            place,
        )
        for place in places
    )
    if not scores or scores[-1][0] < _LIKE or (len(scores) > 1 and scores[-1][0] - scores[-2][0] < _MARGIN):
        return None
    return Span(scores[-1][1], scores[-1][1] + len(words))


def propose(text: str, words: str, before: str, after: str) -> Span | None:
    """Where ``words``, somewhat changed, may stand in ``text``: for a person to confirm, never to be taken unasked."""
    from rapidfuzz import fuzz

    head, tail = before[-_CONTEXT:], after[:_CONTEXT]
    found = fuzz.partial_ratio_alignment(head + words + tail, text, score_cutoff=_FUZZY)
    if found is None or not words:
        return None
    start, end = found.dest_start + len(head), found.dest_end - len(tail)
    if not 0 <= start < end <= len(text):
        return None
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return Span(start, end)
