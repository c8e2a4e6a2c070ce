"""UTX glossaries of AAMT: tab-separated terms with a status and a concept id.

A preferred rendering is approved, an admitted one non-standard, a deprecated phrase forbidden; the first row of a term has its
domain, note and authority. Written as UTX 1.11; read in any version (Asia-Pacific Association for Machine Translation, UTX
Specification 1.11 and 1.20).
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from reviewer.core.term import Term
from reviewer.glossary.exchange.entries import Entry, Reading, make_terms, status_of
from reviewer.glossary.exchange.losses import flatten
from reviewer.glossary.exchange.phrases import phrases
from reviewer.glossary.exchange.text import decode, read_lines
from reviewer.glossary.files import GlossaryError

EXTENSIONS: Final = (".utx",)
LOSES: Final = ("pattern", "wording", "use", "condition", "grade", "confidence", "example", "years", "break", "hash", "control")

_COLUMNS: Final = ("src", "tgt", "src:pos", "term status", "concept ID", "domain", "comment", "tgt:authority")
_NOTES: Final = ("comment", "src:comment", "tgt:comment", "remark", "description", "definition", "src:definition", "tgt:definition")
_OURS = "Dictionary ID: reviewer"
_LANGUAGES = re.compile(r"\b([a-z]{2,3}(?:-[a-z]+)*)/([a-z]{2,3}(?:-[a-z]+)*)\b", re.IGNORECASE)


def read(content: bytes, name: str) -> Reading:
    """The terms of a glossary that has Chinese on one side; rows of one concept are one term, else those of one Chinese."""
    text = decode(content, name)
    header = re.findall(r"^#(.*)$", text, re.MULTILINE)
    columns = next((line.lower().rstrip().split("\t") for line in header if line.lower().startswith("src\t")), None)
    languages = next((found for line in header if (found := _LANGUAGES.search(line))), None)
    if columns is None or languages is None:
        missing = "line of columns (#src…)" if columns is None else "pair of languages, such as zh-CN/en, in the first line"
        raise GlossaryError([f"{name}:1: a UTX file without a {missing}"])
    sides = [language.lower().partition("-")[0] for language in languages.groups()]
    if "zh" not in sides:
        raise GlossaryError([f"{name}:1: neither {languages[1]} nor {languages[2]} is Chinese"])
    zh, en = ("src", "tgt") if sides[0] == "zh" else ("tgt", "src")
    ours = any(_OURS in line for line in header)
    entries: dict[tuple[str, str], Entry] = {}
    left_out: Counter[str] = Counter()
    for number, line in read_lines(text):
        cells = {key: text.strip() for key, text in zip(columns, line.split("\t"), strict=False) if text.strip() not in ("", "-")}
        concept = cells.pop("concept id", "")
        chinese, english = cells.pop(zh, ""), cells.pop(en, "")
        key = ("concept", concept) if concept else ("zh", chinese or str(number))
        entry = entries.setdefault(key, Entry(f"{name}:{number}", id=concept if ours else ""))
        status = status_of(cells.pop("term status", cells.pop("status", "")))
        entry.zh.append(chinese)
        entry.english.append((status, english))
        entry.unsaid = entry.unsaid or (status == "preferred" and not english)
        entry.domain = entry.domain or cells.pop("domain", "")
        entry.authority = entry.authority or cells.pop("tgt:authority", "")
        entry.notes += [cells.pop(key) for key in _NOTES if key in cells]
        left_out.update(cells.keys())
    return make_terms(entries.values(), left_out)


def write(terms: Sequence[Term]) -> bytes:
    """A glossary of ``terms`` in UTF-8 without a byte order mark, its lines ended by CR LF, as the specification wants it."""
    date = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [f"#UTX 1.11; zh-CN/en; {date}; {_OURS}", "#" + "\t".join(_COLUMNS)]
    lines += [line for term in terms for line in _lines(term)]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _lines(term: Term) -> Iterator[str]:
    deprecated = dict.fromkeys(text for rendering in term.deprecated for text in phrases(rendering.text).texts)
    rows = [
        (term.preferred, "approved"),
        *((text, "non-standard") for text in term.admitted),
        *((text, "forbidden") for text in deprecated),
    ]
    whole = [term.domain, term.note, term.authority]
    # a concept id says which rows are one term; each Chinese needs one row, and all renderings one with the first Chinese
    for at, zh in enumerate(zh for zh in term.zh if not zh.startswith("#")):
        for text, status in rows if at == 0 else rows[:1]:
            yield "\t".join(flatten(cell) for cell in (zh, text, "-", status, term.id, *whole))
            whole = [""] * 3
