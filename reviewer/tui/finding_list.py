"""The list of findings: draws only the lines that are seen, so that it is as quick with 100,000 as with ten."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reviewer.tui.panes import LETTERS, SIGNS
from reviewer.tui.session import Item
from reviewer.tui.shown import on_one_line

Row = Item | str
"""An item, or a heading."""


class FindingList(ScrollView, can_focus=True):
    """Rows with a cursor that stands on an item."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--cursor", "list--heading", "list--decided", "list--grave"}
    DEFAULT_CSS = """
    FindingList { width: 36; border-right: solid $foreground 30%; scrollbar-size-vertical: 1; }
    FindingList .list--cursor { text-style: reverse bold; }
    FindingList .list--heading { text-style: bold underline; }
    FindingList .list--decided { text-style: dim; }
    FindingList .list--grave { text-style: bold; }
    """
    cursor: reactive[int] = reactive(-1, init=False)

    class Moved(Message):
        """The cursor stands on another item, or on none."""

        def __init__(self, item: Item | None) -> None:
            super().__init__()
            self.item = item

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.rows: list[Row] = []
        self.marked: set[Item] = set()

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        row = self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None
        return row if isinstance(row, Item) else None

    def set_rows(self, rows: list[Row], at: Item | None) -> None:
        """Show other rows, with the cursor on ``at``, or on the first item that stands where it stood."""
        before = max(0, self.cursor)
        self.rows = rows
        self.marked &= {row for row in rows if isinstance(row, Item)}
        self.virtual_size = Size(self.size.width, len(rows))
        place = next((number for number, row in enumerate(rows) if row == at), -1) if at else -1
        if place < 0:
            place = self._item_from(min(before, len(rows) - 1), 1)
        self.set_reactive(FindingList.cursor, place)
        self.refresh()
        self._reveal()
        self.post_message(self.Moved(self.item))

    def move(self, by: int) -> None:
        """Move the cursor by so many items."""
        step = 1 if by > 0 else -1
        place = self.cursor
        for _ in range(abs(by)):
            following = self._item_from(place + step, step, turn=False)
            if following < 0:
                break
            place = following
        self.cursor = place

    def go(self, item: Item) -> bool:
        """Move the cursor to ``item``; whether it is in the list."""
        place = next((number for number, row in enumerate(self.rows) if row == item), -1)
        if place >= 0:
            self.cursor = place
        return place >= 0

    def go_open(self, step: int) -> bool:
        """Move to the next (1) or previous (-1) item that waits for a decision, around the ends; whether there is one."""
        count = len(self.rows)
        for distance in range(1, count + 1):
            row = self.rows[(self.cursor + step * distance) % count]
            if isinstance(row, Item) and row.is_open:
                self.cursor = (self.cursor + step * distance) % count
                return True
        return False

    def _item_from(self, place: int, step: int, *, turn: bool = True) -> int:
        """The first item at ``place`` or after it in the direction of ``step``; -1 where there is none."""
        at = place
        while 0 <= at < len(self.rows):
            if isinstance(self.rows[at], Item):
                return at
            at += step
        return self._item_from(place - step, -step, turn=False) if turn else -1

    def watch_cursor(self) -> None:
        """Draw the cursor, keep it in sight, and tell where it is."""
        self.refresh()
        self._reveal()
        self.post_message(self.Moved(self.item))

    def _reveal(self) -> None:
        if self.cursor >= 0:
            self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)

    def on_resize(self) -> None:
        """Take the new width."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the line that was clicked."""
        place = event.y + round(self.scroll_y)
        if 0 <= place < len(self.rows) and isinstance(self.rows[place], Item):
            self.cursor = place

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        place = y + round(self.scroll_y)
        width = self.size.width
        if place >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        row = self.rows[place]
        style = self.rich_style
        if isinstance(row, str):
            return self._strip(on_one_line(row), width, style + self.get_component_rich_style("list--heading", partial=True))
        sign, letter = SIGNS[row.state], LETTERS[row.finding.severity]
        pointer = ">" if place == self.cursor else "*" if row in self.marked else " "
        words = on_one_line(row.words) or "(nothing)"
        if place == self.cursor:
            style += self.get_component_rich_style("list--cursor", partial=True)
        elif not row.is_open or row.finding.confidence == "low":
            style += self.get_component_rich_style("list--decided", partial=True)
        elif row.finding.severity in ("critical", "major"):
            style += self.get_component_rich_style("list--grave", partial=True)
        return self._strip(f"{pointer}{sign} {letter} {row.line:>4} {words}", width, style)

    def _strip(self, text: str, width: int, style: Style) -> Strip:
        return Strip([Segment(set_cell_size(text, width), style)], width)
