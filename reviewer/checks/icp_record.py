"""The record number of a Chinese web site, translated.

What it flags
    An ICP or public-security filing number whose Chinese characters were turned into pinyin or words ("Lu ICP Bei 16050788
    No. -2").

Why it matters
    鲁ICP备16050788号-2 is an identifier in a register: it is looked up by its characters, and stays as it is.

Example
    Website record number: [[Lu ICP Bei 16050788 No. -2]]

Limits
    The province is restored from its pinyin; where two provinces share it, both readings are suggested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.core.document import Span
from reviewer.core.finding import Fault, replace
from reviewer.text.passage import Passage

CATEGORY = "accuracy/untranslated"
SEVERITY = "major"
CONFIDENCE = "high"
COVERS = True
WAKES = ("icp", "gongwang", "gonganbei", "gongwanganbei")

_PROVINCES = {
    "jing": "京", "jin": "津晋", "hu": "沪", "yu": "渝豫", "ji": "冀吉", "yun": "云", "dian": "滇", "liao": "辽", "hei": "黑", "xiang": "湘", "wan": "皖",
    "lu": "鲁", "xin": "新", "su": "苏", "zhe": "浙", "gan": "赣甘", "e": "鄂", "gui": "桂贵", "meng": "蒙", "shan": "陕", "min": "闽", "yue": "粤",
    "qing": "青", "zang": "藏", "chuan": "川", "ning": "宁", "qiong": "琼", "qian": "黔",
    "beijing": "京", "tianjin": "津", "shanghai": "沪", "chongqing": "渝", "hebei": "冀", "henan": "豫", "yunnan": "云", "liaoning": "辽",
    "heilongjiang": "黑", "hunan": "湘", "anhui": "皖", "shandong": "鲁", "xinjiang": "新", "jiangsu": "苏", "zhejiang": "浙", "jiangxi": "赣",
    "hubei": "鄂", "guangxi": "桂", "gansu": "甘", "shanxi": "晋", "inner mongolia": "蒙", "shaanxi": "陕", "jilin": "吉", "fujian": "闽",
    "guizhou": "贵", "guangdong": "粤", "qinghai": "青", "tibet": "藏", "sichuan": "川", "ningxia": "宁", "hainan": "琼",
}  # fmt: skip
_NUMBER = re.compile(
    r"(?P<province>[A-Z][a-z]*(?: Mongolia)?)[ -]?(?P<kind>ICP|[Gg]ong ?[Ww]ang ?[Aa]n)[ -]?(?:(?:[Bb]ei|[Pp]rep(?:ared|aration)?|[Bb]ackup|[Ff]iling|[Rr]ecord|[Zz]heng)[ -]?)?(?:No\.?\s?)?"
    r"(?P<digits>\d{6,14})(?:[ -]?(?:No\.?|[Hh]ao|number))?(?P<site>[ -]*-\s?\d{1,3})?",
)


def find(passage: Passage) -> Iterator[Fault]:
    """The translated record numbers of a sentence."""
    for match in _NUMBER.finditer(passage.text, passage.start, passage.end):
        span = Span(*match.span())
        signs = _PROVINCES.get(match["province"].lower(), "")
        kind = "ICP备" if match["kind"] == "ICP" else "公网安备"
        site = "-" + re.sub(r"\D", "", match["site"]) if match["site"] else ""
        between = " " if kind == "公网安备" else ""
        yield Fault(
            span,
            f"“{span.of(passage.text)}” is a filing number, and stays in Chinese.",
            tuple(replace(span, f"{sign}{kind}{between}{match['digits']}号{site}") for sign in signs),
        )
