"""The columns of other programs' tables: what their headings mean, and what columns without headings hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from reviewer.glossary.exchange.entries import Entry, Reading, Status, make_terms, status_of

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_MEANINGS: Final = {
    "zh": "zh zho chi cn chs cht zhcn zhhans zhhant zhtw zhhk chinese 中文 汉语 简体中文 繁体中文 汉字 chinesesimplified simplifiedchinese chineseprc",
    "en": "en eng enus engb english 英文 英语 英译 英文译名 englishunitedstates englishunitedkingdom",
    "term": "term source src sourceterm target tgt targetterm translation 术语 词条 原文 译文 译名 翻译 源语 目标语",
    "preferred": "preferred preferredterm approved 首选 推荐 规范译名 推荐译法",
    "admitted": "admitted alternative alternatives synonym synonyms 许用 备选 又译 同义词",
    "deprecated": "deprecated forbidden avoid wrong donotuse 禁用 禁止 误译 错误译法 不推荐",
    "status": "status termstatus administrativestatus usagestatus usage terminfo 状态 用法",
    "note": "note notes comment comments remark remarks definition description explanation 备注 注释 说明 定义 释义",
    "authority": "authority reference origin sourceofterm 出处 来源 依据",
    "domain": "domain subject subjectfield field topic category 领域 主题 专业 类别",
}
_HEADINGS: Final = {heading: meaning for meaning, headings in _MEANINGS.items() for heading in headings.split()}
_SYNONYMS = re.compile(r"\s*[;；|\n]\s*")


def read_columns(rows: Sequence[tuple[int, Sequence[str]]], name: str) -> Reading:
    """The terms of a table with or without headings, given as row number and cells.

    Columns without a telling heading are Chinese or English by what most of their cells hold, and a third is a note.
    Rows of one Chinese term are one entry; several renderings in a cell are parted by ``;`` or ``|``. A status column says what
    the English column before it is, a column called preferred, admitted or deprecated what it holds.
    """
    headings = [_meaning(cell) for cell in rows[0][1]] if rows else []
    has_headings = sum(meaning != "" for meaning in headings) >= min(2, len(headings)) and any(headings)
    body = rows[1:] if has_headings else rows
    meanings = _settle(headings if has_headings else [], [cells for _, cells in body])
    left_out: dict[str, int] = {}
    if has_headings:
        for heading, meaning in zip(rows[0][1], meanings, strict=False):
            if not meaning and heading.strip():
                left_out[heading.strip()] = sum(len(cells) > (at := rows[0][1].index(heading)) and bool(cells[at].strip()) for _, cells in body)
    entries: dict[str, Entry] = {}
    for number, cells in body:
        entry = _entry(f"{name}:{number}", cells, meanings)
        if not entry.zh or entry.zh[0] not in entries:
            entries[entry.zh[0] if entry.zh else entry.place] = entry
            continue
        known = entries[entry.zh[0]]
        known.english += entry.english
        known.notes += entry.notes
        known.zh += entry.zh
        known.authority = known.authority or entry.authority
    return make_terms(entries.values(), {key: count for key, count in left_out.items() if count})


def _meaning(heading: str) -> str:
    bare = re.sub(r"[\W_]", "", heading.lower())
    return _HEADINGS.get(bare, _HEADINGS.get(re.sub(r"\d+$", "", bare), ""))


def _settle(headings: list[str], body: Sequence[Sequence[str]]) -> list[str]:
    """What each column is: its heading, and what is not told by it by its contents."""
    width = max([len(headings), *map(len, body)], default=0)
    meanings = headings + [""] * (width - len(headings))
    for at, meaning in enumerate(meanings):
        if meaning == "term" or (meaning == "" and not headings):
            filled = [cells[at] for cells in body if len(cells) > at and cells[at].strip()]
            chinese = 2 * sum(bool(_HAN.search(cell)) for cell in filled) > len(filled)
            wanted = "zh" if chinese else "en"
            if meaning == "term" or wanted not in meanings:
                meanings[at] = wanted
            elif "note" not in meanings:
                meanings[at] = "note"
    return meanings


def _entry(place: str, cells: Sequence[str], meanings: Sequence[str]) -> Entry:
    entry = Entry(place)
    for cell, meaning in zip(cells, meanings, strict=False):
        value = cell.strip()
        if meaning == "status" and entry.english:
            told = next((status for part in re.split(r"[;,]", value) if (status := status_of(part))), "")
            entry.english[-1:] = [(told or entry.english[-1][0], entry.english[-1][1])]
        if not value:
            continue
        if meaning == "zh":
            entry.zh += _SYNONYMS.split(value)
        elif meaning in ("en", "preferred", "admitted", "deprecated"):
            status: Status = "" if meaning == "en" else status_of(meaning)
            entry.english += [(status, text) for text in _SYNONYMS.split(value)]
        elif meaning == "note":
            entry.notes.append(value)
        elif meaning == "authority":
            entry.authority = value
        elif meaning == "domain":
            entry.domain = value
    return entry
