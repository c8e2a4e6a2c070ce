"""A common Chinese word left in pinyin.

What it flags
    A lower-case word that is no English word and divides into two or more pinyin syllables ("huayu"), and the pinyin of a
    kind of place after its name ("Wangtai zhen").

Why it matters
    The machine took a word for a name. To a reader without Chinese, "the end of the huayu" says nothing.

Example
    focus on the layout of the Qingdao [[huayu]] base

Limits
    Words that English has borrowed (hukou, renminbi, kung fu) and names (capitalised) pass. What the Chinese was, and so
    what to write, is for a person to find. Silent in texts of more than a few sentences that show no sign of being about China.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.core.document import Span
from reviewer.core.finding import Fault, replace
from reviewer.text.china import is_pinyin_name
from reviewer.text.passage import Page
from reviewer.text.pinyin import is_pinyin, syllables
from reviewer.text.taken import Taken

CATEGORY = "accuracy/untranslated"
SEVERITY = "critical"
CONFIDENCE = "medium"

_WORD = re.compile(r"(?<![\w@/.#-])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{4,}(?![\w@/]|\.\w)")
_KIND = re.compile(
    r"\b(?P<name>[A-Z][a-z]{3,})\s(?P<kind>zhen|xian|qu|shi|sheng|cun|xiang|lu|jie|hu|shan|hai|gang|zhou|jiedao|shequ|dadao)\b"
)
_KINDS = {
    "zhen": "Town", "xian": "County", "qu": "District", "shi": "City", "sheng": "Province", "cun": "Village", "xiang": "Township",
    "lu": "Road", "jie": "Street", "hu": "Lake", "shan": "Mountain", "hai": "Sea", "gang": "Port", "zhou": "Prefecture",
    "jiedao": "Subdistrict", "shequ": "Community", "dadao": "Avenue",
}  # fmt: skip
_BORROWED = frozenset(
    """renminbi yuan hukou guanxi hutong siheyuan pinyin hanzi putonghua fengshui hanfu qipao erhu guzheng guqin pipa suona xiangqi weiqi
    weibo weixin danwei laowai jiaozi mantou baozi zongzi tangyuan baijiu huangjiu maotai moutai qigong taiji taijiquan wushu kungfu wuxia yinyang
    lianghui tuina gaokao zhongkao chengyu jianzhi kunqu jingju huaju xiangsheng shuochang yangge yuanxiao baicai doufu tofu lamian hutongs
    malatang huoguo yuanzi jiangnan huiguan danmei manhua donghua duanju moxibustion lingzhi goji ganbei mahua cheongsam shaolin wing chun taichi
    baihua wenyan guoxue guohua shanshui shufa shuangchuang guochao""".split()
)
_LIST: dict[str, tuple[str, ...]] = {
    "jiedao": ("subdistrict",), "shequ": ("community",), "xiangzhen": ("townships and towns",), "nongjiale": ("farm stay",),
    "hukou": ("household registration",), "zhengfu": ("government",), "zhaoshang": ("investment promotion",), "huayu": (),
}  # fmt: skip


_SHORT = 300
"""Characters; a shorter text may be about China without a sign of it."""


def find_in_page(page: Page) -> Iterator[Fault]:
    """The pinyin left in a page."""
    if not page.is_china and len(page.text) > _SHORT:
        return
    for passage in page.passages:
        kinds = Taken()
        for match in _KIND.finditer(passage.text, passage.start, passage.end):
            if is_pinyin_name(match["name"]) or (page.is_china and syllables(match["name"].lower())):
                span = Span(*match.span("kind"))
                kinds.take(span)
                english = _KINDS[match["kind"]]
                yield Fault(
                    span,
                    f"“{match['kind']}” is pinyin for {english.lower()}.",
                    (replace(span, english),),
                    severity="major",
                    confidence="high",
                )
        for match in _WORD.finditer(passage.text, passage.start, passage.end):
            word, span = match[0], Span(*match.span())
            if len(syllables(word)) < 2 or not is_pinyin(word) or word in _BORROWED or kinds.overlaps(span):
                continue
            cut = " ".join(syllables(word))
            yield Fault(
                span,
                f"“{word}” is no English word; it reads as pinyin ({cut}).",
                tuple(replace(span, english) for english in _LIST.get(word, ())),
            )
