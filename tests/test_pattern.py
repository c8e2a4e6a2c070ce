"""The notation of renderings."""

import pytest

from reviewer.glossary.pattern import PatternError, find_all, parse
from reviewer.text.tokens import tokenize


def found(pattern: str, text: str) -> list[str]:
    tokens = tokenize(text)
    places = dict.fromkeys(
        (tokens.starts[match.span_start], tokens.ends[match.span_end - 1])
        for sequence in parse(pattern)
        for match in find_all(sequence, tokens, text)
    )
    return [text[start:end] for start, end in places]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (
            "fight positional warfare",
            "They fought positional warfare, fighting positional warfare.",
            ["fought positional warfare", "fighting positional warfare"],
        ),
        ("Fight the Battle", "FIGHT THE BATTLE", ["FIGHT THE BATTLE"]),
        ("front-line", "front line, front-line, frontline", ["front line", "front-line", "frontline"]),
        ("decision making and deployment", "decision-making and deployment", ["decision-making and deployment"]),
        ("main battlefield", 'the main "battlefield" and main “battlefield”', ['main "battlefield', "main “battlefield"]),
        ("=party secretary", "party secretary, Party secretary, party secretaries", ["party secretary", "party secretaries"]),
        (
            "{dual|double} {recruitment|talent attraction}",
            "double recruitment, dual talent attraction, dual talent",
            ["double recruitment", "dual talent attraction"],
        ),
        (
            "improve (the) (overall) effect",
            "improve effect; improves the overall effect",
            ["improve effect", "improves the overall effect"],
        ),
        (
            "take <1-3> as the carrier",
            "take the autumn festival as the carrier; take as the carrier",
            ["take the autumn festival as the carrier"],
        ),
        ("fight <2> battle", "fight a good positional battle; fight a b c d battle", ["fight a good positional battle"]),
        (
            "# self-confidence",
            "four self-confidence, 4 self-confidences, many self-confidence",
            ["four self-confidence", "4 self-confidences"],
        ),
        ("!{the} next step", "the next step, my next step", ["next step"]),
        ("in place !{of|by}", "in place of it, in place by May, in place now", ["in place"]),
        ("[[street]] office", "the street office", ["street"]),
        ("take <1-4> as [[starting point]]", "takes reform as the starting point", ["starting point"]),
        ("hard work, hard work and struggle", "hard work hard work, and struggle", []),
        (
            "hard work, and struggle",
            "hard work and struggle; hard work, and struggle",
            ["hard work and struggle", "hard work, and struggle"],
        ),
        ("people's livelihood", "people’s livelihood, peoples livelihood", ["people’s livelihood"]),
        ("city plan", "the city's plan, city, plan", ["city's plan"]),
    ],
)
def test_pattern_finds(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("{a|b", "never closed"),
        ("a}", "unexpected '}'"),
        ("a | b", "outside braces"),
        ("(a)", "no word that must stand there"),
        ("<1-3> word", "may not stand at an end"),
        ("take <3-1> as", "counts backwards"),
        ("]] a [[", "must stand once each"),
        ("a < b", "has no meaning"),
        ("[[a]] [[b]]", "must stand once each"),
        (" ".join(["{a b|c d|e f}"] * 8), "more than 256 combinations"),
    ],
)
def test_broken_patterns_are_refused(pattern: str, complaint: str) -> None:
    with pytest.raises(PatternError, match=complaint.replace("|", r"\|").replace("}", r"\}")):
        parse(pattern)


def test_single_words_do_not_multiply() -> None:
    assert len(parse("{a1|b1|c1} {d1|e1|f1} (g1|h1) {i1|j1|k1} {l1|m1|n1} {o1|p1|q1}")) == 1
