"""Loading, layering, matching and suggesting."""

from pathlib import Path
from textwrap import dedent, indent

import pytest

from reviewer import formats
from reviewer.checks import all_checks
from reviewer.core.edits import apply_edits
from reviewer.core.finding import Finding
from reviewer.engine.checker import Checker
from reviewer.engine.examples import document_of
from reviewer.glossary.files import GlossaryError, shipped_folder
from reviewer.glossary.glossary import Glossary
from reviewer.glossary.load import load_layer


def glossary_of(terms: str, name: str = "test.yaml") -> Glossary:
    content = "domain: test\nterms:\n" + indent(dedent(terms).strip("\n"), "  ") + "\n"
    return Glossary.from_terms(load_layer([(name, content.encode())]).terms)


def findings(glossary: Glossary, text: str) -> tuple[Finding, ...]:
    return Checker(glossary, [all_checks()["deprecated-term"]]).review(document_of(text)).findings


def fixed(glossary: Glossary, text: str) -> str:
    return apply_edits(text, [edit for finding in findings(glossary, text) for edit in finding.suggestions[0].edits])


def entry(preferred: str, *deprecated: str, extra: str = "", zh: str = "词", id: str = "ci") -> str:
    renderings = "".join(f"\n    - {rendering!r}" for rendering in deprecated)
    return f"- id: {id}\n  zh: [{zh}]\n  preferred: {preferred!r}\n  deprecated:{renderings}\n{indent(extra, '  ')}\n"


@pytest.mark.parametrize(
    ("preferred", "deprecated", "text", "expected"),
    [
        ("carry out", "do a good job in", "They did a good job in it; doing a good job in it.", "They carried out it; carrying out it."),
        (
            "carry out",
            "do a good job in",
            "It does a good job in it and has done a good job in it.",
            "It carries out it and has carried out it.",
        ),
        ("take the lead", "walk in the front", "It has walked in the front.", "It has taken the lead."),
        ("key driver", "main force", "the main forces of growth", "the key drivers of growth"),
        ("key driver", "main force", "Main force of growth", "Key driver of growth"),
        ("new growth driver", "new kinetic energy", "the New Kinetic Energy Park", "the New Growth Driver Park"),
        ("new growth driver", "new kinetic energy", "NEW KINETIC ENERGY", "NEW GROWTH DRIVER"),
        (
            "new growth driver",
            "new kinetic energy",
            "It is the New Kinetic Energy of the city.",
            "It is the new growth driver of the city.",
        ),
        ("new growth driver", "new kinetic energy", "New Kinetic Energy", "New Growth Driver"),
        ("subdistrict office", "street office", "It is the Street Office of the city.", "It is the Subdistrict Office of the city."),
        ("meet and talk", "hold hands", "They are holding hands.", "They are meeting and talking."),
        ("increase revenue and cut spending", "open source", "It is opening the source.", "It is increasing revenue and cutting spending."),
        ("serve to link and join", "bear up", "bearing up", "serving to link and join"),
        ("shut down, merge, or retool", "close and stop", "They closed and stopped.", "They shut down, merged, or retooled."),
        ("use of pilot projects", "test point", "the testing point", "the use of pilot projects"),
        ("model post", "pioneer hillock", "a pioneering hillock", "a model post"),
        ("working team", "village group", "two village groups", "two working teams"),
        ("criticism and review meeting", "life club", "two life clubs", "two criticism and review meetings"),
        ("goal and task", "aim target", "the aim targets", "the goals and tasks"),
        ("equipment", "hardware thing", "the hardware things", "the equipment"),
        ("carrying out", "doing well in", "They did well in it.", "They carried out it."),
        ("cutting costs", "price drop", "by price drops", "by cutting costs"),
        ("exemplar", "front army", "It is a front army.", "It is an exemplar."),
        ("exemplar", "front army", "in Xiong'an front army", "in Xiong'an exemplar"),
        ("task force", "assault team", "two assault teams", "two task forces"),
        ("task force", "assault team", "An assault team came.", "A task force came."),
        ("the final push", "decisive battle", "for the decisive battle", "for the final push"),
        ("the final push", "decisive battle", 'for the "decisive battle"', 'for "the final push"'),
        ("Four-Pronged Strategy", "four comprehensive layout", 'the "four comprehensive" layout', "the Four-Pronged Strategy"),
        ("old people's care", "Chinese silver care", "with Chinese silver care", "with old people's care"),
        ("a final push", "decisive battle", "for the decisive battle", "for a final push"),
        ("COVID-19", "new crown pneumonia", "the new crown pneumonia", "the COVID-19"),
        ("identify and solve", "dig and break", "They dug and broke it.", "They identified and solved it."),
        ("subdistrict office", "street office", "two street offices", "two subdistrict offices"),
        (
            "use <1> as the main tool",
            "take <1-4> as the grasp",
            "It takes the campaign as the grasp.",
            "It uses the campaign as the main tool.",
        ),
    ],
)
def test_suggestions_fit_their_place(preferred: str, deprecated: str, text: str, expected: str) -> None:
    assert fixed(glossary_of(entry(preferred, deprecated)), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is understood that the road is open.", "The road is open."),
        ("Then, it is understood that, the road is open.", "Then, the road is open."),
    ],
)
def test_deletions_leave_no_scar(text: str, expected: str) -> None:
    assert fixed(glossary_of(entry("", "it is understood that")), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They did relief work.", "They did relief."),
        ("They did relief work, too.", "They did relief too."),
        ("They did relief work (in May).", "They did relief (in May)."),
        ("Work safety comes first.", "Safety comes first."),
        ("It is good work", "It is good"),
    ],
)
def test_a_deletion_leaves_no_blank_too_many(text: str, expected: str) -> None:
    assert fixed(glossary_of(entry("", "work")), text) == expected


def test_longest_match_wins() -> None:
    glossary = glossary_of(entry("long", "new kinetic energy base", id="a") + entry("short", "kinetic energy", id="b"))
    assert [(f.term, len(f.span)) for f in findings(glossary, "the new kinetic energy base")] == [("a", 23)]


def test_right_renderings_mask_wrong_ones_inside() -> None:
    glossary = glossary_of(entry("moderately prosperous society", "well-off society", id="a") + entry("rich", "prosperous society", id="b"))
    assert not findings(glossary, "a moderately prosperous society")
    assert [f.term for f in findings(glossary, "a prosperous society")] == ["b"]


def test_conditions_on_the_sentence() -> None:
    glossary = glossary_of(entry("support", "guarantee", extra="near: [logistics, '{medical|fund}']\nunless: ['bank <2> loan']"))
    assert findings(glossary, "the funds guarantee")
    assert not findings(glossary, "the guarantee")
    assert not findings(glossary, "the medical guarantee of the bank for a loan")


def test_condition_on_the_text() -> None:
    glossary = glossary_of(entry("the public", "the masses", extra="china: true"))
    assert findings(glossary, "He served the masses in Shandong Province.")
    assert not findings(glossary, "He served the masses in Ohio.")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("double recruiting and double introduction", "ci"),
        ("double recruitment and double introductory steps", "ci"),
        ("double recrutment and double introduction", "ci"),
        ("attracting investment and talent", None),
        ("double trouble and a double introduction", None),
    ],
)
def test_near_matches(text: str, term: str | None) -> None:
    glossary = glossary_of(entry("attracting investment and talent", "double recruitment and double introduction"))
    found = findings(glossary, text)
    assert [f.term for f in found] == ([term] if term else [])
    assert all(f.confidence == "medium" and f.suggestions[0].safety == "ask" for f in found)


def test_safe_is_one_rendering_found_as_written() -> None:
    glossary = glossary_of(entry("QR code", "two-dimensional code"))
    safeties = [f.suggestions[0].safety for f in findings(glossary, "a two-dimensional code and two-dimensional codes")]
    assert safeties == ["safe", "ask"]


def test_later_layers_win(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("domain: own\nterms:\n" + indent(entry("Jingkong Group", "Economic Control Group", id="jingkong"), "  "), "utf-8")
    shipped = Glossary.load()
    layered = Glossary.load([own])
    assert len(layered) == len(shipped) + 1
    replaced = shipped.terms[0].id
    own.write_text("domain: own\nterms:\n" + indent(entry("mine", "utterly new words", id=replaced), "  "), "utf-8")
    assert Glossary.load([own]).by_id[replaced].preferred == "mine"
    assert len(Glossary.load([own])) == len(shipped)


def test_a_layer_that_repeats_the_shipped_terms_changes_nothing() -> None:
    text = "The village party branch secretary in Hunan planted trees, and Qingdao wants to attract talents."
    copied = Glossary.load([shipped_folder()])
    assert [(f.term, f.span) for f in findings(copied, text)] == [(f.term, f.span) for f in findings(Glossary.load(), text)] != []


BROKEN = """\
domain: broken
terms:
  - id: Has Blanks
    zh: [一]
    preferred: one
  - id: er
    zh: [二]
  - id: san
    zh: [三]
    preferred: three
    deprecated:
      - "{a|b"
      - "化尾 %"
    severity: grave
    colour: red
  - id: si
    zh: [四]
    preferred: four
    flag: ["no mark"]
  - id: si
    zh: [四]
    preferred: four
"""


def test_every_malformed_entry_is_reported_with_its_line() -> None:
    with pytest.raises(GlossaryError) as error:
        load_layer([("broken.yaml", BROKEN.encode())])
    assert [problem.split(": ", 1)[0] for problem in error.value.problems] == [
        "broken.yaml:3", "broken.yaml:6", "broken.yaml:15", "broken.yaml:14", "broken.yaml:12", "broken.yaml:13", "broken.yaml:19",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "g.yaml:1: the file is empty"),
        (b"domain: x\nterms:\n  - {id: a", "g.yaml:4: not YAML"),
        (b"domain: x\nterms: \xff\n", "g.yaml:2: not UTF-8"),
        (b"terms: []\n", "g.yaml:1: 'domain' is missing"),
        (b"- a\n", "g.yaml:1: a glossary must be a mapping"),
        (b"domain: x\nterms: {}\n", "g.yaml:2: 'terms' must be a list"),
    ],
)
def test_malformed_files(content: bytes, problem: str) -> None:
    with pytest.raises(GlossaryError) as error:
        load_layer([("g.yaml", content)])
    assert error.value.problems[0].startswith(problem)


SMALL = [shipped_folder() / "measures-numbers.yaml"]


def test_damaged_cache_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEWER_CACHE_DIR", str(tmp_path))
    first = Glossary.load(SMALL, shipped=False)
    stored = next(tmp_path.glob("terms-*.bin"))
    data = bytearray(stored.read_bytes())
    data[len(data) // 2] ^= 1
    stored.write_bytes(bytes(data))
    assert tuple(Glossary.load(SMALL, shipped=False).terms) == tuple(first.terms)
    assert stored.read_bytes() != bytes(data)


def test_unusable_cache_folder_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("REVIEWER_CACHE_DIR", str(tmp_path / "file" / "below"))
    assert len(Glossary.load(SMALL, shipped=False)) > 0


def test_cached_glossary_is_the_compiled_one() -> None:
    Glossary.load(SMALL, shipped=False)
    loaded = Glossary.load(SMALL, shipped=False)
    compiled = Glossary.from_terms(loaded.terms)
    (stored,), (made,) = loaded.parts, compiled.parts
    assert stored.index.phrases == made.index.phrases
    for number in range(stored.index.sequence_count):
        assert stored.index.sequence(number) == made.index.sequence(number)
        assert stored.index.keys(number) == made.index.keys(number)


def test_what_folding_drops_is_found_all_the_same() -> None:
    glossary = glossary_of(entry("right", "{%|percent} growthx", "the city plan"))
    assert [f.span.start for f in findings(glossary, "5% growthx and 5 percent growthx; the city's plan")] == [1, 17, 34]


def test_the_chinese_behind_a_finding_is_shown_and_its_absence_lowers_the_confidence() -> None:
    glossary = glossary_of(entry("attracting talent", "double introduction", zh="双引, 双招双引"))
    checker = Checker(glossary, [all_checks()["deprecated-term"]])
    document = formats.read("a.tsv", "抓好双招双引。\tDo double introduction.\n别的话。\tDo double introduction.\n".encode())
    first, second = checker.review(document).findings
    assert first.source_span is not None
    assert (first.source_span.of(document.source), first.confidence) == ("双招双引", "high")
    assert (second.source_span, second.confidence) == (None, "medium")
