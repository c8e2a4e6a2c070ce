"""``reviewer export``: write the corrected text, its changes, or a report of the review."""

from __future__ import annotations

import argparse
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reviewer.cli.check import add_encoding_option, add_selection_options, read_document
from reviewer.cli.journal import Journals
from reviewer.cli.layers import add_glossary_option, load_glossary
from reviewer.core.files import read_input

if TYPE_CHECKING:
    from reviewer.core.document import Document
    from reviewer.core.review import Review
    from reviewer.decisions.journal import Placed
    from reviewer.exports.plan import Plan

FORMATS: Final = ("txt", "md", "html", "docx", "json")
"""What the corrected text can be written as, apart from its own format."""

_EPILOG: Final = "exit codes: 0 written (--diff: nothing would change), 1 --diff shows a change, 2 something could not be done"


class ExportError(Exception):
    """What was asked for cannot be done; the message is one line."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = _EPILOG
    parser.add_argument("path", metavar="FILE", help="the text, or - for standard input")
    parser.add_argument(
        "--apply",
        default="decided",
        choices=("decided", "safe", "first"),
        help="what to change: what reviewers decided (default); also what has a safe suggestion; also the first suggestion of all others",
    )
    place = parser.add_mutually_exclusive_group()
    place.add_argument("-o", "--output", type=Path, metavar="OUT", help="write to OUT, in the format of its extension")
    place.add_argument("--in-place", action="store_true", help="write over FILE, after a copy to FILE.bak; asks first")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--diff", action="store_true", help="the changes as a unified diff")
    kind.add_argument("--redline", action="store_true", help="the text with its changes marked: HTML, or tracked changes in Word")
    kind.add_argument("--report", choices=("html", "csv"), help="every finding, what was decided, and what became of it")
    parser.add_argument("--format", choices=FORMATS, help="the format (default: that of OUT, else that of FILE)")
    parser.add_argument("--force", action="store_true", help="let -o write over a file that is there")
    parser.add_argument("--yes", action="store_true", help="let --in-place write without asking")
    add_glossary_option(parser)
    add_selection_options(parser)
    add_encoding_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Export the text; the exit code."""
    from reviewer.cli.selection import UnknownIdError
    from reviewer.formats import FormatError
    from reviewer.glossary.files import GlossaryError

    try:
        return _export(arguments)
    except (ExportError, FormatError, GlossaryError, UnknownIdError) as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        print(f"{error.filename or arguments.path}: {error.strerror}", file=sys.stderr)
    return 2


def _export(arguments: argparse.Namespace) -> int:
    from reviewer.exports.plan import plan
    from reviewer.exports.summary import summary

    _refuse_contradictions(arguments)
    data = read_input(arguments.path)
    document = read_document(arguments.path, data, arguments.encoding)
    kind = _kind(arguments, document)
    journals = Journals()
    reviewed = _reviewer(arguments, journals)
    made = plan(reviewed(document), arguments.apply)
    content = _content(kind, made)
    if arguments.in_place:
        print(summary(made), file=sys.stderr)
        _write_in_place(arguments, data, content)
    else:
        if arguments.output:
            _write_file(arguments.output, content)
        else:
            _print(content, is_word=kind.endswith("docx") or (kind == "own" and document.format == "docx"))
        print(summary(made), file=sys.stderr)
    if not made.applied and not made.review.decisions and arguments.apply == "decided" and made.skipped:
        print("no decisions: --apply safe makes the changes that need none", file=sys.stderr)
    _warn_of_what_is_lost(journals.place(made.review))
    _warn_of_what_stands(made, reviewed)
    return int(bool(content)) if arguments.diff else 0


def _refuse_contradictions(arguments: argparse.Namespace) -> None:
    """Raise ExportError for options that do not go together, before anything is read."""
    other = next((f"--{name}" for name in ("diff", "redline", "report", "format") if getattr(arguments, name)), None)
    if arguments.in_place and other:
        raise ExportError(f"--in-place writes the corrected text in its own format, and does not go with {other}")
    if arguments.in_place and arguments.path == "-":
        raise ExportError("--in-place needs a file, and standard input is none")
    if arguments.in_place and not arguments.yes and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise ExportError("--in-place asks before it writes, and there is no terminal to ask at: give --yes")
    if arguments.format and (arguments.diff or arguments.report):
        raise ExportError("--format is for the corrected text and for --redline")
    if arguments.redline and arguments.format not in (None, "html", "docx"):
        raise ExportError(f"--redline is written as html or docx, not as {arguments.format}")
    if arguments.output and arguments.output.exists():
        if Path(arguments.path).exists() and arguments.output.samefile(arguments.path):
            raise ExportError(f"{arguments.output}: this is the original; --in-place writes over it, with a backup")
        if not arguments.force:
            raise ExportError(f"{arguments.output}: there is such a file; --force writes over it")
    target = Path(arguments.path) if arguments.in_place else arguments.output
    if target and target.exists() and not target.stat().st_mode & 0o222:
        raise ExportError(f"{target}: write-protected")


def _kind(arguments: argparse.Namespace, document: Document) -> str:
    """The name of the writer. Raises ExportError where OUT's extension names none."""
    if arguments.diff:
        return "diff"
    if arguments.report:
        return f"report-{arguments.report}"
    possible = ("html", "docx") if arguments.redline else (document.format, *FORMATS)
    name = arguments.format or _format_of(arguments.output) or possible[0]
    if name not in possible:
        raise ExportError(f"{arguments.output}: none of the types {', '.join(dict.fromkeys(possible))}; name one with --format")
    if arguments.redline:
        return f"redline-{name}"
    return "own" if name == document.format else str(name)


def _format_of(output: Path | None) -> str | None:
    """The format that the extension of OUT names, the extension itself where it names none; None without one."""
    from reviewer import formats

    if output is None or not output.suffix:
        return None
    known = {".htm": "html", **{f".{name}": name for name in FORMATS}, **formats.extensions()}
    return known.get(output.suffix.lower(), output.suffix)


def _reviewer(arguments: argparse.Namespace, journals: Journals) -> Callable[[Document], Review]:
    """What makes the review of a document: its decisions, and its findings but for those that are neither wanted nor decided."""
    from dataclasses import replace

    from reviewer.checks import all_checks
    from reviewer.cli.selection import Selection
    from reviewer.engine.checker import Checker

    glossary = load_glossary(arguments)
    selection = Selection(arguments.select, arguments.ignore, arguments.confidence, glossary)
    checker = Checker(glossary, tuple(all_checks().values()))

    def reviewed(document: Document) -> Review:
        review = journals.with_decisions(checker.review(document))
        decided = {decision.fingerprint for decision in review.decisions}
        findings = tuple(finding for finding in review.findings if finding.fingerprint in decided or selection.accepts(finding))
        return replace(review, findings=findings)

    return reviewed


def _content(kind: str, plan: Plan) -> bytes:
    from reviewer import formats
    from reviewer.exports import diff, docx, html, json, redline_html, report_csv, report_html, text

    corrected = formats.edited(plan.review.document, plan.edits)
    writers: dict[str, Callable[[], bytes]] = {
        "own": lambda: text.write_own(plan),
        "txt": lambda: text.write_txt(corrected),
        "md": lambda: text.write_md(corrected),
        "html": lambda: html.write(corrected),
        "docx": lambda: docx.write(corrected),
        "json": lambda: json.write(plan),
        "diff": lambda: diff.write(plan),
        "redline-html": lambda: redline_html.write(plan),
        "redline-docx": lambda: docx.write_redline(plan),
        "report-html": lambda: report_html.write(plan),
        "report-csv": lambda: report_csv.write(plan),
    }
    return writers[kind]()


def _print(content: bytes, *, is_word: bool) -> None:
    if is_word and sys.stdout.isatty():
        raise ExportError("a Word document is not written to a terminal: name a file with -o")
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _write_file(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``. Raises ExportError, and then what was there is still there."""
    from reviewer.core.files import write_whole

    try:
        write_whole(path, content)
    except OSError as error:
        raise ExportError(f"{path}: {error.strerror}") from error


def _write_in_place(arguments: argparse.Namespace, data: bytes, content: bytes) -> None:
    """Put ``content`` in the place of the file, after a backup; nothing is written where nothing changes. Raises ExportError."""
    path = Path(arguments.path)
    if content == data:
        print(f"{path}: nothing to change", file=sys.stderr)
        return
    if not arguments.yes and not _asked(f"write over {path}?"):
        raise ExportError(f"{path}: left as it was")
    if path.read_bytes() != data:
        raise ExportError(f"{path}: changed on disk in the meantime; left as it is")
    backup = _back_up(path, data)
    _write_file(path, content)
    print(f"{path}: written; the original is {backup}", file=sys.stderr)


def _asked(question: str) -> bool:
    print(question, "[y/N] ", end="", file=sys.stderr, flush=True)
    try:
        return sys.stdin.readline().strip().lower() in ("y", "yes")
    except KeyboardInterrupt:
        return False


def _back_up(path: Path, data: bytes) -> Path:
    """Put ``data`` beside ``path`` under the first free name, with the same permissions. Raises OSError."""
    permissions = stat.S_IMODE(path.stat().st_mode)
    for name in (f"{path}.bak", *(f"{path}.bak.{number}" for number in range(1, 10_000))):
        try:
            with open(name, "xb", opener=lambda name, flags: os.open(name, flags, permissions)) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            continue
        return Path(name)
    raise ExportError(f"{path}: too many backups")


def _warn_of_what_is_lost(placed: Placed | None) -> None:
    """Tell of decisions that are not made because they have no place, or because reviewers disagree."""
    if placed and placed.lost:
        print(f"left out: {len(placed.lost)} decisions whose place is lost; reviewer review shows them (key m)", file=sys.stderr)
    if placed and placed.conflicts:
        print(
            f"left out: {len(placed.conflicts)} findings on which reviewers disagree; reviewer review settles them (key m)", file=sys.stderr
        )


def _warn_of_what_stands(made: Plan, reviewed: Callable[[Document], Review]) -> None:
    """Tell what a second export would change: there should be nothing."""
    from reviewer import formats
    from reviewer.exports.plan import plan
    from reviewer.text.place import Places

    corrected = formats.edited(made.review.document, made.edits)
    again = plan(reviewed(corrected), "decided" if made.apply == "decided" else "safe")
    for standing in again.applied:
        line, column = Places(corrected).line_column(standing.finding.span.start)
        words = standing.finding.span.of(corrected.text)
        print(f"warning: still stands after the export, at {line}:{column}: {standing.finding.check} “{words}”", file=sys.stderr)
