"""Make the index of terms: parse every rendering, choose what wakes it, find the masks."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Items

from reviewer.core.term import Term
from reviewer.glossary.anchors import Anchors
from reviewer.glossary.index import MASK, IndexWriter
from reviewer.glossary.near import nearable
from reviewer.glossary.pattern import Sequence, find_all, literal, parse
from reviewer.text.tokens import tokenize


def build_index(terms: Items[Term], below: Items[Term] = ()) -> bytes:
    """The index of ``terms``, as bytes for an `Index`; ``below`` are the terms of the layers under them."""
    anchors = Anchors(example for term in terms for example in (*term.flag, *term.pass_))
    writer = IndexWriter()
    parsed = [[parse(rendering.text) for rendering in term.deprecated] for term in terms]
    by_word: dict[str, list[Sequence]] = defaultdict(list)
    for t, renderings in enumerate(parsed):
        for r, sequences in enumerate(renderings):
            china = terms[t].deprecated[r].china
            for sequence in sequences:
                keys = anchors.keys(sequence)
                near = bool(nearable(sequence))
                phrases = anchors.near(sequence) if near else anchors.exact(sequence)
                writer.add(sequence, (t, r), phrases, keys, china=china, nearable=near)
                for form in keys[0].forms:
                    by_word[form].append(sequence)
    conditions = (rendering.near + rendering.unless for term in terms for rendering in term.deprecated)
    for pattern in sorted(set(itertools.chain.from_iterable(conditions))):
        writer.add_context(pattern, parse(pattern))
    for m, mask in enumerate(_masks(terms, below, by_word)):
        sequence = literal(mask)
        writer.add(sequence, (MASK, m), anchors.exact(sequence), anchors.keys(sequence), china=False, nearable=False)
    return writer.dump()


def _masks(terms: Items[Term], below: Items[Term], by_word: Mapping[str, Items[Sequence]]) -> Iterator[str]:
    """The preferred and admitted renderings inside which a wrong rendering stands, and is right.

    ``by_word`` has the sequences of the wrong ones by the forms of a word that they cannot be without. Over other layers, whose wrong
    renderings are not known here, every right rendering of several words is a mask, but those that they have, too: these were weighed
    against their wrong ones when they were compiled.
    """
    own = dict.fromkeys(phrase for term in terms for phrase in (term.preferred, *term.admitted) if phrase)
    if below:
        known = dict.fromkeys(phrase for term in below for phrase in (term.preferred, *term.admitted) if phrase)
        yield from (right for right in own if " " in right and right not in known)
        own = known
    for right in own:
        tokens = tokenize(right)
        woken = (sequence for word in tokens.places for sequence in by_word.get(word, ()))
        if any(match.end - match.start < len(tokens) for sequence in woken for match in find_all(sequence, tokens, right)):
            yield right
