"""The words around dates in periods, as patterns: what joins, opens, closes and qualifies them.

Names of months come from `calendar`; how words and dates make a period is said in `periods`. The languages are
English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Swedish, Korean, Japanese and Chinese.
"""

from __future__ import annotations

import re

from cvbuild.shape.wording import any_of, words_of

# A word of letters may not go on behind. The classes of Unicode would take 30 ms to compile.
_END = r"(?-i:(?![A-Za-z\u00c0-\u024f\u0400-\u04ff]))"

_SPACELESS_NOW = (
    "현재|재직중|재직 중|재학중|재학 중|진행중|진행 중|지금|現在|在職中|在籍中|在学中|至今|现在|目前|迄今|今"
)
_LETTERED_NOW = """
    present|the present|present day|now|today|date|current|currently|ongoing|in progress|continuing|heute|jetzt|laufend|
    aktuell|dato|andauernd|gegenwärtig|aujourd'hui|présent|actuel|actuellement|en cours|ce jour|maintenant|actualidad|
    la actualidad|actual|actualmente|presente|el presente|la fecha|hoy|en curso|atual|atualmente|hoje|o momento|
    o presente|em curso|oggi|ad oggi|attuale|attualmente|in corso|heden|nu|huidig|obecnie|teraz|dziś|nuvarande|pågående|
    idag|
"""
ONGOING = re.compile(rf"(?:{any_of(_LETTERED_NOW + _SPACELESS_NOW)}){_END}", re.IGNORECASE)
"""What says that a time goes on."""
ONGOING_AT_ONCE = re.compile(rf"\s*(?:{any_of(_SPACELESS_NOW)})")
"""The same words where they may follow a date without anything between."""

_JOINING = any_of(
    """
    to|to the|till|until|through|thru|bis|bis zum|à|au|jusqu'à|jusqu'au|jusqu'en|a|al|hasta|hasta la|até|ao|à data|
    fino a|fino ad|sino a|tot|tot en met|t/m|do|till|och|and|und|et|y|e
    """
)
JOINS = re.compile(
    rf"\s*(?:-{{1,3}}>?|[‐‑‒–—―−~～〜∼→⟶至到])\s*|\s*(?:부터|から)\s*|\s+(?:{_JOINING})\s+", re.IGNORECASE
)
"""What stands between the first and the last date of a period."""
_SINCE = any_of("since|seit|depuis|depuis le|desde|dal|dall'|da|sinds|vanaf|od|sedan|ab|from|as of")
SINCE = re.compile(rf"(?:{_SINCE})\s+|自\s*", re.IGNORECASE)
"""What opens a time that goes on."""
_FROM = any_of(
    "from|between|von|vom|zwischen|de|du|entre|del|dal|dall'|da|van|tussen|od|från|since|desde",
)
FROM = re.compile(rf"(?:{_FROM})\s+|[自从由]\s*", re.IGNORECASE)
"""What opens a period with both ends."""
_UNTIL = any_of("until|till|up to|through|bis|bis zum|jusqu'à|jusqu'en|jusqu'au|hasta|até|fino al|fino a|tot|do")
UNTIL = re.compile(rf"(?:{_UNTIL})\s+|[~～〜]\s*", re.IGNORECASE)
"""What opens a time of which only the end is told."""
AFTERWARDS = re.compile(r"\s*(?:부터|이후|から|以降|以来|起|以后|以來)|\s*[–—~～〜-]+(?=\s*(?:$|[)\]）】]))")
"""What stands behind a date to say that the time goes on from there."""
BEFOREHAND = re.compile(r"\s*(?:까지|まで|以前|为止)")
"""What stands behind a date to say that the time ends there."""

_CJK_HOPES = """
    예정|졸업|졸업예정|졸업 예정|수료|휴학|재학|재직|입사|卒業|卒業見込み|卒業予定|修了|予定|見込み|在职|
    全职|兼职|毕业|预计|实习
"""
_HOPES = any_of(
    """
    expected|anticipated|estimated|est.|exp.|planned|projected|graduated|graduating|graduation|completed|
    defended|issued|awarded|incomplete|ongoing|in progress|voraussichtlich|voraus.|geplant|laufend|abgeschlossen|
    abgebrochen|prévu|prévue|en cours|obtenu|previsto|prevista|esperado|en curso|in corso|em curso|verwacht|
    full-time|part-time|full time|part time|contract|freelance|internship|intern|vollzeit|teilzeit|
    """
    + _CJK_HOPES
)
BEFORE = re.compile(rf"(?:(?:{_HOPES}|{any_of('class of|ca.|c.|circa|around|um|env.|vers')}):?\s+)+", re.IGNORECASE)
"""What may qualify a date in front of it."""
_UNITS = any_of(
    "years|year|yrs|yr|y|months|month|mos|mo|weeks|week|jahre|jahr|monate|monat|wochen|ans|an|mois|semaines|años|año|"
    "meses|mes|anos|ano|mês|anni|anno|mesi|mese|jaar|maanden|maand|lat|lata|år|年間|年|ヶ月|か月|カ月|个月|個月|年|년|개월"
)
_DURATION = rf"\d{{1,2}}(?:[.,]\d)?\s?\+?(?:{_UNITS}){_END}\.?"
_QUALIFIER = rf"(?:(?:(?:{_HOPES})\.?|{_DURATION}|about|ca\.|약|約|and|und|et){_END}[\s,]*)+"
BEHIND = re.compile(
    rf"\s*[(（\[]\s*{_QUALIFIER}[)）\]]|\s*[·•,]\s*(?:(?:{_HOPES}){_END}|{_DURATION}(?:\s{_DURATION})?)"
    rf"|\s+(?:{_HOPES}){_END}|\s*(?:{any_of(_CJK_HOPES)})",
    re.IGNORECASE,
)
"""What may qualify a period behind it: “(expected)”, “(2 yrs 3 mos)”."""
AGAIN = re.compile(r"\s*[,;、，&]\s*|\s+(?:and|und|et|y|e|en|och|und dann)\s+", re.IGNORECASE)
"""What stands between several times of one station."""

SEASONS = words_of(
    """
    spring summer autumn fall winter frühling frühjahr sommer herbst printemps été automne hiver primavera
    verano otoño invierno estate autunno inverno verão outono lente zomer herfst wiosna lato jesień zima vår
    sommar höst vinter wintersemester sommersemester ws ss wise sose fs hs michaelmas hilary trinity
    """
)
"""Names of seasons and terms. They say the year only, since a summer's months depend on the hemisphere."""
CJK_SEASONS = "봄|여름|가을|겨울|春|夏|秋|冬|上半年|下半年|상반기|하반기|春季|秋季|前期|後期"

MONTH_BEGINNINGS = words_of(
    """
    jan jän feb fév fev mar mär mrz maa mrt apr avr abr may mai maj mei mag jun jui giu jul lug aug aoû ago sep
    set oct okt ott out nov dec dez déc dic des ene gen sty lut kwi cze lip sie wrz paź lis gru led úno bře dub
    kvě čer čvc čvn srp zář říj pro tam hel huh tou kes hei elo syy lok jou oca şub nis haz tem ağu eyl eki kas
    ara янв фев мар апр май мая июн июл авг сен окт ноя дек січ лют бер кві тра чер лип сер вер жов лис гру
    """
)
"""The first three letters of all months that `calendar` knows; only such words are looked up there."""
