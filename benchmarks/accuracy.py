"""Measure the findings against annotated samples: precision of every check and confidence level, recall by category.

    python benchmarks/accuracy.py [SAMPLE.jsonl...] [--output benchmarks/ACCURACY.md]

A line of a sample is an object with ``mt`` (the English), ``zh`` (the Chinese or null) and ``spans``: ``start`` and ``end`` (code points, end
exclusive), ``category`` and ``severity``. Without SAMPLE: the project's own, in seeds/. The measures are those of ``reviewer score --annotations``.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from math import sqrt
from pathlib import Path

from reviewer import formats
from reviewer.checks import all_checks
from reviewer.core.document import Span
from reviewer.core.files import write_whole
from reviewer.core.finding import CONFIDENCES, Finding
from reviewer.core.review import BY_HAND, Review
from reviewer.engine.checker import Checker
from reviewer.glossary.glossary import Glossary
from reviewer.quality.agreement import Agreement, Overlap, compare

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
PAGE = """# Measured accuracy

What the findings are worth on {samples} annotated by hand ({spans} marked spans). A finding is right where it shares a character with a marked span;
the interval is Wilson's (1927), with 95% confidence. Made by `python benchmarks/accuracy.py --output benchmarks/ACCURACY.md`.

The confidence of a check, or of a rendering in the term base, is set by such figures: about 95% and more is `high`, about 80% `medium`, below
`low`. The project's own sample is small and was at hand while the checks were written: read these figures as upper bounds, and those of a
check with few findings as next to nothing.

## Precision of confidence levels

{levels}

## Precision of checks

{checks}

## By category

Precision and recall of spans, of the same category on both sides; where the two sides name one error differently, it counts as missed and as false.

{categories}

## As a whole

{whole}

Penalties of {segments} segments (findings against annotations): Kendall's tau-b {kendall}, Pearson's r {pearson}.
"""


def samples(paths: list[Path]) -> Iterator[Review]:
    """The annotated texts, as reviews whose findings are the annotations."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            name = "bitext.tsv" if record["zh"] else "text.txt"
            head = f"{record['zh']}\t" if record["zh"] else ""
            document = formats.read(name, (head + record["mt"]).encode())
            findings = tuple(
                Finding(
                    BY_HAND,
                    None,
                    mark["category"],
                    mark["severity"],
                    "high",
                    Span(mark["start"] + len(head), mark["end"] + len(head)),
                    None,
                    mark["why"],
                    (),
                    f"{record['id']}-{number}",
                )
                for number, mark in enumerate(record["spans"])
            )
            yield Review(document, findings, f"sample:{path.name}")


def measure(paths: list[Path]) -> tuple[Agreement, dict[str, Overlap], int]:
    """The agreement of what is shown unasked, that of each confidence level alone, and the number of annotations."""
    checker = Checker(Glossary.load(), tuple(all_checks().values()))
    pairs = [(checker.review(annotated.document), annotated) for annotated in samples(paths)]

    def only(confidence: str) -> Overlap:
        kept = (
            (replace(ours, findings=tuple(replace(f, confidence="high") for f in ours.findings if f.confidence == confidence)), theirs)
            for ours, theirs in pairs
        )
        return compare(kept).spans

    return compare(pairs), {confidence: only(confidence) for confidence in CONFIDENCES}, sum(len(theirs.findings) for _, theirs in pairs)


def wilson(right: int, found: int) -> tuple[float, float]:
    """The 95% interval of a share: Wilson, "Probable Inference", Journal of the American Statistical Association 22 (1927), 209-212."""
    z = 1.959964
    share, square = right / found, z * z / found
    middle, half = share + square / 2, z * sqrt(share * (1 - share) / found + square / (4 * found))
    return (middle - half) / (1 + square), (middle + half) / (1 + square)


def table(columns: str, rows: list[list[str]]) -> str:
    names = columns.split("|")
    lines = [names, ["---", *["--:"] * (len(names) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def precision_row(name: str, overlap: Overlap) -> list[str]:
    low, high = wilson(overlap.found_right, overlap.found)
    return [
        f"`{name}`",
        str(overlap.found),
        str(overlap.found_right),
        f"{100 * (overlap.precision or 0):.0f}%",
        f"{100 * low:.0f}–{100 * high:.0f}%",
    ]


def overlap_row(name: str, overlap: Overlap) -> list[str]:
    shares = ["–" if share is None else f"{100 * share:.0f}%" for share in (overlap.precision, overlap.recall, overlap.f1)]
    return [name, str(overlap.found), str(overlap.annotated), *shares]


def page(paths: list[Path]) -> str:
    """The page of figures."""
    agreement, levels, spans = measure(paths)
    declared = {id_: check.confidence for id_, check in all_checks().items()}
    checks = sorted(agreement.by_check.items(), key=lambda item: -item[1].found)
    return PAGE.format(
        samples=", ".join(f"`{path.name}`" for path in paths),
        spans=spans,
        levels=table("confidence|findings|right|precision|interval", [precision_row(*each) for each in levels.items() if each[1].found]),
        checks=table(
            "check|declared|findings|right|precision|interval",
            [[row[0], declared[check], *row[1:]] for check, overlap in checks if (row := precision_row(check, overlap))],
        ),
        categories=table(
            "category|found|annotated|precision|recall|F1", [overlap_row(f"`{name}`", each) for name, each in agreement.by_category.items()]
        ),
        whole=table(
            "unit|found|annotated|precision|recall|F1",
            [overlap_row("characters", agreement.characters), overlap_row("spans", agreement.spans)],
        ),
        segments=agreement.segments,
        kendall="–" if agreement.kendall is None else f"{agreement.kendall:.3f}",
        pearson="–" if agreement.pearson is None else f"{agreement.pearson:.3f}",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", nargs="*", type=Path, help="annotated samples (default: those in seeds/)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the page to FILE instead of standard output")
    arguments = parser.parse_args()
    text = page(arguments.samples or sorted(SEEDS.glob("*.jsonl")))
    if arguments.output:
        write_whole(arguments.output, text.encode())
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
