"""``reviewer glossary export``: write terms for other programs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reviewer.glossary import exchange

_BINARY = ("xlsx",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="glossary files or folders (default: the shipped ones)")
    parser.add_argument("--format", choices=exchange.names(), help="the format to write (default: by OUT's extension)")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="write to OUT instead of standard output")
    parser.add_argument("--style", choices=("dca", "dct"), help="of TBX: data categories as attributes (the default) or as tags")


def run(arguments: argparse.Namespace) -> int:
    """Write the terms and tell what the format cannot hold of them; 0. Raises GlossaryError."""
    from reviewer.core.files import write_whole
    from reviewer.glossary.exchange import tbx
    from reviewer.glossary.exchange.losses import tell_losses
    from reviewer.glossary.files import GlossaryError, read_glossary_files, shipped_folder
    from reviewer.glossary.load import load_layer

    out: Path | None = arguments.output
    name = arguments.format or (exchange.name_for(str(out)) if out else None)
    if name is None:
        raise GlossaryError([f"{out or 'export'}: name the format with --format ({', '.join(exchange.names())})"])
    if arguments.style and name != "tbx":
        raise GlossaryError([f"--style is of TBX, not of {name}"])
    if out is None and name in _BINARY and sys.stdout.isatty():
        raise GlossaryError([f"{name} is no text for a terminal; write it to a file with -o"])
    paths = arguments.paths or [shipped_folder()]
    layers = [load_layer((str(file), content) for file, content in read_glossary_files(path)) for path in paths]
    # of terms at several paths the later wins, as when a glossary is laid over another
    different = list({term.id: term for layer in layers for term in layer.terms}.values())
    format = exchange.format(name)
    content = tbx.write(different, arguments.style) if arguments.style else format.write(different)
    if told := tell_losses(name, format.LOSES, different):
        print(told, file=sys.stderr)
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return 0
    try:
        write_whole(out, content)
    except OSError as error:
        raise GlossaryError([f"{out}: {error.strerror}"]) from None
    print(f"{len(different):,} term{'s' * (len(different) != 1)} written to {out}", file=sys.stderr)
    return 0
