"""One name written in two ways in one text.

What it flags
    A body or place whose capitals change ("West Coast New area" beside "West Coast New Area"), whose kind changes ("New
    Area", "new district"), or that is cut down to common words ("the west coast"); the party with a small letter in a
    paragraph that calls it the Party.

Why it matters
    The machine translates every sentence anew. A reader takes two names for two places.

Example
    The West Coast New Area grew by 5 percent. Projects in the [[West Coast New area]] are going well in Qingdao.

Limits
    Looks only at names of three words or more that end in, or hold, the word of a body or place (Bureau, Committee, Area …).
    Which of two forms is right is judged by which is more frequent; for 新区 it is New Area.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.core.document import Span
from reviewer.core.finding import Fault, replace
from reviewer.text import automaton
from reviewer.text.fold import fold
from reviewer.text.passage import Page
from reviewer.text.taken import Taken

CATEGORY = "terminology/inconsistent"
SEVERITY = "minor"
CONFIDENCE = "medium"
COVERS = True

_SMALL = frozenset("of and for the on in to".split())
_NAME = re.compile(
    r"\b[A-Z][\w’'-]{0,60}(?:[ \u00a0](?:(?:of|for|and|on)[ \u00a0](?:the[ \u00a0])?)?[A-Z][\w’'-]{0,60})+(?:[ \u00a0](?:area|zone|district|county|city|town|bureau|committee|office|department|center)\b)?"
)
_HEADS = frozenset(
    """committee bureau department office commission area zone district county city town township province ministry administration center centre institute university college
    company group corporation association federation court procuratorate park port bank museum hospital council subdistrict village base headquarters region academy authority agency union station reservoir bay""".split()
)
_KINDS = {"area": "area", "zone": "area", "district": "area", "region": "area"}
_OF = re.compile(r" of\b")
_MOST_NAMES = 5000
_PARTY = re.compile(r"(?<!\bCommunist )\bParty\b(?! (?:[A-Z]|to\b|of\b))")
_SMALL_PARTY = re.compile(
    r"(?<=\b[Tt]he )party(?=(?:[’']s)? (?:and (?:the )?(?:country|state|nation|people|government|army|masses)|central|committees?|secretar|building|members?\b|organi[sz]ation|branch"
    r"|group|school|cadres?|constitution|spirit|history|style|leadership|discipline|congress|line|theor|polic))"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A name with its kind, such as West Coast New | Area."""

    stem: str
    kind: str
    span: Span


def find_in_page(page: Page) -> Iterator[Fault]:
    """The drifting names of a page."""
    if not page.is_china:
        return
    names = [
        Span(match.start() + 4 * match[0].startswith("The "), match.end())
        for passage in page.passages
        for match in _NAME.finditer(page.text, passage.start, passage.end)
    ]
    reported = Taken()
    for fault in (*_kinds(page, names), *_cut_short(page, names), *_capitals(page, names), *_small_party(page)):
        if reported.take(fault.span):
            yield fault


def _key(words: str) -> str:
    return " ".join(fold(words).decode("ascii").split())


def _has_head(words: list[str]) -> bool:
    return any(word.lower() in _HEADS for word in words)


def _capitals(page: Page, names: list[Span]) -> Iterator[Fault]:
    """Other occurrences of a name in which a word that it capitalises has a small letter."""
    usual: dict[str, Counter[str]] = defaultdict(Counter)
    for span in names:
        written = span.of(page.text)
        words = written.split()
        if (
            len(words) >= 3
            and _has_head(words)
            and not written.isupper()
            and all(word[0].isupper() for word in words if word not in _SMALL)
        ):
            usual[_key(written)][written] += 1
    keys = [key for key in usual if len(key.split()) >= 3][:_MOST_NAMES]
    if not keys:
        return
    starts = {passage.start for passage in page.passages}
    for start, end, number in automaton.build(keys).scan(b" " + fold(page.text) + b" "):
        written = page.text[start:end]
        right = usual[keys[number]].most_common(1)[0][0]
        if written.isupper() or len(written) != len(right):
            continue
        lowered = [word for word, other in zip(written.split(), right.split(), strict=False) if word[0].islower() and other[0].isupper()]
        mixed = any(word[0].isupper() for word in written.split())
        if not lowered or (len(right.split()) < 4 and not mixed):
            continue
        if start in starts and not any(word[0].isupper() for word in written.split()[1:]):
            continue  # a common noun at the head of a sentence
        if mixed and written.split()[-1][0].isupper() and not written.split()[0][0].isupper():
            continue  # "the district bureau of the West Coast": a common noun before another name
        span = Span(start, end)
        yield Fault(
            span, f"“{written}” is written “{right}” elsewhere in this text.", (replace(span, right),), confidence="high" if mixed else None
        )


def _kinds(page: Page, names: list[Span]) -> Iterator[Fault]:
    """Names that differ in their kind alone, and the short form with the other kind."""
    by_stem: dict[str, list[_Place]] = defaultdict(list)
    for span in names:
        words = span.of(page.text).split()
        if len(words) >= 3 and words[-1].lower() in _KINDS and words[-2] == "New":
            by_stem[" ".join(words[:-1])].append(_Place(" ".join(words[:-1]), words[-1].lower(), span))
    for places in by_stem.values():
        if any(place.kind == "area" for place in places):
            for place in places:
                if place.kind != "area":
                    yield _kind_fault(page, place.span, f"{place.stem} Area")
    if any(place.kind == "area" for places in by_stem.values() for place in places):
        named = Taken()
        for place in (place for places in by_stem.values() for place in places):
            named.take(place.span)
        for match in re.finditer(r"\b(?P<new>[Nn]ew) (?P<kind>[Dd]istrict|[Zz]one|[Rr]egion)\b", page.text):
            if not named.overlaps(Span(*match.span())):
                yield _kind_fault(page, Span(*match.span()), "New Area")


def _small_party(page: Page) -> Iterator[Fault]:
    """The party with a small letter in a paragraph that gives it a capital, too."""
    if not _SMALL_PARTY.search(page.text):
        return
    for segment in page.document.segments:
        within = segment.target.start, segment.target.end
        if _PARTY.search(page.text, *within):
            for match in _SMALL_PARTY.finditer(page.text, *within):
                span = Span(*match.span())
                message = "“party” is written “Party” elsewhere in this paragraph."
                yield Fault(span, message, (replace(span, "Party", safety="safe"),), confidence="high")


def _kind_fault(page: Page, span: Span, right: str) -> Fault:
    return Fault(
        span,
        f"“{span.of(page.text)}” is called “{right}” elsewhere in this text.",
        (replace(span, right),),
        severity="major",
        confidence="high",
    )


def _cut_short(page: Page, names: list[Span]) -> Iterator[Fault]:
    """A place's name without its kind, in small letters: the west coast, for the West Coast New Area."""
    stems: dict[str, str] = {}
    for span in names:
        words = span.of(page.text).split()
        if (
            len(words) >= 4
            and words[-1] in ("Area", "Zone", "District")
            and words[-2] == "New"
            and all(word[0].isupper() for word in words)
        ):
            stem = " ".join(words[:-2])
            stems[stem] = min(stems.get(stem, " ".join(words)), " ".join(words))  # Area before District
    short = {f"the {_key(stem)}": stem for stem in stems}
    if not short:
        return
    phrases = list(short)
    for start, end, number in automaton.build(phrases).scan(b" " + fold(page.text) + b" "):
        written, stem = page.text[start:end], short[phrases[number]]
        if written == f"the {stem.lower()}" and not _OF.match(page.text, end):
            span = Span(start, end)
            yield Fault(span, f"“{written}” is called “{stems[stem]}” elsewhere in this text.", (replace(span, f"the {stems[stem]}"),))
