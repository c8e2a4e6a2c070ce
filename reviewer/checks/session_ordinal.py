"""The number of a session or plenum in the order of the Chinese.

What it flags
    "the seventh plenary meeting of the first session of the Committee" for 一届七次全体会议, the 19th "National Congress" for the
    19th Central Committee that met in plenary session, numbers that stand in the Chinese order ("the 19th Sixth Plenary
    Session"), and a meeting that is counted where it should be numbered ("its eight plenary meeting", "the 17 session").

Why it matters
    届 is a term of office and 次 a meeting in it. Both come out as "session", and the official name of the meeting is lost;
    第八次 and 八次 differ by a sign that a machine may lose.

Example
    the [[seventh plenary meeting of the first session of the]] Working Committee was held

Limits
    It knows the patterns of Party committees, people's congresses and CPPCC committees, not those of other bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.core.document import Span
from reviewer.core.finding import Fault, Severity, replace
from reviewer.text.passage import Passage
from reviewer.text.taken import Taken

CATEGORY = "accuracy/mistranslation"
SEVERITY = "major"
CONFIDENCE = "high"
WAKES = ("plenary", "session", "sessions", "plenum", "congress", "cppcc", "npc", "meeting", "conference", "anniversary")
COVERS = True

_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    r"fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_TWO_SESSIONS = re.compile(
    rf"\b(?P<time>{_ORDINAL}) (?P<plenary>(?:plenary|full|enlarged) )?(?P<kind>meeting|session|conference) of the (?P<term>{_ORDINAL}) (?:plenary )?session of the\b",
    re.IGNORECASE,
)
_CONGRESS = re.compile(
    rf"\b(?P<time>{_ORDINAL}) (?P<kind>plenary session|plenum|plenary meeting) of the (?P<term>{_ORDINAL}) (?P<body>(?:(?:CPC |Party )?(?:National|Party) Congress|(?:CPC )?National Congress)(?: of the (?:CPC|Communist Party of China|Party))?)",
    re.IGNORECASE,
)
_PLENARY_MEETING = re.compile(
    rf"\b(?P<time>{_ORDINAL}) plenary (?P<kind>meeting|conference) of the (?P<term>{_ORDINAL}) (?=[\w' ]{{0,60}}Committee\b)", re.IGNORECASE
)
_CONGRESS_MEETING = re.compile(
    rf"\b(?P<time>{_ORDINAL}) (?P<kind>meeting|conference) of the (?P<term>{_ORDINAL}) (?=(?:[\w']+ ){{0,3}}(?:People's Congress|CPPCC|Political Consultative Conference|NPC)\b)",
    re.IGNORECASE,
)
_CHINESE_ORDER = re.compile(
    rf"\b(?P<term>{_ORDINAL}) (?P<time>{_ORDINAL}) (?P<kind>plenary session|plenum|plenary meeting)\b", re.IGNORECASE
)
_ORDINALS = dict(
    zip(
        "two three four five six seven eight nine ten eleven twelve".split(),
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        strict=True,
    )
)
_COUNTED = re.compile(
    rf"\b(?:the|its|their|this|his) (?P<count>{'|'.join(_ORDINALS)}|[2-9]|[1-9]\d) "
    r"(?=(?:(?:plenary|full|enlarged|group|joint|annual) )?(?:session|meeting|congress|conference|plenum|anniversary)"
    r"(?: (?:of|was|is|were|will|has|had|held|opened|closed|on|in|at|since|to)\b|[,.;:]|\s*$))",
    re.IGNORECASE,
)


def find(passage: Passage) -> Iterator[Fault]:
    """The wrongly numbered meetings of a sentence."""
    taken = Taken()
    for fault in _faults(passage):
        if taken.take(fault.span):
            yield fault


def _faults(passage: Passage) -> Iterator[Fault]:
    text, start, end = passage.text, passage.start, passage.end
    for match in _TWO_SESSIONS.finditer(text, start, end):
        kind = "plenary session" if match["plenary"] else "session"
        yield _fault(
            text, match.span(), _cased(f"{match['time']} {kind} of the {match['term']}", match), "counts the term of office as a session"
        )
    for match in _CONGRESS.finditer(text, start, end):
        new = f"{match['time']} {_cased('plenary session', match)} of the {match['term']} CPC Central Committee"
        yield _fault(text, match.span(), new, "names a congress, which has no plenary sessions between congresses")
    for match in _PLENARY_MEETING.finditer(text, start, end):
        span = match.span("time")[0], match.end("kind")
        yield _fault(
            text, span, _cased(f"{match['time']} plenary session", match), "is not the name of a plenary session", severity="minor"
        )
    for match in _CONGRESS_MEETING.finditer(text, start, end):
        span = match.span("time")[0], match.end("kind")
        yield _fault(text, span, _cased(f"{match['time']} session", match), "is not the name of a session", severity="minor")
    for match in _CHINESE_ORDER.finditer(text, start, end):
        if match["term"].lower() != match["time"].lower():
            new = _cased(f"{match['time']} plenary session", match) + f" of the {match['term']} CPC Central Committee"
            yield _fault(text, match.span(), new, "has its numbers in the Chinese order")
    for match in _COUNTED.finditer(text, start, end):
        counted = Span(*match.span("count"))
        message = f"“{counted.of(text)}” counts where a number in a row is meant."
        yield Fault(counted, message, (replace(counted, _ordinal(match["count"])),), category="linguistic/grammar", severity="minor")


def _ordinal(count: str) -> str:
    if count.isdigit():
        return count + ("th" if count[:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(count[-1], "th"))
    ordinal = _ORDINALS[count.lower()]
    return ordinal.capitalize() if count[0].isupper() else ordinal


def _cased(words: str, match: re.Match[str]) -> str:
    return re.sub(r"\b(?:plenary|session)\b", lambda word: word[0].capitalize(), words) if match["kind"][0].isupper() else words


def _fault(text: str, place: tuple[int, int], new: str, fault: str, *, severity: Severity = "major") -> Fault:
    span = Span(*place)
    return Fault(span, f"“{span.of(text)}” {fault}.", (replace(span, new),), severity=severity)
