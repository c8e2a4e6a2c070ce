"""``reviewer glossary import``: make a glossary of a terminology file of another program."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.core.files import read_input
from reviewer.glossary import exchange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.core.term import Term
    from reviewer.glossary.exchange.entries import Reading


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", help="a TBX, CSV, TSV, XLSX, OmegaT or UTX file, or - for standard input (with --format)")
    parser.add_argument("--format", choices=exchange.names(), help="the file's format (default: by its extension)")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="a .yaml file, or a folder for one file a domain (default: print)")
    parser.add_argument("--domain", metavar="NAME", help="the domain of all terms (default: what the file says, else its name)")
    parser.add_argument("--force", action="store_true", help="overwrite files that are there")


def run(arguments: argparse.Namespace) -> int:
    """Write the glossary; 0 done, what was skipped is told, 2 could not. Raises GlossaryError."""
    from reviewer.glossary.files import GlossaryError

    try:
        content = read_input(arguments.file)
    except OSError as error:
        raise GlossaryError([f"{arguments.file}: {error.strerror}"]) from None
    name = arguments.format or exchange.name_for(arguments.file, content)
    if name is None:
        raise GlossaryError([f"{arguments.file}: no format for this extension; name it with --format ({', '.join(exchange.names())})"])
    reading = exchange.format(name).read(content, arguments.file)
    _tell(reading)
    if not reading.terms:
        raise GlossaryError([f"{arguments.file}: no terms in it"])
    _write(reading.terms, arguments)
    return 0


def _tell(reading: Reading) -> None:
    for line in reading.skipped:
        print(line, file=sys.stderr)
    parts = [f"{len(reading.terms):,} term{'s' * (len(reading.terms) != 1)} read", f"{len(reading.skipped):,} skipped"]
    if reading.left_out:
        parts.append("left out: " + ", ".join(f"{key} ({count:,})" for key, count in sorted(reading.left_out.items())))
    print("; ".join(parts), file=sys.stderr)


def _write(terms: tuple[Term, ...], arguments: argparse.Namespace) -> None:
    from reviewer.glossary.layout import dump

    out: Path | None = arguments.output
    domains = _by_domain(terms, arguments.domain, otherwise=Path(arguments.file).stem.strip("-") or "imported")
    if out is not None and out.suffix not in (".yaml", ".yml"):
        _write_files({out / f"{name}.yaml": dump(name, members) for name, members in domains.items()}, force=arguments.force)
        return
    if len(domains) > 1:
        print(f"{len(domains)} domains become one; -o FOLDER writes a file for each", file=sys.stderr)
    text = dump(next(iter(domains)) if len(domains) == 1 else Path(arguments.file).stem, terms)
    if out is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
    else:
        _write_files({out: text}, force=arguments.force)


def _by_domain(terms: Iterable[Term], domain: str | None, otherwise: str) -> dict[str, list[Term]]:
    """The terms of each domain, whose name is fit for a file's."""
    domains: dict[str, list[Term]] = {}
    for term in terms:
        name = re.sub(r"[^\w.-]+", "-", domain or term.domain).strip("-.")
        domains.setdefault(name or otherwise, []).append(term)
    return domains


def _write_files(files: dict[Path, str], *, force: bool) -> None:
    from reviewer.core.files import write_whole
    from reviewer.glossary.files import GlossaryError

    if there := [path for path in files if path.exists() and not force]:
        raise GlossaryError(f"{path}: is there already; --force overwrites it" for path in there)
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text.encode())
        except OSError as error:
            raise GlossaryError([f"{path}: {error.strerror}"]) from None
