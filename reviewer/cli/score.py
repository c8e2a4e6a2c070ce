"""``reviewer score``: how good translations are, what their repair took, which system is better."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from reviewer import scorecards
from reviewer.cli.delivery import deliver
from reviewer.cli.journal import Journals
from reviewer.cli.layers import add_glossary_option, load_glossary
from reviewer.core.files import read_input

if TYPE_CHECKING:
    from reviewer.core.review import Review
    from reviewer.engine.checker import Checker
    from reviewer.glossary.glossary import Glossary
    from reviewer.quality.agreement import Agreement
    from reviewer.quality.effort import Effort
    from reviewer.quality.scorecard import Gate, Human, Report, Scale, Scorecard
    from reviewer.quality.systems import Comparison

_EPILOG: Final = "exit codes: 0 measured, 1 a text falls short of --min-mqm or --max-gbt, 2 something could not be measured"
_Value = TypeVar("_Value")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = _EPILOG
    parser.add_argument("paths", nargs="*", metavar="PATH", help="texts to score by their findings and decisions: files, folders, globs")
    add_glossary_option(parser)
    parser.add_argument("--encoding", help="the encoding of the files (default: by byte order mark, else UTF-8, else GB18030)")
    parser.add_argument("--format", default="terminal", choices=scorecards.names(), help="the scorecard's format (default: terminal)")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the scorecard to FILE instead of standard output")
    weigh = parser.add_argument_group("how errors are weighed")
    weigh.add_argument(
        "--weights",
        default="mqm",
        metavar="PRESET|RULE,…",
        help="mqm (neutral 0, minor 1, major 5, critical 25), wmt (Google's), or rules such as critical=10,minor:style=0.5",
    )
    weigh.add_argument("--gbt-difficulty", type=float, default=1.0, metavar="K", help="GB/T 19682: difficulty, 0.5 to 1 (default: 1)")
    weigh.add_argument("--gbt-use", choices=("I", "II", "III", "IV"), default="I", help="GB/T 19682: use of the translation (default: I)")
    weigh.add_argument("--gbt-characters", type=int, metavar="W", help="GB/T 19682: characters contracted (default: counted or estimated)")
    weigh.add_argument(
        "--gbt-classes", default="", metavar="RULE,…", help="GB/T 19682: other classes for errors, such as style=IV,major:terminology=I"
    )
    gate = parser.add_argument_group("what texts must reach")
    gate.add_argument("--min-mqm", type=float, metavar="SCORE", help="fail where the MQM score (0 to 100) is lower")
    gate.add_argument("--max-gbt", type=float, metavar="RATE", help="fail where the GB/T 19682 error rate (per mille) is higher")
    gate.add_argument(
        "--gate", choices=("raw", "confirmed", "remaining"), default="raw", help="which errors the two count (default: raw, all findings)"
    )
    compare = parser.add_argument_group("text against text (one segment a line, or the segments of a file type)")
    compare.add_argument("--hypothesis", action="append", default=[], metavar="FILE", help="a machine translation (repeatable)")
    compare.add_argument("--corrected", metavar="FILE", help="its corrected version: post-editing effort (HTER)")
    compare.add_argument("--reference", metavar="FILE", help="a human translation: BLEU, chrF2++ and TER of every --hypothesis")
    compare.add_argument(
        "--test", choices=("bootstrap", "randomization"), default="bootstrap", help="how systems are compared (default: bootstrap)"
    )
    compare.add_argument("--resamples", type=int, metavar="N", help="resamples of the test (default: 1000; 10000 for randomization)")
    human = parser.add_argument_group("findings against people")
    human.add_argument(
        "--annotations",
        metavar="FILE",
        help="human MQM annotations (.tsv of the Marot viewer), to compare with the findings in the same texts",
    )


class UsageError(ValueError):
    """Options that do not go together, or a value out of range; the message is one line."""


def run(arguments: argparse.Namespace) -> int:
    """Measure and write the scorecard; the exit code."""
    from reviewer.formats import FormatError
    from reviewer.glossary.files import GlossaryError
    from reviewer.quality.marot import MarotError
    from reviewer.quality.parallel import ParallelError
    from reviewer.quality.rules import RuleError

    try:
        work = _Work(arguments)
        report = work.report()
        _write(arguments, report)
    except BrokenPipeError:
        sys.stderr.close()
        return 2
    except (FormatError, GlossaryError, MarotError, ParallelError, RuleError, UsageError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or arguments.output}: {error.strerror}", file=sys.stderr)
        return 2
    return 2 if work.failed else int(bool(report.failures))


def _write(arguments: argparse.Namespace, report: Report) -> None:
    writer = scorecards.writer(arguments.format)
    deliver(lambda stream: writer.write(report, stream), arguments.output)


class _Work:
    """Measures what the arguments ask for; ``failed`` where a text could not be read. Raises UsageError and RuleError."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        _check_usage(arguments)
        self._arguments = arguments
        self._scale = _scale(arguments)
        self._journals = Journals()
        self.failed = False

    def report(self) -> Report:
        """All that is asked for."""
        from reviewer.quality.scorecard import Report

        arguments = self._arguments
        effort, comparison = self._text_against_text()
        texts: tuple[Scorecard, ...] = ()
        annotations: tuple[Human, ...] = ()
        agreement: Agreement | None = None
        if arguments.paths or arguments.annotations:
            glossary, checker = _checker(arguments)
            if arguments.annotations:
                annotations, agreement = self._against_people(checker)
            texts = tuple(self._texts(glossary, checker))
        return Report(self._scale, texts, _gate(arguments), effort, comparison, annotations, agreement)

    def _texts(self, glossary: Glossary, checker: Checker) -> Iterator[Scorecard]:
        from reviewer.cli.paths import texts
        from reviewer.quality.mqm import words_of
        from reviewer.quality.scorecard import score_review
        from reviewer.quality.terms import TermRecogniser

        recogniser = TermRecogniser(glossary.terms)
        for path in texts(self._arguments.paths, self._problem):
            review = self._try(path, partial(self._review, path, checker))
            if review is None:
                continue
            if not words_of(review.document):
                self._problem(f"{path}: no words to score")
                continue
            text = score_review(review, recogniser, self._scale)
            if self._arguments.gate not in text.counts:
                self._problem(f"{path}: nothing was decided, so that --gate {self._arguments.gate} says nothing")
                continue
            yield text

    def _review(self, path: str, checker: Checker) -> Review:
        from reviewer.cli.check import read_document

        return self._journals.with_decisions(checker.review(read_document(path, read_input(path), self._arguments.encoding)))

    def _try(self, path: str, read: Callable[[], _Value]) -> _Value | None:
        from reviewer.formats import FormatError

        try:
            return read()
        except FormatError as error:
            self._problem(str(error))
        except OSError as error:
            self._problem(f"{path}: {error.strerror}")
        return None

    def _problem(self, line: str) -> None:
        self.failed = True
        print(line, file=sys.stderr)

    def _text_against_text(self) -> tuple[Effort | None, Comparison | None]:
        from reviewer.cli.segments import read_parallel

        arguments = self._arguments
        effort: Effort | None = None
        comparison: Comparison | None = None
        if arguments.corrected:
            from reviewer.quality.effort import effort as measure

            files = read_parallel([arguments.hypothesis[0], arguments.corrected], arguments.encoding)
            effort = measure(files[arguments.hypothesis[0]], files[arguments.corrected])
        if arguments.reference:
            from reviewer.quality.systems import compare

            files = read_parallel([arguments.reference, *arguments.hypothesis], arguments.encoding)
            reference = files[arguments.reference]
            systems = {path: files[path] for path in arguments.hypothesis}
            comparison = compare(systems, reference, test=arguments.test, resamples=arguments.resamples)
        return effort, comparison

    def _against_people(self, checker: Checker) -> tuple[tuple[Human, ...], Agreement]:
        from reviewer.formats.decoding import decode
        from reviewer.quality import mqm
        from reviewer.quality.agreement import compare
        from reviewer.quality.marot import read_annotations
        from reviewer.quality.scorecard import Human

        path = self._arguments.annotations
        text, _ = decode(path, Path(path).read_bytes(), self._arguments.encoding)
        annotated = read_annotations(path, text)
        weights = self._scale.weights
        people = tuple(
            Human(each.system, each.rater, mqm.score(each.review.findings, mqm.words_of(each.review.document), weights))
            for each in annotated
        )
        return people, compare(((checker.review(each.review.document), each.review) for each in annotated), weights)


def _check_usage(arguments: argparse.Namespace) -> None:
    gated = arguments.min_mqm is not None or arguments.max_gbt is not None
    for wrong, line in (
        (arguments.hypothesis and not (arguments.corrected or arguments.reference), "--hypothesis needs --corrected or --reference"),
        (not arguments.hypothesis and (arguments.corrected or arguments.reference), "--corrected and --reference need a --hypothesis"),
        (
            not (arguments.paths or arguments.hypothesis or arguments.annotations),
            "nothing to score: give a PATH, --hypothesis or --annotations",
        ),
        (arguments.corrected and len(arguments.hypothesis) > 1, "--corrected goes with one --hypothesis"),
        (len({*arguments.hypothesis}) < len(arguments.hypothesis), "the same --hypothesis twice"),
        ({arguments.corrected, arguments.reference} & {*arguments.hypothesis}, "a --hypothesis is its own --corrected or --reference"),
        (gated and not arguments.paths, "--min-mqm and --max-gbt need a PATH"),
        (arguments.format == "marot" and not arguments.paths, "--format marot needs a PATH"),
        (not 0.5 <= arguments.gbt_difficulty <= 1, "--gbt-difficulty is a number from 0.5 to 1"),
        (arguments.gbt_characters is not None and arguments.gbt_characters < 1, "--gbt-characters is a number from 1 up"),
        (arguments.gbt_characters is not None and len(arguments.paths) != 1, "--gbt-characters goes with one PATH"),
        (arguments.resamples is not None and arguments.resamples < 1, "--resamples is a number from 1 up"),
    ):
        if wrong:
            raise UsageError(line)


def _scale(arguments: argparse.Namespace) -> Scale:
    from reviewer.quality.gbt19682 import Contract, parse_classes
    from reviewer.quality.mqm import parse_weights
    from reviewer.quality.scorecard import Scale

    classes = parse_classes(arguments.gbt_classes)
    contract = Contract(arguments.gbt_difficulty, arguments.gbt_use, arguments.gbt_characters, classes)
    return Scale(parse_weights(arguments.weights), contract)


def _gate(arguments: argparse.Namespace) -> Gate | None:
    from reviewer.quality.scorecard import Gate

    if arguments.min_mqm is None and arguments.max_gbt is None:
        return None
    return Gate(arguments.gate, arguments.min_mqm, arguments.max_gbt)


def _checker(arguments: argparse.Namespace) -> tuple[Glossary, Checker]:
    from reviewer.checks import all_checks
    from reviewer.engine.checker import Checker

    glossary = load_glossary(arguments)
    return glossary, Checker(glossary, tuple(all_checks().values()))
