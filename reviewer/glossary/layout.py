"""The one layout of glossary files: terms to YAML."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reviewer.core.term import Rendering, Term

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

_SHARED = ("near", "unless", "china", "confidence")
_DEFAULTS = {"near": (), "unless": (), "china": False, "category": "accuracy/literal", "severity": "minor", "confidence": "high"}


def dump(domain: str, terms: Iterable[Term]) -> str:
    """The glossary file of ``terms``, which `reviewer.glossary.load` reads as the same terms of ``domain``.

    A condition or confidence that all renderings of a term share stands once, at the term.
    """
    from ruamel.yaml import YAML

    writer = YAML()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = 2**31
    writer.allow_unicode = True
    stream = io.StringIO()
    writer.dump({"domain": _bare(domain), "terms": [_term(term) for term in terms]}, stream)
    return stream.getvalue()


def _term(term: Term) -> dict[str, Any]:
    shared = {key: _common([getattr(rendering, key) for rendering in term.deprecated], _DEFAULTS[key]) for key in _SHARED}
    base = {**shared, "category": term.category, "severity": term.severity}
    entry: dict[str, Any] = {"id": term.id, "zh": _flow(_bare(text) for text in term.zh), "preferred": _quoted(term.preferred)}
    if term.admitted:
        entry["admitted"] = _flow(_all_quoted(term.admitted))
    if term.deprecated:
        entry["deprecated"] = [_rendering(rendering, base) for rendering in term.deprecated]
    for key in ("near", "unless", "china", "category", "severity", "confidence"):
        if base[key] != _DEFAULTS[key]:
            entry[key] = _value(base[key])
    for key in ("note", "authority"):
        if getattr(term, key):
            entry[key] = _quoted(getattr(term, key))
    for key, examples in (("flag", term.flag), ("pass", term.pass_)):
        if examples:
            entry[key] = _all_quoted(examples)
    return entry


def _common(values: Sequence[Any], default: Any) -> Any:
    return values[0] if len(values) > 1 and all(value == values[0] for value in values) else default


def _rendering(rendering: Rendering, base: dict[str, Any]) -> Any:
    entry: dict[str, Any] = {"text": _quoted(rendering.text)}
    if rendering.use is not None:
        entry["use"] = _quoted(rendering.use[0]) if len(rendering.use) == 1 else _flow(_all_quoted(rendering.use))
    for key in ("near", "unless", "china", "category", "severity", "confidence"):
        if getattr(rendering, key) != base[key]:
            entry[key] = _value(getattr(rendering, key))
    return entry if len(entry) > 1 else entry["text"]


def _value(value: Any) -> Any:
    return _flow(_all_quoted(value)) if isinstance(value, tuple) else value


def _bare(text: str) -> str:
    """``text`` without quotation marks, but for what YAML would read as a line break or not at all."""
    return text if text.isprintable() else _quoted(text)


def _quoted(text: str) -> DoubleQuotedScalarString:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    quoted: DoubleQuotedScalarString = DoubleQuotedScalarString(text)
    return quoted


def _all_quoted(texts: Iterable[str]) -> list[DoubleQuotedScalarString]:
    return [_quoted(text) for text in texts]


def _flow(items: Iterable[str]) -> CommentedSeq:
    from ruamel.yaml.comments import CommentedSeq

    sequence = CommentedSeq(items)
    sequence.fa.set_flow_style()
    return sequence
