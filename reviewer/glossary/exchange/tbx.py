"""TBX (ISO 30042): written as TBX-Basic of 2019 in either style; read also as TBX of 2008 (martif) and TBX-Min.

Status is administrativeStatus, domain subjectField, authority source. A deprecated rendering is a pattern: its first phrases are
terms, the others pointing at the first by crossReference. An example that must pass is context of the preferred term, one that is
flagged context of the first deprecated one. What TBX-Basic has no data category for stands in notes that begin with ``reviewer``,
which the standard allows at every level, so that nothing is lost.

Sources: ISO 30042:2019; the dialect TBX-Basic 1.2.1 (RELAX NG and Schematron) and the modules Min and Basic of LTAC Global
(github.com/LTAC-Global/TBX-Basic_dialect); ISO 30042:2008, which is LISA's TBX of 2008-10-29.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from reviewer.core.finding import CATEGORIES, SEVERITIES, Severity
from reviewer.core.term import Term
from reviewer.glossary.exchange import entries
from reviewer.glossary.exchange.entries import Entry, Reading, Status, describe, problem_at, status_of
from reviewer.glossary.exchange.losses import UNPRINTABLE
from reviewer.glossary.exchange.phrases import phrases
from reviewer.glossary.files import GlossaryError

if TYPE_CHECKING:
    from lxml.etree import _Element

EXTENSIONS: Final = (".tbx",)
LOSES: Final = ("control",)

Style = Literal["dca", "dct"]

_CORE = "{urn:iso:std:iso:30042:ed-2}"
_MODULES: Final = {
    "administrativeStatus": "http://www.tbxinfo.net/ns/min",
    "subjectField": "http://www.tbxinfo.net/ns/min",
    "context": "http://www.tbxinfo.net/ns/basic",
    "crossReference": "http://www.tbxinfo.net/ns/basic",
    "source": "http://www.tbxinfo.net/ns/basic",
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OURS = "reviewer "
_ENTRIES: Final = ("conceptEntry", "termEntry", "entry")
_LANGUAGES: Final = ("langSec", "langSet", "langGroup")
_TERMS: Final = ("termSec", "tig", "ntig", "termGroup")
_STATUS: Final = ("administrativeStatus", "normativeAuthorization", "termStatus", "status", "usageStatus")


def write(terms: Sequence[Term], style: Style = "dca") -> bytes:
    """A TBX-Basic file of ``terms``. Raises GlossaryError where there is none: the standard wants one entry at least."""
    from lxml import etree

    if not terms:
        raise GlossaryError(["a TBX file needs at least one term"])
    modules = {"min": _MODULES["subjectField"], "basic": _MODULES["source"]} if style == "dct" else {}
    root = etree.Element(
        f"{_CORE}tbx", {"type": "TBX-Basic", "style": style, _LANG: "en"}, cast(dict[str, str], {None: _CORE[1:-1], **modules})
    )
    header = etree.SubElement(etree.SubElement(etree.SubElement(root, f"{_CORE}tbxHeader"), f"{_CORE}fileDesc"), f"{_CORE}sourceDesc")
    etree.SubElement(header, f"{_CORE}p").text = "Chinese government terms in English, exported by reviewer"
    body = etree.SubElement(etree.SubElement(root, f"{_CORE}text"), f"{_CORE}body")
    for term in terms:
        _Writer(style, body, term).write()
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


class _Writer:
    """Writes one term."""

    def __init__(self, style: Style, body: _Element, term: Term) -> None:
        self._style = style
        self._term = term
        # an xs:ID may not begin with a figure
        self._id = f"_{term.id}" if term.id[:1].isdigit() else term.id
        self._concept = self._add(body, "conceptEntry", id=self._id)

    def write(self) -> None:
        term = self._term
        if term.domain:
            self._data(self._concept, "descrip", "subjectField", term.domain)
        if term.authority and not term.preferred:
            self._data(self._concept, "admin", "source", term.authority)
        if term.note:
            self._add(self._concept, "note", f"{_OURS}note: {term.note}" if term.note.startswith(_OURS) else term.note)
        self._ours(self._concept, "category", term.category)
        self._ours(self._concept, "severity", term.severity)
        if not term.preferred:
            self._ours(self._concept, "preferred", "leave out")
        for key, examples, held in (("flag", term.flag, term.deprecated), ("pass", term.pass_, term.preferred)):
            for example in () if held else examples:
                self._ours(self._concept, key, example)
        if term.zh:
            chinese = self._add(self._concept, "langSec", **{_LANG: "zh"})
            for text in term.zh:
                self._add(self._add(chinese, "termSec"), "term", text)
        if term.preferred or term.admitted or term.deprecated:
            self._write_english(self._add(self._concept, "langSec", **{_LANG: "en"}))

    def _write_english(self, english: _Element) -> None:
        term = self._term
        if term.preferred:
            section = self._term_section(english, term.preferred, "preferred")
            if term.authority:
                self._data(section, "admin", "source", term.authority)
            for example in term.pass_:
                self._data(section, "descrip", "context", example)
        for text in term.admitted:
            self._term_section(english, text, "admitted")
        for number, rendering in enumerate(term.deprecated, start=1):
            id_ = f"{self._id}.{number}"
            first, *others = phrases(rendering.text).texts
            section = self._term_section(english, first, "deprecated", id=id_)
            for example in term.flag if number == 1 else ():
                self._data(section, "descrip", "context", example)
            self._ours(section, "pattern", rendering.text)
            usual = {"category": (term.category,), "severity": (term.severity,), "confidence": ("high",)}
            for key, texts in describe(rendering).items():
                if usual.get(key) != texts:
                    for text in texts:
                        self._ours(section, key, text)
                    if not texts:
                        self._add(section, "note", _OURS + key)
            for text in others:
                self._data(self._term_section(english, text, "deprecated"), "ref", "crossReference", first, target=id_)

    def _term_section(self, english: _Element, text: str, status: str, **attributes: str) -> _Element:
        section = self._add(english, "termSec", **attributes)
        self._add(section, "term", text)
        self._data(section, "termNote", "administrativeStatus", f"{status}Term-admn-sts")
        if status != "deprecated" and (years := dict(self._term.years).get(text)):
            self._ours(section, "years", years)
        return section

    def _ours(self, parent: _Element, key: str, text: str) -> None:
        self._add(parent, "note", f"{_OURS}{key}: {text}")

    def _data(self, parent: _Element, kind: str, category: str, text: str, **attributes: str) -> None:
        """A data category, as attribute or as tag."""
        if self._style == "dca":
            self._add(parent, kind, text, type=category, **attributes)
        else:
            self._add(parent, f"{{{_MODULES[category]}}}{category}", text, **attributes)

    def _add(self, parent: _Element, tag: str, text: str = "", **attributes: str) -> _Element:
        from lxml import etree

        element = etree.SubElement(parent, tag if tag.startswith("{") else _CORE + tag, attributes)
        if text:
            element.text = UNPRINTABLE.sub("\ufffd", text)
        return element


def read(content: bytes, name: str) -> Reading:
    """The terms of a TBX file of any dialect: its Chinese and English. Entities are refused, and nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise GlossaryError([f"{name}:{error.lineno or 1}: not XML: {' '.join(error.msg.split())}"]) from None
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise GlossaryError([f"{name}:1: declares entities, which are refused"])
    if _local(root) not in ("tbx", "martif", "TBX"):
        raise GlossaryError([f"{name}:{root.sourceline}: <{_local(root)}> is no TBX"])
    left_out: Counter[str] = Counter()
    ours: dict[int, Term] = {}
    foreign: dict[int, Entry] = {}
    concepts = [element for element in root.iter() if _local(element) in _ENTRIES]
    for number, concept in enumerate(concepts):
        notes = _notes(concept)
        if "category" in notes and "severity" in notes:
            ours[number] = _read_ours(concept, notes, name)
        else:
            foreign[number] = _read_foreign(concept, name, left_out)
    reading = entries.make_terms(foreign.values(), left_out, {term.id for term in ours.values()})
    return replace(reading, terms=(*ours.values(), *reading.terms))


def _read_ours(concept: _Element, notes: dict[str, tuple[str, ...]], name: str) -> Term:
    problem = problem_at(f"{name}:{concept.sourceline}")
    data = {_category(element): _text(element) for element in _data(concept)}
    plain = [text for element in _data(concept) if _local(element) == "note" and not (text := _text(element)).startswith(_OURS)]
    term = Term(
        id=entries.check_id(concept.get("id", "").removeprefix("_"), problem),
        domain=data.get("subjectField", ""),
        zh=tuple(_text(element) for section in _sections(concept, "zh") for element in _data(section) if _category(element) == "term"),
        preferred="",
        admitted=(),
        deprecated=(),
        category=entries.choose("category", notes, CATEGORIES, "", problem),
        severity=cast(Severity, entries.choose("severity", notes, SEVERITIES, "", problem)),
        note="; ".join((*notes.get("note", ()), *plain)),
        authority=data.get("source", ""),
        flag=notes.get("flag", ()),
        pass_=notes.get("pass", ()),
    )
    patterns: dict[str, str] = {}
    for section in _sections(concept, "en"):
        fields = _notes(section)
        found: dict[str, list[_Element]] = {}
        for element in _data(section):
            found.setdefault(_category(element), []).append(element)
        text = "".join(_text(element) for element in found.get("term", []))
        contexts = tuple(_text(element) for element in found.get("context", []))
        status = next((status for key in _STATUS for element in found.get(key, []) if (status := status_of(_text(element)))), "")
        if status == "deprecated":
            pattern = fields["pattern"][0] if "pattern" in fields else ""
            if pattern:
                patterns[section.get("id", "")] = pattern
                rendering = entries.restore(pattern, fields, term, problem_at(f"{name}:{section.sourceline}"))
                term = replace(term, deprecated=(*term.deprecated, rendering))
            for reference in found.get("crossReference", []):
                pattern = pattern or patterns.get(reference.get("target", ""), "")
            if not pattern or text not in phrases(pattern).texts:
                term = entries.with_literals(term, [text])
            term = replace(term, flag=(*term.flag, *contexts))
            continue
        for when in fields.get("years", ()):
            term = replace(term, years=(*term.years, (text, when)))
        if status == "preferred" and not term.preferred:
            source = "".join(_text(element) for element in found.get("source", []))
            term = replace(term, preferred=text, authority=source or term.authority, pass_=(*term.pass_, *contexts))
        else:
            term = replace(term, admitted=(*term.admitted, text))
    return term


def _read_foreign(concept: _Element, name: str, left_out: Counter[str]) -> Entry:
    entry = Entry(f"{name}:{concept.sourceline}")
    for element in _data(concept):
        category, text = _category(element), _plain(element)
        if category == "subjectField":
            entry.domain = entry.domain or text
        elif category == "source":
            entry.authority = text
        elif category in ("note", "definition"):
            entry.notes.append(text)
        else:
            left_out[category] += 1
    for language in concept:
        if _local(language) in _LANGUAGES and _language(language) not in ("zh", "en"):
            left_out[f"language {language.get(_LANG, '?')}"] += 1
        elif _local(language) in _LANGUAGES:
            for element in _data(language):
                if _category(element) in ("note", "definition"):
                    entry.notes.append(_plain(element))
                else:
                    left_out[_category(element)] += 1
    for code in ("zh", "en"):
        for section in _sections(concept, code):
            _read_section(section, code, entry, left_out)
    return entry


def _read_section(section: _Element, code: str, entry: Entry, left_out: Counter[str]) -> None:
    term, source = "", ""
    status: Status = ""
    for element in _data(section):
        category, text = _category(element), _plain(element)
        if category == "term":
            term = text
        elif category in _STATUS:
            status = status_of(text) or status
        elif category == "source":
            source = text
        elif category in ("note", "definition"):
            entry.notes.append(text)
        else:
            left_out[category] += 1
    if code == "zh":
        entry.zh.append(term)
    else:
        entry.english.append((status, term))
        entry.authority = entry.authority or ("" if status == "deprecated" else source)


def _sections(concept: _Element, code: str) -> Iterator[_Element]:
    """The sections of terms in a language; those of simplified Chinese before those of traditional."""
    languages = [element for element in concept if _local(element) in _LANGUAGES and _language(element) == code]
    for language in sorted(languages, key=lambda element: element.get(_LANG, "").lower().endswith(("hant", "tw", "hk", "mo"))):
        yield from (element for element in language if _local(element) in _TERMS)


def _language(element: _Element) -> str:
    code = element.get(_LANG, "").lower().replace("_", "-").partition("-")[0]
    return {"zho": "zh", "chi": "zh", "cmn": "zh", "eng": "en"}.get(code, code)


def _data(element: _Element) -> Iterator[_Element]:
    """The data of a level: what stands in ``element``, also in groups, but not on the levels below; transactions are one."""
    for child in element:
        local = _local(child)
        if not local or local in (*_LANGUAGES, *_TERMS):
            continue
        if local.endswith("Grp") and local != "transacGrp":
            yield from _data(child)
        else:
            yield child


def _notes(element: _Element) -> dict[str, tuple[str, ...]]:
    """Our notes of a level: the texts by key; a key without a colon has none."""
    notes: dict[str, tuple[str, ...]] = {}
    for child in element:
        text = _text(child) if _local(child) == "note" else ""
        if text.startswith(_OURS):
            key, colon, value = text.removeprefix(_OURS).partition(":")
            notes[key] = (*notes.get(key, ()), value.removeprefix(" ")) if colon else ()
    return notes


def _category(element: _Element) -> str:
    return element.get("type") or _local(element)


def _local(element: _Element) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _plain(element: _Element) -> str:
    return " ".join(_text(element).split())
