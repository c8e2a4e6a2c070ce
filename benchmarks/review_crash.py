"""Kill the review screen at random moments while keys are pressed, and look whether every decision that was answered is in the journal.

    python benchmarks/review_crash.py [--rounds N]

Each round opens the screen on the sample page in a process of its own, presses keys through Textual's pilot, and is killed with SIGKILL. A key
counts as answered when the screen shows the next finding or the message.
"""

import argparse
import asyncio
import os
import random
import select
import signal
import tempfile
import time
from pathlib import Path

from reviewer.checks import all_checks
from reviewer.decisions.history import History
from reviewer.decisions.journal import Journal
from reviewer.decisions.log import Reader
from reviewer.engine.checker import Checker
from reviewer.glossary.glossary import Glossary
from reviewer.tui.app import ReviewApp
from reviewer.tui.session import Session

SAMPLE = Path(__file__).resolve().parent.parent / "seeds" / "west-coast-new-area.txt"
KEYS = "aarjrasau"


def press_forever(page: Path, checker: Checker, chance: random.Random, send: int) -> None:
    """Press keys on ``page``; after each, tell which events the journal has answered for."""
    journal = Journal.of(page, "amy")
    session = Session(lambda: checker, journal, page.parent / "glossary.yaml")
    app = ReviewApp(session, [str(page)])

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await app.workers.wait_for_complete()
            while True:
                await pilot.press(chance.choice(KEYS))
                os.write(
                    send, f"{len(journal.history.events)} {journal.history.events[-1]['id'] if journal.history.events else '-'}\n".encode()
                )

    asyncio.run(run())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    checker = Checker(Glossary.load(), tuple(all_checks().values()))
    chance = random.Random(5)
    answered = lost = damaged = 0
    with tempfile.TemporaryDirectory() as name:
        page = Path(name) / "page.txt"
        page.write_text("".join(SAMPLE.read_text("utf-8").splitlines(keepends=True)[:40]), "utf-8")
        (page.parent / ".reviewer").mkdir()
        for number in range(rounds):
            receive, send = os.pipe()
            child = os.fork()
            if child == 0:
                try:
                    press_forever(page, checker, random.Random(number), send)
                finally:
                    os._exit(1)
            os.close(send)
            select.select([receive], [], [], 60)
            time.sleep(chance.random() * 0.3)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            with os.fdopen(receive) as pipe:
                answers = [line.split() for line in pipe.read().splitlines()]
            reader = Reader(page.parent / ".reviewer" / "journal")
            history = History()
            history.add(reader.new_events())
            answered += len(answers)
            lost += sum(id_ != "-" and history.get(id_) is None for _, id_ in answers)
            lost += bool(answers) and len(history.events) < int(answers[-1][0])
            damaged = len(reader.problems)
    print(f"{rounds} kills, {answered} keys answered, {lost} decisions lost, {damaged} half-written lines passed over")


if __name__ == "__main__":
    main()
