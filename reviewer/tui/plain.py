"""The review as a dialogue of lines, on the same session and journal: for screen readers, dumb terminals and pipes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Final

from reviewer.core.document import Span
from reviewer.formats import FormatError
from reviewer.glossary.files import GlossaryError
from reviewer.tui.query import Query
from reviewer.tui.session import Item, Session, sentence_after
from reviewer.tui.shown import on_one_line

_HELP: Final = """\
a, 1-9      accept the first suggestion, or one by its number
e TEXT      write TEXT instead        r  reject: the words stay      s  skip: stays open
c TEXT      comment                   u  undo                        U  redo
A, R        accept or reject all of the same kind, after showing how many
n, p        next, previous            N  next undecided              g NUMBER  go there
/ QUERY     filter: words, severity:major, is:open, …; / alone clears it
?           this help                 q  quit; all decisions are saved"""


def review(session: Session, paths: Sequence[str]) -> int:
    """Check the files, then go through their findings until the input ends or says q; 0, or 2 where a file could not be read."""
    failed = False
    for path in paths:
        try:
            file = session.open(path)
            session.check(file)
        except (FormatError, GlossaryError) as error:
            print(error, file=sys.stderr)
            failed = True
        except OSError as error:
            print(f"{path}: {error.strerror}", file=sys.stderr)
            failed = True
        else:
            session.show(file)
    for problem in session.journal.problems:
        print(problem, file=sys.stderr)
    _Dialogue(session).run()
    return 2 if failed else 0


class _Dialogue:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._items = session.visible()
        self._at = self._first_open()

    def run(self) -> None:
        """Ask until there is no more to ask."""
        decided, total, _ = self._session.progress()
        print(f"{total} findings, {decided} decided. ? shows the commands.")
        self._show()
        while True:
            try:
                line = input("> ").strip()
            except EOFError:
                print()
                return
            if line == "q":
                return
            try:
                self._obey(line)
            except (OSError, GlossaryError) as error:
                print(f"NOT SAVED, the finding stays undecided: {error}")

    def _first_open(self) -> int:
        return next((number for number, item in enumerate(self._items) if item.is_open), 0)

    def _item(self) -> Item | None:
        return self._items[self._at] if self._items else None

    def _show(self) -> None:
        item = self._item()
        if item is None:
            print("no findings")
            return
        finding = item.finding
        print(
            f"\n{self._at + 1} of {len(self._items)}: {item.file.path} line {item.line}, {finding.severity}, {finding.check}, {item.state}"
        )
        words, span = item.file.document.words, item.sentence
        before, after = words(Span(span.start, finding.span.start)), words(Span(finding.span.end, span.end))
        print(f"{on_one_line(before)} [{on_one_line(item.words)}] {on_one_line(after)}".strip())
        print(on_one_line(finding.message))
        for number, option in enumerate(item.options[:9], 1):
            print(f"  {number}. {on_one_line(option) or '(delete)'}")
        if decision := item.decision:
            print(f"decided: {decision.verdict} {on_one_line(decision.text)} by {decision.reviewer}")

    def _obey(self, line: str) -> None:
        command, _, rest = line.partition(" ")
        item = self._item()
        if command == "?":
            print(_HELP)
        elif command == "/":
            self._session.query = Query(rest)
            self._items = self._session.visible()
            self._at = self._first_open()
            self._show()
        elif command in ("u", "U"):
            happened, touched = self._session.undo() if command == "u" else self._session.redo()
            self._items = self._session.visible()
            if touched in self._items:
                self._at = self._items.index(touched)
            print(("undone" if command == "u" else "done again") if happened else "there is nothing")
            self._show()
        elif item is None:
            print("no findings")
        elif command in ("n", "p", "", "N", "g"):
            self._move(command, rest)
        else:
            self._decide(item, command, rest)

    def _move(self, command: str, rest: str) -> None:
        if command == "g" and rest.isdigit():
            self._at = int(rest) - 1
        elif command == "N":
            self._next_open()
        else:
            self._at += -1 if command == "p" else 1
        self._at = max(0, min(self._at, len(self._items) - 1))
        self._show()

    def _decide(self, item: Item, command: str, rest: str) -> None:
        decide = self._session.decide
        number = 0 if command == "a" else int(command) - 1 if command.isdigit() and command != "0" else -1
        if number >= 0:
            if number >= len(item.options):
                print(f"there is no suggestion {number + 1}")
                return
            self._done(lambda: decide([item], "accept", option=number))
        elif command == "e" and rest:
            self._done(lambda: decide([item], "rewrite", text=rest))
        elif command == "r":
            self._done(lambda: decide([item], "reject"))
        elif command == "s":
            self._done(lambda: decide([item], "later"))
        elif command == "c" and rest:
            self._session.comment(item, rest)
            print("comment saved")
        elif command in ("A", "R"):
            self._batch(item, command)
        else:
            print("not a command; ? shows them")

    def _batch(self, item: Item, command: str) -> None:
        items = [each for each in self._session.same_kind(item, everywhere=True) if command == "R" or each.options]
        for each in items:
            print(f"  {each.file.path} line {each.line}: {on_one_line(sentence_after(each, each.options[0] if command == 'A' else None))}")
        try:
            answer = input(f"{'accept' if command == 'A' else 'reject'} these {len(items)}? y does it: ") if items else ""
        except EOFError:
            answer = ""
        if answer.strip() == "y":
            if command == "A":
                self._done(lambda: self._session.decide(items, "accept", option=0))
            else:
                self._done(lambda: self._session.decide(items, "reject"))
        else:
            print("nothing decided")

    def _done(self, act: Callable[[], None]) -> None:
        act()
        decided, total, _ = self._session.progress()
        print(f"saved; {decided} of {total} decided")
        self._next_open()
        self._show()

    def _next_open(self) -> None:
        count = len(self._items)
        following = (self._at + distance for distance in range(1, count + 1))
        self._at = next((place % count for place in following if self._items[place % count].is_open), self._at)
