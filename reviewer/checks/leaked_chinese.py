"""Chinese characters or full-width punctuation left in the English.

What it flags
    Chinese characters in an English sentence, and Chinese or full-width marks (，。；：、“（）《》％) where English has its own.

Why it matters
    Both are what the machine failed to translate, and many readers' fonts show them as boxes.

Example
    The district invested [[150亿元]] in roads.

Limits
    A Chinese expression in brackets behind its English, and text that is Chinese altogether, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reviewer.core.document import Span
from reviewer.core.finding import Fault, Suggestion, replace
from reviewer.text.numerals import chinese_value, express
from reviewer.text.passage import Page, Passage
from reviewer.text.taken import Taken

CATEGORY = "accuracy/untranslated"
SEVERITY = "major"
CONFIDENCE = "high"
_MARKS = {
    "，": ",", "。": ".", "；": ";", "：": ":", "、": ",", "？": "?", "！": "!", "（": "(", "）": ")", "％": "%", "．": ".", "～": "-", "－": "-",
    "《": "“", "》": "”", "〈": "‘", "〉": "’", "「": "“", "」": "”", "『": "“", "』": "”", "【": "[", "】": "]", "〔": "[", "〕": "]", "＂": '"', "＇": "'", "／": "/",
    "＆": "&", "＋": "+", "＝": "=", "　": " ",
}  # fmt: skip
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_ANY = re.compile("[^\x00-\u2e7f]")
"""A character of the blocks that Chinese writes with, or beyond."""

_AMOUNT = rf"(?P<figure>\d[\d,]*(?:\.\d+)?\s?[十百千万亿]{{0,3}})(?P<yuan>元)?(?![{_HAN}])"
_RUN = rf"[{_HAN}](?:[{_HAN}{''.join(_MARKS)}“”‘’·\d\s]*[{_HAN}])?"
_MARK = f"(?P<blank>[ ]?)(?P<mark>[{''.join(_MARKS)}])(?P<after>[ ]?)"
_WIDE = r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+"
_NO_BLANK_AFTER = frozenset("（《〈「『【〔／－～．％　")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled at first need: character classes of this size take a while, and most pages have no Chinese."""
    return re.compile(pattern)


def find_in_page(page: Page) -> Iterator[Fault]:
    """What is left of the Chinese in a page."""
    if _ANY.search(page.text):
        for passage in page.passages:
            yield from _in_sentence(passage)


def _in_sentence(passage: Passage) -> Iterator[Fault]:
    text, start, end = passage.text, passage.start, passage.end
    if not _ANY.search(text, start, end):
        return
    sentence = text[start:end]
    han = len(re.findall(f"[{_HAN}]", sentence))
    if han > sum(char.isascii() and char.isalpha() for char in sentence):
        return
    covered = Taken()
    for match in _compiled(_AMOUNT).finditer(text, start, end):
        value = chinese_value(match["figure"])
        if value is None or not (match["yuan"] or match["figure"][-1] in "十百千万亿"):
            continue
        span = Span(*match.span())
        covered.take(span)
        new = express(value) + (" yuan" if match["yuan"] else "")
        yield Fault(span, f"“{span.of(text)}” is left in Chinese.", (replace(span, new, label="same value"),))
    for match in _compiled(_RUN).finditer(text, start, end):
        span = Span(*match.span())
        if covered.take(span) and not _in_brackets(text, span):
            yield Fault(span, f"“{span.of(text)}” is left in Chinese.")
    for match in _compiled(_WIDE).finditer(text, start, end):
        span = Span(*match.span())
        narrow = "".join(chr(ord(char) - 0xFEE0) for char in match[0])
        yield Fault(
            span,
            f"“{match[0]}” is in full-width characters.",
            (replace(span, narrow, safety="safe"),),
            category="linguistic/punctuation",
            severity="minor",
        )
    for match in _compiled(_MARK).finditer(text, start, end):
        mark = Span(*match.span("mark"))
        if covered.overlaps(mark) or _beside_han(text, mark):
            continue
        yield Fault(
            mark,
            f"“{match['mark']}” is a Chinese punctuation mark.",
            (_english_mark(text, match, mark, end),),
            category="linguistic/punctuation",
            severity="minor",
        )


def _english_mark(text: str, match: re.Match[str], mark: Span, end: int) -> Suggestion:
    new = _MARKS[match["mark"]]
    follows = text[mark.end : mark.end + 1]
    if (
        match["mark"] not in _NO_BLANK_AFTER
        and follows.isalnum()
        and mark.end < end
        and not (new in ",.:" and follows.isdigit() and text[mark.start - 1 : mark.start].isdigit())
    ):
        new += " "
    if match["mark"] == "（" and text[mark.start - 1 : mark.start].isalnum():
        new = " " + new
    return replace(mark, new, safety="safe")


def _in_brackets(text: str, span: Span) -> bool:
    """Whether the Chinese stands in brackets or quotation marks behind or before its English."""
    before, after = text[max(0, span.start - 2) : span.start].rstrip(" “\"‘'"), text[span.end : span.end + 2].lstrip(" ”\"’'")
    return before[-1:] in "(（[/" and after[:1] in ")）],;/；，" and bool(before)


def _beside_han(text: str, mark: Span) -> bool:
    neighbours = text[max(0, mark.start - 1) : mark.start] + text[mark.end : mark.end + 1]
    return bool(re.search(f"[{_HAN}]", neighbours))
