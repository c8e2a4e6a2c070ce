"""``python -m reviewer`` and the ``reviewer`` command."""

from typing import NoReturn

from reviewer.cli import main
from reviewer.cli.interrupt import leave, listen


def run() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    listen()
    leave(main())


if __name__ == "__main__":
    run()
