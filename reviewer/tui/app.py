"""The review screen: keys to actions on the session, and panes that follow the item under the cursor."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, Final, Literal

import yaml
from textual import events, work
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from reviewer.core.document import Span
from reviewer.core.finding import CATEGORIES, SEVERITIES, Severity
from reviewer.formats import FormatError
from reviewer.glossary.files import GlossaryError
from reviewer.tui import panes
from reviewer.tui.dialogs import AskFields, AskText, Choose, Confirm, Page
from reviewer.tui.finding_list import FindingList, Row
from reviewer.tui.query import KEYS, Query
from reviewer.tui.session import ORDERS, File, Item, Session, sentence_after
from reviewer.tui.shown import on_one_line

_BURST: Final = 0.08
"""Seconds; a decision key that is held down comes again within them."""
_POLL: Final = 2.0
"""Seconds between looks at the files and at other windows' decisions."""
_AROUND: Final = 1
"""Paragraphs shown on each side of the sentence at first."""
_TALL: Final = 28
"""Lines from which neighbouring paragraphs and the term's card are shown."""
_KEYS: Final = (
    ("a,enter", "accept", "accept the first suggestion"),
    *((str(number), f"pick({number})", f"accept suggestion {number}") for number in range(1, 10)),
    ("e", "rewrite", "write something else, beginning with the suggestion"),
    ("E", "edit_sentence", "edit the whole sentence freely"),
    ("r", "reject", "reject: the words stay"),
    ("s", "skip", "skip: stays open, marked as seen"),
    ("c", "comment", "comment"),
    ("u,ctrl+z", "undo", "undo, across restarts too"),
    ("U,ctrl+y", "redo", "redo"),
    ("A", "accept_kind", "accept all of the same kind, after a preview"),
    ("R", "reject_kind", "reject all of the same kind, after a preview"),
    ("space", "mark", "mark the line; a, r and s then act on all marked lines"),
    ("j,down", "down", "down"),
    ("k,up", "up", "up"),
    ("n", "next_open", "next undecided"),
    ("N", "previous_open", "previous undecided"),
    ("g,home", "first", "first"),
    ("G,end", "last", "last"),
    ("pagedown", "page(1)", "a page down"),
    ("pageup", "page(-1)", "a page up"),
    ("colon", "jump", "go to a number in the list"),
    ("slash,ideographic_comma", "filter", "filter: words, severity:major, check:…, is:open, …"),
    ("f", "only_open", "show the undecided alone, or all"),
    ("asterisk", "kind", "show only what is of the same kind"),
    ("escape", "clear", "clear the marks, then the filter"),
    ("S", "sort", "sort by place, severity, check or term"),
    ("F", "files", "files and their progress"),
    ("t", "term", "add a term to the project's glossary"),
    ("M", "by_hand", "mark words that the checker missed"),
    ("m", "lost", "conflicts and lost places"),
    ("left_square_bracket", "around(-1)", "less context"),
    ("right_square_bracket", "around(1)", "more context"),
    ("o", "source", "show the Chinese, or not"),
    ("i", "card", "show the term's card, or not"),
    ("w", "preview", "what would be exported"),
    ("l", "toggle_list", "on a narrow screen: the list, or the text"),
    ("ctrl+l", "reload", "read a changed file again"),
    ("question_mark,f1,fullwidth_question_mark", "keys", "this help"),
    ("q", "quit", "quit; all decisions are saved"),
)
_FOOTER: Final = " ? help  a accept  1-9 pick  e rewrite  r reject  s skip  u undo  A all same  / filter"


class ReviewApp(App[None]):
    """One screen for a session; ``load`` opens its files and makes its checker, in the background."""

    CSS = """
    #header, #footer { height: 1; background: $panel; }
    #banner { height: auto; max-height: 3; display: none; text-style: bold reverse; }
    #banner.shown { display: block; }
    #right { width: 1fr; padding: 0 1; }
    #right > Static { height: auto; width: 1fr; margin-bottom: 1; }
    #fault { text-style: none; }
    .hidden { display: none; }
    .narrow FindingList { display: none; }
    .narrow FindingList.shown { display: block; width: 1fr; }
    .narrow #right.shown { display: none; }
    .short #card { display: none; }
    .short #right > Static { margin-bottom: 0; }
    """
    TITLE = "reviewer"
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012 (Textual declares it so)
        (0, "narrow"),
        (80, "wide"),
    ]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012
        (0, "short"),
        (_TALL, "tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, text, id=action.replace("(", "-").rstrip(")"), show=False) for keys, action, text in _KEYS
    ]

    def __init__(self, session: Session, paths: Sequence[str], *, no_colour: bool = False) -> None:
        super().__init__(ansi_color=True if no_colour else None)
        self.session = session
        self.animation_level = "none"
        self._paths = list(paths)
        self._no_colour = no_colour
        self._around = _AROUND
        self._only_open = False
        self._failed: list[str] = []
        self._message = ""
        self._times: list[tuple[str, float]] = []

    def compose(self) -> ComposeResult:
        """The panes."""
        yield Static(id="header")
        yield Static(id="banner")
        with Horizontal():
            yield FindingList(id="list")
            with VerticalScroll(id="right", can_focus=False):
                yield Static(id="source")
                yield Static(id="context")
                yield Static(id="fault")
                yield Static(id="suggestions")
                yield Static(id="change")
                yield Static(id="card")
        yield Static(Content(_FOOTER), id="footer")

    def on_mount(self) -> None:
        """Begin to check, to look for changes, and to listen to signals."""
        if self._no_colour:
            self.theme = "ansi-dark"
        self._load_keymap()
        self.query_one(FindingList).focus()
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError, RuntimeError):
                self._loop_of_signals(each)
        self._show_header()
        self.query_one("#context", Static).update(Content("Reading and checking …"))
        self.set_interval(_POLL, self._look_around)
        self._check_all()

    def _loop_of_signals(self, number: signal.Signals) -> None:
        import asyncio

        asyncio.get_running_loop().add_signal_handler(number, self.exit)

    def _load_keymap(self) -> None:
        """The user's keys: a mapping from action ids to keys in ``reviewer/keys.yaml`` of the configuration folder."""
        file = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config", "reviewer", "keys.yaml")
        if not file.exists():
            return
        try:
            keys = yaml.safe_load(file.read_text("utf-8"))
            self.set_keymap({str(action): str(key) for action, key in keys.items()})
        except (OSError, yaml.YAMLError, AttributeError) as error:
            self._tell(f"{file}: {on_one_line(str(error))[:80]}", bad=True)

    @work(thread=True)
    def _check_all(self) -> None:
        for path in self._paths:
            try:
                file = self.session.open(path)
                self.session.check(file)
            except FormatError as error:
                self._failed.append(str(error))
                continue
            except GlossaryError as error:
                self._failed += error.problems
                break
            except OSError as error:
                self._failed.append(f"{path}: {error.strerror}")
                continue
            self.call_from_thread(self._checked, file)
        self.call_from_thread(self._all_checked)

    def _checked(self, file: File) -> None:
        first = not self.session.items
        self.session.show(file)
        self._fill(self._list.item)
        if first and self._list.item and not self._list.item.is_open:
            self._list.go_open(1)

    def _all_checked(self) -> None:
        problems = [*self._failed, *self.session.journal.problems]
        if problems:
            self._tell("\n".join(problems[:3]), bad=True)
        if not self.session.items:
            self.query_one("#context", Static).update(Content("No findings." if not self._failed else ""))
        self._show_header()

    # What is seen

    @property
    def _list(self) -> FindingList:
        return self.query_one(FindingList)

    def _fill(self, at: Item | None) -> None:
        """Put the visible items into the list, under headings."""
        rows: list[Row] = []
        heading = ""
        grouped = self.session.order != "place" or len(self.session.files) > 1
        for item in self.session.visible():
            if grouped and (group := self.session.group(item)) != heading:
                heading = group
                rows.append(heading)
            rows.append(item)
        self._list.set_rows(rows, at)
        self._show_header()

    def on_finding_list_moved(self, event: FindingList.Moved) -> None:
        """Show the item under the cursor."""
        self._show(event.item)

    def _show(self, item: Item | None) -> None:
        names = ("source", "context", "fault", "suggestions", "change", "card")
        if item is None:
            for name in names:
                self.query_one(f"#{name}", Static).update(Content(""))
            if self.session.items:
                self.query_one("#context", Static).update(Content("Nothing passes the filter: Esc clears it."))
            return
        items = [row for row in self._list.rows if isinstance(row, Item)] if len(self._list.rows) < 2000 else None
        number = items.index(item) + 1 if items else self._list.cursor + 1
        total = len(items) if items else len(self._list.rows)
        kin = len(self.session.same_kind(item, everywhere=True))
        term = self.session.checker.glossary.by_id.get(item.finding.term or "")
        contents = (
            panes.source(item),
            panes.context(item, self._around if self.size.height >= _TALL else 0),
            panes.fault(item, kin, total, number),
            panes.suggestions(item),
            panes.change(item),
            panes.card(term),
        )
        for name, content in zip(names, contents, strict=True):
            pane = self.query_one(f"#{name}", Static)
            pane.update(content)
            pane.set_class(not content.plain, "hidden")

    def _show_header(self) -> None:
        session = self.session
        checked = sum(file.checked for file in session.files) + len(self._failed)
        header = panes.header(session, len(self._paths), checked, self._message, self.size.width)
        self.query_one("#header", Static).update(header, layout=False)

    def on_resize(self) -> None:
        """Cut the header to the width."""
        self._show_header()

    def _tell(self, message: str, *, bad: bool = False) -> None:
        """Say something in the header, or in the banner where it is bad."""
        self._message = "" if bad else message
        banner = self.query_one("#banner", Static)
        banner.set_class(bad, "shown")
        if bad:
            banner.update(Content("\n".join(map(on_one_line, message.splitlines()))))
        self._show_header()

    def on_key(self, event: events.Key) -> None:
        """Tell those whose input method swallows the keys."""
        if event.character and "一" <= event.character <= "鿿":
            self._tell("the input method is on: arrows, Enter and digits work")

    # Decisions

    def _held(self, key: str) -> bool:
        """Whether a decision key is held down: its third press in a burst."""
        now = time.monotonic()
        self._times = [(each, at) for each, at in self._times if each == key and now - at < 2 * _BURST]
        self._times.append((key, now))
        if len(self._times) < 3:
            return False
        self._tell("the key is held down: let it go, then press it again")
        return True

    def _targets(self) -> list[Item]:
        rows = self._list
        if rows.marked:
            return [row for row in rows.rows if row in rows.marked and isinstance(row, Item)]
        return [rows.item] if rows.item else []

    def _attempt(self, act: Callable[[], object], done: str) -> bool:
        """Do what writes to the disk; where that fails, say so, and nothing has changed."""
        try:
            act()
        except GlossaryError as error:
            self._tell(str(error), bad=True)
            return False
        except OSError as error:
            self._tell(f"NOT SAVED, the finding stays undecided: {error.strerror} ({self.session.journal.folder})", bad=True)
            return False
        self._tell(done)
        return True

    def _decide(self, verdict: Literal["accept", "reject", "rewrite", "later"], *, option: int | None = None, text: str = "") -> None:
        items = self._targets()
        if not items:
            return
        if option is not None and (missing := [item for item in items if option >= len(item.options)]):
            self._tell(f"there is no suggestion {option + 1}" + (f" for {len(missing)} of {len(items)}" if len(items) > 1 else ""))
            items = [item for item in items if item not in missing]
            if not items:
                return
        done = f"{verdict}: {on_one_line(items[0].words)[:30]}" if len(items) == 1 else f"{verdict}: {len(items)} findings, one undo"
        if self._attempt(lambda: self.session.decide(items, verdict, option=option, text=text), done):
            self._list.marked.clear()
            self._after_decision()

    def _after_decision(self) -> None:
        """Go on to the next that waits; an item that the filter no longer lets through stays until the list is made anew."""
        if not self._list.go_open(1):
            self._tell("all that is shown is decided")
            self._show(self._list.item)
        self._list.refresh()
        self._show_header()

    def action_accept(self) -> None:
        """Accept the first suggestion, or what a conflict's first side says."""
        if not self._held("a"):
            self._decide("accept", option=0)

    def action_pick(self, number: int) -> None:
        """Accept a suggestion by its number."""
        if not self._held(str(number)):
            self._decide("accept", option=number - 1)

    def action_reject(self) -> None:
        """Leave the words."""
        if not self._held("r"):
            self._decide("reject")

    def action_skip(self) -> None:
        """Leave it open, and go on."""
        if not self._held("s"):
            self._decide("later")

    @work
    async def action_rewrite(self) -> None:
        """Write something else."""
        item = self._list.item
        if item is None:
            return
        decision = item.decision
        start = decision.text if decision and decision.changes else item.options[0] if item.options else item.words
        answer = await self.push_screen_wait(AskFields(f"instead of “{on_one_line(item.words)}”", {"text": start}))
        if answer is not None and self._attempt(
            lambda: self.session.decide([item], "rewrite", text=answer["text"]), f"rewrite: {on_one_line(answer['text'])[:30]}"
        ):
            self._after_decision()

    @work
    async def action_edit_sentence(self) -> None:
        """Rewrite the sentence freely."""
        item = self._list.item
        if item is None:
            return
        span, decision = item.sentence, item.decision
        now = sentence_after(item, decision.text if decision and decision.changes else None)
        answer = await self.push_screen_wait(AskText("the sentence", now))
        if answer is not None and answer != now:
            self._attempt(lambda: self.session.edit(item.file, span, answer), "sentence rewritten")
            self._fill(item)

    @work
    async def action_comment(self) -> None:
        """Note something."""
        item = self._list.item
        if item is None:
            return
        answer = await self.push_screen_wait(AskFields("comment", {"text": ""}))
        if answer and answer["text"].strip():
            self._attempt(lambda: self.session.comment(item, answer["text"].strip()), "comment saved")
            self._show(item)

    def action_undo(self) -> None:
        """Take back the last event, and go where it was."""
        self._replay(self.session.undo, "undone", "nothing to undo")

    def action_redo(self) -> None:
        """Take back the last undoing, and go where it was."""
        self._replay(self.session.redo, "done again", "nothing to redo")

    def _replay(self, replay: Callable[[], tuple[bool, Item | None]], done: str, nothing: str) -> None:
        try:
            happened, item = replay()
        except OSError as error:
            self._tell(f"NOT SAVED: {error.strerror}", bad=True)
            return
        if item is None or item not in self._list.rows or self._list.item == item or self.session.query.text:
            self._fill(item or self._list.item)
        else:
            self._list.go(item)
            self._list.refresh()
        self._tell((done if item is None else f"{done}: {on_one_line(item.words)[:30]}") if happened else nothing)

    def action_accept_kind(self) -> None:
        """Accept the first suggestion of all of the same kind."""
        self._batch("accept")

    def action_reject_kind(self) -> None:
        """Reject all of the same kind."""
        self._batch("reject")

    @work
    async def _batch(self, verdict: Literal["accept", "reject"]) -> None:
        item = self._list.item
        if item is None:
            return
        every = self.session.same_kind(item, everywhere=True)
        usable = [each for each in every if verdict == "reject" or each.options]
        here = [each for each in usable if each.file is item.file]
        if not usable:
            self._tell("there is none that waits")
            return
        lines = [
            f"{Path(each.file.path).name}:{each.line}  {on_one_line(each.words)}"
            + (f" → {on_one_line(each.options[0]) or '(delete)'}" if verdict == "accept" else "")
            for each in usable[:500]
        ]
        if len(usable) > 500:
            lines.append(f"… and {len(usable) - 500} more")
        if left := len(every) - len(usable):
            lines.append(f"left out, without a suggestion: {left}")
        keys = {"y": f"in this file ({len(here)})"} if here else {}
        if len(usable) > len(here):
            keys["f"] = f"in all open files ({len(usable)})"
        key = await self.push_screen_wait(Confirm(f"{verdict} all of the same kind: {item.kind[1]}", lines, keys))
        chosen = {"y": here, "f": usable}.get(key or "", [])
        if chosen:
            option = 0 if verdict == "accept" else None
            if self._attempt(lambda: self.session.decide(chosen, verdict, option=option), f"{verdict}: {len(chosen)} findings, one undo"):
                self._after_decision()

    @work
    async def action_term(self) -> None:
        """Add the words as a wrong rendering of a term of the project's own."""
        item = self._list.item
        words = on_one_line(item.words) if item else ""
        chinese = item.finding.source_span.of(item.file.document.source) if item and item.finding.source_span else ""
        preferred = item.options[0] if item and item.options else ""
        fields = {"Chinese": chinese, "preferred English": preferred, "deprecated English (a pattern; may be left empty)": words}
        answer = await self.push_screen_wait(
            AskFields(f"new term in {self.session.project_glossary}", fields, "Enter goes on and saves, Esc leaves")
        )
        if answer is None:
            return
        zh, right, wrong = (value.strip() for value in answer.values())
        if not right:
            self._tell("a term needs its preferred English")
            return
        found: list[int] = []
        if self._attempt(lambda: found.append(self.session.add_term(zh, right, wrong)[1]), ""):
            self._tell(f"term added; new findings: {found[0]}")
            self._fill(item)

    @work
    async def action_by_hand(self) -> None:
        """Mark words of the sentence that the checker missed."""
        item = self._list.item
        if item is None:
            return
        span, text = item.sentence, item.file.document.text
        fields = {"words, as they stand in the sentence": "", "note": ""}
        answer = await self.push_screen_wait(AskFields(f"mark in: {on_one_line(span.of(text))[:300]}", fields))
        words = next(iter(answer.values())) if answer else ""
        if not answer or not words:
            return
        at = text.find(words, span.start, span.end)
        if at < 0:
            self._tell("these words do not stand in the sentence")
            return
        severity = await self.push_screen_wait(Choose("severity", {each: each for each in SEVERITIES}, "major"))
        category = await self.push_screen_wait(Choose("category", {each: each for each in CATEGORIES}, "accuracy/mistranslation"))
        if severity and category:
            grave: Severity = next(each for each in SEVERITIES if each == severity)
            place = Span(at, at + len(words))
            self._attempt(lambda: self.session.mark(item.file, place, category, grave, answer["note"].strip()), "marked")
            self._fill(item)

    # Moving and filtering

    def action_down(self) -> None:
        """The next item."""
        self._list.move(1)

    def action_up(self) -> None:
        """The item before."""
        self._list.move(-1)

    def action_page(self, direction: int) -> None:
        """A page on or back."""
        self._list.move(direction * max(1, self._list.size.height - 1))

    def action_first(self) -> None:
        """The first item."""
        self._list.move(-len(self._list.rows))

    def action_last(self) -> None:
        """The last item."""
        self._list.move(len(self._list.rows))

    def action_next_open(self) -> None:
        """The next that waits."""
        if not self._list.go_open(1):
            self._tell("all that is shown is decided")

    def action_previous_open(self) -> None:
        """The one before that waits."""
        if not self._list.go_open(-1):
            self._tell("all that is shown is decided")

    def action_mark(self) -> None:
        """Mark the item, or take the mark away, and go on."""
        if item := self._list.item:
            self._list.marked ^= {item}
            self._list.move(1)
            self._list.refresh()
            self._tell(f"{len(self._list.marked)} marked" if self._list.marked else "")

    @work
    async def action_jump(self) -> None:
        """Go to a number."""
        answer = await self.push_screen_wait(AskFields("go to number", {"number": ""}))
        if answer and answer["number"].strip().isdigit():
            self._list.move(-len(self._list.rows))
            self._list.move(int(answer["number"]) - 1)

    @work
    async def action_filter(self) -> None:
        """Ask for the query."""
        hint = "words, or " + "  ".join(f"{key}:" for key in KEYS) + " (is: open, accept, reject, rewrite, later, conflict, moved, noted)"
        answer = await self.push_screen_wait(AskFields("filter", {"query": self.session.query.text}, hint))
        if answer is not None:
            self._set_query(answer["query"])

    def _set_query(self, text: str) -> None:
        item = self._list.item
        self.session.query = Query(text)
        self._fill(item)

    def action_only_open(self) -> None:
        """The undecided alone, or all."""
        self._set_query("" if self.session.query.text == "is:open" else "is:open")

    def action_kind(self) -> None:
        """Only what is of the same kind."""
        if item := self._list.item:
            key, value = ("term", item.finding.term) if item.finding.term else ("check", item.finding.check)
            self._set_query("" if self.session.query.text == f"{key}:{value}" else f"{key}:{value}")

    def action_clear(self) -> None:
        """Clear the marks; where there are none, the filter."""
        if self._list.marked:
            self._list.marked.clear()
            self._list.refresh()
        else:
            self._set_query("")
        self.query_one("#banner").remove_class("shown")
        self._tell("")

    @work
    async def action_sort(self) -> None:
        """Ask for the order."""
        answer = await self.push_screen_wait(Choose("sort by", {order: order for order in ORDERS}, self.session.order))
        if answer:
            self.session.order = answer
            self._fill(self._list.item)

    @work
    async def action_files(self) -> None:
        """The files with their progress; Enter goes there."""
        rows = {}
        for number, file in enumerate(self.session.files):
            total, left = len(file.findings), file.open.total()
            rows[str(number)] = f"{total - left:>5}/{total:<5} {'checking …' if not file.checked else ''} {file.path}"
        answer = await self.push_screen_wait(Choose("files", rows)) if rows else None
        if answer:
            file = self.session.files[int(answer)]
            first = next((row for row in self._list.rows if isinstance(row, Item) and row.file is file), None)
            if first:
                self._list.go(first)

    @work
    async def action_lost(self) -> None:
        """Conflicts and lost places: Enter goes to a conflict, or takes the proposed place."""
        rows: dict[str, str] = {}
        for number, file in enumerate(self.session.files):
            for fingerprint, decisions in file.conflicts.items():
                words = on_one_line(file.document.words(file.findings[fingerprint].span))
                sides = ", ".join(f"{each.reviewer} {each.verdict}" for each in decisions)
                rows[f"conflict {number} {fingerprint}"] = f"conflict  {words}: {sides}"
            for index, lost in enumerate(file.lost):
                was = lost.entry.place
                where = f"take the place of “{on_one_line(file.document.words(lost.proposal))}”?" if lost.proposal else "no place is near"
                verdict = lost.entry.decision.verdict if lost.entry.decision else "noted"
                rows[f"lost {number} {index}"] = (
                    f"lost  {verdict}: …{on_one_line(was.before)} [{on_one_line(was.words)}] {on_one_line(was.after)}…  {where}"
                )
        if not rows:
            self._tell("no conflicts and no lost places")
            return
        answer = await self.push_screen_wait(Choose("conflicts and lost places", rows))
        if not answer:
            return
        kind, place, which = answer.split(" ")
        file = self.session.files[int(place)]
        if kind == "conflict":
            self._set_query("")
            self._list.go(Item(file, file.findings[which]))
            self._tell("settle it: accept, pick, rewrite or reject")
            return
        lost = file.lost[int(which)]
        if lost.proposal is None or lost.entry.decision is None:
            self._tell("it has no place to take; it stays in the journal")
        elif self._attempt(lambda: self.session.confirm_place(file, lost), "the decision stands at its new place"):
            self._fill(self._list.item)

    # Panes and pages

    def action_around(self, by: int) -> None:
        """Fewer or more paragraphs around the sentence."""
        self._around = max(0, self._around + by)
        self._show(self._list.item)

    def action_source(self) -> None:
        """Show the Chinese, or not."""
        self.query_one("#source").toggle_class("off")
        self.query_one("#source").display = not self.query_one("#source").has_class("off")

    def action_card(self) -> None:
        """Show the term's card, or not."""
        card = self.query_one("#card")
        card.display = not card.display

    def action_toggle_list(self) -> None:
        """On a narrow screen, the list or the text."""
        self._list.toggle_class("shown")
        self.query_one("#right").set_class(self._list.has_class("shown"), "shown")

    def action_preview(self) -> None:
        """What would be exported from the item's file."""
        if item := self._list.item:
            self.push_screen(Page(f"changes to {item.file.path}", Content(_preview(item.file) or "Nothing changes.")))

    def action_keys(self) -> None:
        """All keys."""
        lines = [f"{keys.replace(',', ', '):<14} {text}" for keys, _, text in _KEYS if not keys.isdigit()]
        lines.insert(1, f"{'1-9':<14} accept that suggestion")
        names = {"slash, ideographic_comma": "/", "colon": ":", "asterisk": "*", "left_square_bracket": "[", "right_square_bracket": "]"}
        names["question_mark, f1, fullwidth_question_mark"] = "?, F1"
        text = "\n".join(lines)
        for name, shown in names.items():
            text = text.replace(f"{name:<14}", f"{shown:<14}")
        text += f"\n{'ctrl+p':<14} command palette: every action by name, and themes"
        text += "\n\n. open   + accepted   - rejected   e rewritten   ~ later   ! conflict      C critical  M major  m minor  n neutral"
        text += "\nkeys can be changed in reviewer/keys.yaml of the configuration folder, by action: " + "accept: x"
        self.push_screen(Page("keys", Content(text)))

    def get_system_commands(self, screen: Screen[object]) -> list[SystemCommand]:
        """Every action, in the palette."""
        own = [
            SystemCommand(
                text[0].upper() + text[1:], f"key: {keys.split(',')[0]}", lambda action=action: self.call_later(self.run_action, action)
            )
            for keys, action, text in _KEYS
        ]
        return [*own, *super().get_system_commands(screen)]

    # What happens outside

    def _look_around(self) -> None:
        """Take in other windows' decisions; tell of files that changed on disk."""
        if self.session.refresh():
            self._fill(self._list.item)
            self._tell("decisions of another window or reviewer came in")
        if changed := self.session.changed_files():
            gone = [file.path for file in changed if not os.path.exists(file.path)]
            what = "vanished" if gone else "changed on disk: ctrl+l reads it again and carries the decisions over"
            self._tell(f"{(gone or [changed[0].path])[0]} {what}; decisions are saved for the text as it was", bad=True)

    def action_reload(self) -> None:
        """Read changed files again."""
        for file in self.session.changed_files():
            try:
                self.session.reload(file)
            except (OSError, FormatError) as error:
                self._tell(str(error), bad=True)
                return
        self._tell("read again")
        self._fill(self._list.item)

    async def action_quit(self) -> None:
        """Leave; everything is on the disk."""
        self.exit()


def _preview(file: File) -> str:
    """The decided changes of a file, a line each, in the order of the text."""
    changes = [
        (finding.span.start, file.document.words(finding.span), decision.text)
        for finding in file.findings.values()
        if (decision := file.decisions.get(finding.fingerprint)) and decision.changes
    ]
    return "\n".join(
        f"{file.places.line_column(start)[0]:>5}  {on_one_line(old)} → {on_one_line(new) or '(delete)'}"
        for start, old, new in sorted(changes)
    )
