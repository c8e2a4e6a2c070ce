"""Scores against figures computed by hand, or printed in the source that a formula comes from."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer import formats
from reviewer.core.decision import Decision, Verdict
from reviewer.core.document import Document, Span
from reviewer.core.finding import Confidence, Finding, Severity
from reviewer.core.review import BY_HAND, FREE_EDIT, Review
from reviewer.core.term import Term
from reviewer.engine.checker import Checker
from reviewer.quality import agreement, gbt19682, mqm
from reviewer.quality.effort import effort
from reviewer.quality.errors import confirmed, counted, raw, remaining
from reviewer.quality.interval import gamma_quantile, penalty_interval
from reviewer.quality.marot import MarotError, read_annotations, write_annotations
from reviewer.quality.parallel import ParallelError
from reviewer.quality.rules import RuleError, parse_rules
from reviewer.quality.scorecard import Gate, Scale, score_review
from reviewer.quality.systems import METRICS, compare
from reviewer.quality.terms import TermRecogniser
from reviewer.quality.wording import wording

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "west-coast-new-area.txt"


def finding(
    category: str = "accuracy/literal",
    severity: Severity = "minor",
    span: tuple[int, int] = (0, 1),
    *,
    name: str = "",
    check: str = "deprecated-term",
    term: str | None = None,
    confidence: Confidence = "high",
) -> Finding:
    return Finding(check, term, category, severity, confidence, Span(*span), None, "", (), name or f"{category}{severity}{span}")


def text_of(content: str, name: str = "a.txt") -> Document:
    return formats.read(name, content.encode())


def decision(fingerprint: str, verdict: Verdict) -> Decision:
    return Decision(fingerprint, verdict, 0 if verdict == "accept" else None, "x", "anna", "2024-05-01T08:00:00+00:00")


def words(count: int) -> str:
    return "word " * (count - 1) + "word."


# MQM


def test_mqm_is_that_of_the_council() -> None:
    """themqm.org, The MQM Scoring Models: ten minor errors in 1,000 words are 10 points, and a raw quality score of 99."""
    score = mqm.score([finding()] * 10, 1000)
    assert (score.penalty, score.per_thousand, score.score) == (10, 10, 99)


def test_mqm_by_hand() -> None:
    errors = [
        finding("accuracy/number", "critical"),
        finding("accuracy/literal", "major"),
        finding("accuracy/literal", "major"),
        finding("style/register", "minor"),
        finding("style/register", "neutral"),
    ]
    score = mqm.score(errors, 500)
    assert score.penalty == 25 + 5 + 5 + 1 + 0
    assert score.per_thousand == 72
    assert score.score == pytest.approx(100 * (1 - 36 / 500))
    assert score.errors == 5
    assert score.by_severity() == {"critical": 1, "major": 2, "minor": 1, "neutral": 1}
    assert list(score.by_dimension()) == ["accuracy", "style"]
    assert score.by_dimension()["accuracy"] == {"critical": 1, "major": 2, "minor": 0, "neutral": 0}
    assert score.by_category()["style/register"] == {"critical": 0, "major": 0, "minor": 1, "neutral": 1}


def test_google_weights() -> None:
    """Freitag et al. (2021): major 5, minor 1, minor punctuation 0.1, non-translation 25, neutral 0."""
    cost = {
        ("accuracy/mistranslation", "major"): 5,
        ("linguistic/punctuation", "major"): 5,
        ("linguistic/punctuation", "minor"): 0.1,
        ("linguistic/grammar", "minor"): 1,
        ("non-translation", "major"): 25,
        ("style/awkward", "neutral"): 0,
        ("source/error", "major"): 0,
    }
    severities: dict[str, Severity] = {"major": "major", "minor": "minor", "neutral": "neutral"}
    assert {key: mqm.WMT.of(finding(key[0], severities[key[1]])) for key in cost} == cost


def test_weights_of_a_user_go_before_the_presets() -> None:
    weights = mqm.parse_weights("minor:linguistic/punctuation=0.5, style=0, major=4")
    assert weights.of(finding("linguistic/punctuation", "minor")) == 0.5
    assert weights.of(finding("linguistic/punctuation", "major")) == 4
    assert weights.of(finding("style/register", "critical")) == 0
    assert weights.of(finding("accuracy/number", "critical")) == 25
    assert mqm.parse_weights("wmt") is mqm.WMT


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("major", "'major' is no rule"),
        ("grave=3", "'grave' is no category"),
        ("grave:style=3", "'grave' is no severity"),
        ("major=much", "a weight is a number from 0 up"),
        ("major=-1", "a weight is a number from 0 up"),
        ("major=inf", "a weight is a number from 0 up"),
    ],
)
def test_bad_weights(text: str, complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint):
        mqm.parse_weights(text)


def test_score_has_a_floor_and_needs_no_words() -> None:
    assert mqm.score([finding(severity="critical")], 10).score == 0
    assert mqm.score([], 0).score == 100


def test_words_are_counted_without_markup() -> None:
    assert mqm.words_of(formats.read("a.md", b"# Two words\n\nA [link](https://example.com/some/where) here, and **bold** - 3.\n")) == 8
    assert mqm.words_of(text_of("“Year-on-year” growth: 5 % – good 🎉.\n")) == 4
    assert mqm.words_of(formats.read("a.tsv", "新区\tNew Area\n".encode())) == 2


def test_merged_is_the_score_of_all() -> None:
    first, second = [finding()] * 3, [finding("style/register", "major")] * 2
    assert mqm.merged([mqm.score(first, 100), mqm.score(second, 300)]) == mqm.score([*first, *second], 400)


# The interval


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.390), (25, 16.18, 36.90), (100, 81.36, 121.63)]
)
def test_interval_of_equal_weights_is_garwoods(count: int, low: float, high: float) -> None:
    """The exact limits of a Poisson count, as tables since Garwood (1936) have them; 25 is GraphPad's example."""
    assert penalty_interval([(1.0, count)], 1.0) == pytest.approx((low, high), abs=0.006)


def test_interval_grows_with_the_weight() -> None:
    """One error of weight 25 where none weighs more: 25 times the limits of a count of one."""
    assert penalty_interval([(25.0, 1)], 25.0) == pytest.approx((25 * 0.025318, 25 * 5.571643), rel=1e-5)


def test_interval_by_hand() -> None:
    """Fay and Feuer: y = 5 + 2 · 5 = 15, v = 5 + 2 · 25 = 55, W = 25; the gamma distribution function integrated by Simpson's rule."""
    low, high = penalty_interval([(1.0, 5), (5.0, 2)], 25.0)
    assert _gamma_cdf(low * 15 / 55, 15 * 15 / 55) == pytest.approx(0.025, abs=1e-6)
    assert _gamma_cdf(high * 40 / 680, 40 * 40 / 680) == pytest.approx(0.975, abs=1e-6)


def _gamma_cdf(x: float, shape: float, steps: int = 20000) -> float:
    def density(t: float) -> float:
        return math.exp((shape - 1) * math.log(t) - t - math.lgamma(shape)) if t else 0.0

    width = x / steps
    inner = sum((4 if step % 2 else 2) * density(step * width) for step in range(1, steps))
    return (density(0) + inner + density(x)) * width / 3


@pytest.mark.parametrize("shape", [0.5, 1.0, 3.7, 50.0, 4000.0, 250000.0])
def test_gamma_quantiles_are_in_order(shape: float) -> None:
    quantiles = [gamma_quantile(p, shape) for p in (0.025, 0.5, 0.975)]
    assert quantiles == sorted(quantiles)
    assert quantiles[1] == pytest.approx(shape - 1 / 3, rel=0.02, abs=0.08)  # the median of a gamma distribution


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.1, 1.0, 5.0, 25.0]), st.integers(0, 300)), max_size=4))
def test_interval_holds_the_penalty(counts: list[tuple[float, int]]) -> None:
    low, high = penalty_interval(counts, 25.0)
    assert 0 <= low <= sum(weight * count for weight, count in counts) <= high


def test_interval_is_narrower_on_a_longer_text() -> None:
    short, long = mqm.score([finding()] * 5, 250).interval, mqm.score([finding()] * 100, 5000).interval
    assert short[0] < long[0] < 98 < long[1] < short[1]


def test_interval_of_free_weights() -> None:
    assert mqm.score([finding()], 100, mqm.Weights("none", ())).interval == (100, 100)


# GB/T 19682-2005


def test_gbt_by_hand() -> None:
    """K · C_A · (3·D_I + 1·D_II + 0.5·D_III + 0.25·D_IV) / W: 0.8 · 0.75 · (3·2 + 1·3 + 0.5·1 + 0.25·2) / 2000 = 3 ‰."""
    document = text_of("a b c d e f g h")
    errors = [
        finding("accuracy/number", "critical", (0, 1)),
        finding("accuracy/omission", "major", (2, 3)),
        finding("accuracy/literal", "major", (4, 5)),
        finding("linguistic/grammar", "minor", (6, 7)),
        finding("style/register", "minor", (8, 9)),
        finding("terminology/wrong-term", "major", (10, 11)),
        finding("linguistic/punctuation", "minor", (12, 13)),
        finding("locale/currency", "major", (14, 15)),
        finding("style/awkward", "neutral", (0, 1)),
    ]
    score = gbt19682.score(errors, document, gbt19682.Contract(0.8, "II", 2000))
    assert score.counts == (("I", 2), ("II", 3), ("III", 1), ("IV", 2))
    assert score.permille == pytest.approx(3.0)
    assert (score.passes, score.origin) == (False, "contract")


def test_gbt_counts_a_repeated_error_once() -> None:
    document = text_of("They grasp the implementation. We GRASPED the implementation, and seized it.")
    spans = [(5, 29), (34, 60), (66, 72)]
    errors = [finding("accuracy/literal", "major", span, term="zhua") for span in spans]
    score = gbt19682.score(errors, document)
    assert (dict(score.counts)["II"], score.repeats) == (2, 1)
    assert wording("grasp the implementation") == wording("Grasped the implementation")


def test_gbt_less_than_a_thousand_counts_as_a_thousand() -> None:
    document = formats.read("a.tsv", "双招双引 是 战场\tDouble recruitment.\n".encode())
    score = gbt19682.score([finding(span=(11, 17))], document)
    assert (score.characters, score.origin) == (7, "counted")
    assert score.permille == 1.0
    assert score.passes


def test_gbt_limit_is_within() -> None:
    document = text_of("a b")
    errors = [finding("accuracy/literal", "major", (0, 1)), finding("terminology/wrong-term", "minor", (2, 3))]
    assert gbt19682.score(errors, document).permille == 1.5
    assert gbt19682.score(errors, document).passes


def test_gbt_without_chinese_is_estimated() -> None:
    score = gbt19682.score([], text_of(words(1000)))
    assert (score.characters, score.origin) == (1700, "estimated")


def test_gbt_classes_can_be_overruled() -> None:
    classes = gbt19682.parse_classes("style=iv, major:terminology=I, linguistic/punctuation=none")
    document = text_of("a b c")
    errors = [
        finding("style/register", "major", (0, 1)),
        finding("terminology/wrong-term", "major", (2, 3)),
        finding("linguistic/punctuation", "critical", (4, 5)),
    ]
    assert dict(gbt19682.score(errors, document, gbt19682.Contract(classes=classes)).counts) == {"I": 1, "II": 0, "III": 0, "IV": 1}
    with pytest.raises(RuleError, match="a class is one of I, II, III, IV, none"):
        gbt19682.parse_classes("style=V")


def test_gbt_merged_adds_characters() -> None:
    contract = gbt19682.Contract()
    scores = [gbt19682.score([finding()], text_of(words(500)), contract) for _ in range(4)]
    assert gbt19682.merged(scores, contract).permille == pytest.approx(1000 * 4 / 3400)
    mixed = [scores[0], gbt19682.score([], formats.read("a.tsv", "新\tNew\n".encode()), contract)]
    assert gbt19682.merged(mixed, contract).origin == "estimated"


def test_rules_know_no_third_part() -> None:
    assert [str(rule) for rule in parse_rules(" major=4 ,minor:style=0.5,", float)] == ["major=4", "minor:style=0.5"]


# Which errors count


def test_issues_and_errors_are_apart() -> None:
    found = (
        finding(span=(0, 1), name="accepted"),
        finding(span=(1, 2), name="rejected"),
        finding(span=(2, 3), name="open"),
        finding(span=(3, 4), name="later"),
        finding(span=(4, 5), name="unsure", confidence="low"),
        finding(span=(5, 6), name="unsure-accepted", confidence="low"),
        finding(span=(6, 7), name="hand", check=BY_HAND),
        finding(span=(7, 8), name="hand-rejected", check=BY_HAND),
        finding(span=(8, 9), name="free", severity="neutral", check=FREE_EDIT),
    )
    decisions = (
        decision("accepted", "accept"),
        decision("rejected", "reject"),
        decision("later", "later"),
        decision("unsure-accepted", "rewrite"),
        decision("hand-rejected", "reject"),
        decision("free", "rewrite"),
    )
    review = Review(text_of("a b c d e f g h i"), found, "", decisions)

    def names(some: tuple[Finding, ...]) -> list[str]:
        return [each.fingerprint for each in some]

    assert names(raw(review)) == ["accepted", "rejected", "open", "later"]
    assert names(confirmed(review)) == ["accepted", "unsure-accepted", "hand", "free"]
    assert names(remaining(review)) == ["open", "later", "hand"]
    assert names(counted(review)) == ["accepted", "rejected", "open", "later", "unsure-accepted", "hand", "free"]


def test_sample_page_before_and_after_a_review(checker: Checker) -> None:
    """Every finding accepted: nothing is left, and what was raw is confirmed (but for what was of low confidence)."""
    review = checker.review(formats.read("page.txt", SEED.read_bytes()))
    recogniser = TermRecogniser(checker.glossary.terms)
    before = score_review(review, recogniser, Scale())
    assert before.counts == ("raw",)
    assert 50 < before.scores["raw"].mqm.score < 90
    assert before.scores["raw"].mqm == before.scores["remaining"].mqm
    assert not before.scores["raw"].gbt.passes
    assert sum(before.stretches["raw"]) == before.scores["raw"].mqm.penalty
    decided = replace(review, decisions=tuple(decision(each.fingerprint, "accept") for each in review.findings))
    after = score_review(decided, recogniser, Scale())
    assert after.counts == ("raw", "confirmed", "remaining")
    assert after.scores["raw"].mqm == before.scores["raw"].mqm
    assert after.scores["confirmed"].mqm.errors == len(review.findings)
    assert after.scores["remaining"].mqm.score == 100
    assert sum(after.stretches["remaining"]) == 0
    assert Gate("remaining", 100, 0).failures(after.scores["remaining"]) == ()
    assert len(Gate("raw", 95, 1.5).failures(after.scores["raw"])) == 2


# Terms


def term(id_: str, zh: str, preferred: str, *admitted: str) -> Term:
    return Term(id_, "test", (zh,), preferred, admitted, (), "accuracy/literal", "major", "", "", (), ())


TERMS = (
    term("zhaoshang", "双招双引", "attracting investment and talent", "investment and talent attraction"),
    term("jiedao", "街道", "subdistrict"),
    term("dangjian", "党建", "Party building"),
    term("jianshe", "建设", "building"),
    term("xinqu", "新区", "New Area (district)"),
    term("out", "等等", ""),
)


def test_terms_with_the_chinese() -> None:
    """Due are 双招双引 and 街道 three times, of two terms; the longer Chinese hides 建设 in none here."""
    rows = "双招双引在街道\tAttract investment and talent in the street.\n街道、街道、党建\tSubdistricts and Party building.\n"
    document = formats.read("a.tsv", rows.encode())
    street = document.text.index("street")
    wrong = finding("accuracy/literal", "major", (street, street + 6), term="jiedao")
    score = TermRecogniser(TERMS).score(Review(document, (wrong,), ""))
    assert score.bilingual
    assert {use.term.id: dict(use.statuses) for use in score.uses} == {
        "zhaoshang": {"preferred": 1},
        "jiedao": {"deprecated": 1, "preferred": 1, "other": 1},
        "dangjian": {"preferred": 1},
    }
    assert (score.due, score.accuracy) == (5, 3 / 5)
    jiedao = next(use for use in score.uses if use.term.id == "jiedao")
    assert (jiedao.uniform, jiedao.consistency) == (False, 0.5)
    assert score.consistency == 0


def test_terms_without_the_chinese() -> None:
    text = "Investment and talent attraction. Attracts investment and talent. A subdistrict. Party building in the New Area. Street."
    street = text.index("Street")
    found = (finding(span=(street, street + 6), term="jiedao"), finding(span=(0, 3), term="out"), finding(span=(0, 3), check="spacing"))
    score = TermRecogniser(TERMS).score(Review(text_of(text), found, ""))
    assert not score.bilingual
    assert {use.term.id: dict(use.renderings) for use in score.uses} == {
        "zhaoshang": {"investment and talent attraction": 1, "attracting investment and talent": 1},
        "jiedao": {"street": 1},
        "dangjian": {"party building": 1},
        "xinqu": {"new area": 1},
    }
    assert [score.count(status) for status in ("preferred", "admitted", "deprecated", "other")] == [3, 1, 1, 0]
    assert (score.accuracy, score.consistency) == (4 / 5, 0)


def test_a_rejected_finding_is_no_wrong_rendering() -> None:
    review = Review(text_of("The street is open."), (finding(span=(4, 10), term="jiedao", name="f"),), "", (decision("f", "reject"),))
    assert TermRecogniser(TERMS).score(review).due == 0


def test_the_same_rendering_in_other_inflections_is_uniform() -> None:
    text = "It attracts investment and talent. We attracted investment and talents."
    (use,) = TermRecogniser(TERMS).score(Review(text_of(text), (), "")).uses
    assert (use.due, use.uniform, use.consistency) == (2, True, 1.0)


def test_no_terms() -> None:
    score = TermRecogniser(()).score(Review(text_of(""), (), ""))
    assert (score.due, score.accuracy, score.consistency) == (0, None, None)


# Effort and systems

SNOVER_HYP = "THIS WEEK THE SAUDIS denied information published in the new york times"
SNOVER_REF = "SAUDI ARABIA denied THIS WEEK information published in the AMERICAN new york times"


def test_effort_by_hand() -> None:
    """Snover et al. (2006), section 2: one shift, two substitutions and an insertion, 4 edits for 13 words; and a segment untouched."""
    measured = effort([SNOVER_HYP, "It opened today ."], [SNOVER_REF, "It opened today ."])
    assert (measured.edits, measured.segments, measured.untouched, measured.words) == (4, 2, 1, 16)
    assert measured.hter == pytest.approx(100 * 4 / 17)
    assert measured.per_thousand == 250
    assert measured.untouched_share == 0.5
    assert measured.signature.startswith("nrefs:1|case:lc|tok:tercom|")


MT = [
    "The city takes double recruitment as the main battlefield.",
    "We grasp the projects.",
    "It opened in May.",
    "He said that it is good.",
]
BETTER = ["The city focuses on attracting investment.", "We carry out the projects.", "It opened in May.", "He said it was good."]
REFERENCE = ["The city focuses on attracting talent.", "We carry out the projects well.", "It opened in May.", "He said it was good."]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    for name, lines in (("mt", MT), ("better", BETTER), ("ref", REFERENCE)):
        (tmp_path / name).write_text("\n".join(lines) + "\n")
    return {name: str(tmp_path / name) for name in ("mt", "better", "ref")}


def sacrebleu(*arguments: str) -> str:
    command = [sys.executable, "-m", "sacrebleu", *arguments, "-m", "bleu", "chrf", "ter", "--chrf-word-order", "2", "-w", "6"]
    return subprocess.run([*command, "-f", "text", "--no-color"], capture_output=True, text=True, check=True).stdout


def test_figures_are_those_of_the_command(files: dict[str, str]) -> None:
    printed = sacrebleu(files["ref"], "-i", files["mt"], "--confidence", "--confidence-n", "200")
    compared = compare({"mt": MT}, REFERENCE, resamples=200)
    assert compared.test is None
    assert [figure.metric for figure in compared.systems[0].figures] == list(METRICS)
    for figure in compared.systems[0].figures:
        signature = compared.signatures[figure.metric]
        assert f"{figure.metric}|{signature} = {figure.score:.6f} (μ = {figure.mean:.6f} ± {figure.margin:.6f})" in printed


def test_paired_bootstrap_is_that_of_the_command(files: dict[str, str]) -> None:
    printed = sacrebleu(files["ref"], "-i", files["mt"], files["better"], "--paired-bs", "--paired-bs-n", "100")
    compared = compare({"mt": MT, "better": BETTER}, REFERENCE, resamples=100)
    for system in compared.systems:
        for figure in system.figures:
            assert f"{figure.score:.6f} ({figure.mean:.6f} ± {figure.margin:.6f})" in printed
            assert figure.p_value is None or f"(p = {figure.p_value:.4f})" in printed
            assert compared.signatures[figure.metric] in printed
            assert compared.best(figure.metric) == "better"
    assert [figure.p_value is None for figure in compared.systems[0].figures] == [True] * 3


def test_approximate_randomisation_is_that_of_the_command(files: dict[str, str]) -> None:
    """The command has no intervals there; ours are said in the signature (``bs:1000``)."""
    printed = sacrebleu(files["ref"], "-i", files["mt"], files["better"], "--paired-ar", "--paired-ar-n", "100")
    compared = compare({"mt": MT, "better": BETTER}, REFERENCE, test="randomization", resamples=100)
    for figure in compared.systems[1].figures:
        assert f"{figure.score:.6f}" in printed
        assert f"(p = {figure.p_value:.4f})" in printed
        assert figure.margin is not None
        assert compared.signatures[figure.metric].replace("bs:1000|", "") in printed


def test_one_segment_has_a_score_and_no_interval() -> None:
    compared = compare({"mt": ["The cat sat."]}, ["The cat sat."])
    assert [(figure.score, figure.margin) for figure in compared.systems[0].figures][2] == (0, None)
    assert compared.systems[0].figures[0].score == pytest.approx(100)
    with pytest.raises(ParallelError, match="a paired test needs two segments"):
        compare({"a": ["x"], "b": ["y"]}, ["x"])


@pytest.mark.parametrize(
    ("translation", "corrected", "complaint"),
    [
        (["a"], ["a", "b"], "the corrected version has 2 segments, and the translation has 1"),
        (["a", " "], ["a", "b"], "the translation: segment 2 is empty"),
        ([], [], "the translation has no segments"),
    ],
)
def test_texts_that_are_not_parallel(translation: list[str], corrected: list[str], complaint: str) -> None:
    with pytest.raises(ParallelError, match=complaint):
        effort(translation, corrected)


# Agreement


def test_spans_by_hand() -> None:
    """Found 0-10 and 20-24, annotated 5-15 and 30-40: 5 characters of 14 and of 20 agree; one span of two on each side."""
    document = text_of("x" * 50)
    found = (finding("accuracy/literal", "major", (0, 10), check="a"), finding("style/register", "minor", (20, 24), check="b"))
    marks = (finding("accuracy/literal", "minor", (5, 15), check=BY_HAND), finding("style/register", "minor", (30, 40), check=BY_HAND))
    compared = agreement.compare([(Review(document, found, ""), Review(document, marks, ""))])
    assert compared.characters == agreement.Overlap(14, 5, 20, 5)
    assert compared.characters.precision == 5 / 14
    assert compared.characters.recall == 5 / 20
    assert compared.characters.f1 == pytest.approx(2 * 5 / (14 + 20))
    assert compared.spans == agreement.Overlap(2, 1, 2, 1)
    assert compared.by_category == {"accuracy/literal": agreement.Overlap(1, 1, 1, 1), "style/register": agreement.Overlap(1, 0, 1, 0)}
    assert compared.by_severity == {"major": agreement.Overlap(1, 0, 0, 0), "minor": agreement.Overlap(1, 0, 2, 0)}
    assert compared.by_check == {"a": agreement.Overlap(1, 1, 2, 1), "b": agreement.Overlap(1, 0, 2, 0)}
    assert (compared.segments, compared.kendall, compared.pearson) == (1, None, None)


def test_adjacent_spans_do_not_agree() -> None:
    document = text_of("abcdef")
    ours, theirs = (Review(document, (finding(span=span),), "") for span in ((0, 3), (3, 6)))
    assert agreement.compare([(ours, theirs)]).spans == agreement.Overlap(1, 0, 1, 0)


def test_nothing_found() -> None:
    assert (agreement.Overlap().precision, agreement.Overlap().recall, agreement.Overlap().f1) == (None, None, None)
    assert agreement.Overlap(1, 0, 1, 0).f1 == 0


def test_segments_correlate() -> None:
    document = text_of("One.\n\nTwo.\n\nThree.\n\nFour.\n")
    at = [segment.target.start for segment in document.segments]
    ours = (
        finding("a", "minor", (at[0], at[0] + 1)),
        finding("a", "major", (at[1], at[1] + 1)),
        finding("a", "critical", (at[3], at[3] + 1)),
    )
    theirs = (
        finding("a", "minor", (at[0], at[0] + 2)),
        finding("a", "major", (at[1], at[1] + 2)),
        finding("a", "critical", (at[3], at[3])),
    )
    compared = agreement.compare([(Review(document, ours, ""), Review(document, theirs, ""))])
    assert (compared.segments, compared.kendall) == (4, 1)
    assert compared.pearson == pytest.approx(1)
    assert compared.spans == agreement.Overlap(3, 2, 2, 2)


def test_kendall_of_scipys_manual() -> None:
    """scipy.stats.kendalltau's own example: -0.47140452079103173."""
    assert agreement.kendall([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]) == pytest.approx(-0.47140452079103173)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=30))
def test_kendall_is_its_definition(points: list[tuple[int, int]]) -> None:
    def sign(number: int) -> int:
        return (number > 0) - (number < 0)

    pairs = list(combinations(points, 2))
    difference = sum(sign(a[0] - b[0]) * sign(a[1] - b[1]) for a, b in pairs)
    untied = [sum(a[side] != b[side] for a, b in pairs) for side in (0, 1)]
    expected = difference / math.sqrt(untied[0] * untied[1]) if all(untied) else None
    assert agreement.kendall([x for x, _ in points], [y for _, y in points]) == (None if expected is None else pytest.approx(expected))


def test_pearson_by_hand() -> None:
    assert agreement.pearson([1, 2, 3], [1, 3, 2]) == pytest.approx(0.5)
    assert agreement.pearson([1, 1], [1, 2]) is None
    assert agreement.pearson([1], [2]) is None


# MQM TSV

GOOGLE = (
    "system\tdoc\tdocSegId\tglobalSegId\trater\tsource\ttarget\tcategory\tseverity\tmetadata\n"
    'Online-A\tnews\t1\t7\trater1\t新区\tThe <v>new district</v> is open.\tTerminology/Inappropriate for context\tMajor\t{"note": "New Area"}\n'
    "Online-A\tnews\t1\t7\trater1\t新区\tThe new district is <v>open</v>.\tFluency/Punctuation\tminor\t{}\n"
    "Online-A\tnews\t2\t8\trater1\t好\tGood.\tno-error\tno-error\t{}\n"
    "Online-A\tnews\t3\t9\trater1\t<v>坏</v>\tBad.\tAccuracy/Omission\tMajor\t\n"
    "Online-A\tnews\t4\t10\trater1\t乱\tGarbled.\tNon-translation!\tMajor\t{}\n"
    "Online-A\tnews\t1\t7\trater2\t新区\tThe new district is open.\tNo-error\tNo-error\t{}\n"
    'Online-A\tnews\t1\t7\t\t新区\tThe new district is open.\t\t\t{"segment": {}}\n'
)


def test_googles_annotations_are_read() -> None:
    first, second = read_annotations("g.tsv", GOOGLE)
    assert (first.system, first.rater, first.review.document.path) == ("Online-A", "rater1", "news")
    document = first.review.document
    assert [segment.target.of(document.text) for segment in document.segments] == ["The new district is open.", "Good.", "Bad.", "Garbled."]
    assert [segment.source.of(document.source) for segment in document.segments] == ["新区", "好", "坏", "乱"]
    assert [(each.category, each.severity, each.span.of(document.text), each.message) for each in first.review.findings] == [
        ("terminology/wrong-term", "major", "new district", "New Area"),
        ("linguistic/punctuation", "minor", "open", ""),
        ("accuracy/omission", "major", "", ""),
        ("non-translation", "major", "Garbled.", ""),
    ]
    assert second.review.findings == ()
    assert len(second.review.document.segments) == 1
    assert mqm.score(first.review.findings, mqm.words_of(document), mqm.WMT).penalty == pytest.approx(5 + 0.1 + 5 + 25)


def test_old_annotations_have_nine_columns() -> None:
    (read,) = read_annotations("g.tsv", "A\td\t1\t1\tr\t好\t<v>Good</v>.\tStyle/Awkward\tMinor\r\n")
    assert [(each.category, each.span.of(read.review.document.text)) for each in read.review.findings] == [("style/awkward", "Good")]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("a\tb", "g.tsv:2: 2 columns"),
        ("A\td\t1\t1\tr\t好\tGood.\tStyle\tHuge\t{}", "g.tsv:2: unknown severity 'Huge'"),
        ("A\td\t1\t1\tr\t好\tGood</v>.\tStyle\tMinor\t{}", "g.tsv:2: <v> and </v> do not stand in pairs"),
        ("A\td\t1\t1\tr\t好\tGood.\tStyle\tMinor\t{oops", "g.tsv:2: metadata is no JSON object"),
        ("", "g.tsv: no annotations"),
    ],
)
def test_bad_annotations(line: str, complaint: str) -> None:
    with pytest.raises(MarotError) as error:
        read_annotations("g.tsv", f"{GOOGLE.splitlines()[0]}\n{line}\n")
    assert str(error.value).startswith(complaint)
    assert "\n" not in str(error.value)


def test_findings_are_written_in_ten_columns(checker: Checker) -> None:
    review = checker.review(formats.read("page.txt", SEED.read_bytes()))
    accepted = replace(review, decisions=(decision(review.findings[0].fingerprint, "accept"),))
    lines = list(write_annotations([accepted]))
    assert all(line.count("\t") == 9 and line.endswith("\n") for line in lines)
    assert '"verdict": "accept"' in lines[1]
    assert '"timestamp": 1714550400000' in lines[1]
    (read,) = read_annotations("page.tsv", "".join(lines))
    assert len(read.review.document.segments) == len(review.document.segments)
    assert [(each.category, each.severity, each.span.of(read.review.document.text)) for each in read.review.findings] == [
        (each.category, each.severity, " ".join(each.span.of(review.document.text).split("\n"))) for each in review.findings
    ]


@given(st.text(alphabet="ab 新🎉\t\r\n<v>/", min_size=1, max_size=40), st.data())
def test_annotations_come_back(content: str, data: st.DataObject) -> None:
    document = formats.read("a.txt", content.encode())
    findings = []
    for segment in document.segments:
        start = data.draw(st.integers(segment.target.start, segment.target.end - 1))
        findings.append(finding(span=(start, data.draw(st.integers(start + 1, segment.target.end)))))
    lines = "".join(write_annotations([Review(document, tuple(findings), "")]))
    read = [each.review for each in read_annotations("a.tsv", lines)] if document.segments else []
    spans = [each.span.start - read[0].document.segments[place].target.start for place, each in enumerate(read[0].findings)] if read else []
    assert spans == [each.span.start - document.segments[place].target.start for place, each in enumerate(findings)]
    assert [len(each.span) for review in read for each in review.findings] == [len(each.span) for each in findings]
