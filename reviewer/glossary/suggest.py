"""Suggestions that fit the place they go to: captured words, inflection, number, capitals, a or an."""

from __future__ import annotations

import re
from typing import Final

from reviewer.core.document import Span
from reviewer.core.finding import Edit, Safety, Suggestion
from reviewer.glossary.match import TermMatch
from reviewer.glossary.pattern import Word
from reviewer.text.inflection import Form, form_of, indefinite_article, inflect, is_plural, plural, singular, verb_of
from reviewer.text.verbs import VERBS

_PREPOSITIONS: Final = frozenset(
    "of in for to on with between by from at among into through under over toward towards against about as per and or that which who".split()
)
_AUXILIARIES: Final = frozenset("have has had having be is are was were been being".split())
_SMALL: Final = frozenset("a an the of in for to on with and or by from at as but nor via".split())
_CAPTURE = re.compile(r"<(\d)>")
_AT_A_START = re.compile(r"[.!?:;•■●]\s+$|[\"“‘(]$|\n\s*$")
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
    return _capitalized(" ".join(words), match.span.of(text), at_a_start=start)


def _captured(match: TermMatch, number: int, text: str) -> str:
    if number > len(match.match.gaps):
        return ""
    start, end = match.match.gaps[number - 1]
    return text[match.tokens.starts[start] : match.tokens.ends[end - 1]] if end > start else ""


def _inflected(words: list[str], match: TermMatch) -> list[str]:
    picked = [(word, token) for word, token in match.match.picked if match.match.span_start <= token < match.match.span_end]
    if not picked:
        return words
    verb = _verb_form(picked, match)
    if verb is not None:
        return _with_verb(words, verb)
    return _with_number(words, picked, match)


def _verb_form(picked: list[tuple[Word, int]], match: TermMatch) -> Form | None:
    """The form that the rendering's leading verb took in the text, where it is not the form in which it was written."""
    word, token = next(((w, t) for w, t in picked if not w.written.endswith("ly")), picked[0])
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


def _with_verb(words: list[str], form: Form) -> list[str]:
    out = list(words)
    for place, word in enumerate(words):
        if place and word.lower().endswith("ly"):
            continue
        follows_and = place >= 1 and words[place - 1] in ("and", "or") and words[0].lower() in VERBS and place <= 2
        if place == 0 or follows_and or (place == 1 and words[0].endswith("ly")):
            base = verb_of(word.lower())
            if base is None:
                if place == 0 and word.endswith("ly"):
                    continue
                return words if place == 0 else out
            if word.lower() == base or place == 0:
                out[place] = inflect(base, form)
        elif place > 2:
            break
    return out


def _head(words: list[str]) -> int:
    """Index of the head of a noun phrase: the last word before its first preposition."""
    for place, word in enumerate(words):
        if place and word.lower() in _PREPOSITIONS:
            return place - 1
    return len(words) - 1


def _with_number(words: list[str], picked: list[tuple[Word, int]], match: TermMatch) -> list[str]:
    """``words`` in the number that the rendering's head noun has in the text."""
    word, token = picked[_head([word.written for word, _ in picked])]
    written, found = word.written.lower(), match.tokens.words[token]
    if found == written or word.exact is not None or is_plural(found) == is_plural(written):
        return words
    place = _head(words)
    head = words[place].lower()
    if len(words) > 1 and words[0].lower() in VERBS and verb_of(picked[0][0].written.lower()):
        return words  # a verb with its object
    if head in _PREPOSITIONS or head.endswith(("ing", "ed", "ly")):
        return words
    changed = plural(head) if is_plural(found) else singular(head)
    if changed == head:
        return words
    return [*words[:place], words[place][:1] + changed[1:], *words[place + 1 :]]


def _capitalized(option: str, found: str, *, at_a_start: bool) -> str:
    """``option`` with the capitals of what it replaces: all, those of a title, or that of a sentence's first word."""
    letters = [char for char in found if char.isalpha()]
    if len(letters) > 3 and all(char.isupper() for char in letters) and " " in found:
        return option.upper()
    content = [word for word in re.findall(r"[^\W\d_][\w'’]*", found) if word.lower() not in _SMALL]
    title = len(content) > 1 and all(word[0].isupper() for word in content)
    if title:
        option = " ".join(word if word.lower() in _SMALL else word[:1].upper() + word[1:] for word in option.split(" "))
    first = next((char for char in found if char.isalnum()), "")
    return option[:1].upper() + option[1:] if first.isupper() and (title or at_a_start) else option


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
