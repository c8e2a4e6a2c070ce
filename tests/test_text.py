"""The pure functions on str."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.core.document import Span
from reviewer.text import automaton
from reviewer.text.china import is_about_china
from reviewer.text.fold import fold, folded_words, joined
from reviewer.text.inflection import form_of, forms, indefinite_article, inflect, plural, singular, verb_of
from reviewer.text.numerals import chinese_value, express, parse_figure
from reviewer.text.pinyin import is_pinyin, syllables
from reviewer.text.quantities import chinese_quantities, english_quantities
from reviewer.text.sentences import sentences
from reviewer.text.tokens import tokenize

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@given(ANY_TEXT)
def test_folding_moves_nothing(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_drops_case_accents_and_marks() -> None:
    assert fold("Café–“District”, 5G 化尾") == b"cafe  district   5g   "


@given(ANY_TEXT)
def test_tokens_are_where_they_say(text: str) -> None:
    tokens = tokenize(text)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert text[start:end].lower().replace("’", "'") == word
    assert all(a <= b for a, b in zip(tokens.ends, tokens.starts[1:], strict=False))


def test_tokens_of_possessives_figures_and_quotes() -> None:
    assert tokenize("The city’s “15 offensives”, 1,000.5 R&D-led 5G don't").words == [
        "the", "city", "'s", "15", "offensives", ",", "1,000.5", "r", "&", "d", "led", "5g", "don't",
    ]  # fmt: skip


@given(ANY_TEXT)
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Mr. Li of No. 5 Road, U.S. office, e.g. Dr. J. Smith, came.", 1),
        ("It grew 3.5 percent. In 2020 it fell.", 2),
        ('"We won." Liu said.', 2),
        ("It was done. focus on key tasks.", 2),
        ("会议召开。The meeting was held.", 2),
        ("The line\nbreaks here. Yes.", 2),
    ],
)
def test_sentence_ends(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize("word", ["fight", "fights", "fighting", "fought"])
def test_forms_of_a_verb_hold_all_of_it(word: str) -> None:
    assert {"fight", "fights", "fighting", "fought"} <= forms(word)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("organise", "organized"),
        ("centre", "centers"),
        ("labour", "labor"),
        ("travel", "travelling"),
        ("programme", "programs"),
        ("cities", "city"),
        ("implement", "implemented"),
        ("men", "man"),
        ("criteria", "criterion"),
    ],
)
def test_forms_cross_number_and_spelling(word: str, other: str) -> None:
    assert other in forms(word)


@pytest.mark.parametrize(
    ("word", "other"), [("news", "new"), ("goods", "good"), ("class", "clas"), ("the", "thes"), ("deeply", "deeplied"), ("this", "thi")]
)
def test_forms_do_not_make_other_words(word: str, other: str) -> None:
    assert other not in forms(word)


@pytest.mark.parametrize(
    ("verb", "form", "expected"),
    [
        ("take", "past", "took"),
        ("take", "participle", "taken"),
        ("carry", "s", "carries"),
        ("plan", "ing", "planning"),
        ("promote", "ing", "promoting"),
        ("be", "s", "is"),
        ("stop", "past", "stopped"),
        ("have", "s", "has"),
    ],
)
def test_inflection(verb: str, form: str, expected: str) -> None:
    assert inflect(verb, form) == expected  # type: ignore[arg-type]
    assert form_of(expected, verb) in (form, "past")


def test_verb_of() -> None:
    assert (verb_of("strengthened"), verb_of("taken"), verb_of("table")) == ("strengthen", "take", None)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("city", "cities"),
        ("person", "people"),
        ("analysis", "analyses"),
        ("church", "churches"),
        ("progress", "progress"),
        ("talent", "talent"),
    ],
)
def test_number(one: str, many: str) -> None:
    assert plural(one) == many
    assert singular(many) in (one, many)


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("hour", "an"),
        ("honest man", "an"),
        ("university", "a"),
        ("unimportant", "an"),
        ("one-stop shop", "a"),
        ("SOE", "an"),
        ("UN body", "a"),
        ("MOU", "an"),
        ("European", "a"),
        ("8-hour day", "an"),
        ("11 yuan", "an"),
        ("1,100 yuan", "a"),
        ("useful", "a"),
        ("urban area", "an"),
    ],
)
def test_indefinite_article(words: str, article: str) -> None:
    assert indefinite_article(words) == article


@pytest.mark.parametrize(("figure", "value"), [("1,234.5", "1234.5"), ("12,34", None), ("0.248", "0.248"), ("1,000,000", "1000000")])
def test_parse_figure(figure: str, value: str | None) -> None:
    assert parse_figure(figure) == (Decimal(value) if value else None)


@pytest.mark.parametrize(
    ("figure", "value"), [("150亿", 15_000_000_000), ("3.5万", 35_000), ("2万亿", 2_000_000_000_000), ("12", 12), ("亿", None)]
)
def test_chinese_value(figure: str, value: int | None) -> None:
    assert chinese_value(figure) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (15_000_000_000, "15 billion"),
        (2_030_000_000, "2.03 billion"),
        (30_000, "30,000"),
        (1_234_567, "1,234,567"),
        (650_000_000_000, "650 billion"),
    ],
)
def test_express(value: int, words: str) -> None:
    assert express(Decimal(value)) == words


@pytest.mark.parametrize(
    ("word", "cut"),
    [("huayu", ("hua", "yu")), ("qingdao", ("qing", "dao")), ("lüyou", ("lv", "you")), ("strength", ()), ("xi'an", ("xian",))],
)
def test_syllables(word: str, cut: tuple[str, ...]) -> None:
    assert syllables(word) == cut


def test_english_words_are_no_pinyin() -> None:
    assert not any(map(is_pinyin, ["china", "change", "banana", "human", "guide", "mine"]))


def test_signs_of_china() -> None:
    assert is_about_china("The Party committee met.")
    assert is_about_china("Qingdao built a port.")
    assert not is_about_china("Costa Rica and Mr. Takahashi met in Kuala Lumpur.")
    assert not is_about_china(
        "The county committee met. The standing committee will report to party members. " + "All may vote by post. " * 80
    )
    assert not is_about_china(
        "A new era began for the township when the library opened its doors to all. " + "Readers came by bus from the valley. " * 60
    )
    assert not is_about_china("The committee met in London and adopted the licence of the program. " * 20)
    assert not is_about_china("China sold tea. " + "The shop in Leeds sold bread and milk to all who came by. " * 40)


def test_words_alone_are_neighbours() -> None:
    assert folded_words("The “front”-line, an Army's — café") == [b"front", b"line", b"army", b"cafe"]
    assert folded_words("a, the 一") == []


def test_beginnings_of_words_are_found() -> None:
    built = automaton.build(["new kine*", "new kin"])
    assert [index for _, _, index in built.scan(joined(folded_words("a new kinetic energy, new kinds, the new kin")))] == [0, 1]


PHRASES = ["front army", "army", "new kinetic energy", "s"]


@pytest.mark.parametrize("engine", ["daachorse", "ahocorasick_rs"])
def test_both_engines_find_the_same(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if engine == "ahocorasick_rs":
        monkeypatch.setitem(__import__("sys").modules, "daachorse", None)
    else:
        pytest.importorskip("daachorse")
    text = "The front army's new kinetic energy; army."
    built = automaton.build(PHRASES)
    found = sorted((text[start:end].lower(), PHRASES[index]) for start, end, index in built.scan(b" " + fold(text) + b" "))
    assert found == [
        ("army", "army"),
        ("army", "army"),
        ("front army", "front army"),
        ("new kinetic energy", "new kinetic energy"),
        ("s", "s"),
    ]
    loaded = automaton.load(built.dump(), lambda: PHRASES)
    assert sorted(loaded.scan(b" " + fold(text) + b" ")) == sorted(built.scan(b" " + fold(text) + b" "))


@pytest.mark.parametrize(
    ("chinese", "values"),
    [
        ("150亿元", ["150e8"]),
        ("3亿5000万人", ["3.5e8"]),
        ("12万3456人", ["123456"]),
        ("3至5万元", ["5e4", "3", "3e4"]),
        ("５００余万", ["5e6"]),
        ("三千五百万", ["35e6"]),
        ("二万五千里", ["25e3"]),
        ("十五亿零三百", ["1500000300"]),
        ("二〇二〇年", ["2020"]),
        ("一家企业", []),
    ],
)
def test_chinese_quantities(chinese: str, values: list[str]) -> None:
    assert sorted(each.value for each in chinese_quantities(chinese, Span(0, len(chinese)))) == sorted(Decimal(value) for value in values)


@pytest.mark.parametrize(
    ("english", "sizes"),
    [
        ("15 billion yuan", ["15e9"]),
        ("7,100 tons of fish", ["7.1e6"]),
        ("a 2-kilometer road", ["2e3"]),
        ("5 GW and 3.2 TWh", ["5e9", "3.2e12"]),
        ("12 percent, 12.5%, 5G, 2020/21, 1,23", []),
        ("15 billion million, 3 ten thousand", []),
    ],
)
def test_english_quantities(english: str, sizes: list[str]) -> None:
    assert [each.size for each in english_quantities(english, Span(0, len(english)))] == [Decimal(size) for size in sizes]
