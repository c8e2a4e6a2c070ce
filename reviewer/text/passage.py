"""What a check looks at: a page, and the sentences and paragraphs in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from reviewer.core.document import Document, Segment, Span
from reviewer.text.china import is_about_china
from reviewer.text.fold import folded_words
from reviewer.text.sentences import sentences
from reviewer.text.tokens import Tokens, tokenize


class Page:
    """A document with what is worked out about the whole of it, once and only where something asks."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.view

    @cached_property
    def is_china(self) -> bool:
        """Whether the text is about China's government; with Chinese beside it, it always is."""
        return bool(self.document.source) or is_about_china(self.text)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences of the document, in order."""
        return tuple(passage for segment in self.document.segments for passage in self.sentences(segment))

    def sentences(self, segment: Segment) -> Iterator[Passage]:
        """The sentences of a segment, made anew."""
        return (Passage(self, segment, span) for span in sentences(self.text, segment.target.start, segment.target.end))


class Passage:
    """A sentence in its page. Offsets are into the whole text: search with ``pattern.finditer(p.text, p.start, p.end)``.

    ``phrases`` are the numbers of the term base's phrases that stand in it; ``matches`` is what the term base made of them,
    once it was asked.
    """

    __slots__ = ("_folded", "_tokens", "end", "matches", "page", "phrases", "segment", "start", "text")

    def __init__(self, page: Page, segment: Segment, span: Span) -> None:
        self.page = page
        self.segment = segment
        self.text = page.text
        self.start = span.start
        self.end = span.end
        self.phrases: list[int] = []
        self.matches: Sequence[object] | None = None
        self._folded: list[bytes] | None = None
        self._tokens: Tokens | None = None

    @property
    def folded(self) -> list[bytes]:
        """The sentence's words, folded, without articles."""
        if self._folded is None:
            self._folded = folded_words(self.text[self.start : self.end])
        return self._folded

    @property
    def tokens(self) -> Tokens:
        """The sentence's words and marks, worked out at the first request."""
        if self._tokens is None:
            self._tokens = tokenize(self.text, self.start, self.end)
        return self._tokens
