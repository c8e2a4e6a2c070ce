"""What wakes which rendering, and the renderings' word sequences, compact on disk and decoded piece by piece.

On disk a word is a line: its forms with blanks between, and behind tabs how it is written, the exact spelling, a mark
where it may be missing. A sequence is a line of elements: the number of a word, ``least-most`` for a gap, ``#`` ``,`` ``[`` ``]`` as in the
notation, ``!`` and the number of a word for what may not stand there.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Set
from itertools import accumulate
from typing import Final, NamedTuple

from reviewer.glossary.pattern import Comma, Element, Gap, Mark, Not, Number, Sequence, Word
from reviewer.text.fold import folded_words

MASK: Final = -1
"""In the place of a term's number: the sequence is a mask, a right rendering that holds a wrong one."""
_NUMBER: Final = "i"
_NUMBER_SIZE: Final = array(_NUMBER).itemsize
_PARTS: Final = 9
_KEYS: Final = 3
"""The most key words that a sequence has."""
_NO_KEY: Final = -1
_FIELDS: Final = 4 + _KEYS


class _Wake(NamedTuple):
    """A sequence, as far as it takes to see whether it may stand in a sentence; ``keys`` are the forms of its key words, folded."""

    sequence: int
    china: bool
    spare: int
    keys: tuple[frozenset[bytes], ...]


class Index:
    """Word sequences of all renderings, by number, and the phrases that wake them, by theirs.

    ``key`` names the contents, for what is made of them.
    """

    def __init__(self, key: str, dumped: memoryview) -> None:
        self.key = key
        lengths = _numbers(dumped[: _PARTS * _NUMBER_SIZE])
        at = _PARTS * _NUMBER_SIZE
        parts: list[memoryview] = []
        for length in lengths:
            parts.append(dumped[at : at + length])
            at += length
        self._phrases = parts[0]
        self._words, self._sequences = _Lines(parts[1], _numbers(parts[2])), _Lines(parts[3], _numbers(parts[4]))
        self._bounds, self._owners, self._fields = (_numbers(part) for part in parts[6:])
        self._context_lines = dict(line.split("\t") for line in str(parts[5], "utf-8").split("\n") if line)
        self._contexts: dict[str, tuple[Sequence, ...]] = {}
        self._decoded: dict[int, Word] = {}
        self._folded: dict[int, frozenset[bytes]] = {}
        self._wakes: dict[int, tuple[_Wake, ...]] = {}

    @property
    def phrases(self) -> list[str]:
        """The phrases that wake sequences, folded."""
        return str(self._phrases, "utf-8").split("\n") if self._phrases else []

    @property
    def phrase_count(self) -> int:
        """How many phrases there are."""
        return len(self._bounds) - 1

    @property
    def sequence_count(self) -> int:
        """How many sequences there are."""
        return len(self._fields) // _FIELDS

    def woken_by(self, phrases: Iterable[int], present: Set[bytes], *, is_china: bool) -> dict[int, bool]:
        """The sequences that ``phrases`` (numbers) wake and whose key words are ``present``, folded, and whether all of them are.

        Where near matches of a sequence count, one of its key words may be missing. Sequences of renderings that are wrong only in texts
        about China's government are woken only where ``is_china``.
        """
        woken: dict[int, bool] = {}
        for phrase in phrases:
            for sequence, china, spare, keys in self._wakes.get(phrase) or self._decode_wakes(phrase):
                if china and not is_china:
                    continue
                missing = 0
                for forms in keys:
                    if forms.isdisjoint(present):
                        missing += 1
                        if missing > spare:
                            break
                else:
                    woken[sequence] = not missing
        return woken

    def _decode_wakes(self, phrase: int) -> tuple[_Wake, ...]:
        wakes = tuple(map(self._wake, self._owners[self._bounds[phrase] : self._bounds[phrase + 1]]))
        self._wakes[phrase] = wakes
        return wakes

    def _wake(self, sequence: int) -> _Wake:
        at = sequence * _FIELDS
        keys = tuple(folded for key in self._fields[at + 4 : at + _FIELDS] if key != _NO_KEY and (folded := self._forms(key)))
        return _Wake(sequence, bool(self._fields[at + 2]), self._fields[at + 3], keys)

    def _forms(self, word: int) -> frozenset[bytes]:
        forms = self._folded.get(word)
        if forms is None:
            forms = self._folded[word] = _folded(self.word(word))
        return forms

    def place(self, sequence: int) -> tuple[int, int]:
        """The term and the rendering of a sequence; `MASK` and no meaning where it is a mask."""
        at = sequence * _FIELDS
        return self._fields[at], self._fields[at + 1]

    def is_nearable(self, sequence: int) -> bool:
        """Whether near matches of a sequence count."""
        return bool(self._fields[sequence * _FIELDS + 3])

    def keys(self, sequence: int) -> array[int]:
        """The numbers of the rarest words that a sequence cannot be without, rarest first, at most three."""
        at = sequence * _FIELDS + 4
        keys = self._fields[at : at + _KEYS]
        while keys and keys[-1] == _NO_KEY:
            keys.pop()
        return keys

    def word(self, number: int) -> Word:
        """A word by its number."""
        word = self._decoded.get(number)
        if word is None:
            forms, written, exact, optional = self._words[number].split("\t")
            word = self._decoded[number] = Word(frozenset(forms.split(" ")), written, exact or None, bool(optional))
        return word

    def sequence(self, number: int) -> Sequence:
        """A sequence by its number."""
        return tuple(self._element(code) for code in self._sequences[number].split(" "))

    def context(self, pattern: str) -> tuple[Sequence, ...]:
        """The sequences of a pattern that is the condition of a rendering."""
        sequences = self._contexts.get(pattern)
        if sequences is None:
            lines = self._context_lines[pattern].split("|")
            sequences = self._contexts[pattern] = tuple(tuple(map(self._element, line.split(" "))) for line in lines)
        return sequences

    def _element(self, code: str) -> Element:
        if code.isdigit():
            return self.word(int(code))
        if code[0] == "!":
            return Not(self.word(int(code[1:])).forms)
        if "-" in code:
            least, most = code.split("-")
            return Gap(int(least), int(most))
        return Number() if code == "#" else Comma() if code == "," else Mark(opens=code == "[")


class _Lines:
    """Lines of text, decoded one by one; line n ends where ``ends[n]`` says, in bytes."""

    def __init__(self, text: memoryview, ends: array[int]) -> None:
        self._text = text
        self._ends = ends

    def __getitem__(self, number: int) -> str:
        return str(self._text[self._ends[number - 1] if number else 0 : self._ends[number]], "utf-8")


def _folded(word: Word) -> frozenset[bytes]:
    """The first of the folded words of each form; none where a form leaves nothing, so that nothing need be there."""
    folded = [folded_words(form) for form in word.forms]
    return frozenset(words[0] for words in folded) if all(folded) else frozenset()


def _numbers(part: memoryview) -> array[int]:
    numbers = array(_NUMBER)
    numbers.frombytes(part)
    return numbers


class IndexWriter:
    """Gathers what an `Index` holds."""

    def __init__(self) -> None:
        self._words: dict[Word, int] = {}
        self._sequences: list[str] = []
        self._contexts: dict[str, str] = {}
        self._fields = array(_NUMBER)
        self._woken: dict[str, list[int]] = {}

    def add(
        self, sequence: Sequence, place: tuple[int, int], phrases: Iterable[str], keys: Iterable[Word], *, china: bool, nearable: bool
    ) -> None:
        """Add a sequence: the term and the rendering, what wakes it, its key words, whether it takes a text about China, whether near matches count."""
        for phrase in phrases:
            self._woken.setdefault(phrase, []).append(len(self._sequences))
        self._sequences.append(" ".join(map(self._code, sequence)))
        numbers = [self._number(word) for word in keys]
        self._fields.extend((*place, china, nearable, *numbers, *[_NO_KEY] * (_KEYS - len(numbers))))

    def add_context(self, pattern: str, sequences: Iterable[Sequence]) -> None:
        """Add a pattern that is the condition of a rendering."""
        self._contexts[pattern] = "|".join(" ".join(map(self._code, sequence)) for sequence in sequences)

    def dump(self) -> bytes:
        """The bytes for an `Index`."""
        bounds, owners = array(_NUMBER, [0]), array(_NUMBER)
        phrases = sorted(self._woken)
        for phrase in phrases:
            owners.extend(self._woken[phrase])
            bounds.append(len(owners))
        parts = [
            "\n".join(phrases).encode(),
            *_dump_lines(map(_word_line, self._words)),
            *_dump_lines(self._sequences),
            "\n".join(map("\t".join, self._contexts.items())).encode(),
            *(numbers.tobytes() for numbers in (bounds, owners, self._fields)),
        ]
        return array(_NUMBER, map(len, parts)).tobytes() + b"".join(parts)

    def _number(self, word: Word) -> int:
        return self._words.setdefault(word, len(self._words))

    def _code(self, element: Element) -> str:
        if isinstance(element, Word):
            return str(self._number(element))
        if isinstance(element, Not):
            return f"!{self._number(Word(element.words, ''))}"
        if isinstance(element, Gap):
            return f"{element.least}-{element.most}"
        if isinstance(element, Mark):
            return "[" if element.opens else "]"
        return "#" if isinstance(element, Number) else ","


def _dump_lines(lines: Iterable[str]) -> tuple[bytes, bytes]:
    encoded = [line.encode() for line in lines]
    return b"".join(encoded), array(_NUMBER, accumulate(map(len, encoded))).tobytes()


def _word_line(word: Word) -> str:
    return "\t".join((" ".join(sorted(word.forms)), word.written, word.exact or "", "?" if word.optional else ""))
