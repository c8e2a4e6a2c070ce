"""Fuzz the readers and the checks: made-up and damaged inputs by the hundred thousand, and what must hold of each.

    python benchmarks/fuzz.py [--inputs N] [--seed S] [--only KIND ...] [--keep FOLDER]
    python benchmarks/fuzz.py --growth

It prints how many inputs of each kind ran, and the first failures, cut down to what is needed; with any, it exits with 1. `--keep` writes them
to a folder; those in `tests/fuzzed` are cases of the tests. `--growth` times repeated characters instead: twice as many should take twice the time.
"""

import argparse
import collections
import os
import signal
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import fuzz_inputs
import fuzz_invariants

CHUNK = 500
SECONDS = 5.0
"""Of processor time that an input may take; one of 300 characters takes a thousandth of it."""
SECONDS_TO_CUT = 40.0
STEEP = 2.8
"""Times the time for twice the text: what is linear takes 2, a square 4."""


class Hang(BaseException):
    """An input that takes too long; no `except Exception` may swallow it."""


@dataclass(frozen=True)
class Failure:
    number: int
    kind: str
    data: bytes
    what: str


def what_fails(kind: str, data: bytes) -> str:
    """The error that an input makes and where, in a line; empty where all holds."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        fuzz_invariants.hold(kind, data)
    except (Exception, Hang) as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        words = " ".join(str(error).split())[:100]
        return f"{type(error).__name__} in {Path(frame.filename).name}:{'' if isinstance(error, Hang) else frame.lineno} {words}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return ""


def place_of(what: str) -> str:
    """Error and place without the words: what makes two failures one."""
    return " ".join(what.split()[:3]) + (what.partition(":")[2][4:40] if what.startswith("AssertionError") else "")


def smaller(kind: str, data: bytes, what: str) -> bytes:
    """``data`` with all taken out that is not needed for the same failure, half by half."""
    size, deadline = len(data) // 2, time.monotonic() + SECONDS_TO_CUT
    while size:
        at = 0
        while at < len(data) and time.monotonic() < deadline:
            shorter = data[:at] + data[at + size :]
            if place_of(what_fails(kind, shorter)) == place_of(what):
                data = shorter
            else:
                at += size
        size //= 2
    return data


def run_chunk(seed: int, only: frozenset[str], first: int) -> tuple[collections.Counter[str], list[Failure]]:
    ran: collections.Counter[str] = collections.Counter()
    failures: list[Failure] = []
    for number in range(first, first + CHUNK):
        kind, data = fuzz_inputs.make(seed, number)
        if only and kind not in only:
            continue
        ran[kind] += 1
        if what := what_fails(kind, data):
            failures.append(Failure(number, kind, data, what))
    return ran, failures


def prepare() -> None:
    def hang(*_: object) -> None:
        raise Hang(f"more than {SECONDS:g} s")

    signal.signal(signal.SIGPROF, hang)
    os.nice(10)
    fuzz_invariants.checker()


def fuzz(inputs: int, seed: int, only: frozenset[str], keep: Path | None) -> bool:
    """Whether all inputs pass."""
    began = time.monotonic()
    ran: collections.Counter[str] = collections.Counter()
    found: dict[tuple[str, str], list[Failure]] = {}
    with ProcessPoolExecutor(2, initializer=prepare) as pool:
        for counts, failures in pool.map(run_chunk, repeat(seed), repeat(only), range(0, inputs, CHUNK)):
            ran += counts
            for failure in failures:
                found.setdefault((failure.kind, place_of(failure.what)), []).append(failure)
            if sys.stderr.isatty():
                print(f"\r{ran.total():,} inputs, {len(found)} failures", end="", file=sys.stderr, flush=True)
    seconds = time.monotonic() - began
    print(f"{ran.total():,} inputs in {seconds:,.0f} s, {ran.total() / seconds:,.0f} a second; seed {seed}")
    for kind, count in ran.most_common():
        print(f"{count:12,}  {kind}")
    if found:
        prepare()
    for number, ((kind, _), failures) in enumerate(found.items()):
        first = min(failures, key=lambda failure: len(failure.data))
        data = first.data if kind in ("docx", "import-xlsx") else smaller(kind, first.data, first.what)
        print(f"\n{kind}: {first.what} ({len(failures)} times; input {first.number})\n    {data[:300]!r}")
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{number:02}-{kind}").write_bytes(data)
    return not found


def growth() -> None:
    """Print where time grows with repeated characters faster than it should."""
    shapes = (
        "a|1|A|é|中|“|”|\"|'|’|`|(|)|[|]|{|<|>|&|*|_|~|-|–|.|!|?|,|;|:|…|。|\t|\n|\r\n| |\xa0|\\|#|/|=|@|%|$|¥|\x00|the |billion |12 |1,|1.|1, |a-|A-|A’|a'|Aa |Aa@|ten-million-|15 billion million |1.5 and 2%, |word, |na|ten |$5 million yuan "
        "|<b>|<b|</b>|<p>a|<td>|<li>|<!--|<!-- x -->|<!-- reviewer: ignore -->|<!-- reviewer: ignore-start a -->|<a b='|<code>|<code></code>|<title>|<img alt='a b'>|&amp;|&a|&#1;|http://a |www.|]( |](|[a](b) |[a|![|][|**a |*a_ |`a|`` a ``` |> |- |  - |# a #\n|1. "
        '|\n- a|| a |a\n=\n|---\n|("|" "|“a |a” |(our |A A |A B Area. |Xa New Area and the new district |hard work, hard work, |of the |a b c d e. |. |." |a ,|a , |,,|; The |1 billion '
    ).split("|")
    shapes = [shape or "|" for shape in shapes]
    openings = {
        "txt": ("", "China , yuan 5 percent 3. ", "Xinhua News, May 1 ("),
        "md": ("", "---\r\n", "| a | b |\n|---|---|\n"),
        "html": ("", "<p>China , yuan "),
        "tsv": ("中\t",),
    }
    for kind, beginnings in openings.items():
        for opening in beginnings:
            for shape in shapes:
                times = []
                for times_longer in (1, 2, 4):
                    data = (opening + shape * (2_500 * times_longer // len(shape))).encode()
                    start = time.process_time()
                    what = what_fails(kind, data)
                    times.append(time.process_time() - start)
                    if what:
                        print(f"{kind} {opening!r} + {shape!r}, {len(data):,} bytes: {what}", flush=True)
                ratio = times[2] / max(times[1], 0.01)
                if ratio > STEEP:
                    print(
                        f"{kind} {opening!r} + {shape!r} * n: {' '.join(f'{each:.3f}' for each in times)} s, {ratio:.1f} times", flush=True
                    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=20_000, help="how many inputs (default: 20,000)")
    parser.add_argument("--seed", type=int, default=1, help="what the inputs are made from (default: 1)")
    parser.add_argument("--only", nargs="*", default=(), choices=fuzz_inputs.KINDS, metavar="KIND", help="kinds of inputs (default: all)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the inputs that fail to this folder")
    parser.add_argument("--growth", action="store_true", help="time repeated characters")
    arguments = parser.parse_args()
    if arguments.growth:
        prepare()
        growth()
        return 0
    return 0 if fuzz(arguments.inputs, arguments.seed, frozenset(arguments.only), arguments.keep) else 1


if __name__ == "__main__":
    sys.exit(main())
