"""Which reports are written, and where: --format and --output."""

from __future__ import annotations

import argparse
import pickle
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from reviewer import outputs
from reviewer.cli.delivery import deliver

if TYPE_CHECKING:
    from reviewer.core.review import Review


class ReportError(ValueError):
    """Reports that cannot be written together; the message is one line."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report's format and its file; None for standard output."""

    format: str
    file: Path | None


def add_report_options(parser: argparse.ArgumentParser) -> None:
    """Declare --format, --statistics and --output."""
    parser.add_argument(
        "--format",
        action="append",
        default=[],
        type=_report,
        metavar="NAME[=FILE]",
        help=f"a report's format, and the file to write it to (repeatable; default: lines): {', '.join(outputs.names())}",
    ).complete = {"bash": "", "zsh": f"({' '.join(outputs.names())})"}  # type: ignore[attr-defined]
    parser.add_argument(
        "--statistics", action="append_const", dest="format", const=Report("statistics", None), help="the same as --format statistics"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the report that has no file of its own to FILE")


def chosen_reports(arguments: argparse.Namespace) -> tuple[Report, ...]:
    """The reports that --format and --output ask for, that for standard output first. Raises ReportError."""
    reports: list[Report] = arguments.format or [Report("lines", None)]
    homeless = [report.format for report in reports if report.file is None]
    if len(homeless) > 1:
        raise ReportError(f"{' and '.join(homeless)} cannot both go to one place: name a file, as in --format {homeless[0]}=FILE")
    if arguments.output and not homeless:
        raise ReportError("--output has no report to write: every --format has a file of its own")
    placed = [replace(report, file=arguments.output) if report.file is None else report for report in reports]
    if arguments.quiet:
        placed = [report for report in placed if report.file]
    files = [report.file.resolve() for report in placed if report.file]
    if len(files) > len(set(files)):
        raise ReportError("two reports cannot go to one file")
    return tuple(sorted(placed, key=lambda report: report.file is not None))


def write_reports(reports: Sequence[Report], reviews: Iterator[Review]) -> None:
    """Write every report, in one pass over ``reviews``, which are not held in memory; files are written whole. Raises OSError."""
    first, *others = reports or (None,)
    if first is None:
        deque(reviews, maxlen=0)
        return
    if not others:
        _write(first, reviews)
        return
    with tempfile.TemporaryFile() as spool:
        _write(first, _spooling(reviews, spool))
        for other in others:
            _write(other, _spooled(spool))


def _report(value: str) -> Report:
    name, _, file = value.partition("=")
    if name not in outputs.names():
        raise argparse.ArgumentTypeError(f"no format is called {name!r} (there are {', '.join(outputs.names())})")
    if "=" in value and not file:
        raise argparse.ArgumentTypeError(f"{value}: the file is missing")
    return Report(name, Path(file) if file else None)


def _write(report: Report, reviews: Iterator[Review]) -> None:
    output = outputs.output(report.format)
    deliver(lambda stream: output.write(reviews, stream), report.file)


def _spooling(reviews: Iterator[Review], spool: IO[bytes]) -> Iterator[Review]:
    """``reviews`` as they pass by on their way to ``spool``."""
    for review in reviews:
        # What belongs to the file's format is not needed to report, and need not be fit to be stored.
        pickle.dump(replace(review, document=replace(review.document, origin=None)), spool, pickle.HIGHEST_PROTOCOL)
        yield review


def _spooled(spool: IO[bytes]) -> Iterator[Review]:
    spool.seek(0)
    while True:
        try:
            yield pickle.load(spool)
        except EOFError:
            return
