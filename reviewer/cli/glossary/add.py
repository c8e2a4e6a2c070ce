"""``reviewer glossary add``: add a term to a glossary."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, Final

from reviewer.cli.layers import load_glossary

_LISTS: Final = ("zh", "admitted", "deprecated", "near", "unless", "flag", "pass")
_TEXTS: Final = ("preferred", "category", "severity", "confidence", "note", "authority")
_HELP: Final = {
    "zh": "the Chinese", "preferred": "the English to use", "admitted": "English that may also be used",
    "deprecated": "English that is wrong, in the notation of renderings", "near": "only where this stands in the same sentence",
    "unless": "not where this stands in the same sentence", "flag": "an example, with [[ ]] around what is wrong",
    "pass": "an example of good English that must stay silent", "category": "the MQM category (default: accuracy/literal)",
    "severity": "critical, major, minor or neutral (default: minor)", "confidence": "high, medium or low (default: high)",
    "note": "a line for editors", "authority": "the document that uses the preferred English",
}  # fmt: skip
_QUESTIONS: Final = ("zh", "preferred", "admitted", "deprecated", "severity", "flag", "pass", "note", "authority")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = "Without --zh and --preferred, the terminal asks for all there is to say."
    parser.add_argument("--file", type=Path, default=Path("glossaries", "project.yaml"), help="the glossary (default: %(default)s)")
    parser.add_argument("--id", help="the id (default: made of the pinyin)")
    for key in _LISTS:
        parser.add_argument(f"--{key}", action="append", default=[], metavar="TEXT", help=f"{_HELP[key]} (repeatable)")
    for key in _TEXTS:
        parser.add_argument(f"--{key}", metavar="TEXT", help=_HELP[key])
    parser.add_argument("--china", action="store_true", help="only in texts about China's government")
    parser.set_defaults(glossary=[])


def run(arguments: argparse.Namespace) -> int:
    """Add the term and run its examples; 0, 1 where an example fails, 2 where it cannot be added. Raises GlossaryError."""
    from reviewer.engine.examples import run_term, term_checker
    from reviewer.glossary.add import add_term, new_id
    from reviewer.glossary.glossary import Glossary

    given = vars(arguments)
    entry: dict[str, Any] = {key: given[key] for key in (*_LISTS, *_TEXTS) if given[key]}
    if not arguments.zh and arguments.preferred is None:
        if not sys.stdin.isatty():
            print("--zh and --preferred are needed where there is no terminal to ask at", file=sys.stderr)
            return 2
        entry |= _ask()
    elif not arguments.zh or arguments.preferred is None:
        print(f"--{'preferred' if arguments.zh else 'zh'} is missing", file=sys.stderr)
        return 2
    if arguments.china:
        entry["china"] = True
    entry["id"] = arguments.id or new_id(entry["zh"][0], entry["preferred"], load_glossary(arguments).by_id.keys())
    try:
        term = add_term(arguments.file, entry)
    except OSError as error:
        print(f"{arguments.file}: {error.strerror}", file=sys.stderr)
        return 2
    print(f"{term.id} added to {arguments.file}")
    failures = list(run_term(term_checker(Glossary.from_terms([term])), term))
    print("\n".join(failures) if failures else f"{len(term.flag) + len(term.pass_)} examples pass")
    return 1 if failures else 0


def _ask() -> dict[str, Any]:
    """The entry as the person at the terminal gives it; an empty answer ends a list or leaves a field out."""
    from rich.prompt import Prompt

    entry: dict[str, Any] = {}
    for key in _QUESTIONS:
        needed = key in ("zh", "preferred")
        answers: list[str] = []
        while True:
            answer = Prompt.ask(f"{key} ({_HELP[key]})".replace("[[ ]]", r"\[\[ ]]"), default="", show_default=False).strip()
            if answer:
                answers.append(answer)
            if (answer and key in _TEXTS) or (not answer and (answers or not needed)):
                break
        if answers:
            entry[key] = answers[0] if key in _TEXTS else answers
    return entry
