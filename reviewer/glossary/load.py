"""Read glossaries: YAML files to terms, with every malformed entry reported by file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, cast

import yaml

from reviewer.core.finding import CATEGORIES, CONFIDENCES, SEVERITIES, Confidence, Severity
from reviewer.core.term import Rendering, Term
from reviewer.glossary.files import GlossaryError
from reviewer.glossary.pattern import PatternError, can_wake, parse

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml: the same, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_CONDITIONS: Final = ("near", "unless", "china", "category", "severity", "confidence")
_TERM_KEYS: Final = ("id", "zh", "preferred", "admitted", "deprecated", "years", "note", "authority", "flag", "pass", *_CONDITIONS)
_RENDERING_KEYS: Final = ("text", "use", *_CONDITIONS)
_DEFAULTS: Final = {"category": "accuracy/literal", "severity": "minor", "confidence": "high"}
_DEEPEST: Final = 50
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Layer:
    """The terms of a layer of glossaries, and the ids of the terms of lower layers that it switches off."""

    terms: tuple[Term, ...]
    off: tuple[str, ...]


def load_layer(files: Iterable[tuple[str, bytes]]) -> Layer:
    """The terms of glossary files, given as name and content. Raises GlossaryError with the problems of all files."""
    terms: dict[str, Term] = {}
    off: list[str] = []
    problems: list[str] = []
    for name, content in files:
        reader = _FileReader(name)
        for term, line in reader.read(content):
            if term.id in terms:
                reader.problem(line, f"term {term.id!r} stands already at {terms[term.id].origin[0]}")
            else:
                terms[term.id] = term
        off += reader.off
        problems += reader.problems
    if problems:
        raise GlossaryError(problems)
    return Layer(tuple(terms.values()), tuple(off))


class _FileReader:
    """One file's terms and its problems."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[str] = []
        self.off: tuple[str, ...] = ()

    def problem(self, line: int, what: str) -> None:
        self.problems.append(f"{self.name}:{line}: {what}")

    def read(self, content: bytes) -> Iterator[tuple[Term, int]]:
        try:
            text = content.decode("utf-8")
            if line := _too_deep(text):
                self.problem(line, f"lists and mappings stand more than {_DEEPEST} deep in one another")
                return
            root = yaml.compose(text, Loader=_Loader)
        except UnicodeDecodeError as error:
            self.problem(1 + content[: error.start].count(b"\n"), f"not UTF-8 (byte {error.start})")
            return
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.problem(mark.line + 1 if mark else 1, f"not YAML: {error.problem}")
            return
        except yaml.YAMLError as error:
            self.problem(1, f"not YAML: {str(error).splitlines()[0]}")
            return
        top = self._mapping(root, ("domain", "terms", "off"), "a glossary")
        if root is None or top is None:
            if root is None:
                self.problem(1, "the file is empty")
            return
        domain = self._text(top["domain"], "domain") if "domain" in top else None
        if domain is None:
            self.problem(_line(root), "'domain' is missing")
        if "off" in top:
            self.off = self._texts(top["off"], "off")
        entries = top.get("terms")
        if entries is None and self.off:
            return
        if not isinstance(entries, yaml.SequenceNode):
            self.problem(_line(entries or root), "'terms' must be a list of terms")
            return
        for entry in entries.value:
            before = len(self.problems)
            term = self._term(entry, domain or "")
            if term is not None and len(self.problems) == before:
                yield term, _line(entry)

    def _mapping(self, node: yaml.Node | None, allowed: tuple[str, ...], what: str) -> dict[str, yaml.Node] | None:
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode):
            self.problem(_line(node), f"{what} must be a mapping with the keys {', '.join(allowed)}")
            return None
        out: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value not in allowed:
                name = repr(key.value) if isinstance(key, yaml.ScalarNode) else "that is no text"
                self.problem(_line(key), f"unknown key {name}; {what} may have {', '.join(allowed)}")
            elif key.value in out:
                self.problem(_line(key), f"key {key.value!r} stands twice")
            else:
                out[key.value] = value
        return out

    def _text(self, node: yaml.Node, key: str, *, empty: bool = False) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self.problem(_line(node), f"{key!r} must be text")
            return None
        value = str(node.value).strip()
        if not value and not empty:
            self.problem(_line(node), f"{key!r} is empty")
            return None
        return value

    def _texts(self, node: yaml.Node, key: str, *, empty: bool = False) -> tuple[str, ...]:
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        texts = (self._text(each, key, empty=empty) for each in nodes)
        return tuple(text for text in texts if text is not None)

    def _patterns(self, node: yaml.Node, key: str) -> tuple[str, ...]:
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return tuple(text for each in nodes if (text := self._pattern(each, key)) is not None)

    def _pattern(self, node: yaml.Node, key: str) -> str | None:
        text = self._text(node, key)
        if text is not None:
            text = " ".join(text.split())  # YAML may have it on several lines
            try:
                if not all(map(can_wake, parse(text))) and key == "deprecated":
                    raise PatternError("a way to read it has no word of Latin letters that must stand there")
            except PatternError as error:
                self.problem(_line(node), f"{key} {text!r}: {error}")
        return text

    def _choice(self, node: yaml.Node, key: str, choices: tuple[str, ...]) -> str:
        value = self._text(node, key)
        if value is not None and value not in choices:
            self.problem(_line(node), f"{key} {value!r} is none of {', '.join(choices)}")
        return value or ""

    def _flag(self, node: yaml.Node, key: str) -> bool:
        value = self._text(node, key)
        if value not in (None, "true", "false"):
            self.problem(_line(node), f"{key!r} must be true or false")
        return value == "true"

    def _conditions(self, fields: dict[str, yaml.Node], default: Rendering) -> Rendering:
        """``default`` with the conditions and grades that ``fields`` gives."""

        def choose(key: str, choices: tuple[str, ...], otherwise: str) -> str:
            return self._choice(fields[key], key, choices) if key in fields else otherwise

        return Rendering(
            text=default.text,
            use=default.use,
            near=self._patterns(fields["near"], "near") if "near" in fields else default.near,
            unless=self._patterns(fields["unless"], "unless") if "unless" in fields else default.unless,
            china=self._flag(fields["china"], "china") if "china" in fields else default.china,
            category=choose("category", CATEGORIES, default.category),
            severity=cast(Severity, choose("severity", SEVERITIES, default.severity)),
            confidence=cast(Confidence, choose("confidence", CONFIDENCES, default.confidence)),
        )

    def _rendering(self, node: yaml.Node, default: Rendering) -> Rendering | None:
        if isinstance(node, yaml.MappingNode):
            fields = self._mapping(node, _RENDERING_KEYS, "a rendering") or {}
            if "text" not in fields:
                self.problem(_line(node), "a rendering needs 'text'")
                return None
            text = self._pattern(fields["text"], "deprecated")
            use = self._texts(fields["use"], "use", empty=True) if "use" in fields else None
            base = self._conditions(fields, default)
        else:
            text, use, base = self._pattern(node, "deprecated"), None, default
        if text is None:
            return None
        return Rendering(text, use, base.near, base.unless, base.china, base.category, base.severity, base.confidence)

    def _term(self, node: yaml.Node, domain: str) -> Term | None:
        fields = self._mapping(node, _TERM_KEYS, "a term")
        if fields is None:
            return None
        for key in ("id", "zh", "preferred"):
            if key not in fields:
                self.problem(_line(node), f"{key!r} is missing")
        if not {"id", "zh", "preferred"} <= fields.keys():
            return None
        id_ = self._text(fields["id"], "id") or ""
        if id_ and not _ID.fullmatch(id_):
            self.problem(_line(fields["id"]), f"id {id_!r} must be lower-case words joined by hyphens")
        default = self._conditions(
            fields,
            Rendering("", None, (), (), False, _DEFAULTS["category"], cast(Severity, _DEFAULTS["severity"]), "high"),
        )
        listed = fields.get("deprecated")
        nodes = listed.value if isinstance(listed, yaml.SequenceNode) else [listed] if listed else []
        renderings = [rendering for each in nodes if (rendering := self._rendering(each, default)) is not None]
        flag = self._texts(fields["flag"], "flag") if "flag" in fields else ()
        for text in flag:
            if not re.search(r"\[\[.+?\]\]", text):
                self.problem(_line(fields["flag"]), f"flag example {text!r} marks no [[span]]")
        return Term(
            id=id_,
            domain=domain,
            zh=self._texts(fields["zh"], "zh"),
            preferred=self._text(fields["preferred"], "preferred", empty=True) or "",
            admitted=self._texts(fields["admitted"], "admitted") if "admitted" in fields else (),
            deprecated=tuple(renderings),
            category=default.category,
            severity=default.severity,
            note=(self._text(fields["note"], "note") or "") if "note" in fields else "",
            authority=(self._text(fields["authority"], "authority") or "") if "authority" in fields else "",
            flag=flag,
            pass_=self._texts(fields["pass"], "pass") if "pass" in fields else (),
            years=self._years(fields) if "years" in fields else (),
            origin=(f"{self.name}:{_line(node)}",),
        )

    def _years(self, fields: dict[str, yaml.Node]) -> tuple[tuple[str, str], ...]:
        """When right renderings were in use: a mapping from each to its years."""
        node = fields["years"]
        rights = {self._text(fields["preferred"], "preferred", empty=True)}
        rights |= set(self._texts(fields["admitted"], "admitted")) if "admitted" in fields else set()
        years: list[tuple[str, str]] = []
        for rendering, when in node.value if isinstance(node, yaml.MappingNode) else []:
            if not isinstance(rendering, yaml.ScalarNode) or rendering.value not in rights:
                self.problem(_line(rendering), f"'years' names {rendering.value!r}, which is neither preferred nor admitted")
            elif (text := self._text(when, "years")) is not None:
                years.append((rendering.value, text))
        if not isinstance(node, yaml.MappingNode):
            self.problem(_line(node), "'years' must map preferred and admitted renderings to years")
        return tuple(years)


def _too_deep(text: str) -> int:
    """The line where lists and mappings stand so deep in one another that composing them, which recurses, could break; 0 for none."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return event.start_mark.line + 1 if event.start_mark else 1
    return 0


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
