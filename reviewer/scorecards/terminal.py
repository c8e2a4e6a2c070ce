"""A compact scorecard for people, with bars."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TextIO

from reviewer.core.finding import SEVERITIES
from reviewer.quality.gbt19682 import PASSING
from reviewer.quality.mqm import MqmScore
from reviewer.quality.scorecard import Count, Report, Scorecard, Scores
from reviewer.quality.terms import STATUSES, TermScore
from reviewer.scorecards import figures
from reviewer.scorecards.tables import Table, comparison_tables, texts_table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES: Final = {"critical": "bold red", "major": "red", "minor": "yellow", "neutral": "cyan"}
_WIDTH_IN_A_PIPE: Final = 120
_BAR: Final = 30
_MOST_SINGLY: Final = 3
"""Texts that are shown one by one; of more there is the table alone."""


def write(report: Report, stream: TextIO) -> None:
    """Write the scorecards of up to three texts, the table of several, and what was compared."""
    from rich.console import Console

    plain = not (stream.isatty() or os.environ.get("FORCE_COLOR"))
    console = Console(file=stream, width=_WIDTH_IN_A_PIPE if plain else None, no_color=plain or None, highlight=False, emoji=False)
    if len(report.texts) <= _MOST_SINGLY:
        for text in report.texts:
            _print_text(console, text)
    if len(report.texts) > 1:
        _print_table(console, texts_table(report))
    for table in comparison_tables(report):
        _print_table(console, table)
    for path, why in report.failures:
        console.print(f"{path}: {why}", style="bold red", markup=False, soft_wrap=True)


def _print_text(console: Console, text: Scorecard) -> None:
    from rich.text import Text

    decided = f", {figures.counted(text.decided, 'decision')}" if text.review.decisions else ""
    console.print(Text.assemble((text.path, "bold"), f"  {figures.counted(text.words, 'word')}{decided}"), soft_wrap=True)
    console.print()
    for count in text.counts:
        console.print(_score_line(count, text.scores[count].mqm), soft_wrap=True)
    console.print()
    for line in _gbt_lines(text.scores, text.counts):
        console.print(line, soft_wrap=True)
    console.print()
    for line in _dimension_lines(text.scores["raw"].mqm):
        console.print(line, soft_wrap=True)
    for sentence in _term_lines(text.terms):
        console.print(sentence, markup=False, soft_wrap=True)
    console.print()


def _score_line(count: Count, mqm: MqmScore) -> Text:
    from rich.text import Text

    filled = round(_BAR * mqm.score / 100)
    return Text.assemble(
        f"  MQM {count:10}",
        (f"{mqm.score:6.1f} ", "bold"),
        ("█" * filled, "green"),
        ("░" * (_BAR - filled), "dim"),
        f"  {figures.interval(mqm)} (95%)  {mqm.per_thousand:.1f} points per 1,000 words",
    )


def _gbt_lines(scores: dict[Count, Scores], counts: tuple[Count, ...]) -> Iterator[Text]:
    from rich.text import Text

    for count in counts:
        gbt = scores[count].gbt
        classes = ", ".join(f"{name} {number}" for name, number in gbt.counts)
        yield Text.assemble(
            f"  GB/T 19682 {count:10}",
            (f"{gbt.permille:6.2f} ‰ ", "bold"),
            (figures.verdict(gbt), "green" if gbt.passes else "red"),
            f" (at most {PASSING} ‰)  classes: {classes}; {figures.counted(gbt.repeats, 'repeat')} left out",
        )
    yield Text(f"             W: {figures.characters(scores['raw'].gbt)}", style="dim")


def _dimension_lines(mqm: MqmScore) -> Iterator[Text]:
    """A stacked bar for each dimension, a cell for an error or for several where there are many."""
    from rich.text import Text

    table = mqm.by_dimension()
    most = max((sum(row.values()) for row in table.values()), default=0)
    for dimension, row in table.items():
        line = Text(f"  {dimension:12} ")
        for severity in SEVERITIES:
            line.append("█" * -(-row[severity] * _BAR // max(most, _BAR)), _STYLES[severity])
        counts = ", ".join(f"{row[severity]} {severity}" for severity in SEVERITIES if row[severity])
        yield line.append(f"  {counts}")
    if not table:
        yield Text("  No findings.", style="green")


def _term_lines(terms: TermScore) -> Iterator[str]:
    if not terms.due:
        return
    counts = ", ".join(f"{terms.count(status)} {status}" for status in STATUSES if terms.count(status))
    due = "terms due in the Chinese" if terms.bilingual else "recognised renderings"
    yield ""
    yield f"  Terms        {figures.share(terms.accuracy)} right of {terms.due:,} {due}: {counts}"
    if terms.repeated:
        yield f"               {figures.share(terms.consistency)} of {len(terms.repeated)} recurring terms are rendered in one way"


def _print_table(console: Console, table: Table) -> None:
    from rich import box
    from rich.table import Table as RichTable

    grid = RichTable(title=table.title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for number, column in enumerate(table.columns):
        grid.add_column(column, justify="right" if number else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*map(_literal, row))
    console.print(grid)
    for note in table.notes:
        console.print(f"  {note}", markup=False, soft_wrap=True, style="dim")
    console.print()


def _literal(cell: str) -> Text:
    from rich.text import Text

    return Text(cell)
