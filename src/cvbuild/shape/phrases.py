"""The set phrases of letters in several languages: how a greeting, a closing, a subject line and enclosures begin."""

from __future__ import annotations

import re
from typing import Final

_MOST_CHARACTERS = 160
"""A greeting or a closing is no longer than this."""

_GREETINGS: Final = (
    r"dear|hello|hi|good (?:morning|afternoon|evening|day)|greetings|to whom it may concern|ladies and gentlemen"
    r"|sehr geehrte[rs]?|liebe[rs]?|werte[rs]?|guten (?:tag|morgen)|hallo|grüß gott|moin"
    r"|madame|monsieur|mesdames|messieurs|ch[eè]r(?:e|s|es)?|bonjour|à qui de droit"
    r"|estimad[oa]s?|apreciad[oa]s?|querid[oa]s?|a quien corresponda|buenos días"
    r"|(?:muy )?señor(?:es|as?)?(?: mío?s?)?|hola"
    r"|gentil[ei]|gentilissim[oaie]|egregi[oa]?|spettabile|buongiorno|prezad[oa]s?|car[oa]s?|exm[oa]s?\.?"
    r"|geachte|beste|goedendag"
)
_SALUTATION = re.compile(
    # Western greetings end in a mark; without one they are the beginning of a sentence or of a list.
    rf"(?:(?:{_GREETINGS})\b(?:[^.?;:!]|\b\w{{1,4}}\.){{0,120}}[,:!]"
    r"|.{0,60}(?:님께|님에게|귀하|귀중|여러분)[,:.]?|(?:.{0,40}\s)?안녕하(?:세요|십니까)[,.!:]?(?:\s.{1,40}님[,.:!]?)?"
    r"|(?:拝啓|謹啓|前略)(?:[\s、][^。]{1,90}。)?"
    r"|.{0,40}(?:様|御中|各位|先生)[、,：:]?|尊敬的.{1,40}[：:，,!！]|.{0,30}(?:您好|你好)[：:，,!！]?)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r".{1,40}(?:귀하|귀중|様|御中|各位)")
"""How an address ends in Korean and Japanese; it greets where nothing else does."""
_MARKED = re.compile(r"[,:!、：，！.،]$")
_CLOSINGS: Final = (
    r"(?:yours |very |most )?(?:sincerely|truly|faithfully|respectfully|cordially|gratefully|warmly)(?: yours)?|yours"
    r"|(?:with )?(?:kind(?:est)? |best |warm(?:est)? )?(?:regards|wishes)|all (?:the )?best|best|cheers"
    r"|thank you|(?:many )?thanks"
    r"|with (?:thanks|gratitude|appreciation)"
    r"|mit (?:freundlich|best|herzlich|viel|lieb)(?:e[nm]) gr(?:ü|ue)(?:ß|ss)en|mit freundlichem gru(?:ß|ss)"
    r"|(?:viele|beste|freundliche|herzliche|liebe) gr(?:ü|ue)(?:ß|ss)e|hochachtungsvoll|herzlichst"
    r"|(?:bien )?cordialement|bien à vous|respectueusement|sincères salutations"
    r"|(?:sin otro particular[,.]? )?(?:les? saluda )?atentamente"
    r"|(?:muy )?cordialmente|(?:un )?(?:cordial )?saludo|saludos(?: cordiales)?"
    r"|reciba(?:n)? un cordial saludo"
    r"|cordiali saluti|distinti saluti|atenciosamente|cumprimentos|(?:com os )?melhores cumprimentos"
    r"|met (?:vriendelijke|hartelijke) groet(?:en)?|hoogachtend"
)
_FROM = r"(?:\s(?:from|aus|nach|de|desde|depuis|da|uit|and|und|et|y|e|en)\s[^.!?,\n]{1,40})?"
_CLOSING = re.compile(rf"(?:{_CLOSINGS})\b{_FROM}", re.IGNORECASE)
_FORMULA = re.compile(
    r"[^.!?]{0,120}(?:agréer|agreer|croire|recevoir)[^.!?]{0,160}(?:salutations|sentiments|considération|respects?)[^.!?]{0,60}[.,]?",
    re.IGNORECASE,
)
"""The French closing, a sentence of its own: *Je vous prie d'agréer, Madame, mes salutations distinguées.*"""
_CLOSING_EAST = re.compile(
    r"감사합니다[.!]?|고맙습니다[.!]?|감사(?:의 말씀을 )?드립니다[.!]?|敬具|謹白|草々|敬白|以上"
    r"|(?:何卒)?よろしくお願い(?:いた|致|申し上げ)?(?:し)?ます[。.]?|此致[,，]?|敬礼[!！]?|敬禮[!！]?|谢谢[!！。]?|順頌商祺"
)
_SIGNED_EAST = re.compile(r".{1,24}\s(?:드림|올림|배상|拝)")
_SUBJECT = re.compile(
    r"(?:re|ref|subject|betreff|betr\.?|betrifft|objet|asunto|oggetto|assunto|onderwerp|betreft"
    r"|제목|건명|件名|题目|主题|主旨)\s?[:：]\s?(?=\S)",
    re.IGNORECASE,
)
_ENCLOSURES = re.compile(
    r"(?:enclosures?|encl?s?\.?|attachments?|anlagen?|pièces? jointes?|p\.\s?j\.|pj|annexes?|anexos?|adjuntos?"
    r"|allegat[oi]|bijlagen?|붙임|첨부(?: ?(?:서류|파일))?|별첨|同封(?:書類|物)?|添付(?:書類|資料)?|附件)"
    r"\s?(?:\(\d{1,2}\))?\s?(?P<colon>[:：]|$)",
    re.IGNORECASE,
)

_GREETING_MARKS: Final = {"ar": "،", "es": ":", "fa": "،", "ko": "", "ja": "", "zh": "："}
_CLOSING_MARKS: Final = {"ar": "،", "de": "", "fa": "،", "ko": "", "ja": "", "zh": ""}
"""By language; elsewhere greeting and closing end in a comma."""
_SUBJECT_LABELS: Final = {("fr", "fr"): "Objet\N{NO-BREAK SPACE}: ", ("kr", "ko"): "제목: "}
"""By layout and language: whose letters name the subject. Elsewhere the line stands for itself."""
_ENCLOSURE_LABELS: Final = {
    "de": ("Anlage", "Anlagen"),
    "en": ("Enclosure", "Enclosures"),
    "es": ("Anexo", "Anexos"),
    "fr": ("Pièce jointe", "Pièces jointes"),
    "it": ("Allegato", "Allegati"),
    "ja": ("同封書類", "同封書類"),
    "ko": ("붙임", "붙임"),
    "nl": ("Bijlage", "Bijlagen"),
    "pt": ("Anexo", "Anexos"),
    "zh": ("附件", "附件"),
}


def is_greeting(text: str) -> bool:
    """Whether a paragraph is nothing but a greeting: `Dear Ms. Berg,`."""
    text = text.strip()
    return len(text) <= _MOST_CHARACTERS and _SALUTATION.fullmatch(text) is not None


def is_addressed(text: str) -> bool:
    """Whether a line names whom a letter is for, in the manner of Korean and Japanese addresses: `人事部御中`."""
    return _ADDRESSED.fullmatch(text.strip()) is not None


def punctuated_greeting(text: str, lang: str, layout: str | None) -> str:
    """A greeting with the mark that ends it in that language, and a colon in letters of the United States."""
    mark = ":" if layout == "us" else _GREETING_MARKS.get(_primary(lang), ",")
    return text if _MARKED.search(text) else text + mark


def punctuated_closing(text: str, lang: str) -> str:
    """A closing with its comma, in the languages that set one; a French formula is a sentence."""
    mark = "." if _FORMULA.fullmatch(text) else _CLOSING_MARKS.get(_primary(lang), ",")
    return text if _MARKED.search(text) else text + mark


def closing_end(text: str) -> int:
    """How far the closing phrase reaches with which a text begins, its comma included; 0 if there is none."""
    found = _FORMULA.fullmatch(text) or _CLOSING_EAST.match(text) or _CLOSING.match(text)
    if not found:
        return 0
    end = found.end()
    return end + 1 if text[end : end + 1] in (",", ".", "!", "，") else end


def is_signed_name(text: str) -> bool:
    """Whether a line is a name with the word that signs a letter in Korean and Japanese: `박지원 드림`."""
    return _SIGNED_EAST.fullmatch(text.strip()) is not None


def subject_start(text: str) -> int:
    """Where the subject begins behind its label (`Re:`, `Betreff:`); 0 without one."""
    found = _SUBJECT.match(text)
    return found.end() if found else 0


def enclosures_start(text: str) -> int:
    """Where the enclosures begin behind their label (`Enclosures:`, `Anlagen`); 0 without one."""
    found = _ENCLOSURES.match(text)
    return found.end() if found else 0


def subject_label(layout: str, lang: str) -> str:
    """What stands in front of a subject in letters of that layout and language."""
    return _SUBJECT_LABELS.get((layout, _primary(lang)), "")


def enclosures_label(lang: str, count: int) -> str:
    """The word above that many enclosures."""
    one, more = _ENCLOSURE_LABELS.get(_primary(lang), _ENCLOSURE_LABELS["en"])
    return one if count == 1 else more


def _primary(lang: str) -> str:
    return lang.partition("-")[0].lower()
