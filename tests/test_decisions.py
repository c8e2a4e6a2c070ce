"""The journal: what was decided is kept, undone, merged, and placed again in a text that has changed."""

import json
import os
import random
import select
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer import formats
from reviewer.core.document import Span
from reviewer.core.finding import Finding
from reviewer.core.review import Review
from reviewer.decisions.anchor import Carrier, find_quotation, propose
from reviewer.decisions.history import History
from reviewer.decisions.journal import Choice, Journal, Placed, by_hand, free_edit
from reviewer.decisions.log import Log, Reader

TEXT = "The masses of Qingdao met.\n\nThey do a good job in epidemic work.\n\nThe street office took the lead.\n"


def finding(text: str, words: str, check: str = "deprecated-term", fingerprint: str = "") -> Finding:
    start = text.index(words)
    return Finding(
        check, None, "accuracy/literal", "minor", "high", Span(start, start + len(words)), None, "wrong", (), fingerprint or f"fp-{words}"
    )


def review_of(path: Path, text: str, *words: str, renamed: str = "") -> Review:
    document = formats.read(str(path), text.encode())
    return Review(document, tuple(finding(text, each, fingerprint=f"{renamed}fp-{each}") for each in words), "test")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / ".reviewer").mkdir()
    path = tmp_path / "page.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture(autouse=True)
def closed_logs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every log that a test opens is closed after it."""
    opened: list[Log] = []
    original = Log.open.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(Log, "open", classmethod(lambda cls, *arguments: opened.append(original(cls, *arguments)) or opened[-1]))
    yield
    for log in opened:
        if not log.closed:
            log.close()


def verdicts(placed: Placed) -> dict[str, tuple[str, str]]:
    return {decision.fingerprint: (decision.verdict, decision.text) for decision in placed.review.decisions}


def test_decisions_are_there_after_reopening(page: Path) -> None:
    review = review_of(page, TEXT, "masses", "street office")
    masses, street = review.findings
    journal = Journal.of(page, "amy")
    journal.decide(review.document, [Choice(masses, "accept", 0, "people")])
    journal.decide(review.document, [Choice(street, "reject")])
    journal.comment(review.document, street, "it is a name")
    journal.close()
    placed = Journal.of(page).place(review)
    assert verdicts(placed) == {"fp-masses": ("accept", "people"), "fp-street office": ("reject", "")}
    (rejected,) = (decision for decision in placed.review.decisions if decision.verdict == "reject")
    assert (rejected.reviewer, rejected.comment) == ("amy", "it is a name")
    assert len(rejected.at) == len("2026-01-01T00:00:00Z")


def test_a_later_decision_replaces_an_earlier_one(page: Path) -> None:
    review = review_of(page, TEXT, "masses")
    journal = Journal.of(page, "amy")
    journal.decide(review.document, [Choice(review.findings[0], "accept", 0, "people")])
    journal.decide(review.document, [Choice(review.findings[0], "rewrite", None, "public")])
    assert verdicts(journal.place(review)) == {"fp-masses": ("rewrite", "public")}


def test_undo_and_redo_without_limit_and_across_restarts(page: Path) -> None:
    review = review_of(page, TEXT, "masses", "good job", "street office")
    journal = Journal.of(page, "amy")
    for each in review.findings:
        journal.decide(review.document, [Choice(each, "reject")])
    journal.close()
    journal = Journal.of(page, "amy")
    counts = []
    while journal.undo():
        counts.append(len(verdicts(journal.place(review))))
    while journal.redo():
        counts.append(len(verdicts(journal.place(review))))
    assert counts == [2, 1, 0, 1, 2, 3]
    journal.undo()
    journal.decide(review.document, [Choice(review.findings[0], "accept", 0, "x")])
    assert journal.redo() is None
    assert verdicts(journal.place(review)) == {"fp-masses": ("accept", "x"), "fp-good job": ("reject", "")}


def test_a_batch_is_one_event_and_one_undo(page: Path) -> None:
    review = review_of(page, TEXT, "masses", "good job", "street office")
    journal = Journal.of(page, "amy")
    journal.decide(review.document, [Choice(each, "reject") for each in review.findings])
    assert len(verdicts(journal.place(review))) == 3
    journal.undo()
    assert verdicts(journal.place(review)) == {}


def test_two_windows_lose_nothing(page: Path) -> None:
    review = review_of(page, TEXT, "masses", "street office")
    one, two = Journal.of(page, "amy"), Journal.of(page, "amy")
    one.decide(review.document, [Choice(review.findings[0], "reject")])
    two.decide(review.document, [Choice(review.findings[1], "accept", 0, "subdistrict office")])
    assert one.refresh() == 1
    assert two.refresh() == 1
    assert (
        verdicts(one.place(review))
        == verdicts(two.place(review))
        == {"fp-masses": ("reject", ""), "fp-street office": ("accept", "subdistrict office")}
    )


def test_reviewers_who_disagree_are_a_conflict_until_one_settles_it(page: Path) -> None:
    review = review_of(page, TEXT, "masses")
    amy, bo = Journal.of(page, "amy"), Journal.of(page, "bo")
    amy.decide(review.document, [Choice(review.findings[0], "reject")])
    bo.decide(review.document, [Choice(review.findings[0], "accept", 0, "people")])
    amy.refresh()
    placed = amy.place(review)
    assert verdicts(placed) == {}
    assert {decision.reviewer for decision in placed.conflicts["fp-masses"]} == {"amy", "bo"}
    amy.decide(review.document, [Choice(review.findings[0], "accept", 0, "people")])
    assert verdicts(amy.place(review)) == {"fp-masses": ("accept", "people")}
    assert amy.place(review).conflicts == {}


def test_reviewers_who_agree_are_no_conflict(page: Path) -> None:
    review = review_of(page, TEXT, "masses")
    amy, bo = Journal.of(page, "amy"), Journal.of(page, "bo")
    amy.decide(review.document, [Choice(review.findings[0], "reject")])
    bo.decide(review.document, [Choice(review.findings[0], "reject")])
    amy.refresh()
    assert verdicts(amy.place(review)) == {"fp-masses": ("reject", "")}


def test_findings_by_hand_and_free_edits_are_decisions_like_any_other(page: Path) -> None:
    review = review_of(page, TEXT)
    journal = Journal.of(page, "amy")
    mark = by_hand(review.document, Span(4, 10), "accuracy/mistranslation", "major", "wrong sense")
    edit = free_edit(review.document, Span(0, 26))
    journal.decide(review.document, [Choice(mark, "later")])
    journal.decide(review.document, [Choice(edit, "rewrite", None, "People met in Qingdao.")])
    placed = journal.place(review)
    assert [(each.check, each.span, each.severity) for each in placed.review.findings] == [
        ("free-edit", Span(0, 26), "neutral"),
        ("by-hand", Span(4, 10), "major"),
    ]
    journal.undo()
    journal.undo()
    assert journal.place(review).review.findings == ()


def test_decisions_find_their_place_in_a_changed_text(page: Path) -> None:
    review = review_of(page, TEXT, "masses", "good job", "street office")
    journal = Journal.of(page, "amy")
    for each in review.findings:
        journal.decide(review.document, [Choice(each, "reject")])
    journal.comment(review.document, review.findings[0], "see the style guide")
    changed = "A new first paragraph.\n\n" + TEXT.replace("They do a good job in epidemic work.", "They did well.").replace(
        "took the lead", "led"
    )
    later = review_of(page, changed, "masses", "street office", renamed="new-")
    placed = journal.place(later)
    assert verdicts(placed) == {"new-fp-masses": ("reject", ""), "new-fp-street office": ("reject", "")}
    assert placed.moved == {"new-fp-masses", "new-fp-street office"}
    assert [lost.entry.place.words for lost in placed.lost] == ["good job"]
    assert placed.comments["new-fp-masses"][0].text == "see the style guide"
    journal.decide(later.document, [Choice(placed.review.findings[0], "accept", 0, "people")])
    assert verdicts(journal.place(later))["new-fp-masses"] == ("accept", "people")
    assert journal.place(later).conflicts == {}


def test_what_the_text_shows_already_is_done_and_not_lost(page: Path) -> None:
    review = review_of(page, TEXT, "masses", "street office")
    journal = Journal.of(page, "amy")
    journal.decide(review.document, [Choice(review.findings[0], "accept", 0, "people")])
    journal.decide(review.document, [Choice(review.findings[1], "accept", 0, "subdistrict office")])
    exported = review_of(page, TEXT.replace("masses", "people").replace("street office", "subdistrict office"))
    placed = journal.place(exported)
    assert (placed.done, placed.lost, placed.review.findings) == (2, (), ())


def test_without_a_snapshot_a_quotation_is_found_by_its_surroundings(page: Path) -> None:
    review = review_of(page, TEXT, "masses")
    journal = Journal.of(page, "amy")
    journal.decide(review.document, [Choice(review.findings[0], "reject")])
    for snapshot in (page.parent / ".reviewer" / "snapshots").iterdir():
        snapshot.unlink()
    placed = journal.place(review_of(page, "Title\n" + TEXT, "masses", renamed="new-"))
    assert verdicts(placed) == {"new-fp-masses": ("reject", "")}


def test_anchoring_is_rarely_wrong() -> None:
    """Spans of one to four words, among near-duplicate paragraphs, a third of them edited, some deleted or moved: at most 1 % wrong."""
    chance = random.Random(7)
    words = "people province committee work meeting project city plan report road water school cadre group village office market".split()

    def paragraph() -> list[str]:
        return [chance.choice(words) for _ in range(chance.randint(15, 40))]

    old = [paragraph() for _ in range(300)]
    old += [[*each[:-3], *chance.sample(words, 3)] for each in chance.sample(old, 60)]
    marked: list[tuple[int, int, int]] = []
    new: list[tuple[int, list[str]]] = []
    for number, each in enumerate(old):
        at = chance.randrange(len(each) - 4)
        marked.append((number, at, at + chance.randint(1, 4)))
        fate = chance.random()
        if fate < 0.05:
            continue
        changed = list(each)
        if fate < 0.35:
            changed[chance.randrange(len(each))] = "=edited="
        new.append((number, changed))
    for _ in range(8):
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))

    def laid_out(paragraphs: list[tuple[int, list[str]]]) -> tuple[str, dict[int, list[int]]]:
        text, places = "", {}
        for number, each in paragraphs:
            places[number] = []
            for word in each:
                places[number].append(len(text))
                text += f"{word} "
            places[number].append(len(text))
            text += "\n"
        return text, places

    old_text, old_places = laid_out(list(enumerate(old)))
    new_text, new_places = laid_out(new)
    current = dict(new)
    carrier = Carrier(old_text, new_text)
    right = wrong = missed = 0
    for number, start, end in marked:
        span = Span(old_places[number][start], old_places[number][end] - 1)
        carried = carrier.carry(span)
        stays = number in current and current[number][start:end] == old[number][start:end]
        if carried is None:
            missed += stays
        elif stays and carried.start == new_places[number][start]:
            right += 1
        else:
            wrong += 1
    assert wrong <= len(marked) / 100
    assert missed <= len(marked) / 50
    assert right >= 250


def test_a_fuzzy_place_is_only_proposed() -> None:
    text = "In the autumn the broad masses of the people of Qingdao met again."
    assert find_quotation(text, "the masses", "In autumn ", " of Qingdao met.") is None
    proposal = propose(text, "broad mass", "In the autumn the ", "es of the people of Qingdao")
    assert proposal is not None
    assert "broad mass" in proposal.of(text)
    assert find_quotation("no one. no one.", "no one", "", "") is None


@pytest.mark.parametrize("damage", ["truncate", "nul", "flip"])
def test_damage_costs_only_the_damaged_lines(damage: str, tmp_path: Path) -> None:
    log = Log.open(tmp_path, "amy")
    for number in range(20):
        log.append({"at": "2026-01-01T00:00:00Z", "by": "amy", "op": "note", "text": f"甲{number}"})
    log.close()
    whole = log.path.read_bytes()
    chance = random.Random(3)
    for _ in range(60):
        at = chance.randrange(1, len(whole))
        content = {
            "truncate": whole[:at],
            "nul": whole[:at] + bytes(4096),
            "flip": whole[:at] + bytes((whole[at] ^ (1 << chance.randrange(8)),)) + whole[at + 1 :],
        }[damage]
        log.path.write_bytes(content)
        reopened = Log.open(tmp_path, "amy")
        reopened.append({"at": "2026-01-02T00:00:00Z", "by": "amy", "op": "note", "text": "after"})
        reopened.close()
        reader = Reader(tmp_path)
        texts = [event["text"] for event in reader.new_events()]
        sound = whole[:at].count(b"\n")
        assert texts[:sound] == [f"甲{number}" for number in range(sound)]
        assert texts[-1] == "after"
        assert set(texts) <= {f"甲{number}" for number in range(20)} | {"after"}
        if damage == "flip":
            assert len(texts) >= 19
            assert len(reader.problems) >= 1


def test_a_full_disk_leaves_the_finding_undecided(page: Path) -> None:
    review = review_of(page, TEXT, "masses")
    journal = Journal.of(page, "amy")
    journal.comment(review.document, review.findings[0], "x")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fdatasync", full)
        with pytest.raises(OSError, match="No space left"):
            journal.decide(review.document, [Choice(review.findings[0], "reject")])
    assert verdicts(journal.place(review)) == {}
    journal.close()
    reopened = Journal.of(page, "amy")
    assert verdicts(reopened.place(review)) == {}
    assert reopened.problems == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes")
def test_killed_at_any_moment_every_answered_decision_is_there(page: Path) -> None:
    review = review_of(page, TEXT, "masses", "good job", "street office")
    chance = random.Random(11)
    answered = 0
    for round_ in range(200):
        receive, send = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                journal = Journal.of(page, "amy")
                number = 0
                while True:
                    id_ = journal.decide(review.document, [Choice(chance.choice(review.findings), "rewrite", None, f"{round_}-{number}")])
                    os.write(send, f"{id_} {round_}-{number}\n".encode())
                    number += 1
            finally:
                os._exit(1)
        os.close(send)
        select.select([receive], [], [], 30)
        time.sleep(chance.random() * 0.01)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(receive) as pipe:
            answers = [line.split() for line in pipe.read().splitlines() if line]
        history = History()
        history.add(Reader(page.parent / ".reviewer" / "journal").new_events())
        for id_, text in answers:
            event = history.get(id_)
            assert event is not None
            assert event["targets"][0]["text"] == text
        answered += len(answers)
    assert answered >= 200


IDS = st.sampled_from(["fp-masses", "fp-good job", "fp-street office"])
STEPS = st.lists(st.tuples(st.sampled_from(["amy", "bo"]), st.sampled_from(["accept", "reject", "undo", "redo", "pull"]), IDS), max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.randoms(use_true_random=False))
def test_merged_journals_agree_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]], chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    (folder / ".reviewer").mkdir()
    page = folder / "page.txt"
    review = review_of(page, TEXT, "masses", "good job", "street office")
    by_id = {each.fingerprint: each for each in review.findings}
    journals = {name: Journal.of(page, name) for name in ("amy", "bo")}
    for name, action, id_ in steps:
        journal = journals[name]
        if action == "pull":
            journal.refresh()
        elif action in ("undo", "redo"):
            getattr(journal, action)()
        else:
            journal.decide(review.document, [Choice(by_id[id_], action, None, "")])  # type: ignore[arg-type]
    for journal in journals.values():
        journal.refresh()
    events = journals["amy"].history.events
    shuffled = [*events, *events[:3]]
    chance.shuffle(shuffled)
    history = History()
    history.add(shuffled)
    for journal in journals.values():
        assert journal.history.entries("page.txt") == history.entries("page.txt")
        journal.close()
    for entry in history.entries("page.txt").values():
        assert all(decision.fingerprint in by_id for _, decision in entry.heads)


def test_lines_are_plain_json_with_what_a_person_needs(page: Path) -> None:
    review = review_of(page, TEXT, "masses")
    journal = Journal.of(page, "amy")
    journal.decide(review.document, [Choice(review.findings[0], "accept", 0, "people")])
    (log,) = (page.parent / ".reviewer" / "journal").glob("amy-*.jsonl")
    event = json.loads(log.read_text("utf-8"))
    assert (event["by"], event["op"], event["doc"]) == ("amy", "decide", "page.txt")
    assert event["targets"][0]["place"]["words"] == "masses"


def test_a_folder_that_cannot_be_written_keeps_decisions_in_the_users_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(os, "access", lambda *_: False)
    page = tmp_path / "texts" / "page.txt"
    page.parent.mkdir()
    review = review_of(page, TEXT, "masses")
    journal = Journal(page.parent, "amy")
    journal.decide(review.document, [Choice(review.findings[0], "reject")])
    assert list((tmp_path / "state" / "reviewer").glob("texts-*/journal/amy-*.jsonl"))
    assert list(page.parent.iterdir()) == []
