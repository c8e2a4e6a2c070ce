"""The layout of glossary files: tidy them, add to them, write them; comments and the order of terms are kept."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from reviewer.core.term import Rendering, Term

if TYPE_CHECKING:
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap

_TERM_KEYS: Final = (
    "id", "zh", "preferred", "admitted", "deprecated", "near", "unless", "china", "category", "severity", "confidence", "years",
    "note", "authority", "flag", "pass",
)  # fmt: skip
_RENDERING_KEYS: Final = ("text", "use", "near", "unless", "china", "category", "severity", "confidence")
_ON_ONE_LINE: Final = frozenset(("zh", "admitted", "near", "unless", "use", "years"))
_BARE: Final = frozenset(("id", "category", "severity", "confidence"))
_NEEDS_QUOTES = re.compile(r"[:,\[\]{}#&*!|>%@`\"' ]|^[-?]")


def tidy(content: str) -> str:
    """A glossary in the house's layout: keys in order, texts in double quotes, short lists on one line.

    Comments stay with what they stand beside. Raises what ruamel.yaml raises where ``content`` is not YAML.
    """
    yaml = _yaml()
    glossary = yaml.load(content)
    for place, entry in enumerate(glossary.get("terms") or ()):
        glossary["terms"][place] = _styled(entry, _TERM_KEYS)
    return _dump(yaml, glossary)


def add(content: str, entry: Mapping[str, Any]) -> str:
    """A glossary with ``entry`` (the keys of a term in a glossary file) at its end; nothing else is changed but indentation."""
    yaml = _yaml()
    glossary = yaml.load(content)
    glossary.setdefault("terms", [])
    glossary["terms"] = glossary["terms"] or []
    glossary["terms"].append(_styled(_commented(entry), _TERM_KEYS))
    return _dump(yaml, glossary)


def dump(domain: str, terms: Iterable[Term]) -> str:
    """A new glossary of ``terms``, in the house's layout."""
    yaml = _yaml()
    entries = [_styled(_commented(_entry(term)), _TERM_KEYS) for term in terms]
    return _dump(yaml, _commented({"domain": domain, "terms": entries}))


def _entry(term: Term) -> dict[str, Any]:
    """The keys of ``term`` as in a glossary file; a condition that all its renderings share stands once, on the term."""
    shared = {
        key: getattr(term.deprecated[0], key)
        for key in ("near", "unless", "china", "confidence")
        if term.deprecated and all(getattr(each, key) == getattr(term.deprecated[0], key) for each in term.deprecated)
    }
    shared = {key: value for key, value in shared.items() if value and value != "high"}
    entry = {
        "id": term.id, "zh": list(term.zh), "preferred": term.preferred, "admitted": list(term.admitted),
        "deprecated": [_rendering(rendering, term, shared) for rendering in term.deprecated], **shared,
        "category": term.category, "severity": term.severity, "years": dict(term.years), "note": term.note,
        "authority": term.authority, "flag": list(term.flag), "pass": list(term.pass_),
    }  # fmt: skip
    left_out = {"category": "accuracy/literal", "severity": "minor"}
    return {key: value for key, value in entry.items() if key == "preferred" or (value and value != left_out.get(key))}


def _rendering(rendering: Rendering, term: Term, shared: Mapping[str, Any]) -> str | dict[str, Any]:
    usual: dict[str, Any] = {
        "use": None, "near": (), "unless": (), "china": False, "confidence": "high", "category": term.category, "severity": term.severity,
        **shared,
    }  # fmt: skip
    own = {key: getattr(rendering, key) for key in _RENDERING_KEYS[1:] if getattr(rendering, key) != usual[key]}
    if rendering.use is not None and len(rendering.use) == 1:
        own["use"] = rendering.use[0]
    return {"text": rendering.text, **own} if own else rendering.text


def _styled(entry: CommentedMap, order: tuple[str, ...]) -> CommentedMap:
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    def quoted(key: str, value: Any) -> Any:
        if isinstance(value, CommentedMap):
            return _styled(value, _RENDERING_KEYS) if key == "deprecated" else value
        if isinstance(value, bool):
            return value
        text = str(value)
        bare = key in _BARE or (key == "zh" and not _NEEDS_QUOTES.search(text))
        return text if bare else DoubleQuotedScalarString(text)

    for key in sorted(entry, key=lambda key: order.index(key) if key in order else len(order)):
        value = entry[key]
        if key == "use" and not isinstance(value, CommentedSeq):
            value = quoted(key, value)
        elif key in (*_ON_ONE_LINE, "deprecated", "flag", "pass") and not isinstance(value, CommentedSeq | CommentedMap):
            value = CommentedSeq([value])
        if isinstance(value, CommentedSeq):
            for place, each in enumerate(value):
                value[place] = quoted(key, each)
        elif key == "years":
            for rendering in list(value):
                value[rendering] = DoubleQuotedScalarString(value[rendering])
        else:
            value = quoted(key, value)
        if key in _ON_ONE_LINE and isinstance(value, CommentedSeq | CommentedMap):
            value.fa.set_flow_style()
        entry[key] = value
        entry.move_to_end(key)
    return entry


def _commented(value: Any) -> Any:
    """``value`` with its mappings and lists as ruamel.yaml's, which can be given a style."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, CommentedMap):
        return value
    if isinstance(value, Mapping):
        return CommentedMap((key, _commented(each)) for key, each in value.items())
    if isinstance(value, list | tuple):
        return CommentedSeq([_commented(each) for each in value])
    return value


def _yaml() -> YAML:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 100_000
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dump(yaml: YAML, glossary: CommentedMap) -> str:
    out = io.StringIO()
    yaml.dump(glossary, out)
    return out.getvalue()
