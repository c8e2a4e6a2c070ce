"""Tables in Markdown, for a page or a pull request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from reviewer.quality.scorecard import Report
from reviewer.scorecards.tables import Table, comparison_tables, text_tables, texts_table


def write(report: Report, stream: TextIO) -> None:
    """Write a heading for each text, and all tables."""
    stream.write("# Scorecard\n")
    for path, why in report.failures:
        stream.write(f"\n**{_cell(path)}: {why}.**\n")
    if len(report.texts) > 1:
        _write_tables(stream, [texts_table(report)])
    for text in report.worst:
        stream.write(f"\n## {_cell(text.path)}\n\n`{text.review.signature}`\n")
        _write_tables(stream, text_tables(text))
    _write_tables(stream, comparison_tables(report))


def _write_tables(stream: TextIO, tables: Iterable[Table]) -> None:
    for table in tables:
        stream.write(f"\n### {table.title}\n\n")
        if table.rows:
            stream.write(f"| {' | '.join(map(_cell, table.columns))} |\n|---{'|--:' * (len(table.columns) - 1)}|\n")
            stream.writelines(f"| {' | '.join(map(_cell, row))} |\n" for row in table.rows)
            stream.write("\n")
        stream.writelines(f"{'' if number == 0 else chr(10)}{note}\n" for number, note in enumerate(table.notes))


def _cell(text: str) -> str:
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").split()) or " "
