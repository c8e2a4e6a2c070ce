"""Whether a text shows itself to be about China and its government.

Many a literal rendering is good English in another context ("the masses", "streets"); this is that context.
"""

from __future__ import annotations

import re
from typing import Final

from reviewer.text.pinyin import is_pinyin, syllables

_STRONG = re.compile(
    r"\b(?:CPC|CPPCC|PRC|RMB|CNY|yuan|renminbi|Xi Jinping|State Council|Politburo|[Cc]adres?|[Pp]refecture-level|subdistricts?"
    r"|Party (?:[Cc]ommittees?|[Ss]ecretar(?:y|ies)|[Bb]uilding|[Mm]embers?|[Oo]rgani[sz]ations?|[Bb]ranch(?:es)?|[Gg]roups?|[Ss]chools?|[Cc]ongress|[Cc]entral)"
    r"|(?:[Pp]rovincial|[Mm]unicipal|[Cc]ounty|[Dd]istrict) [Pp]arty [Cc]ommittees?"
    r"|[Dd]iscipline [Ii]nspection|[Cc]entral [Cc]ommittee|NPC Standing Committee|(?:[Nn]ational|[Pp]rovincial|[Mm]unicipal|[Cc]ounty|[Dd]istrict|[Ll]ocal) [Pp]eople's [Cc]ongress(?:es)?|People's Congress Standing|[Pp]eople's [Gg]overnments?|[Nn]ew [Aa]rea|Chinese characteristics"
    r"|Anhui|Fujian|Gansu|Guangdong|Guangxi|Guizhou|Hainan|Hebei|Heilongjiang|Henan|Hubei|Hunan|Inner Mongolia|Jiangsu|Jiangxi|Jilin|Liaoning|Ningxia|Qinghai"
    r"|Shaanxi|Shandong|Shanxi|Sichuan|Tianjin|Tibet|Xinjiang|Xizang|Yunnan|Zhejiang|Chongqing|Qingdao|Wuhan|Guangzhou|Shenzhen|Hangzhou|Nanjing|Chengdu|Jinan|Shenyang|Changchun|Harbin|Dalian|Xiamen|Ningbo|Suzhou|Wuxi|Kunming|Guiyang|Nanning|Haikou|Lhasa|Urumqi|Lanzhou|Xining|Yinchuan|Hohhot|Taiyuan|Shijiazhuang|Zhengzhou|Changsha|Hefei|Fuzhou|Nanchang"
    r"|[Tt]wo [Ss]essions|well-off society|poverty alleviation|rural revitali[sz]ation|Belt and Road|Five-Year Plan|catties|mu of)\b"
)
_WEAK = re.compile(
    r"\b(?:China|Chinese|Beijing|Shanghai|Hong Kong|party (?:committees?|secretar(?:y|ies)|building|members?|organi[sz]ations?|branch(?:es)?|congress)|(?:[Pp]rovincial|[Mm]unicipal) [Cc]ommittees?|[Tt]ownships?|[Nn]ew [Ee]ra|United Front)\b"
)
_FAINT = re.compile(
    r"\b(?:[Pp]rovinces?|[Pp]rovincial|[Mm]unicipal|[Mm]unicipality|[Cc]ounty|[Cc]ounties|[Pp]refecture|[Cc]omrades?|(?:[Cc]ounty|[Dd]istrict|[Ww]orking|[Ss]tanding) [Cc]ommittees?|[Pp]lenary [Ss]ession)\b"
)
_CAPITALIZED = re.compile(r"(?<![.\w])[A-Z][a-z]{3,}+(?![\w@.]{0,99}[@/])")
_HAN = re.compile("[^\x00-\u4dff]{2}")
_LONGEST: Final = 200_000
_WORDS_PER_SIGN: Final = 150


def is_about_china(text: str) -> bool:
    """Whether ``text`` (its first 200,000 characters) holds enough signs for its length.

    A strong sign (a body, a currency, a formula; a capitalised word of two or more pinyin syllables that is no English
    word) counts two, a weak one (China) one, a faint one (province) a half; wanted is one, and one for every 150 words.
    """
    head = text[:_LONGEST]
    left = max(1.0, len(head.split()) / _WORDS_PER_SIGN)
    for sign, counts in ((_WEAK, 1.0), (_STRONG, 2.0), (_HAN, 1.0), (_FAINT, 0.5)):
        for _ in sign.finditer(head):
            left -= counts
            if left <= 0:
                return True
    return left <= 2 * sum(1 for word in _CAPITALIZED.findall(head) if is_pinyin_name(word))


def is_pinyin_name(word: str) -> bool:
    """Whether a capitalised word reads as a Chinese name of two or more syllables."""
    lower = word.lower()
    return len(syllables(lower)) > 1 and is_pinyin(lower)
