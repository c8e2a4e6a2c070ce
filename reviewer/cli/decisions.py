"""``reviewer decisions``: what reviewers decided: list it, count it, write it for other programs, merge journals."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reviewer.decisions.history import Entry, History


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions with their options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="print the decisions that stand", description="Print the decisions that stand.")
    listing.add_argument("--conflicts", action="store_true", help="only those on which reviewers disagree")
    counting = actions.add_parser(
        "stats", help="count decisions by document, reviewer and verdict", description="Count decisions by document, reviewer and verdict."
    )
    writing = actions.add_parser(
        "export", help="write decisions as CSV or JSON", description="Write the decisions that stand as CSV or JSON."
    )
    writing.add_argument("--format", choices=("csv", "json"), default="csv", help="the format (default: csv)")
    writing.add_argument("-o", "--output", type=Path, metavar="OUT", help="write to OUT instead of standard output")
    merging = actions.add_parser(
        "merge", help="take in other reviewers' journals", description="Take in other reviewers' journals; nothing of either is lost."
    )
    merging.add_argument(
        "sources", nargs="+", type=Path, metavar="SOURCE", help="project folders, their .reviewer folders, or journal files"
    )
    for action in (listing, counting, writing, merging):
        action.add_argument(
            "--project", type=Path, default=Path(), metavar="FOLDER", help="the project (default: that of the current folder)"
        )


def run(arguments: argparse.Namespace) -> int:
    """Run the action; 0, 1 where conflicts are listed, 2 where something could not be read."""
    from reviewer.decisions.folder import folder_of, project_of
    from reviewer.decisions.journal import Journal

    if not arguments.project.is_dir():
        print(f"{arguments.project}: no such folder", file=sys.stderr)
        return 2
    project = project_of(arguments.project)
    try:
        if arguments.action == "merge":
            return _merge(arguments.sources, folder_of(project) / "journal")
        journal = Journal(project)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    for problem in journal.problems:
        print(problem, file=sys.stderr)
    code = {"list": _list, "stats": _count, "export": _export}[arguments.action](journal.history, arguments)
    return 2 if journal.problems else code


def _entries(history: History) -> Iterator[tuple[str, str, Entry]]:
    """Document, fingerprint and entry of all that holds, in order of place."""
    for document in history.documents:
        entries = history.entries(document)
        for fingerprint in sorted(entries, key=lambda each: (entries[each].place.start, each)):
            yield document, fingerprint, entries[fingerprint]


def _list(history: History, arguments: argparse.Namespace) -> int:
    found = False
    for document, _, entry in _entries(history):
        if arguments.conflicts and not entry.in_conflict:
            continue
        found = True
        sign = "conflict: " if entry.in_conflict else ""
        said = "; ".join(
            f"{decision.verdict}{f' “{decision.text}”' if decision.changes else ''} by {decision.reviewer} at {decision.at}"
            for _, decision in entry.heads
        )
        noted = "".join(f"; {comment.reviewer} notes: {comment.text}" for comment in entry.comments)
        print(f"{document}: {entry.place.check} “{' '.join(entry.place.words.split())}”: {sign}{said or 'no decision'}{noted}")
    return 1 if arguments.conflicts and found else 0


def _count(history: History, _: argparse.Namespace) -> int:
    from collections import Counter

    from rich.console import Console
    from rich.table import Table

    from reviewer.core.decision import VERDICTS

    rows: Counter[tuple[str, str, str]] = Counter()
    for document, _fingerprint, entry in _entries(history):
        if entry.in_conflict:
            rows[document, "(conflict)", "conflict"] += 1
        elif entry.decision:
            rows[document, entry.decision.reviewer, entry.decision.verdict] += 1
    names = (*VERDICTS, "conflict")
    table = Table("document", "reviewer", *names, box=None, show_footer=True)
    for place, name in enumerate(names, 2):
        table.columns[place].justify = "right"
        table.columns[place].footer = str(sum(count for (_, _, verdict), count in rows.items() if verdict == name))
    for document, reviewer in sorted({(document, reviewer) for document, reviewer, _ in rows}):
        table.add_row(document, reviewer, *(str(rows[document, reviewer, name]) for name in names))
    Console().print(table)
    return 0


def _export(history: History, arguments: argparse.Namespace) -> int:
    import csv
    import io
    import json

    from reviewer.core.files import write_whole

    rows = [row for document, fingerprint, entry in _entries(history) for row in _rows(document, fingerprint, entry)]
    out = io.StringIO()
    if arguments.format == "json":
        json.dump(rows, out, ensure_ascii=False, indent=2)
        out.write("\n")
    else:
        columns = list(_rows("", "", None)[0])
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _harmless(value) for key, value in row.items()} for row in rows)
    if arguments.output is None:
        sys.stdout.write(out.getvalue())
        return 0
    try:
        write_whole(arguments.output, out.getvalue().encode("utf-8-sig" if arguments.format == "csv" else "utf-8"))
    except OSError as error:
        print(f"{arguments.output}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


def _rows(document: str, fingerprint: str, entry: Entry | None) -> list[dict[str, Any]]:
    """A row for each decision that stands on a finding; with ``entry`` None one row that shows the columns."""
    place = entry.place if entry else None
    head = {
        "document": document,
        "fingerprint": fingerprint,
        **{name: getattr(place, name, "") for name in ("check", "term", "category", "severity", "words", "start", "end", "on", "message")},
    }
    comments = "\n".join(comment.text for comment in entry.comments) if entry else ""
    blank = {"verdict": "", "text": "", "reviewer": "", "at": "", "comment": comments, "conflict": ""}
    said = [
        {
            **blank,
            "verdict": each.verdict,
            "text": each.text,
            "reviewer": each.reviewer,
            "at": each.at,
            "conflict": "yes" if entry and entry.in_conflict else "",
        }
        for _, each in (entry.heads if entry else ())
    ]
    return [{**head, **one} for one in said or [blank]]


def _harmless(value: Any) -> Any:
    """``value`` so that a spreadsheet takes it for text and not for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _merge(sources: list[Path], journal: Path) -> int:
    from reviewer.core.files import write_whole
    from reviewer.decisions.folder import NAME
    from reviewer.decisions.history import History
    from reviewer.decisions.log import read_file, write_events

    files: list[Path] = []
    for source in sources:
        candidates = (source / NAME / "journal", source / "journal", source)
        folder = next((each for each in candidates if each.is_dir() and any(each.glob("*.jsonl"))), None)
        if not source.is_file() and folder is None:
            print(f"{source}: no journal here", file=sys.stderr)
            return 2
        files += [source] if folder is None else sorted(folder.glob("*.jsonl"))
    history = History()
    journal.mkdir(parents=True, exist_ok=True)
    damaged = 0
    new = 0
    for file in files:
        target = journal / file.name
        events, problems = read_file(file)
        own, _ = read_file(target) if target.exists() else ([], [])
        known = {event["id"] for event in own}
        added = [event for event in events if event["id"] not in known]
        for problem in problems:
            print(problem, file=sys.stderr)
        damaged += len(problems)
        new += len(added)
        if added and not (target.exists() and target.samefile(file)):
            kept = target.read_bytes() if target.exists() else b""
            write_whole(target, kept + (b"" if kept.endswith(b"\n") or not kept else b"\n") + write_events(added))
    for file in sorted(journal.glob("*.jsonl")):
        history.add(read_file(file)[0])
    conflicts = sum(entry.in_conflict for _, _, entry in _entries(history))
    print(
        f"{new} events taken in from {len(files)} files; {conflicts} conflicts"
        + ("; reviewer review settles them (key m)" if conflicts else "")
    )
    return 2 if damaged else 0
