"""The same word or stem twice where the Chinese has two different ones.

What it flags
    A doubled word ("the the"), a pair of one word with itself ("shortcomings and shortcomings", "original mission and
    mission"), a list that repeats a member ("hard work, hard work, and struggle"), an adjective with its own noun ("the
    sincere sincerity"), a noun with its own verb ("the resumption of enterprises to resume production").

Why it matters
    Chinese pairs synonyms (短板和不足, 责任和担当). A machine that knows one English word for both writes it twice.

Example
    to make up for [[shortcomings and shortcomings]], and to improve

Limits
    Idioms that repeat ("more and more", "again and again", "step by step") pass, as do figures and names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from operator import eq

from reviewer.core.document import Span
from reviewer.core.finding import Fault, replace
from reviewer.text.fold import fold
from reviewer.text.inflection import is_plural, singular, verb_of
from reviewer.text.passage import Passage
from reviewer.text.taken import Taken
from reviewer.text.tokens import is_number

CATEGORY = "linguistic/repetition"
SEVERITY = "major"
CONFIDENCE = "high"

_PAIRS_THAT_PASS = frozenset(
    """more less again over on years days weeks months hours decades centuries through by out up down round around time times thousands hundreds millions billions
    dozens miles generations pages so forth many much very far long never and or ever back bigger smaller better worse higher lower on's off in""".split()
)
_DOUBLES_THAT_PASS = frozenset(
    "had that very so no yes many long far never bye ha no really well now there please blah tut her you it is do us one two".split()
)
_STOPS = frozenset(
    """the a an of in on at by for to with from and or but is are was were be been has have had it its this that these those as not no do does did will would can could
    may might must should than then so if which who whom whose what when where how their his her our your my they we he she you i each every all any some both one two""".split()
)
_FOLDED_STOPS = frozenset(map(str.encode, _STOPS))
_BEGINNING = 3
_BEHIND_A_NEW_PHRASE = frozenset(
    "of in on at by for to with from that which who whose whom where when above below under over within between as than such including not is are was were will has have can".split()
)
_LINKS = frozenset(("and", "or"))
_COMMAS = frozenset((",", "、", "，"))
_TO = frozenset(("to",))
_OF_ADJECTIVES = ("ity", "ness", "eness", "ness's")
_OF_ADJECTIVES_ALONE = ("ful", "able", "ible", "ous", "less")
_LONGEST_MEMBER = 4
_ABSTRACT = ("ity", "tion", "sion", "ness", "ment", "ship", "ism", "growth", "ance", "ence", "dom")
_PURPOSES = frozenset(
    """plan effort measure policy commitment need ability capacity decision program programme project work law rule fund right way step action task campaign attempt
    desire determination initiative mechanism method opportunity power proposal scheme strategy system target goal time tool money order""".split()
)


def find(passage: Passage) -> Iterator[Fault]:
    """The repetitions of a sentence, none inside another."""
    if not _begin_alike(fold(passage.text[passage.start : passage.end]).split()):
        return
    tokens = passage.tokens
    taken = Taken()
    for find_some in (_lists, _pairs, _doubles, _own_nouns, _own_verbs):
        for first, last, kept, message in find_some(passage):
            if not taken.take(Span(first, last)):
                continue
            span = Span(tokens.starts[first], tokens.ends[last - 1])
            suggestions = (replace(span, kept),) if kept else ()
            yield Fault(span, f"“{span.of(passage.text)}” {message}", suggestions, confidence=None if kept else "medium")


def _begin_alike(words: list[bytes]) -> bool:
    """Whether two content words begin alike, or a word follows itself: all repetitions do, but of irregular plurals (foot, feet)."""
    beginnings = [word[:_BEGINNING] for word in words if word not in _FOLDED_STOPS]
    return len(set(beginnings)) < len(beginnings) or any(map(eq, words, islice(words, 1, None)))


def _inside(words: list[str], wanted: frozenset[str]) -> list[int]:
    """Where words between the first and the last are among those ``wanted``."""
    return [i for i in range(1, len(words) - 1) if words[i] in wanted] if not wanted.isdisjoint(words) else []


def _plain(word: str) -> bool:
    return word[0].isalpha() and not is_number(word) and word != "'s"


def _alike(a: str, b: str) -> bool:
    """The same word, or the same noun in the other number."""
    return a == b or (is_plural(a) != is_plural(b) and singular(a) == singular(b) and len(a) > 3)


def _written(passage: Passage, first: int, last: int) -> str:
    return passage.text[passage.tokens.starts[first] : passage.tokens.ends[last - 1]]


def _hyphened(passage: Passage, i: int) -> bool:
    """Whether a hyphen ties token ``i`` to a neighbour."""
    start, end = passage.tokens.starts[i], passage.tokens.ends[i]
    return "-" in (passage.text[end : end + 1], passage.text[max(0, start - 1) : start])


def _doubles(passage: Passage) -> Iterator[tuple[int, int, str, str]]:
    for i, (word, following) in enumerate(pairwise(passage.tokens.words)):
        if word != following or not _plain(word) or word in _DOUBLES_THAT_PASS or len(word) < 2:
            continue
        between = passage.text[passage.tokens.ends[i] : passage.tokens.starts[i + 1]]
        if (
            between.strip()
            or "  " in between.split("\n")[0]
            or _hyphened(passage, i)
            or _hyphened(passage, i + 1)
            or passage.text[passage.tokens.starts[i + 1]].isupper()
        ):
            continue  # hyphens, and names such as Duran Duran
        yield i, i + 2, _written(passage, i, i + 1), "is one word twice."


def _pairs(passage: Passage) -> Iterator[tuple[int, int, str, str]]:
    words = passage.tokens.words
    for i in _inside(words, _LINKS):
        left, right = words[i - 1], i + 1
        if words[right] in ("the", "a", "an") and right + 1 < len(words):
            right += 1
        if not _plain(left) or left in _PAIRS_THAT_PASS or left in _STOPS or not _alike(left, words[right]) or len(left) < 3:
            continue
        if words[i] == "or" and left != words[right]:
            continue  # "file or files"
        if (
            left.endswith(("er", "ier"))
            and left == words[right]
            and verb_of(left) is None
            and not left.endswith(("ber", "ster", "ker", "ner", "cer"))
        ):
            continue  # a comparative: wider and wider
        behind = words[right + 1] if right + 1 < len(words) else "."
        if (
            _begins_a_phrase(left, words[right], behind)
            or _hyphened(passage, right)
            or words[i - 2 : i - 1] in (["between"], ["by"], ["after"])
        ):
            continue
        yield i - 1, right + 1, _written(passage, i - 1, i), "says one thing twice."


def _begins_a_phrase(left: str, right: str, behind: str) -> bool:
    """Whether the second word of a pair goes on: "members and members of the committee", "tea and tea products"."""
    if behind == "'s" or behind in _BEHIND_A_NEW_PHRASE:
        return not (left == right and behind in ("with", "to", "in", "on") and left.endswith(_ABSTRACT))
    return _is_content(behind) and not (
        left == right
        and (left.endswith(_OF_ADJECTIVES_ALONE) or (verb_of(left) == left and left.endswith(("ate", "ize", "ise", "ify", "en"))))
    )


def _lists(passage: Passage) -> Iterator[tuple[int, int, str, str]]:
    words = passage.tokens.words
    done = 0
    for i in _inside(words, _COMMAS):
        if i < done:
            continue
        for length in range(min(_LONGEST_MEMBER, i), 0, -1):
            left = i - length
            if not _may_repeat(words[left:i]) or (last := _repeats_until(words, left, i)) == i:
                continue
            behind = words[last] if last < len(words) else "."
            if _is_content(behind) and behind not in ("and", "or") and words[last - length - 1] in (",", "、", "，"):
                continue  # "industry, industry associations": the second member goes on
            if length == 1 and (_is_content(behind) or behind in _STOPS or behind in _BEHIND_A_NEW_PHRASE):
                continue
            if passage.text[passage.tokens.starts[left]].isupper() and passage.tokens.starts[left] != passage.start:
                continue  # New York, New York
            done = last
            yield left, last, _written(passage, left, i), "has one member twice."
            break


def _repeats_until(words: list[str], left: int, right: int) -> int:
    """Where the list whose first member is ``words[left:right]`` stops repeating it; ``right`` where it never does."""
    member, last = words[left:right], right
    while last < len(words):
        at = last
        while at < len(words) and words[at] in (",", "、", "，", "and", "or"):
            at += 1
        if at == last or words[at : at + len(member)] != member:
            return last
        last = at + len(member)
    return last


def _may_repeat(member: list[str]) -> bool:
    """Whether a list may wrongly repeat ``member``: no figures, no function words, no words that are said twice on purpose."""
    if member[-1] in _STOPS or not all(word[0].isalpha() for word in member):
        return False
    if len(member) == 1:
        return _plain(member[0]) and len(member[0]) >= 4 and member[0] not in _DOUBLES_THAT_PASS and member[0] not in _PAIRS_THAT_PASS
    return is_number(member[0]) or member[0] not in _STOPS


def _is_content(word: str) -> bool:
    return word[0].isalpha() and word not in _STOPS and word not in _BEHIND_A_NEW_PHRASE


def _own_nouns(passage: Passage) -> Iterator[tuple[int, int, str, str]]:
    for i, (adjective, noun) in enumerate(pairwise(passage.tokens.words)):
        if (
            noun.endswith(_OF_ADJECTIVES)
            and len(adjective) > 5
            and noun.startswith(adjective.removesuffix("e"))
            and noun[len(adjective.removesuffix("e")) :] in _OF_ADJECTIVES
            and not _hyphened(passage, i)
        ):
            yield i, i + 2, _written(passage, i + 1, i + 2), "says one thing twice."


def _own_verbs(passage: Passage) -> Iterator[tuple[int, int, str, str]]:
    words = passage.tokens.words
    for i in _inside(words, _TO):
        verb = words[i + 1]
        if i < 2 or len(verb) < 5 or verb_of(verb) != verb or singular(words[i - 1]) in _PURPOSES:
            continue
        stem = verb.removesuffix("e")
        for j in range(max(0, i - 6), i - 1):
            if (
                words[j + 1] != "of"
                or not words[j].startswith(stem)
                or not re.fullmatch(r"(?:[aip]?(?:tion|ment|ance|ence)|ion)", words[j][len(stem) :])
            ):
                continue
            if any(words[k] in (",", ";", ":", "and") for k in range(j, i)):
                continue
            last = i + 2
            while last < min(len(words), i + 4) and _is_content(words[last]) and words[last] not in ("and", "or"):
                last += 1
            yield j, last, "", "says one thing as a noun and again as a verb."
            break
