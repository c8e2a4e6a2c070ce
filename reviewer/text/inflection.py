"""English inflection and spelling variants: all forms of a word, one form of a phrase's head, and a or an.

Only the regular rules and a table of irregular words; a form that no one writes does no harm, since it never matches.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from reviewer.text.verbs import VERBS

Form = Literal["base", "s", "ing", "past", "participle"]

_VERBS = """
arise arose arisen|be was been|bear bore borne|beat beat beaten|become became become|begin began begun|bend bent bent
bind bound bound|break broke broken|bring brought brought|build built built|buy bought bought|catch caught caught
choose chose chosen|come came come|cost cost cost|cut cut cut|deal dealt dealt|dig dug dug|do did done|draw drew drawn
drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought
find found found|fly flew flown|forge forged forged|forget forgot forgotten|get got got|give gave given|go went gone
grind ground ground|grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held
keep kept kept|know knew known|lay laid laid|lead led led|learn learned learned|leave left left|lend lent lent|let let let
lie lay lain|light lit lit|lose lost lost|make made made|mean meant meant|meet met met|overcome overcame overcome
overtake overtook overtaken|pay paid paid|put put put|read read read|rebuild rebuilt rebuilt|ride rode ridden
ring rang rung|rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent
set set set|shake shook shaken|shed shed shed|shine shone shone|shoot shot shot|show showed shown|shut shut shut
sing sang sung|sink sank sunk|sit sat sat|speak spoke spoken|spend spent spent|spin spun spun|split split split
spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck|strike struck struck
strive strove striven|swear swore sworn|sweep swept swept|swim swam swum|take took taken|teach taught taught|tear tore torn
tell told told|think thought thought|throw threw thrown|undergo underwent undergone|understand understood understood
undertake undertook undertaken|uphold upheld upheld|wake woke woken|wear wore worn|weave wove woven|win won won
wind wound wound|withdraw withdrew withdrawn|withstand withstood withstood|write wrote written
"""
_NOUNS = """
man men|woman women|child children|person people|foot feet|tooth teeth|life lives|wife wives|knife knives|leaf leaves
half halves|shelf shelves|self selves|wolf wolves|loaf loaves|thief thieves|calf calves|criterion criteria
phenomenon phenomena|medium media|bacterium bacteria|analysis analyses|basis bases|crisis crises|axis axes|thesis theses
hypothesis hypotheses|datum data|index indices|appendix appendices|nucleus nuclei|stimulus stimuli|hero heroes|echo echoes
potato potatoes|tomato tomatoes|veto vetoes|embargo embargoes|curriculum curricula|chairman chairmen|layman laymen
fisherman fishermen|spokesman spokesmen|statesman statesmen|cadre cadres
"""
_IRREGULAR_FORMS: dict[str, frozenset[str]] = {}
_PARADIGMS: dict[str, tuple[str, str]] = {}
_LEMMAS: dict[str, set[str]] = {}
_PLURALS: dict[str, str] = {}

# Words that end like a plural, an -ed or an -ing form and are not one, or whose shorter form is another word.
_WHOLE = frozenset(
    "news series species goods means customs arms works headquarters politics economics physics mathematics statistics ethics logistics "
    "athletics mechanics electronics gymnastics optics basics always perhaps besides towards thus this his its was has is as us yes plus bus gas lens "
    "business process progress congress success access address express witness fitness wellness class mass pass press cross "
    "loss boss dress glass grass less unless across focus bonus census consensus campus status virus surplus corpus apparatus "
    "need deed seed feed speed breed indeed exceed proceed succeed bleed weed hundred kindred sacred shed bed red fed led "
    "thing king ring sing bring spring string swing wing during being evening morning ceiling nothing something anything "
    "everything sling sting cling fling wring ping beijing nanjing chongqing ming qing china's series united "
    "chaos corps overseas grassroots calisthenics sars brics surroundings congratulations thanks affairs".split()
)
# Of those, the words that have no other form.
_INVARIABLE = frozenset(
    """news series species goods means customs arms works headquarters politics economics physics mathematics statistics ethics logistics athletics mechanics electronics
    gymnastics optics basics always perhaps besides towards thus this his its was has is as us yes less unless across during nothing something anything everything beijing nanjing
    chongqing ming qing series""".split()
)
_UNCOUNTABLE = frozenset(
    "work progress information infrastructure equipment personnel staff people police advice evidence research knowledge "
    "livelihood employment development governance investment talent manpower labor labour management supervision welfare "
    "health education news business traffic content access support guidance help momentum conservation environment "
    "environmental poverty security safety stability prosperity integrity discipline leadership rule law culture art tourism "
    "agriculture industry trade commerce finance revenue income capital money funding housing land water energy power "
    "confidence consciousness unity solidarity cooperation coordination integration innovation reform R&D "
    "acceptance accountability aircraft algae alleviation amity assistance attention availability awareness biodiversity biosecurity bribery care childcare "
    "circulation clergy coexistence cohesion compensation complacency compliance concealment connectivity consolidation construction consumption corruption "
    "coverage crayfish cybersecurity cyberspace defense deleveraging democracy demolition digitalization diplomacy disinfection dust e-commerce ecology "
    "effectiveness enforcement enrollment entrepreneurship erosion etiquette everyone everything exposure extravagance fatigue formalism fulfillment "
    "gratitude greenery growth guardianship harmony healthcare heritage honesty hydropower ideology implementation inclusion independence indolence "
    "intelligence interference irrigation isolation justice leniency literacy litigation livestock love loyalty maintenance mobilization modernization "
    "morale morality nostalgia observance ownership participation perseverance poetry popularization precision preparedness preservation prevention primacy "
    "protection publicity rainfall readiness recognition recruitment rejuvenation relief resilience respect revitalization scrutiny sewage significance "
    "socialism software soil sovereignty straw surveillance throughput tobacco transparency transport travel trust urbanization vigilance vigor violence "
    "vitalization warmth wealth weather wisdom workforce yuan mu aid appearance clearance conduct control crime efficiency expertise forestry misconduct oneself "
    "relief scenery verification".split()
)

_ADJECTIVES = frozenset(
    "agricultural ancient basic beautiful best better bilateral capable certain chronic clear competitive comprehensive contiguous continuous cultural dangerous "
    "desirable digital diligent dirty dormant dynamic easy economic effective eligible ethnic extensive extraordinary far favorable feudal few fine first fiscal foreign "
    "front full further global good great high historic historical inadequate inclusive independent industrial innovative intensive internal inward key known large later "
    "liable livable major meticulous municipal natural near necessary new notable old own partial physical political poor popular powerful private proactive profound public "
    "quick realistic relevant remarkable responsible revolutionary rich safe scientific secondary serious severe short small smart special splendid sporadic squalid stable "
    "steady strict strong structural substantial successful such swift technical tertiary tight top transparent unable unsafe unseen upright various versatile viral vocational "
    "weak".split()
)


def _load_tables() -> None:
    def remember(forms: set[str]) -> None:
        for form in forms:
            _IRREGULAR_FORMS[form] = _IRREGULAR_FORMS.get(form, frozenset()) | forms

    for entry in _VERBS.replace("\n", "|").split("|"):
        if entry:
            base, past, participle = entry.split()
            _PARADIGMS[base] = (past, participle)
            extra = {"am", "are", "is", "were", "being"} if base == "be" else {"has"} if base == "have" else set()
            remember({base, past, participle, _regular_s(base), _regular_ing(base)} | extra)
            for form in (past, participle):
                _LEMMAS.setdefault(form, set()).add(base)
    for entry in _NOUNS.replace("\n", "|").split("|"):
        if entry:
            singular, plural = entry.split()
            _PLURALS[singular] = plural
            remember({singular, plural, "persons"} if singular == "person" else {singular, plural})
            _LEMMAS.setdefault(plural, set()).add(singular)


def _regular_s(base: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh)$", base):
        return base + "es"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ies"
    if base in ("go", "do", "undergo", "forgo"):
        return base + "es"
    return base + "s"


def _doubles(base: str) -> bool:
    """Whether the last consonant doubles before -ed and -ing: one syllable, or one of a few stressed endings."""
    if base in (
        "commit",
        "admit",
        "permit",
        "submit",
        "refer",
        "prefer",
        "transfer",
        "occur",
        "control",
        "begin",
        "forget",
        "regret",
        "equip",
        "deter",
        "incur",
        "compel",
        "propel",
        "rebut",
        "upset",
        "excel",
        "rebel",
        "omit",
        "remit",
        "transmit",
        "confer",
        "infer",
        "defer",
        "patrol",
        "enrol",
        "fulfil",
        "instil",
        "level",
        "travel",
        "label",
        "cancel",
        "channel",
        "model",
        "signal",
        "total",
        "tunnel",
    ):
        return True
    return bool(re.fullmatch(r"[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]", base))


def _regular_ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    return base + (base[-1] if _doubles(base) else "") + "ing"


def _regular_ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ied"
    return base + (base[-1] if _doubles(base) else "") + "ed"


_load_tables()


def _regular_lemmas(word: str) -> set[str]:
    """What ``word`` may be a regular form of; more than the truth, never less."""
    lemmas: set[str] = set()
    if word in _WHOLE or len(word) < 4 or not word.isascii() or not word.isalpha():
        return lemmas
    if word.endswith("ies"):
        lemmas.add(word[:-3] + "y")
    elif word.endswith("es") and re.search(r"(?:s|x|z|ch|sh|o)es$", word):
        lemmas |= {word[:-2], word[:-1]}
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        lemmas.add(word[:-1])
    for suffix, length in (("ied", 3), ("ying", 4)):
        if word.endswith(suffix) and len(word) > length + 2:
            lemmas.add(word[:-length] + ("y" if suffix == "ied" else "ie"))
    for suffix in ("ed", "ing"):
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            stem = word[: -len(suffix)]
            if not re.search(r"[aeiouy]", stem):
                continue
            if stem[-1] == stem[-2] and stem[-1] not in "aeiosz":
                lemmas |= {stem, stem[:-1]}
            else:
                lemmas |= {stem, stem + "e"}
    return lemmas


def _spellings(word: str) -> set[str]:
    """``word`` in American and British spelling."""
    out = {word}
    for letters, pattern, other in _SPELLING_RULES:
        if letters in word:
            out.add(pattern.sub(other, word))
    if word in _SPELLING_PAIRS:
        out.add(_SPELLING_PAIRS[word])
    return out


# Letters that a word must have for the rule to apply, the rule, what it makes.
_SPELLING_RULES = [
    (letters, re.compile(pattern), other)
    for letters, pattern, other in (
        ("iz", r"^(?!pr[io]ze|s[ei]ze|size|maize|seize|capsize)(\w{3,})iz(e|ed|es|ing|ation|ations|er|ers)$", r"\1is\2"),
        (
            "is",
            r"^(?!exerc|enterpr|adv|prom|rev|superv|telev|improv|comprom|surpr|prec|conc|dev|desp|disgu|exc|expert|franch|prem|para|otherw|likew"
            r"|merchand|advert|rese|cru|arise|praise|raise|noise|poise)(\w{3,})is(e|ed|es|ing|ation|ations|er|ers)$",
            r"\1iz\2",
        ),
        (
            "our",
            r"^(lab|hon|col|fav|harb|behavi|neighb|endeav|rum|vap|hum|od|glam|splend|vig|ard|cand|clam|demean|parl|rig|sav|tum|val)our",
            r"\1or",
        ),
        ("or", r"^(lab|hon|col|fav|harb|behavi|neighb|endeav|vap|od|parl|sav|tum)or(?!a|i[uo])", r"\1our"),
        ("re", r"^(cent|theat|met|lit|fib|calib|lust|kilomet|centimet|spect)re(s?)$", r"\1er\2"),
        ("er", r"^(cent|theat|lit|fib|kilomet|centimet)er(s?)$", r"\1re\2"),
        ("ll", r"^(\w+[aeu])ll(ing|ed|er|ers)$", r"\1l\2"),
        ("l", r"^(trave|mode|labe|cance|channe|leve|signa|tota|tunne|fue|marve|counse)l(ing|ed|er|ers)$", r"\1ll\2"),
        ("yz", r"^(analy|cataly|paraly)z(e|ed|es|ing)$", r"\1s\2"),
        ("ys", r"^(analy|cataly|paraly)s(e|ed|ing)$", r"\1z\2"),
        ("logue", r"^(cata|dia|mono|pro|ana)logue(s?)$", r"\1log\2"),
        ("log", r"^(cata|dia|ana)log(s?)$", r"\1logue\2"),
    )
]
_SPELLING_PAIRS = {
    a: b
    for pair in "program programme|programs programmes|defense defence|license licence|offense offence|gray grey|plow plough|tire tyre|"
    "judgment judgement|fulfill fulfil|fulfills fulfils|fulfillment fulfilment|enroll enrol|enrollment enrolment|enrollments enrolments|skillful skilful|aging ageing|practice practise|"
    "aluminum aluminium|check cheque|mold mould|pediatric paediatric|installment instalment|instill instil|maneuver manoeuvre|ton tonne|tons tonnes|pretense pretence|artifact artefact".split(
        "|"
    )
    for a, b in (pair.split(), pair.split()[::-1])
}


_LY_NOUNS: Final = frozenset("family supply ally assembly anomaly monopoly butterfly".split())
_SMALL: Final = frozenset(
    """the and for with from into onto upon over under above below about after before during between among through throughout against toward towards within without across along
    around behind beside beyond despite except near per since than that this these those though although unless until when where which while who whom whose what why how
    not but nor yet only also both each every either neither all any some few many much more most other another such same own very too just even still again ever never always
    often out off away down forward back backward together apart here there now then first-class
    their them they his her him she you your our ours its itself themselves new good high low strong great big large small long short deep broad wide hard soft""".split()
)
_NOUN_ENDING = re.compile(r"(?:tion|sion|ment|ness|ity|ism|ance|ence|ship|hood|dom|ist|logy)$")


def _expand(lemma: str) -> set[str]:
    """A base form with what can be made of it."""
    irregular = _IRREGULAR_FORMS.get(lemma)
    if irregular:
        return {*irregular}
    if (
        len(lemma) < 3
        or lemma in _INVARIABLE
        or lemma in _SMALL
        or (lemma.endswith("ly") and lemma not in VERBS and lemma not in _LY_NOUNS)
    ):
        return {lemma}
    if _NOUN_ENDING.search(lemma) and lemma not in VERBS:
        return {lemma, _regular_s(lemma)}
    return {lemma, _regular_s(lemma), _regular_ed(lemma), _regular_ing(lemma)}


@lru_cache(maxsize=65536)
def forms(word: str) -> frozenset[str]:
    """Every inflected form and both spellings of the word that ``word`` (lower case, any form) belongs to.

    ``forms("fights")`` holds fight, fights, fighting, fought. Words of other alphabets and figures have one form.
    """
    if not word.isascii() or not word.isalpha() or len(word) < 2:
        return frozenset((word,))
    lemmas = _LEMMAS.get(word, set()) | _regular_lemmas(word)
    found = {word}
    for lemma in lemmas or {word}:
        for spelling in _spellings(lemma):
            found |= _expand(spelling)
    if lemmas and word.endswith("ing"):  # a building, the buildings
        found.add(word + "s")
    if lemmas:
        found |= _spellings(word)
    return frozenset(found)


def inflect(verb: str, form: Form) -> str:
    """``verb`` (base form, lower case) in another form: ``inflect("take", "past")`` is ``"took"``."""
    if form == "base":
        return verb
    if verb == "be":
        return {"s": "is", "ing": "being", "past": "was", "participle": "been"}[form]
    if form == "s":
        return "has" if verb == "have" else _regular_s(verb)
    if form == "ing":
        return _regular_ing(verb)
    past, participle = _PARADIGMS.get(verb, (_regular_ed(verb),) * 2)
    return past if form == "past" else participle


def form_of(word: str, verb: str) -> Form | None:
    """Which form of ``verb`` (base form) ``word`` is, in either spelling; None where it is none."""
    for spelling in _spellings(verb):
        for form in ("base", "s", "ing", "past", "participle"):
            if word == inflect(spelling, form):
                return form
    if verb == "be":
        return "past" if word == "were" else "base" if word in ("are", "am") else None
    return "past" if word in forms(verb) and word.endswith("ed") else "ing" if word in forms(verb) and word.endswith("ing") else None


def plural(noun: str) -> str:
    """The plural of a singular noun; a noun without one, or an adjective, is given back as it is."""
    lower = noun.lower()
    if is_uncountable(lower) or lower in _ADJECTIVES or lower in _WHOLE or is_plural(noun):
        return noun
    return _PLURALS.get(noun) or _regular_s(noun)


def is_uncountable(noun: str) -> bool:
    """Whether ``noun`` (lower case) is one that has no plural here: "employment", "equipment"."""
    return noun in _UNCOUNTABLE


def is_plural(noun: str) -> bool:
    """Whether ``noun`` has the look of a plural."""
    if noun in _PLURALS.values():
        return True
    return noun not in _WHOLE and noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s"))


def singular(noun: str) -> str:
    """The singular of a plural noun; a noun that is none is given back as it is."""
    if not is_plural(noun):
        return noun
    for lemma in _LEMMAS.get(noun, ()):
        if _PLURALS.get(lemma) == noun:
            return lemma
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if re.search(r"(?:ss|x|z|ch|sh)es$", noun):
        return noun[:-2]
    return noun[:-1]


_A = re.compile(r"(?:u(?:ni(?!n|m|d)|s[aeiu]|r[aiou]n|t[io]|kr|bi)|eu|ewe|one\b|once|(?-i:U[KNS](?:\b|[A-Z])|EU\b|UAV))", re.IGNORECASE)
_AN = re.compile(r"(?:(?-i:[FHLMNRSX](?:[A-Z&]{1,4}\b|\b))|[aeiou]|hono|hour|heir|honest|8|1[18](?:\b|,))", re.IGNORECASE)


def indefinite_article(following: str) -> str:
    """``a`` or ``an``, as the words that follow want it."""
    return "an" if not _A.match(following) and _AN.match(following) else "a"


@lru_cache(maxsize=4096)
def verb_of(word: str) -> str | None:
    """The verb that ``word`` (lower case) is a form of: the word itself before any other; None where there is none."""
    if word in VERBS:
        return word
    bases = sorted(forms(word) & VERBS)
    return bases[0] if bases else None
