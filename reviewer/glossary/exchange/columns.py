"""The columns of other programs' tables: what their headings mean, and what columns without headings hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from reviewer.glossary.exchange.entries import Entry, Reading, make_terms, status_of

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_MEANINGS: Final = {
    "zh": "中文名称 中文术语 中文词条 源语言 zh zho chi cn chs cht zhcn zhhans zhhant zhtw zhhk chinese 中文 汉语 简体中文 繁体中文 汉字 chinesesimplified simplifiedchinese chineseprc",
    "en": "英文名称 英文术语 英文翻译 英语翻译 en eng enus engb english 英文 英语 英译 英文译名 englishunitedstates englishunitedkingdom",
    "term": "term source src sourceterm target tgt targetterm translation 术语 词条 原文 译文 译名 翻译 源语 目标语",
    "preferred": "preferred preferredterm approved 首选 推荐 规范译名 推荐译法",
    "admitted": "admitted alternative alternatives synonym synonyms 许用 备选 又译 同义词",
    "deprecated": "deprecated forbidden avoid wrong donotuse 禁用 禁止 误译 错误译法 不推荐",
    "status": "status termstatus administrativestatus usagestatus usage terminfo 状态 用法",
    "note": "note notes comment comments remark remarks definition description explanation entrynote chineseprcdef englishdef 备注 注释 说明 定义 释义",
    "authority": "authority reference origin sourceofterm 出处 来源 依据",
    "domain": "domain subject subjectfield entrydomain entrysubject field topic category 领域 主题 专业 类别",
}
_HEADINGS: Final = {heading: meaning for meaning, headings in _MEANINGS.items() for heading in headings.split()}
_SYNONYMS = re.compile(r"\s*[;；|\n]\s*")


def read_columns(rows: Sequence[tuple[int, Sequence[str]]], name: str, taken: Iterable[str] = ()) -> Reading:
    """The terms of a table with or without headings, given as row number and cells; their ids are none of ``taken``.

    Columns without a telling heading are Chinese or English by what most of their cells hold, and a third is a note.
    Rows of one Chinese term are one entry; several renderings in a cell are parted by ``;`` or ``|``. A status column says what the
    English is (where there are several columns of English, the one before it); a column called preferred, admitted or deprecated
    says what it holds.
    """
    first = rows[0][1] if rows else ()
    headings = [_meaning(cell) for cell in first]
    if sum(meaning != "" for meaning in headings) < min(2, len(headings)):
        headings = []
    body = rows[1:] if headings else rows
    meanings = _settle(headings, [cells for _, cells in body])
    unknown = [(at, heading.strip()) for at, heading in enumerate(first) if headings and not meanings[at]]
    left_out = {heading: count for at, heading in unknown if (count := sum(bool(_cell(cells, at)) for _, cells in body))}
    entries: dict[str, Entry] = {}
    for number, cells in body:
        entry = _entry(f"{name}:{number}", cells, meanings)
        known = entries.setdefault(entry.zh[0] if entry.zh else entry.place, entry)
        if known is not entry:
            known.zh += entry.zh
            known.english += entry.english
            known.notes += entry.notes
            known.authority = known.authority or entry.authority
    return make_terms(entries.values(), left_out, taken)


def _meaning(heading: str) -> str:
    bare = re.sub(r"[\W_]", "", heading.lower())
    return _HEADINGS.get(bare, _HEADINGS.get(re.sub(r"\d+$", "", bare), ""))


def _settle(headings: list[str], body: Sequence[Sequence[str]]) -> list[str]:
    """What each column is: its heading, and what is not told by it by its contents."""
    width = max([len(headings), *map(len, body)], default=0)
    meanings = headings + [""] * (width - len(headings))
    for at, meaning in enumerate(meanings):
        if meaning not in ("", "term"):
            continue
        filled = [cell for cells in body if (cell := _cell(cells, at))]
        wanted = "zh" if 2 * sum(bool(_HAN.search(cell)) for cell in filled) > len(filled) else "en"
        known = {"zh": {"zh"}, "en": {"en", "preferred"}}[wanted] & set(meanings)
        if meaning == "term" or (filled and not known):
            meanings[at] = wanted
        elif not headings and "note" not in meanings:
            meanings[at] = "note"
    return meanings


def _entry(place: str, cells: Sequence[str], meanings: Sequence[str]) -> Entry:
    entry = Entry(place)
    for at, meaning in enumerate(meanings):
        value = _cell(cells, at)
        if meaning == "zh":
            entry.zh += _SYNONYMS.split(value) if value else []
        elif meaning in ("en", "preferred", "admitted", "deprecated") and value:
            status = _status(cells, meanings, at) if meaning == "en" else meaning
            entry.english += [(status_of(status), text) for text in _SYNONYMS.split(value)]
        elif meaning == "note" and value:
            entry.notes.append(value)
        elif meaning == "authority":
            entry.authority = entry.authority or value
        elif meaning == "domain":
            entry.domain = entry.domain or value
    return entry


def _status(cells: Sequence[str], meanings: Sequence[str], at: int) -> str:
    """The status that is told of the English column ``at``; memoQ's column has other words beside it, parted by semicolons."""
    english = [place for place, meaning in enumerate(meanings) if meaning == "en"]
    end = min((place for place in english if place > at), default=len(meanings))
    places = range(at, end) if len(english) > 1 else range(len(meanings))
    told = (part for place in places if meanings[place] == "status" for part in re.split("[;,]", _cell(cells, place)))
    return next((part for part in told if status_of(part)), "")


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""
