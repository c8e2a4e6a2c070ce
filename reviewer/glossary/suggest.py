"""Suggestions that fit the place they go to: captured words, inflection, number, capitals, a or an."""

from __future__ import annotations

import re

from reviewer.core.document import Span
from reviewer.core.finding import Edit, Safety, Suggestion
from reviewer.glossary.agreement import agreeing
from reviewer.glossary.capitals import capitalized
from reviewer.glossary.match import TermMatch
from reviewer.text.inflection import indefinite_article

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
        span = _deletion_span(text, match.span, within)
        kept = text[match.span.end : span.end].lstrip(" ,")
        deleted = kept[:1].upper() + kept[1:]
        before, after = text[span.start : match.span.start], text[match.span.end : span.end]
        others = [before + _fit(option, match, text) + after for option in options if option]
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


def _deletion_span(text: str, span: Span, within: Span) -> Span:
    """``span`` with the comma and blank after it; at the start of a sentence with the next word, which gets its capital; before a stop with the blank before it."""
    tail = re.compile(r"\s*,?[ \t]*").match(text, span.end, within.end)
    end = tail.end() if tail else span.end
    if span.of(text)[:1].isupper():
        word = re.compile(r"\w+").match(text, end, within.end)
        end = word.end() if word else end
    is_last = end == within.end or text[end] in ".;:!?)”"
    return Span(span.start - (is_last and within.start < span.start and text[span.start - 1] == " "), end)


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
    words = agreeing(option.split(" "), match)
    start = match.tokens.starts[0] == match.span.start or bool(_AT_A_START.search(text, max(0, match.span.start - 4), match.span.start))
    return capitalized(" ".join(words), text, match.span, at_a_start=start)


def _captured(match: TermMatch, number: int, text: str) -> str:
    if number > len(match.match.gaps):
        return ""
    start, end = match.match.gaps[number - 1]
    return text[match.tokens.starts[start] : match.tokens.ends[end - 1]] if end > start else ""


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
