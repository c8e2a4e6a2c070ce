"""Grammatical agreement: a suggestion in the verb form or the number of the words that it replaces."""

from __future__ import annotations

from typing import Final

from reviewer.glossary.match import TermMatch
from reviewer.glossary.pattern import Word
from reviewer.text.inflection import Form, form_of, inflect, is_plural, is_uncountable, plural, singular, verb_of
from reviewer.text.verbs import NOUNS_TOO, VERBS

_PREPOSITIONS: Final = frozenset(
    "of in for to on with between by from at among into through under over toward towards against about as per that which who".split()
)
_SUBORDINATING: Final = frozenset("to of between both that who which when while if only".split())
"""After them a joined word belongs to the clause or phrase that they open."""
_AFTER_A_VERB: Final = frozenset(
    """the a an all any each every both some no this that these those their his her its our your my one's it them us him what how whether
    to on in by with from for at as into through over under up out off down away back ahead forward together along across about around against beyond
    well better hard fully closely people abroad light""".split()
)
"""Words before which a word that is a noun too is a verb ("work together", "lead by example")."""
_AUXILIARIES: Final = frozenset("have has had having be is are was were been being".split())
_GERUND_NOUNS: Final = frozenset(
    "briefing building crossing filing gathering hearing landing listing meeting offering reading ruling setting warning".split()
)
"""Nouns with a plural among the words in -ing."""
_NO_ADVERBS: Final = frozenset(
    "apply ally assembly comply costly daily early elderly family fly friendly likely monthly multiply only orderly quarterly rally rely reply supply tally timely weekly yearly".split()
)


def agreeing(words: list[str], match: TermMatch) -> list[str]:
    """The words of a suggestion in the verb form, or else the number, that the rendering has in the text."""
    picked = [(word, token) for word, token in match.match.picked if match.match.span_start <= token < match.match.span_end]
    if not picked:
        return words
    form = _verb_form(picked, match)
    if form is not None:
        in_base = _in_base_form(words, _leading(picked)[0].written.lower())
        if _is_verb_phrase(in_base):
            return _with_verb(in_base, form)
    return _with_number(words, picked, match)


def _leading(picked: list[tuple[Word, int]]) -> tuple[Word, int]:
    """The first word that is no adverb, and its token."""
    return next((each for each in picked if not each[0].written.endswith("ly")), picked[0])


def _verb_form(picked: list[tuple[Word, int]], match: TermMatch) -> Form | None:
    """The form that the rendering's leading verb took in the text, where it is not the form in which it was written."""
    word, token = _leading(picked)
    written, found = word.written.lower(), match.tokens.words[token]
    base = verb_of(written)
    if base is None or found == written or word.exact is not None:
        return None
    if base not in word.forms or form_of(found, base) is None:
        base = verb_of(found)
        if base is None:
            return None
    form = form_of(found, base)
    if form == "past" and any(before in _AUXILIARIES for before in match.tokens.words[max(0, token - 3) : token]):
        return "participle"
    return form


def _in_base_form(words: list[str], written: str) -> list[str]:
    """``words`` with their leading verb in its base form, where it has the form of ``written``, the rendering's own leading verb."""
    lead = _lead(words)
    base, rendered = verb_of(words[lead].lower()), verb_of(written)
    if base is None or rendered is None or form_of(words[lead].lower(), base) != form_of(written, rendered):
        return words
    return [*words[:lead], base, *words[lead + 1 :]]


def _is_verb_phrase(words: list[str]) -> bool:
    """Whether ``words`` are a verb in its base form with what belongs to it: "use pilot projects", not "use of pilot projects"."""
    lead = _lead(words)
    verb, rest = words[lead].lower(), words[lead + 1 :]
    if verb not in VERBS or rest[:1] == ["of"]:
        return False
    if verb not in NOUNS_TOO or not rest:
        return True
    if rest[0] in ("and", "or") and len(rest) > 1:
        return rest[1] in VERBS and rest[1] not in NOUNS_TOO
    return rest[0].lower() in _AFTER_A_VERB or rest[0].endswith("ly")


def _lead(words: list[str]) -> int:
    """Index of the word after the adverb with which ``words`` may begin."""
    return int(len(words) > 1 and words[0].endswith("ly") and words[0].lower() not in _NO_ADVERBS)


def _with_verb(words: list[str], form: Form) -> list[str]:
    """A verb phrase in another form, with the verbs joined to its first one by "and", "or" or commas."""
    out = list(words)
    lead = _lead(words)
    out[lead] = inflect(words[lead].lower(), form)
    free = True
    for place in range(lead + 1, len(words)):
        before, word = words[place - 1], words[place]
        bare = word.rstrip(",")
        free = before.endswith(",") or (free and before not in _SUBORDINATING)
        if not free or not (before.endswith(",") or before in ("and", "or", "but")) or bare not in VERBS:
            continue
        pair = place == lead + 2
        if bare not in NOUNS_TOO or pair or "".join(words[place + 1 : place + 2]).lower() in _AFTER_A_VERB:
            out[place] = inflect(bare, form) + word[len(bare) :]
    return out


def _has_verb(words: list[str]) -> bool:
    """Whether ``words`` begin with a verb in another form and its object ("cutting costs", "takes shape"), not with a participle ("working team")."""
    lead = words[0].lower()
    base = verb_of(lead)
    form = base and form_of(lead, base)
    if len(words) < 2 or form not in ("s", "ing", "past"):
        return False
    following = words[1].lower()
    if form == "ing":
        return is_plural(following) or is_uncountable(following) or following in _AFTER_A_VERB
    return not lead.endswith("ed")


def head_of(words: list[str]) -> int:
    """Index of the head of a noun phrase (at least one word): the last word before its first preposition."""
    for place, word in enumerate(words):
        if place and word.lower() in _PREPOSITIONS:
            return place - 1
    return len(words) - 1


def _with_number(words: list[str], picked: list[tuple[Word, int]], match: TermMatch) -> list[str]:
    """``words`` in the number that the rendering's head noun has in the text; two joined by "and" alike."""
    word, token = picked[head_of([word.written for word, _ in picked])]
    written, found = word.written.lower(), match.tokens.words[token]
    if found == written or word.exact is not None or is_plural(found) == is_plural(written):
        return words
    if words[0] in ("a", "an") or (len(words) > 1 and words[0] not in NOUNS_TOO and _is_verb_phrase(words)) or _has_verb(words):
        return words
    head = head_of(words)
    out = list(words)
    for place in (head - 2, head) if head >= 2 and words[head - 1] in ("and", "or") else (head,):
        noun = words[place]
        if (
            noun.isalpha()
            and noun.islower()
            and noun not in _PREPOSITIONS | _AFTER_A_VERB
            and (noun in _GERUND_NOUNS or not noun.endswith(("ing", "ed", "ly")))
        ):
            out[place] = plural(noun) if is_plural(found) else singular(noun)
    return out
