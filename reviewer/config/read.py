"""Read the settings in a file: ``[tool.reviewer]`` of ``pyproject.toml``, or ``reviewer.yaml``; every fault is told with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from reviewer.config.settings import CHOICES, LISTS, PROFILES, TEXTS, Origin

NAMES: Final = ("reviewer.yaml", ".reviewer.yaml", "pyproject.toml")
"""The files that may hold settings; a folder may have one of them."""

_KEYS: Final = (*CHOICES, *LISTS, *TEXTS, "paths")
_PATH_KEYS: Final = ("match", "profile", "confidence", "fail-on", "select", "ignore", "encoding", "glossaries")
_HEADER = re.compile(r"\s*(?P<open>\[{1,2})\s*(?P<name>[^\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"\s*[\"']?(?P<key>[\w-]+)[\"']?\s*=")
_TOML_LINE = re.compile(r"\(at line (\d+)")


class ConfigError(Exception):
    """Settings that cannot be used; the message has one line for each fault, ``file:line: what is wrong``."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Settings for the files that one of the globs matches; for all files of the folder where there are no globs."""

    match: tuple[str, ...]
    values: Mapping[str, Origin]


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a folder and below, in the order in which they hold."""

    file: Path
    rules: tuple[Rule, ...]

    @property
    def folder(self) -> Path:
        """The folder of the file."""
        return self.file.parent


Entries = list[tuple[str, Any, int]]
"""A mapping as it was read: key, value and line; a value may be a list of these."""


def read_config(file: Path) -> Config | None:
    """The settings in ``file``; None where it is a ``pyproject.toml`` without any. Raises ConfigError."""
    try:
        text = file.read_text("utf-8")
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: not UTF-8 at byte offset {error.start}") from None
    entries = _read_toml(file, text) if file.suffix == ".toml" else _read_yaml(file, text)
    if entries is None:
        return None
    problems: list[str] = []
    rules = tuple(_rules(file, entries, problems))
    if problems:
        raise ConfigError("\n".join(problems))
    return Config(file, rules)


def _rules(file: Path, entries: Entries, problems: list[str]) -> Iterator[Rule]:
    yield Rule((), dict(_values(file, [entry for entry in entries if entry[0] != "paths"], _KEYS, problems)))
    for key, value, line in entries:
        if key != "paths":
            continue
        if not isinstance(value, list) or not all(map(_is_mapping, value)):
            problems.append(f"{file}:{line}: 'paths' must be a list of mappings with 'match' and settings")
            continue
        for each in value:
            values = dict(_values(file, each, _PATH_KEYS, problems))
            match = values.pop("match", None)
            if match is None or not match.value:
                problems.append(f"{file}:{each[0][2] if each else line}: 'match' is missing: the globs of the files that this is for")
            else:
                yield Rule(tuple(match.value), values)


def _is_mapping(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, tuple) for entry in value)


def _values(file: Path, entries: Entries, allowed: tuple[str, ...], problems: list[str]) -> Iterator[tuple[str, Origin]]:
    seen: set[str] = set()
    for key, value, line in sorted(entries, key=lambda entry: entry[0] != "profile"):  # what is set beside a profile wins over it
        place = f"{file}:{line}"
        wrong = _fault(key, value, allowed) or (f"key {key!r} stands twice" if key in seen else None)
        seen.add(key)
        if wrong:
            problems.append(f"{place}: {wrong}")
        elif key == "profile":
            yield from ((name, Origin(each, f"{place} (profile {value})")) for name, each in PROFILES[value].items())
        elif key == "glossaries":
            yield key, Origin(tuple(str(file.parent / text) for text in _texts(value)), place)
        else:
            yield key, Origin(_texts(value) if key in (*LISTS, "match") else value, place)


def _fault(key: str, value: Any, allowed: tuple[str, ...]) -> str | None:
    if key not in allowed:
        return f"unknown key {key!r}; there are {', '.join(allowed)}"
    if key in CHOICES:
        return None if value in CHOICES[key] else f"{key!r} must be one of {', '.join(CHOICES[key])}"
    if key in TEXTS:
        return None if isinstance(value, str) and value else f"{key!r} must be text"
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) and text for text in texts):
        return f"{key!r} must be a list of texts"
    return None


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _read_yaml(file: Path, text: str) -> Entries:
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ConfigError(f"{file}:{mark.line + 1 if mark else 1}: not YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise ConfigError(f"{file}:1: not YAML: {str(error).splitlines()[0]}") from None
    except RecursionError:
        raise ConfigError(f"{file}:1: not YAML that can be read: its lists and mappings stand too deep in one another") from None
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise ConfigError(f"{file}:{root.start_mark.line + 1}: settings must be a mapping with the keys {', '.join(_KEYS)}")
    entries = _plain(root, {})
    assert isinstance(entries, list)
    return entries


def _plain(node: Any, made: dict[Any, Any]) -> Any:
    """A YAML node as `Entries`, a list, or a text; each once, since aliases may stand for it again, even within itself."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if node not in made:
        made[node] = plain = []
        if isinstance(node, yaml.MappingNode):
            names = (str(key.value) if isinstance(key, yaml.ScalarNode) else "" for key, _ in node.value)
            plain += [(name, _plain(value, made), key.start_mark.line + 1) for name, (key, value) in zip(names, node.value, strict=True)]
        else:
            plain += [_plain(each, made) for each in node.value]
    return made[node]


def _read_toml(file: Path, text: str) -> Entries | None:
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, but for figures of thousands of digits and as many brackets
        at = _TOML_LINE.search(str(error))
        raise ConfigError(f"{file}:{at[1] if at else text.count(chr(10)) + 1}: not TOML: {str(error).partition(' (at')[0]}") from None
    table = content.get("tool", {}).get("reviewer") if isinstance(content.get("tool"), dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise ConfigError(f"{file}: 'tool.reviewer' must be a table")
    lines = _toml_lines(text)
    entries: Entries = []
    for key, value in table.items():
        line = lines.get(("tool.reviewer", 0, key)) or lines.get(("tool.reviewer.paths", 1, "match"), 1)
        if key == "paths" and isinstance(value, list):
            value = [
                [(name, each[name], lines.get(("tool.reviewer.paths", number, name), line)) for name in each]
                if isinstance(each, dict)
                else each
                for number, each in enumerate(value, start=1)
            ]
        entries.append((key, value, line))
    return entries


def _toml_lines(text: str) -> dict[tuple[str, int, str], int]:
    """The line of each key, by its table and, in an array of tables, by the number of that; tomllib does not tell."""
    lines: dict[tuple[str, int, str], int] = {}
    table, number = "", 0
    counts: dict[str, int] = {}
    for line, content in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(content):
            table = header["name"].replace(" ", "")
            counts[table] = counts.get(table, 0) + 1
            number = counts[table] if header["open"] == "[[" else 0
        elif key := _KEY.match(content):
            lines.setdefault((table, number, key["key"]), line)
    return lines
