"""The dialogues: each asks for one thing, and Escape leaves without it."""

from __future__ import annotations

from typing import ClassVar, Final, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, Static, TextArea
from textual.widgets.option_list import Option

LONGEST: Final = 20_000
"""Characters that a field takes at most; a longer paste is cut, and told."""


Answer = TypeVar("Answer")


class Dialogue(ModalScreen[Answer | None]):
    """A box over the screen."""

    DEFAULT_CSS = """
    Dialogue { align: center middle; background: $background 60%; }
    Dialogue > #box { width: 90%; max-width: 110; height: auto; max-height: 90%; border: round $foreground; background: $surface; padding: 0 1; }
    Dialogue TextArea { height: 10; }
    Dialogue Input, Dialogue TextArea { border: tall $foreground 40%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class AskFields(Dialogue[dict[str, str]]):
    """Asks for one or several lines; Enter goes on to the next, and after the last it is done."""

    def __init__(self, title: str, fields: dict[str, str], hint: str = "") -> None:
        super().__init__()
        self._title, self._fields, self._hint = title, fields, hint

    def compose(self) -> ComposeResult:
        """The fields below their names."""
        with Vertical(id="box"):
            yield Static(Content(self._title), classes="title")
            for number, (name, value) in enumerate(self._fields.items()):
                if len(self._fields) > 1:
                    yield Label(Content(name))
                yield Input(value[:LONGEST], id=f"field-{number}", max_length=LONGEST, select_on_focus=False)
            yield Static(Content(self._hint or "Enter saves, Esc leaves"))

    def on_mount(self) -> None:
        """Begin in the first field that is empty."""
        inputs = list(self.query(Input))
        next((field for field in inputs if not field.value), inputs[0]).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on, or be done."""
        inputs = list(self.query(Input))
        place = inputs.index(event.input)
        if place + 1 < len(inputs):
            inputs[place + 1].focus()
        else:
            self.dismiss(dict(zip(self._fields, (field.value for field in inputs), strict=True)))


class AskText(Dialogue[str]):
    """An editor on a longer text; F2 saves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "save", "save", priority=True)]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """The editor."""
        with Vertical(id="box"):
            yield Static(Content(self._title))
            yield TextArea(self._text, soft_wrap=True)
            yield Static(Content("F2 saves, Esc leaves"))

    def on_mount(self) -> None:
        """Begin in the editor."""
        self.query_one(TextArea).focus()

    def action_save(self) -> None:
        """Done."""
        self.dismiss(self.query_one(TextArea).text)


class Confirm(Dialogue[str]):
    """Shows what is about to be done, and where; one of ``keys`` does it, anything else leaves."""

    def __init__(self, title: str, lines: list[str], keys: dict[str, str]) -> None:
        super().__init__()
        self._title, self._lines, self._keys = title, lines, keys

    def compose(self) -> ComposeResult:
        """The lines, and the keys that go on."""
        with Vertical(id="box"):
            yield Static(Content.styled(self._title, "bold"))
            with VerticalScroll():
                yield Static(Content("\n".join(self._lines)))
            yield Static(Content("   ".join([*(f"{key} {what}" for key, what in self._keys.items()), "anything else leaves"])))

    def on_key(self, event: events.Key) -> None:
        """Go on with a key that does, leave with any other but those that scroll."""
        if event.key in ("up", "down", "pageup", "pagedown", "home", "end"):
            return
        event.stop()
        self.dismiss(event.key if event.key in self._keys else None)


class Choose(Dialogue[str]):
    """A list to choose from."""

    def __init__(self, title: str, options: dict[str, str], chosen: str = "") -> None:
        super().__init__()
        self._title, self._options, self._chosen = title, options, chosen

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical(id="box"):
            yield Static(Content.styled(self._title, "bold"))
            yield OptionList(*(Option(Content(text), id=key) for key, text in self._options.items()))
            yield Static(Content("Enter chooses, Esc leaves"))

    def on_mount(self) -> None:
        """Begin at what is chosen now."""
        options = self.query_one(OptionList)
        options.focus()
        if self._chosen in self._options:
            options.highlighted = list(self._options).index(self._chosen)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Done."""
        self.dismiss(event.option.id)


class Page(Dialogue[None]):
    """A page to read."""

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """The text."""
        with Vertical(id="box"):
            yield Static(Content.styled(self._title, "bold"))
            with VerticalScroll():
                yield Static(self._text)
            yield Static(Content("any key leaves; arrows scroll"))

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def on_key(self, event: events.Key) -> None:
        """Leave with any key but those that scroll."""
        if event.key not in ("up", "down", "pageup", "pagedown", "home", "end"):
            event.stop()
            self.dismiss(None)
