"""Findings that are known and left alone for now, in a file under version control: only new ones count."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from reviewer.core.files import write_whole
from reviewer.core.finding import Finding
from reviewer.core.review import Review

_VERSION: Final = 1


class BaselineError(Exception):
    """A baseline that cannot be read; the message is one line and names the file."""


class Baseline:
    """The known findings of files, by path and fingerprint.

    Paths are relative to the folder of the baseline's file, so that it holds wherever the project stands. What `knows` and `take` have
    not met of a file that they were asked about is stale.
    """

    def __init__(self, file: Path, known: Mapping[str, Mapping[str, str]]) -> None:
        self._file = file
        self._known = {path: dict(entries) for path, entries in known.items()}
        self._met: dict[str, dict[str, str]] = {}

    @classmethod
    def read(cls, file: Path, *, missing_ok: bool = False) -> Baseline:
        """The baseline in ``file``; an empty one where there is none and that is fine. Raises BaselineError."""
        try:
            content: Any = json.loads(file.read_text("utf-8"))
        except FileNotFoundError:
            if missing_ok:
                return cls(file, {})
            raise BaselineError(f"{file}: no such baseline; --write-baseline {file} makes it") from None
        except OSError as error:
            raise BaselineError(f"{file}: {error.strerror}") from None
        except json.JSONDecodeError as error:
            raise BaselineError(f"{file}:{error.lineno}: not JSON: {error.msg}") from None
        except UnicodeDecodeError as error:
            raise BaselineError(f"{file}: not UTF-8 at byte offset {error.start}") from None
        except (ValueError, RecursionError) as error:  # a figure of thousands of digits, or as many brackets
            raise BaselineError(f"{file}: not JSON that can be read: {error}") from None
        if not isinstance(content, dict) or not _holds_findings(content.get("findings")):
            raise BaselineError(f"{file}: no baseline: it wants an object of files with their fingerprints under 'findings'")
        if content.get("version") != _VERSION:
            raise BaselineError(f"{file}: a baseline of version {content.get('version')!r}, where {_VERSION} is known")
        return cls(file, content["findings"])

    def knows(self, review: Review) -> frozenset[str]:
        """The fingerprints of the findings of ``review`` that are known."""
        path = self._path_of(review)
        known = self._known.get(path, {})
        self._met[path] = {finding.fingerprint: known[finding.fingerprint] for finding in review.findings if finding.fingerprint in known}
        return frozenset(self._met[path])

    def take(self, review: Review) -> None:
        """Know all findings of ``review``, and no others of its file."""
        self._met[self._path_of(review)] = {finding.fingerprint: _said(review, finding) for finding in review.findings}

    @property
    def stale(self) -> int:
        """How many entries of files that were met do not stand any more."""
        return sum(len(self._known.get(path, {}).keys() - entries.keys()) for path, entries in self._met.items())

    def write(self) -> tuple[int, int]:
        """Write the file whole: what was met, and the entries of other files that still exist. The entries written, and those pruned.

        Raises OSError.
        """
        folder = self._file.absolute().parent
        others = {path: entries for path, entries in self._known.items() if path not in self._met and (folder / path).exists()}
        kept = {path: dict(sorted(entries.items())) for path, entries in sorted({**others, **self._met}.items()) if entries}
        content = json.dumps({"version": _VERSION, "findings": kept}, ensure_ascii=False, indent=1)
        write_whole(self._file, f"{content}\n".encode("utf-8", "surrogateescape"))
        pruned = sum(len(entries.keys() - kept.get(path, {}).keys()) for path, entries in self._known.items())
        return sum(map(len, kept.values())), pruned

    def _path_of(self, review: Review) -> str:
        return Path(os.path.relpath(review.document.path, self._file.absolute().parent)).as_posix()


def _holds_findings(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(entries, dict) and all(isinstance(said, str) for said in entries.values()) for entries in value.values()
    )


def _said(review: Review, finding: Finding) -> str:
    """What a person reads in the file: nothing depends on it."""
    return f"{finding.check}: {' '.join(finding.span.of(review.document.view).split())}"
