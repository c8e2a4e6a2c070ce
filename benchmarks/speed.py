"""Start-up, throughput and growth with the number of terms.

    python benchmarks/speed.py [--megabytes N]

Times are medians of several runs, on texts made of the sample page and on one of good English (the topics of pydoc).
"""

import argparse
import pydoc_data.topics
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from reviewer import formats
from reviewer.checks import all_checks
from reviewer.core.term import Rendering, Term
from reviewer.engine.checker import Checker
from reviewer.glossary.glossary import Glossary

SAMPLE = Path(__file__).resolve().parent.parent / "seeds" / "west-coast-new-area.txt"


def median(run: Callable[[], object], times: int = 5) -> float:
    """The median of ``times`` timings of ``run``, in seconds."""
    timings = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        timings.append(time.perf_counter() - start)
    return statistics.median(timings)


def command(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=False)


def synthetic(count: int) -> tuple[Term, ...]:
    """``count`` terms of two to four words that no text has."""
    syllables = ("ba", "ko", "mi", "tu", "ren", "dal", "fes", "gor", "lim", "nup", "pas", "qui", "rov", "sel", "tam", "vin")

    def word(number: int) -> str:
        letters = ""
        for _ in range(4):
            number, rest = divmod(number, len(syllables))
            letters += syllables[rest]
        return letters

    def term(number: int) -> Term:
        text = " ".join(word(number * 7 + place * 31) for place in range(2 + number % 3))
        rendering = Rendering(text, None, (), (), False, "accuracy/literal", "minor", "high")
        return Term(f"t{number}", "synthetic", ("词",), "right", (), (rendering,), "accuracy/literal", "minor", "", "", (), ())

    return tuple(term(number) for number in range(count))


def throughput(checker: Checker, text: str, megabytes: float) -> float:
    """Megabytes of UTF-8 a second."""
    whole = "\n\n".join([text] * max(1, round(megabytes * 1e6 / len(text.encode()))))
    document = formats.read("speed.txt", whole.encode())
    return len(whole.encode()) / 1e6 / median(lambda: checker.review(document), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=1.0, help="size of each text (default: 1)")
    arguments = parser.parse_args()
    page, good = SAMPLE.read_text("utf-8"), "\n\n".join(pydoc_data.topics.topics.values())
    bare = median(command("-c", "pass"))
    version = median(command("-m", "reviewer", "--version"))
    command("-m", "reviewer", "check", str(SAMPLE))()
    check = median(command("-m", "reviewer", "check", str(SAMPLE)))
    print(f"python -c pass                 {1000 * bare:7.1f} ms")
    print(f"reviewer --version             {1000 * version:7.1f} ms  ({version / bare:.1f} times)")
    print(f"reviewer check, sample page    {1000 * check:7.1f} ms  (warm cache)")
    shipped, checks = Glossary.load(), tuple(all_checks().values())
    terms_only = (all_checks()["deprecated-term"],)
    for name, text in (("sample page", page), ("good English", good)):
        print(f"all checks, {name:18} {throughput(Checker(shipped, checks), text, arguments.megabytes):7.2f} MB/s")
        print(f"terms alone, {name:17} {throughput(Checker(shipped, terms_only), text, arguments.megabytes):7.2f} MB/s")
    for count in (100, 1_000, 10_000, 50_000):
        checker = Checker(Glossary.from_terms(synthetic(count)), terms_only)
        print(f"terms alone, {count:6} synthetic  {throughput(checker, good, arguments.megabytes):7.2f} MB/s")


if __name__ == "__main__":
    main()
