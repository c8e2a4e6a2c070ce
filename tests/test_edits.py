"""The one function that changes a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.core.document import Span
from reviewer.core.edits import apply_edits
from reviewer.core.finding import Edit

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


def edits_for(text: str) -> st.SearchStrategy[list[Edit]]:
    cuts = st.lists(st.integers(0, len(text)), max_size=8).map(sorted)
    pairs = cuts.map(lambda found: [Span(a, b) for a, b in zip(found[::2], found[1::2], strict=False)])
    return pairs.flatmap(lambda spans: st.tuples(*(TEXTS.map(lambda new, span=span: Edit(span, new)) for span in spans)).map(list))


@given(st.data())
def test_outside_the_edits_nothing_changes(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    edits = data.draw(edits_for(text))
    changed = apply_edits(text, edits)
    assert len(changed) == len(text) + sum(len(edit.new) - len(edit.span) for edit in edits)
    shift = 0
    at = 0
    for edit in edits:
        assert changed[at + shift : edit.span.start + shift] == text[at : edit.span.start]
        shift += len(edit.new) - len(edit.span)
        at = edit.span.end
    assert changed[at + shift :] == text[at:]


@given(st.data())
def test_order_of_edits_does_not_matter(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    edits = [edit for edit in data.draw(edits_for(text)) if len(edit.span)]
    assert apply_edits(text, edits) == apply_edits(text, edits[::-1])


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap at offset 1"):
        apply_edits("abc", [Edit(Span(0, 2), "x"), Edit(Span(1, 3), "y")])


def test_edits_outside_the_text_are_refused() -> None:
    with pytest.raises(ValueError, match="outside a text of 3"):
        apply_edits("abc", [Edit(Span(2, 5), "x")])


def test_insertions_at_one_place_keep_their_order() -> None:
    assert apply_edits("ab", [Edit(Span(1, 1), "1"), Edit(Span(1, 1), "2")]) == "a12b"
