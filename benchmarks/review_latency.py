"""How quick the review screen is: first paint, and from a key to the last byte that it paints, through a pseudo-terminal.

    python benchmarks/review_latency.py [--findings N] [--keys N]

The text is the sample page over and over. A paint is over when nothing comes for 30 ms; that wait is not counted.
"""

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

SAMPLE = Path(__file__).resolve().parent.parent / "seeds" / "west-coast-new-area.txt"
FINDINGS_IN_SAMPLE = 180
QUIET = 0.03


class Terminal:
    """A program behind a pseudo-terminal of 120 by 40."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.started = time.perf_counter()
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ["TERM"] = "xterm-256color"
            os.execv(sys.executable, [sys.executable, "-m", "reviewer", *arguments])
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def read_until_quiet(self, quiet: float = QUIET, most: float = 5.0) -> tuple[float, bytes]:
        """When the last byte came, and the bytes."""
        content, last = b"", time.perf_counter()
        end = last + most
        while time.perf_counter() < end:
            ready, _, _ = select.select([self.handle], [], [], quiet if content else 0.2)
            if ready:
                content += os.read(self.handle, 1 << 16)
                last = time.perf_counter()
            elif content:
                break
        return last, content

    def wait_for(self, text: bytes, most: float = 600.0) -> float:
        """Seconds from the start until ``text`` came."""
        seen = b""
        while text not in seen:
            ready, _, _ = select.select([self.handle], [], [], most)
            if not ready:
                raise TimeoutError(f"{text!r} did not come")
            seen = seen[-200_000:] + os.read(self.handle, 1 << 16)
        return time.perf_counter() - self.started

    def press(self, key: str) -> tuple[float, int]:
        """Seconds to the last byte, and how many bytes; a person's pause before it, or the key would count as held down."""
        time.sleep(0.2)
        start = time.perf_counter()
        os.write(self.handle, key.encode())
        last, content = self.read_until_quiet()
        return last - start, len(content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--findings", type=int, default=10_000)
    parser.add_argument("--keys", type=int, default=60)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / ".reviewer").mkdir()
        (folder / "page.txt").write_text(SAMPLE.read_text("utf-8") * (arguments.findings // FINDINGS_IN_SAMPLE + 1), "utf-8")
        terminal = Terminal(folder, "review", "page.txt")
        print(f"first paint    {terminal.wait_for(b'help'):6.2f} s")
        terminal.wait_for(b"same kind")
        print(f"all findings   {time.perf_counter() - terminal.started:6.2f} s")
        terminal.read_until_quiet(1.0)
        for key, what in (("j", "move down"), ("a", "accept, save, next"), ("r", "reject, save, next"), ("u", "undo")):
            times, sizes = zip(*(terminal.press(key) for _ in range(arguments.keys if key != "u" else 10)), strict=True)
            p95 = sorted(times)[int(len(times) * 0.95)]
            print(
                f"{what:20} p50 {1000 * statistics.median(times):6.1f} ms   p95 {1000 * p95:6.1f} ms   {statistics.median(sizes) / 1000:5.1f} KB"
            )
        terminal.press("q")


if __name__ == "__main__":
    main()
