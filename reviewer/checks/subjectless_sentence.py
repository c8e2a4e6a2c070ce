"""A sentence that opens on a bare verb because the Chinese has no subject.

What it flags
    A sentence of running text that begins with a verb in its base form ("Focus on strengthening …", "Actively promote …"), and a question
    that asks "How to …?".

Why it matters
    In Chinese the subject of a plan is understood; in English such a sentence is an order to the reader. It is the surest
    mark of word-for-word rendering.

Example
    The zone has grown fast. [[Actively promote]] the construction of the talent centre in Qingdao.

Limits
    Headings, list items and quoted slogans may open on a verb. Who acts is in the text before, or in no text at all: the
    suggestions offer the usual subjects. Silent in texts that show no sign of being about China, where such sentences are
    instructions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.core.document import Span
from reviewer.core.finding import Fault, Suggestion, replace
from reviewer.text.passage import Passage
from reviewer.text.verbs import VERBS

CATEGORY = "linguistic/grammar"
SEVERITY = "major"
CONFIDENCE = "high"

_OPENING = re.compile(
    r"(?P<adverb>(?:[A-Za-z]+ly|Further|Always|Continue to|Firmly grasp and)\s)?(?P<verb>[A-Za-z]+)(?P<tail>\s(?:on|to|up|out|in)\b)?\s(?P<next>[\w“\"'‘’]+)"
)
_HOW_TO = re.compile(r"(?P<how>How|What|Where)\sto(?P<adverb>\s[a-z]+ly|\sbetter|\sfurther)?(?=\s[a-z])")
_NOUNS_TOO = frozenset(
    """access account act address advance aid aim air answer appeal approach attempt award balance ban base benefit bid block board boost border branch break budget build call care cause center
    challenge chance change charge check claim clean clear close combat comment conduct contact contract control convert copy cost counter course cover craft credit cure curb cut damage deal debate decline
    decrease delay demand deposit design desire detail direct display document double draft drive effect effort employ end escape estimate exchange excuse exercise exhibit experience export express extract face
    fall farm favor fear feature feed field file film finance fine finish fire fit fix flow focus force forecast form function fund further gain gather gauge guarantee guard guide handle harm harvest head heat help hold honor
    host house impact import increase influence input interest invest issue joint judge jump key kind labor lack land launch lead leave level lie lift light limit link list live load lock look love lower
    march mark market master match matter mean measure meet mind model monitor mount move name need notice number object offer open order outline own pace pack paint park part pass pay
    people permit picture pilot place plan plant play plug point pool practice present press price print process produce profit program progress project promise prompt protest purchase push question rally range rate
    reach record reform regard release rent repair report request research reserve respect rest result return review reward rise risk role root rule run rush sail sale sample scale school scope score search
    seat sector secure set shape share shelter shift ship show sign slow sound source space spark spot spread staff stage stand standard start state stay step stock stop store strain stream stress stretch strike structure struggle
    study subject supply support surface survey switch talk target task tax team tear test thank time top total touch tour track trade train transfer transform transit transport travel treat trial trust try turn
    upgrade use value view visit voice vote wage walk watch water wave welcome will wish witness work worry yield zone complete perfect correct concrete separate moderate elaborate subordinate advocate associate delegate
    frequent present fellow still even""".split()
)
_READERS = frozenset(
    "please see note click let thank welcome contact call visit scan press enter select choose follow read fill download login submit remember compare suppose consider imagine notice take come given dear do be have "
    "guess say look listen wait go tell ask stay check".split()
)
_OBJECTS = frozenset("the a an our its their all more this these such every each no new".split())
_LONGEST_HEADING = 70
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may)\b")


def find(passage: Passage) -> Iterator[Fault]:
    """The opening of a sentence, where it is a bare verb."""
    if (
        not passage.page.is_china
        or passage.segment.kind not in ("paragraph", "unit")
        or passage.page.text[passage.end - 1] not in '.;。…"”?'
    ):
        return
    if passage.page.text[passage.end - 1] == "?":
        yield from _question(passage)
        return
    if passage.end - passage.start <= _LONGEST_HEADING and passage.segment.target == Span(passage.start, passage.end):
        return  # a short line of its own is a heading that was closed with a full stop
    yield from _bare_verb(passage)


def _question(passage: Passage) -> Iterator[Fault]:
    """A question that opens on "How to": 如何…？ has no subject, either; a short line of its own is a heading."""
    match = _HOW_TO.match(passage.text, passage.start, passage.end)
    if match is not None and (passage.segment.target != Span(passage.start, passage.end) or len(passage.segment.target) > _LONGEST_HEADING):
        span = Span(*match.span())
        cures = (f"{match['how']} can we{match['adverb'] or ''}", f"{match['how']} should we{match['adverb'] or ''}")
        yield Fault(span, f"“{span.of(passage.text)}” asks a question without a subject.", tuple(replace(span, cure) for cure in cures))


def _bare_verb(passage: Passage) -> Iterator[Fault]:
    match = _OPENING.match(passage.text, passage.start, passage.end)
    if match is None or not _is_bare_verb(match, passage):
        return
    last = (
        match.end("tail")
        if match["tail"]
        and match["verb"].lower()
        in ("focus", "rely", "adhere", "insist", "carry", "speed", "step", "set", "draw", "give", "strive", "continue")
        else match.end("verb")
    )
    span = Span(match.start(), last)
    words = span.of(passage.text)
    yield Fault(span, f"“{words}” opens a sentence without a subject.", tuple(_cures(span, words, passage)))


def _is_bare_verb(match: re.Match[str], passage: Passage) -> bool:
    verb, following = match["verb"].lower(), match["next"].lower()
    if verb not in VERBS or verb in _READERS or (match["adverb"] is None and match["verb"].isupper() and len(verb) > 1):
        return False
    if match["adverb"] and match["adverb"].strip().lower() in (
        "family",
        "early",
        "only",
        "daily",
        "monthly",
        "weekly",
        "elderly",
        "friendly",
        "july",
        "italy",
        "supply",
        "reply",
    ):
        return False
    if verb in _NOUNS_TOO:
        if match["adverb"] is None and not (following in _OBJECTS or (verb == "focus" and (match["tail"] or "").strip() == "on")):
            return False
        clause = re.split(r"[,;:]", passage.text[match.end() : passage.end], maxsplit=1)[0]
        if match["adverb"] is None and verb != "focus" and _FINITE.search(clause):
            return False
    return following not in ("is", "are", "was", "were", "of", "has", "have", "will", "and", ",")


def _cures(span: Span, words: str, passage: Passage) -> Iterator[Suggestion]:
    rest = words[:1].lower() + words[1:]
    before = passage.text[max(passage.segment.target.start, passage.start - 400) : passage.start]
    subjects = ["It will", "We will", "Efforts will be made to"]
    if re.search(r"\b(?:we|our)\b", before, re.IGNORECASE):
        subjects[:2] = ["We will", "It will"]
    for subject in subjects:
        yield replace(span, f"{subject} {rest}")
