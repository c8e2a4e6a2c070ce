"""Suggestions that fit the place they go to: captured words, inflection, number, capitals, a or an."""

from __future__ import annotations

import re
from typing import Final

from reviewer.core.document import Span
from reviewer.core.finding import Edit, Safety, Suggestion
from reviewer.glossary.match import TermMatch
from reviewer.glossary.pattern import Word
from reviewer.text.inflection import Form, form_of, indefinite_article, inflect, is_plural, is_uncountable, plural, singular, verb_of
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
_SMALL: Final = frozenset("a an the of in for to on with and or by from at as but nor via".split())
_GERUND_NOUNS: Final = frozenset(
    "briefing building crossing filing gathering hearing landing listing meeting offering reading ruling setting warning".split()
)
"""Nouns with a plural among the words in -ing."""
_NO_ADVERBS: Final = frozenset(
    "apply ally assembly comply costly daily early elderly family fly friendly likely monthly multiply only orderly quarterly rally rely reply supply tally timely weekly yearly".split()
)
_CAPTURE = re.compile(r"<(\d)>")
_AT_A_START = re.compile(r"[.!?:;•■●]\s+$|[\"“‘(]$|\n\s*$")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_][\w'’]*[ -]){1,4}$")
_WORDS_AFTER = re.compile(r"(?:[ -][^\W\d_][\w'’]*){1,4}")
_BODIES: Final = frozenset(
    """academy administration agency association branch brigade bureau campaign center centre city college commission committee company conference congress council councilor county court
    day department district federation festival forum government group hospital initiative institute league library ministry museum office park party plan procuratorate program
    programme project province regiment school secretary society squad station team town university village zone""".split()
)
"""Last words of the names of bodies, places and programs."""
_ARTICLE_BEFORE = re.compile(r"(?<![\w'’])(a|an|the)\s+[\"“'‘]?$", re.IGNORECASE)
_LEADING_ARTICLE = re.compile(r"(?:a|an|the)\s+", re.IGNORECASE)


def options_of(match: TermMatch) -> tuple[str, ...]:
    """What may be written in the place of a match, best first, as the term base has it."""
    if match.rendering.use is not None:
        return match.rendering.use
    return (match.term.preferred, *match.term.admitted)


def suggest(match: TermMatch, text: str, within: Span) -> tuple[Span, tuple[Suggestion, ...]]:
    """The span to replace and the suggestions for it, each fitted to its place in ``text``.

    The span is that of the match, widened where the article before it, or what a deletion leaves behind, must change too, but not
    beyond ``within``, its segment.
    """
    options = options_of(match)
    if "" in options:
        span = _deletion_span(text, match.span, within.end)
        kept = text[match.span.end : span.end].lstrip(" ,")
        deleted = kept[:1].upper() + kept[1:]
        others = [_fit(option, match, text) + text[match.span.end : span.end] for option in options if option]
        texts = [deleted, *others]
    else:
        span = _with_its_quotation_mark(text, match.span)
        texts = [_fit(option, match, text) for option in options]
        span, texts = _fit_article(text, span, within.start, texts)
    safe: Safety = "safe" if _is_safe(match, options) else "ask"
    current = span.of(text)
    unique = [new for new in dict.fromkeys(texts) if new != current]
    return span, tuple(Suggestion("term base", (Edit(span, new),), safe) for new in unique)


def _is_safe(match: TermMatch, options: tuple[str, ...]) -> bool:
    """One right rendering for words found as written, with no condition: what a person would accept unseen."""
    rendering = match.rendering
    return (
        len(options) == 1
        and options[0] != ""
        and rendering.confidence == "high"
        and not (match.near or rendering.near or rendering.unless or rendering.china or match.match.gaps)
        and all(match.tokens.words[token] == word.written.lower() for word, token in match.match.picked)
    )


def _deletion_span(text: str, span: Span, last: int) -> Span:
    """``span`` with the comma and blank after it; at the start of a sentence with the next word, which gets its capital."""
    tail = re.compile(r"\s*,?[ \t]*").match(text, span.end, last)
    end = tail.end() if tail else span.end
    if span.of(text)[:1].isupper():
        word = re.compile(r"\w+").match(text, end, last)
        end = word.end() if word else end
    return Span(span.start, end)


def _with_its_quotation_mark(text: str, span: Span) -> Span:
    """``span``, with the other mark where it holds one of a pair: a replacement of both words and mark must take both."""
    within = span.of(text)
    opening = text[span.start - 1 : span.start]
    closing = text[span.end : span.end + 1]
    if opening and opening in '"“' and ((within.count('"') == 1 and opening == '"') or within.count("”") > within.count("“")):
        return Span(span.start - 1, span.end)
    if closing and closing in '"”' and ((within.count('"') == 1 and closing == '"') or within.count("“") > within.count("”")):
        return Span(span.start, span.end + 1)
    return span


def _fit(option: str, match: TermMatch, text: str) -> str:
    option = _CAPTURE.sub(lambda capture: _captured(match, int(capture[1]), text), option)
    words = _inflected(option.split(" "), match)
    start = match.tokens.starts[0] == match.span.start or bool(_AT_A_START.search(text, max(0, match.span.start - 4), match.span.start))
    return _capitalized(" ".join(words), text, match.span, at_a_start=start)


def _captured(match: TermMatch, number: int, text: str) -> str:
    if number > len(match.match.gaps):
        return ""
    start, end = match.match.gaps[number - 1]
    return text[match.tokens.starts[start] : match.tokens.ends[end - 1]] if end > start else ""


def _inflected(words: list[str], match: TermMatch) -> list[str]:
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


def _head(words: list[str]) -> int:
    """Index of the head of a noun phrase: the last word before its first preposition."""
    for place, word in enumerate(words):
        if place and word.lower() in _PREPOSITIONS:
            return place - 1
    return len(words) - 1


def _with_number(words: list[str], picked: list[tuple[Word, int]], match: TermMatch) -> list[str]:
    """``words`` in the number that the rendering's head noun has in the text; two joined by "and" alike."""
    word, token = picked[_head([word.written for word, _ in picked])]
    written, found = word.written.lower(), match.tokens.words[token]
    if found == written or word.exact is not None or is_plural(found) == is_plural(written):
        return words
    if words[0] in ("a", "an") or (len(words) > 1 and words[0] not in NOUNS_TOO and _is_verb_phrase(words)) or _has_verb(words):
        return words
    head = _head(words)
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


def _capitalized(option: str, text: str, span: Span, *, at_a_start: bool) -> str:
    """``option`` with the capitals of what it replaces: all, those of a title or name, or that of a sentence's first word."""
    found = span.of(text)
    letters = [char for char in found if char.isalpha()]
    if len(letters) > 3 and all(char.isupper() for char in letters) and " " in found:
        return option.upper()
    title = _is_title(text, span, option.split(" "))
    if title:
        option = " ".join(word if word.lower() in _SMALL else word[:1].upper() + word[1:] for word in option.split(" "))
    first = next((char for char in found if char.isalnum()), "")
    return option[:1].upper() + option[1:] if first.isupper() and (title or at_a_start) else option


def _is_title(text: str, span: Span, option: list[str]) -> bool:
    """Whether the words of ``span`` stand as a title or in a name, not as words that the machine chose to capitalize."""
    content = [word for word in re.findall(r"[^\W\d_][\w'’]*", span.of(text)) if word.lower() not in _SMALL]
    if len(content) < 2 or not all(word[0].isupper() for word in content):
        return False
    if content[-1].lower() in _BODIES or option[_head(option)].lower() in _BODIES:
        return True
    before = _WORDS_BEFORE.search(text, max(0, span.start - 60), span.start)
    after = _WORDS_AFTER.match(text, span.end)
    neighbours = [
        next((word for word in words if word and word.lower() not in _SMALL), "")
        for words in (re.split("[ -]", before[0])[::-1] if before else [], re.split("[ -]", after[0]) if after else [])
    ]
    return all(word[:1].isupper() or not word for word in neighbours)


def _fit_article(text: str, span: Span, first: int, texts: list[str]) -> tuple[Span, list[str]]:
    """Settle the article before the span: ``a`` or ``an``, and none where the suggestion brings its own."""
    before = _ARTICLE_BEFORE.search(text, max(first, span.start - 12), span.start)
    if before is None:
        return span, texts
    article = before[1]
    between = text[before.end(1) : span.start]
    quote = between.lstrip()
    fitted: list[str] = []
    for new in texts:
        own = _LEADING_ARTICLE.match(new)
        if own:
            fitted.append(quote + (new if article.islower() else new[:1].upper() + new[1:]))
        elif article.lower() == "the":
            fitted.append(article + between + new)
        else:
            right = indefinite_article(new)
            fitted.append((right.capitalize() if article[0].isupper() else right) + between + new)
    if all(new == article + between + old for new, old in zip(fitted, texts, strict=True)):
        return span, texts
    return Span(before.start(1), span.end), fitted
