"""A self-contained page with charts, for the screen (light and dark, wide and narrow) and for print."""

from __future__ import annotations

from typing import TextIO

from reviewer import __version__
from reviewer.core.finding import SEVERITIES
from reviewer.quality.scorecard import Report
from reviewer.scorecards import figures
from reviewer.scorecards.tables import MEANINGS, comparison_tables, text_tables, texts_table

_BINS = 10


def write(report: Report, stream: TextIO) -> None:
    """Write the page: no script, no font, no request to anywhere."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("reviewer", "scorecards"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.get_template("scorecard.html.jinja")
    several = len(report.texts) > 1
    for piece in page.generate(
        report=report,
        title=report.texts[0].path if len(report.texts) == 1 else figures.counted(len(report.texts), "text") if several else "Scorecard",
        overview=texts_table(report) if several else None,
        distribution=_distribution(report) if several else (),
        text_tables=text_tables,
        comparisons=tuple(comparison_tables(report)),
        meanings=MEANINGS,
        severities=SEVERITIES,
        figures=figures,
        version=__version__,
    ):
        stream.write(piece)


def _distribution(report: Report) -> tuple[int, ...]:
    """How many texts have a raw MQM score from 0 to 10, from 10 to 20, and so on; 100 is in the last."""
    bins = [0] * _BINS
    for text in report.texts:
        bins[min(_BINS - 1, int(text.scores["raw"].mqm.score * _BINS / 100))] += 1
    return tuple(bins)
