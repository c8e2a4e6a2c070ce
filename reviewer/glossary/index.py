"""What wakes which rendering, in a form that is compact on disk and cheap to load."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Final

MASK: Final = -1
"""In the place of a term's number: the sequence is a mask, a right rendering that holds a wrong one."""
NEARABLE: Final = "~"
"""In front of a sequence's keys: near matches of it count."""
NUMBER: Final = "i"
"""The type code of the index's arrays."""


@dataclass(frozen=True, slots=True)
class Index:
    """Word sequences of all renderings, by number, and the phrases that wake them.

    ``phrases[i]`` wakes the sequences ``owners[bounds[i]:bounds[i + 1]]``. Sequence ``s`` is number ``places[3 * s + 2]`` of
    rendering ``places[3 * s + 1]`` of term ``places[3 * s]``, or of mask ``places[3 * s + 1]`` where that is `MASK`. ``keys[s]``
    holds the forms of its rarest words: blanks between forms, ``|`` between words, ``~`` in front where near matches count.
    """

    phrases: tuple[str, ...]
    bounds: array[int]
    owners: array[int]
    places: array[int]
    keys: tuple[str, ...]
    masks: tuple[str, ...]

    def woken_by(self, phrase: int) -> array[int]:
        """The sequences that ``phrase`` (its number) wakes."""
        return self.owners[self.bounds[phrase] : self.bounds[phrase + 1]]

    def place(self, sequence: int) -> tuple[int, int, int]:
        """Term, rendering and number within the rendering of a sequence."""
        term, rendering, number = self.places[3 * sequence : 3 * sequence + 3]
        return term, rendering, number

    def keys_of(self, sequence: int) -> tuple[tuple[str, ...], bool]:
        """The rarest words of a sequence, rarest first, each as its forms with blanks between; and whether near matches of it count."""
        line = self.keys[sequence]
        return tuple(line.removeprefix(NEARABLE).split("|")), line.startswith(NEARABLE)

    def dump(self) -> bytes:
        """The index as bytes for `load`."""
        texts = ["\n".join(part).encode() for part in (self.phrases, self.keys, self.masks)]
        parts = [*texts, self.bounds.tobytes(), self.owners.tobytes(), self.places.tobytes()]
        return b" ".join(str(len(part)).encode() for part in parts) + b"\n" + b"".join(parts)

    @classmethod
    def load(cls, dumped: bytes) -> Index:
        """The index that ``dump`` gave."""
        head, _, rest = dumped.partition(b"\n")
        parts: list[bytes] = []
        for length in map(int, head.split()):
            parts.append(rest[:length])
            rest = rest[length:]
        phrases, keys, masks = (tuple(part.decode().split("\n")) if part else () for part in parts[:3])
        bounds, owners, places = (array(NUMBER, part) for part in parts[3:])
        return cls(phrases, bounds, owners, places, keys, masks)
