"""A noun in the wrong number.

What it flags
    A plural that the noun does not have ("equipments", "informations", "machineries"), with the verb and the "these" or
    "many" that go with it; a count before such a noun ("300 equipment"); a singular where several are meant ("many city in the
    province", "one of the county in"), and a plural behind "each" or "every".

Why it matters
    Chinese nouns have no number, and Chinese counts every one by a measure word (300件设备, 56条信息), which gets lost on the way.

Example
    The township bought [[300 equipment]] for the clinic.

Limits
    It knows the nouns of official prose, and leaves one alone that may belong to a name or to another noun ("Annex 5 Equipment", "two
    news channels", "many county towns").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reviewer.core.document import Span
from reviewer.core.finding import Fault, replace
from reviewer.text.inflection import plural
from reviewer.text.passage import Passage

CATEGORY = "linguistic/grammar"
SEVERITY = "minor"
CONFIDENCE = "high"

_PLURALS: Final = {
    f"{noun}s": noun
    for noun in "advice assistance consumption equipment feedback furniture garbage guidance happiness hardware homework information knowledge legislation livestock luggage manpower "
    "personnel pollution propaganda publicity software tourism".split()
} | {"machineries": "machinery", "sceneries": "scenery", "medias": "media", "cattles": "cattle"}
_COUNTED: Final = ("advice", "equipment", "evidence", "furniture", "information", "legislation", "luggage", "machinery", "news")
_NOUNS: Final = (
    "achievement activity area base bureau cadre city committee company country county department district doctor enterprise expert factory farmer hospital household industry leader "
    "measure mechanism member office park place platform policy problem product province region representative resident road school sector station street student task teacher town township "
    "unit village volunteer worker zone".split()
)
_SINGULARS: Final = {plural(noun): noun for noun in _NOUNS}
WAKES = (
    *(*_PLURALS, "evidences", "researches", "staffs", "trainings", *_COUNTED),
    *(f"{word} {noun}" for word in ("each", "every") for noun in _SINGULARS),
    *("each relevant", "every relevant", "each local", "every local", "one of", "various", "numerous", "several", "these", "those"),
    *(f"many {noun}" for noun in _NOUNS),
)

_SINGULAR_VERBS: Final = {"are": "is", "were": "was", "have": "has"}
_SINGULAR_BEFORE: Final = {"these": "this", "those": "that", "many": "much", "few": "little"}
_SURE = re.compile(
    rf"\b(?:(?P<before>these|those|many|few)\s(?P<between>[a-z]+\s)?)?(?P<noun>{'|'.join(_PLURALS)})\b(?:\s(?P<verb>are|were|have)\b)?",
    re.IGNORECASE,
)
_VERBS_TOO = re.compile(
    r"\b(?:the\s(?P<staff>staffs)(?=\s(?:of|and|in|from|at|are|were|have)\b)|(?:many|these|those|scientific|theoretical)\s(?P<noun>researches|evidences|trainings))\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(?:(?P<word>[A-Za-z.]{1,20})\s)?(?P<count>(?!(?:19|20)\d\d\b)\d+(?:,\d{3})*|several|two|three|four|five|six|seven|eight|nine|ten|(?:dozens|hundreds|thousands)\sof)\s"
    rf"(?P<kind>(?:new|job|employment|policy|medical|advanced|important|large|relevant|key|local)\s)?(?P<noun>{'|'.join(_COUNTED)})"
    r"(?=[.;:]|,\s(?!\w+\s(?:and|or)\b)|\s(?:in|of|on|for|to|from|at|by|were|was|are|is|have|has|had|this|last|during|through|within|and\s\d)\b)"
)
_END = r"(?=[.;:]|\s(?:in|of|on|for|to|from|at|by|with|were|was|are|is|have|has|had|will|should|must|can|that|which|who)\b)"
_ONE = re.compile(
    rf"\b(?:(?:various|numerous|several|many|these|those)\s(?:(?:relevant|local|other|new|key|large|important)\s)?"
    rf"|one\sof\sthe\s(?:(?:most\s\w+|best|first|largest|biggest|top|key|main|major|important|famous|national|provincial|earliest|few)\s){{0,2}})(?P<noun>{'|'.join(_NOUNS)}){_END}",
    re.IGNORECASE,
)
_MANY = re.compile(rf"\b(?:each|every)\s(?:(?:relevant|local|other|key)\s)?(?P<noun>{'|'.join(_SINGULARS)})\b(?!['’])", re.IGNORECASE)
_LABELS: Final = frozenset(
    "annex appendix article chapter class figure form grade item level no part phase section stage step table type version".split()
)


def find(passage: Passage) -> Iterator[Fault]:
    """The mass nouns that are counted in a sentence."""
    text, start, end = passage.text, passage.start, passage.end
    for match in _SURE.finditer(text, start, end):
        span = Span(*match.span())
        yield Fault(span, f"“{match['noun']}” is no plural that English has.", (replace(span, _singular(match)),))
    for match in _VERBS_TOO.finditer(text, start, end):
        span = Span(*match.span(match.lastgroup or 0))
        found = span.of(text)
        yield Fault(span, f"“{found}” is no plural that English has.", (replace(span, re.sub("(?<=ch)es$|s$", "", found)),))
    for match in _ONE.finditer(text, start, end):
        noun = Span(*match.span("noun"))
        yield _wrong_number(match, noun, _as(plural(match["noun"].lower()), match["noun"]), "a plural")
    for match in _MANY.finditer(text, start, end):
        noun = Span(*match.span("noun"))
        yield _wrong_number(match, noun, _as(_SINGULARS[match["noun"].lower()], match["noun"]), "a singular")
    for match in _COUNT.finditer(text, start, end):
        word = match["word"] or ""
        if word[:1].isupper() or word.rstrip(".").lower() in _LABELS:
            continue  # the figure belongs to a name, a date or a label
        span = Span(match.start("count"), match.end())
        new = f"{match['count']} pieces of {match['kind'] or ''}{match['noun']}"
        yield Fault(span, f"“{match['noun']}” cannot be counted.", (replace(span, new),))


def _wrong_number(match: re.Match[str], noun: Span, new: str, wanted: str) -> Fault:
    before = match[0][: noun.start - match.start()].strip()
    return Fault(noun, f"“{before}” wants {wanted}.", (replace(noun, new),))


def _as(new: str, old: str) -> str:
    return new.capitalize() if old[0].isupper() else new


def _singular(match: re.Match[str]) -> str:
    found, before, verb = match["noun"], match["before"], match["verb"]
    noun = _PLURALS[found.lower()]
    words = [_as(noun, found)]
    if before:
        opening = _SINGULAR_BEFORE[before.lower()]
        words[:0] = [_as(opening, before), *(match["between"] or "").split()]
    return " ".join([*words, *([_SINGULAR_VERBS[verb.lower()]] if verb else [])])
