"""All that the term base says of a term, as text."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.core.term import Rendering, Term


def term_page(term: Term) -> str:
    """The page of a term: Chinese, right and wrong renderings with their conditions, examples, and where it comes from."""
    return "\n".join(_lines(term))


def _lines(term: Term) -> Iterator[str]:
    yield f"{term.id} ({term.domain}; {term.category}, {term.severity})"
    yield f"  Chinese     {'; '.join(term.zh)}"
    yield f"  preferred   {term.preferred or '(left out)'}"
    if term.admitted:
        yield f"  admitted    {'; '.join(term.admitted)}"
    for rendered, years in term.years:
        yield f"  {'years':10}  {rendered}: {years}"
    for number, rendering in enumerate(term.deprecated):
        yield f"  {'deprecated' if number == 0 else '':10}  {rendering.text}{_conditions(rendering)}"
    if term.note:
        yield f"  note        {term.note}"
    yield f"  authority   {term.authority or 'none named'}"
    yield f"  origin      {term.origin[0]}"
    for overruled in term.origin[1:]:
        yield f"  {'overrules':10}  {overruled}"
    for title, examples in (("flagged", term.flag), ("passed", term.pass_)):
        for number, example in enumerate(examples):
            yield f"  {title if number == 0 else '':10}  {example}"


def _conditions(rendering: Rendering) -> str:
    conditions = [
        *([f"instead: {' / '.join(use or 'nothing' for use in rendering.use)}"] if rendering.use is not None else []),
        *([f"only near {', '.join(rendering.near)}"] if rendering.near else []),
        *([f"unless near {', '.join(rendering.unless)}"] if rendering.unless else []),
        *(["only in texts about China"] if rendering.china else []),
    ]
    return f"  ({'; '.join(conditions)})" if conditions else ""
