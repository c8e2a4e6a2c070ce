"""Blanks and punctuation marks in the wrong place.

What it flags
    A blank before a comma or full stop, none after one, a mark twice, blanks inside brackets, "R & D" for R&D, a colon
    glued to the figure behind it ("Phone:0532").

Why it matters
    Chinese has no blanks, so the machine has to guess every one.

Example
    protection of rights and [[interests ,]] etc.

Limits
    Addresses, file names, code and abbreviations pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.core.document import Span
from reviewer.core.finding import Fault, Suggestion, replace
from reviewer.text.passage import Passage
from reviewer.text.taken import Taken

CATEGORY = "linguistic/punctuation"
SEVERITY = "minor"
CONFIDENCE = "high"
SIGN = re.compile(
    r"[,;.:!?()&、](?:(?<=[ \u00a0].)|(?=\s?[,;:.。])|(?<=[,;])(?=[A-Za-z])|(?<=\.)(?=[A-Z])|(?<=:)(?=[\dA-Z])|(?<=\()(?=[ \u00a0]))"
)

_BEFORE = re.compile(r"(?<![A-Za-z0-9%)’'\"”])(?P<word>[A-Za-z0-9%)’'\"”]+)(?P<blank>[ \u00a0]+)(?P<mark>[,;](?![,;])|[.:!?](?=\s|$))")
_AFTER = re.compile(r"(?<![\w@/.])(?P<word>[A-Za-z]{3,})(?P<mark>[,;])(?P<next>[A-Za-z]{2,})(?![\w@/=(]|\.\w)")
_GLUED_STOP = re.compile(
    r"(?<![\w@/.])(?P<word>[a-z]{3,})\.(?P<next>(?:The|This|These|In|It|We|At|On|For|And|But|He|She|They|Since|After|As|By|From|With|All|To|A|An)\s)"
)
_COLON = re.compile(r"(?<![\w@/.:])(?P<word>[A-Z][a-z]{2,}):(?P<next>\d{3,}|[A-Z][a-z]{2,})(?![\w:/.=]|\s?[-/]>)")
_DOUBLED = re.compile(
    r"(?P<marks>,\s?,|;\s?;|,\s?;|;\s?,|(?<![.\s])\.\s\.(?![.\s])|(?<=[a-z]{4}),\.|(?<=[a-z]{4})\.,|(?<=\w)\.\.(?![.])(?=\s|$)|:\s?:(?!\w)|[,;:]\s?。|、,)"
)
_BRACKETS = re.compile(r"(?P<open>\([ \u00a0]+)(?=\w)|(?<=\w)(?P<close>[ \u00a0]+\))")
_INITIALS = re.compile(r"(?<![A-Za-z&])(?P<a>[A-Z]) & (?P<b>[A-Z])(?![A-Za-z&])")
_CODE = re.compile(r"[={}\\<>|]|::|\w\(\)")
_ABBREVIATIONS = ("etc", "inc", "ltd", "corp")


def find(passage: Passage) -> Iterator[Fault]:
    """The spacing faults of a sentence."""
    text, start, end = passage.text, passage.start, passage.end
    if _CODE.search(text, start, end):
        return
    taken = Taken()
    for pattern, cure in _RULES:
        for match in pattern.finditer(text, start, end):
            made = cure(match)
            if made is None or not taken.take(made[0]):
                continue
            span, new, message = made
            yield Fault(span, message, (_cured(span, new),))


def _cured(span: Span, new: str) -> Suggestion:
    return replace(span, new, safety="safe")


def _before(match: re.Match[str]) -> tuple[Span, str, str] | None:
    if match["mark"] in ".:" and (len(match["word"]) < 4 or not match["word"].isalpha()):
        return None
    return Span(match.start("word"), match.end()), match["word"] + match["mark"], f"A blank stands before “{match['mark']}”."


def _after(match: re.Match[str]) -> tuple[Span, str, str] | None:
    return (
        Span(match.start("word"), match.end("next")),
        f"{match['word']}{match['mark']} {match['next']}",
        f"No blank stands behind “{match['mark']}”.",
    )


def _glued_stop(match: re.Match[str]) -> tuple[Span, str, str] | None:
    return (
        Span(match.start("word"), match.end("next") - 1),
        f"{match['word']}. {match['next'].rstrip()}",
        "No blank stands behind the full stop.",
    )


def _colon(match: re.Match[str]) -> tuple[Span, str, str] | None:
    if match["word"].lower() in ("http", "https", "mailto", "note"):
        return None
    return Span(match.start("word"), match.end("next")), f"{match['word']}: {match['next']}", "No blank stands behind the colon."


def _doubled(match: re.Match[str]) -> tuple[Span, str, str] | None:
    before = match.string[max(0, match.start() - 4) : match.start()].lower()
    if "." in match[0] and (before.endswith(_ABBREVIATIONS) or before[-1:].isupper()):
        return None
    marks = re.sub(r"\s", "", match[0])
    kept = "." if "." in marks or "。" in marks else ";" if ";" in marks else marks[-1]
    return Span(*match.span()), kept, f"“{match[0]}” is one mark too many."


def _brackets(match: re.Match[str]) -> tuple[Span, str, str] | None:
    return Span(*match.span()), match[0].strip(" \u00a0"), "A blank stands inside the bracket."


def _initials(match: re.Match[str]) -> tuple[Span, str, str] | None:
    return Span(*match.span()), f"{match['a']}&{match['b']}", f"“{match[0]}” is written without blanks."


_RULES = (
    (_BEFORE, _before),
    (_AFTER, _after),
    (_GLUED_STOP, _glued_stop),
    (_COLON, _colon),
    (_DOUBLED, _doubled),
    (_BRACKETS, _brackets),
    (_INITIALS, _initials),
)
