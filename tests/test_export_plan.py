"""Which edits an export makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviews import decide, finding, finding_at, review

from reviewer import formats
from reviewer.core.decision import VERDICTS, Decision
from reviewer.core.document import Span
from reviewer.core.edits import apply_edits
from reviewer.core.finding import SEVERITIES, Edit, Finding
from reviewer.core.review import FREE_EDIT
from reviewer.exports.plan import APPLY, Apply, Plan, plan
from reviewer.exports.summary import summary

TEXT = "The main force will grasp the work. The new force will follow.\n"


def corrected(made: Plan) -> str:
    return apply_edits(made.review.document.text, made.edits)


def reasons(made: Plan) -> list[tuple[str, str]]:
    return [(skipped.finding.span.of(made.review.document.text), skipped.reason) for skipped in made.skipped]


def test_decided_makes_decided_edits_alone() -> None:
    accepted, rewritten, rejected, open_, later = (
        finding(TEXT, words, "x") for words in ("main force", "grasp", "work", "new force", "follow")
    )
    decisions = [
        decide(accepted, "accept", "x", suggestion=0),
        decide(rewritten, "rewrite", "do"),
        decide(rejected, "reject"),
        decide(later, "later"),
    ]
    made = plan(review(TEXT, [accepted, rewritten, rejected, open_, later], decisions), "decided")
    assert corrected(made) == "The x will do the work. The new force will follow.\n"
    assert reasons(made) == [("work", "rejected"), ("new force", "undecided"), ("follow", "undecided")]
    assert summary(made) == "2 applied, 3 skipped: 2 undecided, 1 rejected"


def test_safe_adds_the_first_safe_suggestion_of_the_undecided() -> None:
    asked = finding(TEXT, "main force", "x", safety="ask")
    safe = finding(TEXT, "grasp", "do")
    later = finding(TEXT, "follow", "join")
    rejected = finding(TEXT, "new force", "y")
    made = plan(review(TEXT, [asked, safe, later, rejected], [decide(later, "later"), decide(rejected, "reject")]), "safe")
    assert corrected(made) == "The main force will do the work. The new force will join.\n"
    assert reasons(made) == [("main force", "without a safe suggestion"), ("new force", "rejected")]


def test_first_takes_what_may_be_asked_and_never_what_is_for_show() -> None:
    asked = finding(TEXT, "main force", "x", "z", safety="ask")
    shown = finding(TEXT, "grasp", "do", safety="show")
    made = plan(review(TEXT, [asked, shown]), "first")
    assert corrected(made) == TEXT.replace("main force", "x")
    assert reasons(made) == [("grasp", "without a suggestion")]


def clash(first: Finding, second: Finding, *decisions: Decision) -> tuple[str, str]:
    """The checks of the one that wins and of the one that loses, whichever comes first."""
    made = [plan(review(TEXT, order, list(decisions)), "safe") for order in ([first, second], [second, first])]
    outcomes = {(each.applied[0].finding.check, each.skipped[0].finding.check) for each in made}
    assert all(each.skipped[0].winner == each.applied[0].finding for each in made)
    assert len(outcomes) == 1
    return outcomes.pop()


def test_clashes_are_settled_by_the_total_order() -> None:
    short, long = finding(TEXT, "force", "x", check="b"), finding(TEXT, "main force", "y", check="c")
    minor = finding(TEXT, "main force", "z", check="a", severity="minor")
    assert clash(short, long, decide(short, "accept", "x", suggestion=0)) == ("b", "c")  # a reviewer's decision
    assert clash(minor, short) == ("b", "a")  # severity
    assert clash(short, long) == ("c", "b")  # the longer span
    assert clash(finding(TEXT, "The main", "x", check="b"), finding(TEXT, "in force", "y", check="a")) == ("b", "a")  # the earlier start
    assert clash(finding(TEXT, "force", "x", check="b"), finding(TEXT, "force", "y", check="a")) == ("a", "b")  # the check


def test_a_free_edit_goes_before_other_decisions() -> None:
    sentence = finding(TEXT, "The main force will grasp the work.", check=FREE_EDIT, severity="neutral")
    word = finding(TEXT, "main force", "x", severity="critical")
    decisions = [decide(sentence, "rewrite", "It will work."), decide(word, "accept", "x", suggestion=0)]
    made = plan(review(TEXT, [sentence, word], decisions), "decided")
    assert corrected(made) == "It will work. The new force will follow.\n"
    assert summary(made) == "1 applied, 1 skipped: 1 overlaps ‘The main force will grasp the work.’ (line 1)"


def test_a_suggestion_is_applied_whole_or_not_at_all() -> None:
    ends = (Edit(Span(0, 3), "A"), Edit(Span(20, 25), "do"))
    both = finding(TEXT, "The main force will grasp", edits=ends, severity="minor")
    word = finding(TEXT, "grasp", "seize", severity="major")
    made = plan(review(TEXT, [both, word]), "safe")
    assert corrected(made) == TEXT.replace("grasp", "seize")
    assert reasons(made) == [("The main force will grasp", "overlaps")]


def test_edits_at_the_ends_leave_room_for_others_between() -> None:
    ends = (Edit(Span(0, 3), "A"), Edit(Span(20, 25), "do"))
    both = finding(TEXT, "The main force will grasp", edits=ends)
    word = finding(TEXT, "main", "new")
    text = "A main force will do"
    for decisions in ([], [decide(both, "accept", text, suggestion=0), decide(word, "accept", "new", suggestion=0)]):
        assert corrected(plan(review(TEXT, [both, word], decisions), "safe")).startswith("A new force will do the work.")


def test_an_accepted_text_that_the_suggestion_no_longer_says_stands() -> None:
    word = finding(TEXT, "grasp", "seize")
    made = plan(review(TEXT, [word], [decide(word, "accept", "carry out", suggestion=0)]), "decided")
    assert corrected(made) == TEXT.replace("grasp", "carry out")
    made = plan(review(TEXT, [word], [decide(word, "accept", "carry out", suggestion=7)]), "decided")
    assert corrected(made) == TEXT.replace("grasp", "carry out")


def test_kept_words_are_not_replaced_unasked() -> None:
    kept, around, inside = finding(TEXT, "main force"), finding(TEXT, "The main force", "We"), finding(TEXT, "main", "chief", check="b")
    made = plan(review(TEXT, [kept, around, inside], [decide(kept, "reject")]), "safe")
    assert ("The main force", "kept") in reasons(made)
    assert corrected(made) == TEXT.replace("main", "chief")
    asked = plan(review(TEXT, [kept, around], [decide(kept, "reject"), decide(around, "accept", "We", suggestion=0)]), "safe")
    assert corrected(asked) == TEXT.replace("The main force", "We")


def test_two_insertions_at_one_place_clash() -> None:
    text = "He went.\n"
    first, second = (
        finding(text, words, check=check, edits=(Edit(Span(3, 3), "often "),)) for words, check in (("He went", "a"), ("went", "b"))
    )
    assert corrected(plan(review(text, [first, second]), "safe")) == "He often went.\n"


def test_a_decision_that_changes_nothing_is_said() -> None:
    word = finding(TEXT, "grasp", "seize")
    assert reasons(plan(review(TEXT, [word], [decide(word, "rewrite", "grasp")]), "safe")) == [("grasp", "unchanged")]


def test_decisions_without_a_finding_are_said() -> None:
    gone = finding("gone", "gone")
    made = plan(review(TEXT, [], [decide(gone, "rewrite", "x")]), "decided")
    assert [decision.text for decision in made.unplaced] == ["x"]
    assert summary(made) == "0 applied, 0 skipped; 1 decision without a finding"


def test_what_the_file_cannot_hold_is_skipped() -> None:
    text = "再见\tgood bye now\n"
    broken, fine = finding(text, "good bye", "good\nbye"), finding(text, "now", "then")
    made = plan(review(text, [broken, fine], path="a.tsv"), "safe")
    assert formats.write(made.review.document, made.edits) == "再见\tgood bye then\n".encode()
    assert reasons(made) == [("good bye", "unwritable")]
    latin = "café au lait\n"
    curly, plain = finding(latin, "au", "“au”"), finding(latin, "lait", "crème")
    made = plan(review(latin, [curly, plain], encoding="latin-1"), "safe")
    assert formats.write(made.review.document, made.edits) == "café au crème\n".encode("latin-1")


PIECES = st.text(alphabet="ab c\n的😀", max_size=3)


@st.composite
def findings(draw: st.DrawFn, text: str) -> Finding:
    """A finding somewhere in ``text``, with at most one suggestion."""
    start = draw(st.integers(0, len(text) - 1))
    span = Span(start, draw(st.integers(start, min(len(text), start + 6))))
    suggestions = draw(st.lists(PIECES.map(lambda new: (Edit(span, new),)), max_size=1))
    check, severity = draw(st.sampled_from(["a", "b", FREE_EDIT])), draw(st.sampled_from(SEVERITIES))
    return finding_at(span, suggestions, draw(st.sampled_from(["safe", "ask", "show"])), check, severity)


@pytest.mark.parametrize("apply", APPLY)
@given(data=st.data())
def test_every_finding_is_accounted_for_and_no_two_edits_overlap(apply: Apply, data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab c\n的😀", min_size=4, max_size=30))
    found = data.draw(st.lists(findings(text), max_size=8, unique_by=lambda each: each.fingerprint))
    verdicts = data.draw(st.lists(st.sampled_from([None, *VERDICTS]), min_size=len(found), max_size=len(found)))
    decisions = [decide(each, verdict, "new") for each, verdict in zip(found, verdicts, strict=True) if verdict]
    made = plan(review(text, found, decisions), apply)
    assert sorted(each.finding.fingerprint for each in (*made.applied, *made.skipped)) == sorted(each.fingerprint for each in found)
    apply_edits(text, made.edits)  # raises ValueError where two overlap
    rejected = {decision.fingerprint for decision in decisions if decision.verdict == "reject"}
    assert not rejected & {each.finding.fingerprint for each in made.applied}
    applied = [taken.finding for taken in made.applied]
    assert all(each.winner in applied for each in made.skipped if each.reason == "overlaps")
