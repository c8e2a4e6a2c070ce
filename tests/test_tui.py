"""The review screen and the plain dialogue, by their keys: what is on the screen, in the journal and in the files."""

import asyncio
import io
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from reviewer import formats
from reviewer.cli import main
from reviewer.core.decision import Decision
from reviewer.decisions.journal import Choice, Journal
from reviewer.engine.checker import Checker
from reviewer.tui.app import ReviewApp
from reviewer.tui.finding_list import FindingList
from reviewer.tui.session import Item, Session
from reviewer.tui.shown import on_one_line, shown

GOLDEN = Path(__file__).resolve().parent / "golden"
PAGE = """\
The street office of Qingdao took double recruitment and double introduction as the first task.

The main force met. We take double recruitment and double introduction seriously.

An investment of $15 billion million was made in Shandong Province.
"""
BITEXT = "把双招双引作为第一任务。\tTake double recruitment and double introduction as the first task.\n"
Steps = Callable[[Pilot[None], ReviewApp], Awaitable[None]]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / ".reviewer").mkdir()
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    return path


@pytest.fixture(autouse=True)
def no_burst(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press keys faster than a person who does not hold them down."""
    monkeypatch.setattr("reviewer.tui.app._BURST", 0.0)


@dataclass
class Seen:
    """What was on the screen at the end."""

    words: str
    rows: list[str]
    header: str
    banner: str
    source: str
    card: str
    drawn: str


def play(checker: Checker, paths: list[Path], steps: Steps, size: tuple[int, int] = (120, 40), reviewer: str = "amy") -> Seen:
    """Open the screen on ``paths``, wait until all is checked, and press keys."""
    seen: list[Seen] = []
    journal = Journal.of(paths[0], reviewer)
    app = ReviewApp(Session(lambda: checker, journal, Path("glossaries", "project.yaml")), [str(path) for path in paths])

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            await steps(pilot, app)
            await pilot.pause()
            panes = {name: text_of(app, name) for name in ("header", "banner", "source", "card")}
            seen.append(Seen(words(app), all_words(app), drawn=app.export_screenshot(), **panes))

    try:
        asyncio.run(run())
    finally:
        journal.close()
    return seen[0]


def decided(path: Path) -> list[tuple[str, str, str]]:
    """What the journal on the disk says of the findings of ``path``: words, verdict, text."""
    history = Journal.of(path).history
    entries = history.entries(path.name).values()
    return sorted((entry.place.words, entry.decision.verdict, entry.decision.text) for entry in entries if entry.decision)


def words(app: ReviewApp) -> str:
    item = app.query_one(FindingList).item
    return item.words if item else ""


def text_of(app: ReviewApp, name: str) -> str:
    return str(app.query_one(f"#{name}", Static).render())


def press(*keys: str) -> Steps:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        for key in keys:
            await pilot.press(key)

    return steps


def all_words(app: ReviewApp) -> list[str]:
    return [row.words for row in app.query_one(FindingList).rows if isinstance(row, Item)]


def test_the_findings_are_listed_and_the_first_is_shown(checker: Checker, page: Path) -> None:
    seen = play(checker, [page], press())
    assert seen.rows.count("double recruitment and double introduction") == 2
    assert "$15 billion million" in seen.rows
    assert seen.words == seen.rows[0]
    assert " 0/5 " in seen.header


def test_accepting_saves_and_goes_on(checker: Checker, page: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        first = words(app)
        await pilot.press("a")
        assert [each[0] for each in decided(page)] == [first]
        assert words(app) != first
        assert "1/" in text_of(app, "header")

    play(checker, [page], steps)
    assert decided(page) == [("street office", "accept", "subdistrict office")]


def test_each_key_decides_as_it_says(checker: Checker, page: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        rows = app.query_one(FindingList)
        items = {item.words: item for item in rows.rows if isinstance(item, Item)}
        rows.go(items["$15 billion million"])
        await pilot.press("2")
        rows.go(items["street office"])
        await pilot.press("r")
        rows.go(next(item for item in items.values() if item.words.startswith("double")))
        await pilot.press("e")
        app.screen.query_one(Input).value = "bringing in business and talent"
        await pilot.press("enter")

    play(checker, [page], steps)
    assert decided(page) == [
        ("$15 billion million", "accept", "$15 million"),
        ("double recruitment and double introduction", "rewrite", "bringing in business and talent"),
        ("street office", "reject", ""),
    ]


def test_undo_and_redo_go_back_to_the_finding(checker: Checker, page: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.press("a", "r", "u")
        assert len(decided(page)) == 1
        await pilot.press("u")
        assert decided(page) == []
        assert words(app) == "street office"
        await pilot.press("U", "U")

    play(checker, [page], steps)
    assert len(decided(page)) == 2
    play(checker, [page], press("u"))
    assert len(decided(page)) == 1


def test_all_of_a_kind_after_a_preview_and_another_key(checker: Checker, page: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        rows = app.query_one(FindingList)
        rows.go(next(row for row in rows.rows if isinstance(row, Item) and row.words.startswith("double")))
        await pilot.press("A", "A")
        await pilot.pause()
        assert decided(page) == []
        await pilot.press("A")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()

    play(checker, [page], steps)
    assert [each[1] for each in decided(page)] == ["accept", "accept"]
    play(checker, [page], press("u"))
    assert decided(page) == []


def test_a_kind_in_all_open_files(checker: Checker, page: Path) -> None:
    other = page.with_name("other.txt")
    other.write_text(PAGE)

    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        rows = app.query_one(FindingList)
        assert rows.rows[0] == str(page)
        await pilot.press("R")
        await pilot.pause()
        await pilot.press("f")
        await pilot.pause()

    play(checker, [page, other], steps)
    assert decided(page) == decided(other) == [("street office", "reject", "")]


def test_marked_lines_are_decided_together(checker: Checker, page: Path) -> None:
    play(checker, [page], press("space", "space", "r"))
    assert len(decided(page)) == 2
    play(checker, [page], press("u"))
    assert decided(page) == []


def test_comment_and_skip_leave_the_finding_open(checker: Checker, page: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.press("c")
        app.screen.query_one(Input).value = "ask the bureau"
        await pilot.press("enter")
        await pilot.pause()
        assert "ask the bureau" in text_of(app, "suggestions")
        await pilot.press("s")

    seen = play(checker, [page], steps)
    assert decided(page) == [("street office", "later", "")]
    assert " 0/5 " in seen.header


def test_a_sentence_is_edited_freely(checker: Checker, page: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.press("E")
        app.screen.query_one(TextArea).text = "The subdistrict office put investment first."
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()

    play(checker, [page], steps)
    assert ("The subdistrict office put investment first.") in [each[2] for each in decided(page)]


def test_a_missed_error_is_marked_by_hand(checker: Checker, page: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.press("M")
        fields = list(app.screen.query(Input))
        fields[0].value, fields[1].value = "first task", "top priority"
        fields[1].focus()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "first task" in all_words(app)

    play(checker, [page], steps)
    assert decided(page) == [("first task", "later", "")]
    assert "first task" in play(checker, [page], press()).rows


def test_a_new_term_is_found_at_once_and_kept(checker: Checker, page: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.press("t")
        fields = list(app.screen.query(Input))
        for field, value in zip(fields, ["第一任务", "top priority", "first task"], strict=True):
            field.value = value
        fields[-1].focus()
        await pilot.press("enter")
        await pilot.pause()
        assert "first task" in all_words(app)

    play(checker, [page], steps)
    assert 'preferred: "top priority"' in Path("glossaries", "project.yaml").read_text("utf-8")


def test_filters(checker: Checker, page: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        total = len(all_words(app))
        await pilot.press("slash")
        app.screen.query_one(Input).value = "check:garbled-number"
        await pilot.press("enter")
        await pilot.pause()
        assert all_words(app) == ["$15 billion million"]
        await pilot.press("a", "escape")
        assert len(all_words(app)) == total
        await pilot.press("f")
        assert len(all_words(app)) == total - 1
        await pilot.press("f", "asterisk")
        assert set(all_words(app)) == {words(app)}
        await pilot.press("escape", "slash")
        app.screen.query_one(Input).value = "no such words at all"
        await pilot.press("enter")
        await pilot.pause()
        assert all_words(app) == []
        assert "Esc clears" in text_of(app, "context")

    play(checker, [page], steps)


@pytest.mark.parametrize("order", ["severity", "check", "term"])
def test_orders_have_headings(order: str, checker: Checker, page: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        app.session.order = order
        app._fill(None)
        headings = [row for row in app.query_one(FindingList).rows if isinstance(row, str)]
        assert len(headings) == len(set(headings)) >= 2
        assert words(app)

    play(checker, [page], steps)


def test_the_chinese_stands_beside_the_english(checker: Checker, page: Path) -> None:
    bitext = page.with_name("pairs.tsv")
    bitext.write_text(BITEXT, "utf-8")
    seen = play(checker, [bitext], press())
    assert "双招双引" in seen.source
    assert "双招双引" in seen.card


def test_two_windows_see_each_other_and_conflicts_are_settled(checker: Checker, page: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        item = app.query_one(FindingList).item
        assert item is not None
        bo = Journal.of(page, "bo")
        bo.decide(item.file.document, [Choice(item.finding, "reject")])
        bo.close()
        await pilot.press("a")
        app._look_around()
        await pilot.pause()
        assert "conflict 1" in text_of(app, "header")
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert words(app) == "street office"
        assert "bo says reject" in text_of(app, "suggestions")
        await pilot.press("r")

    play(checker, [page], steps)
    assert decided(page) == [("street office", "reject", "")]


def test_a_text_that_changed_on_disk_is_told_and_carried_over(checker: Checker, page: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.press("r")
        page.write_text("A new title\n\n" + PAGE)
        os.utime(page, (1, 1))
        app._look_around()
        await pilot.pause()
        assert "changed on disk" in text_of(app, "banner")
        await pilot.press("ctrl+l")
        await pilot.pause()
        item = app.query_one(FindingList).rows[0]
        assert isinstance(item, Item)
        assert (item.words, item.state, item.line) == ("street office", "reject", 3)
        page.unlink()
        app._look_around()
        await pilot.pause()
        assert "vanished" in text_of(app, "banner")
        await pilot.press("r")

    play(checker, [page], steps)
    assert len(decided(page)) == 2


def test_a_disk_that_is_full_leaves_the_finding_undecided(checker: Checker, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        first = words(app)
        await pilot.press("c")
        app.screen.query_one(Input).value = "x"
        await pilot.press("enter")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fdatasync", full)
            await pilot.press("a")
        assert words(app) == first
        assert "NOT SAVED" in text_of(app, "banner")

    play(checker, [page], steps)
    assert decided(page) == []


def test_a_held_key_does_not_decide_unseen(checker: Checker, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewer.tui.app._BURST", 5.0)
    seen = play(checker, [page], press("r", "r", "r"))
    assert len(decided(page)) == 2
    assert "held down" in seen.header


def test_a_bad_file_is_told_and_the_others_open(checker: Checker, page: Path) -> None:
    broken = page.with_name("broken.txt")
    broken.write_bytes(b"\xff\xff")
    seen = play(checker, [broken, page], press())
    assert "not UTF-8" in seen.banner
    assert seen.words


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 14), (200, 60)])
def test_every_size_shows_the_words_and_their_suggestion(size: tuple[int, int], checker: Checker, page: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        screen = app.export_screenshot().replace("&#160;", " ")
        assert "street" in screen
        assert "subdistrict" in screen
        if size[0] < 80:
            assert not app.query_one(FindingList).display or app.query_one(FindingList).size.width == 0
            await pilot.press("l")
            await pilot.pause()
            assert app.query_one(FindingList).size.width > 40

    play(checker, [page], steps, size)


NASTY = (
    "The street office\x07\x1b[31m met in Qingdao \u202eabc \U0001f600 青岛\u200f, 1\x00.\tThe main force\x9b came. "
    + "long " * 3000
    + "\n"
)


def test_nothing_in_a_text_reaches_the_terminal_raw(checker: Checker, page: Path) -> None:
    page.write_text(NASTY.replace("\x00", ""), "utf-8")

    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.press("j", "k")
        rows = app.query_one(FindingList)
        assert all(rows.render_line(y).cell_length == rows.size.width for y in range(rows.size.height))

    drawn = play(checker, [page], steps).drawn
    assert not {"\x07", "\x1b", "\u202e", "\u200f", "\x9b"} & set(drawn)
    assert not {"\x07", "\x1b", "\u202e", "\u200f", "\x9b", "\x00"} & set(shown(NASTY))
    assert on_one_line("a\tb\r\nc\x1b") == "a b c␛"


def test_keys_can_be_changed(checker: Checker, page: Path) -> None:
    file = page.parent / "config" / "reviewer" / "keys.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("accept: x\n")
    play(checker, [page], press("x"))
    assert [each[1] for each in decided(page)] == ["accept"]


@pytest.mark.parametrize("state", ["first", "decided", "batch", "help"])
def test_snapshots(state: str, checker: Checker, page: Path, request: pytest.FixtureRequest) -> None:
    keys = {"first": (), "decided": ("a", "r"), "batch": ("A",), "help": ("question_mark",)}[state]
    drawn: list[str] = []

    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        for key in keys:
            await pilot.press(key)
        await pilot.pause()
        drawn.append(app.export_screenshot(simplify=True))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reviewer.decisions.journal.datetime", FixedTime)
        play(checker, [Path("page.txt")], steps)
    golden = GOLDEN / f"tui-{state}.svg"
    if request.config.getoption("--update"):
        golden.write_text(drawn[0], "utf-8")
    assert drawn[0] == golden.read_text("utf-8")


class FixedTime:
    """A clock that stands still."""

    @classmethod
    def now(cls, _: object) -> "FixedTime":
        return cls()

    def strftime(self, _: str) -> str:
        return "2026-01-01T00:00:00Z"


@pytest.fixture
def dialogue(page: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    def run(*lines: str) -> int:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return main(["review", "--plain", "--reviewer", "amy", str(page)])

    return run


def test_the_plain_dialogue_writes_the_same_journal(dialogue: Callable[..., int], page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dialogue("a", "r", "u", "/ check:garbled-number", "2", "/", "e in investment", "q") == 0
    out = capsys.readouterr().out
    assert "[street office]" in out
    assert ("$15 billion million", "accept", "$15 million") in decided(page)
    assert ("street office", "accept", "subdistrict office") in decided(page)
    assert "in investment" in [each[2] for each in decided(page)]


def test_the_plain_dialogue_shows_a_batch_before_it_decides(
    dialogue: Callable[..., int], page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dialogue("/ term:shuangzhao-shuangyin", "A", "n", "A", "y", "c why", "x y", "9", "g 1", "N", "p") == 0
    out = capsys.readouterr().out
    assert "accept these 2?" in out
    assert "nothing decided" in out
    assert [each[1] for each in decided(page)].count("accept") == 2


def test_review_needs_a_terminal(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(page)]) == 2
    assert capsys.readouterr().err == "this is no terminal that the review screen can use: try --plain\n"
    assert main(["review", "--plain", str(page.parent / "none.txt")]) == 2


def test_decisions_are_nouns_of_the_core() -> None:
    decision = Decision("f", "later", None, "", "amy", "2026-01-01T00:00:00Z")
    assert not decision.settles
    assert not decision.changes


def test_the_score_now_and_after_the_decisions(checker: Checker, page: Path) -> None:
    from reviewer.quality import errors, mqm

    def scores(seen: Seen) -> tuple[float, float]:
        now, after = seen.header.split("MQM ")[1].split(" > ")
        return float(now), float(after.split()[0])

    first = scores(play(checker, [page], press()))
    assert first[0] == first[1]
    raw = mqm.score(errors.raw(checker.review(formats.read(str(page), page.read_bytes()))), len(PAGE.split()))
    assert first[0] == round(raw.score, 1)
    accepted = scores(play(checker, [page], press("a")))
    assert accepted[0] == first[0]
    assert accepted[1] > first[1]
    rejected = scores(play(checker, [page], press("u", "r")))
    assert rejected[0] == rejected[1] == accepted[1]
    assert scores(play(checker, [page], press("u"))) == first
