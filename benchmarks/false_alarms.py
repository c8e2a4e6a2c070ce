"""Count findings on good English that is not about China: each is a false alarm, or a fault of the text.

    python benchmarks/false_alarms.py [PATH...] [--show N]

Without PATH: the topics of pydoc, the system's licences, and the descriptions of the installed packages.
Prints findings per 10,000 words of term findings and of all, and major and critical ones per 1,000 words.
"""

import argparse
import collections
import importlib.metadata
import pydoc_data.topics
from collections.abc import Iterator
from pathlib import Path

from reviewer import formats
from reviewer.checks import all_checks
from reviewer.core.document import Document
from reviewer.engine.checker import Checker
from reviewer.glossary.glossary import Glossary


def documents(paths: list[Path]) -> Iterator[Document]:
    """The texts to check."""
    for path in paths:
        yield formats.read(str(path), path.read_bytes(), format="md" if path.suffix == ".md" else "txt", encoding="utf-8")
    if paths:
        return
    yield formats.read("pydoc.txt", "\n\n".join(pydoc_data.topics.topics.values()).encode())
    for path in sorted(Path("/usr/share/common-licenses").glob("*")):
        yield formats.read(f"{path}.txt", path.read_bytes(), encoding="latin-1")
    for package in sorted(importlib.metadata.distributions(), key=lambda package: package.name):
        description = package.read_text("METADATA") or ""
        yield formats.read(f"{package.name}.md", description.partition("\n\n")[2].encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--show", type=int, default=20, metavar="N", help="show the N most frequent findings (default: 20)")
    arguments = parser.parse_args()
    checker = Checker(Glossary.load(), tuple(all_checks().values()))
    words = terms = grave = 0
    found: collections.Counter[tuple[str, str]] = collections.Counter()
    for document in documents(arguments.paths):
        words += sum(len(segment.target.of(document.text).split()) for segment in document.segments)
        for finding in checker.review(document).findings:
            if finding.confidence != "low":
                terms += finding.term is not None
                grave += finding.severity in ("critical", "major")
                found[finding.term or finding.check, " ".join(finding.span.of(document.text).split())[:60]] += 1
    print(f"{words:,} words")
    print(f"term findings per 10,000 words:          {10_000 * terms / words:6.2f}  ({terms})")
    print(f"all findings per 10,000 words:           {10_000 * found.total() / words:6.2f}  ({found.total()})")
    print(f"major and critical per 1,000 words:      {1_000 * grave / words:6.2f}  ({grave})")
    for (name, text), count in found.most_common(arguments.show):
        print(f"  {count:4}  {name}: {text}")


if __name__ == "__main__":
    main()
