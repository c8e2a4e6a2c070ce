"""How far a run is, on the terminal's standard error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def with_progress(paths: Sequence[str]) -> Iterator[str]:
    """``paths``, with a bar that shows how many are done, how many a second, and the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(TextColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.0f}/s" if task.speed else "")

    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), Rate(""), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(paths)
