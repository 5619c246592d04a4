"""A letter in each language that the conformance of PDFs is judged in; with all that a letter may hold.

Each has a list, a table, a quote, a note, a link, and a word in another script.
"""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """What the letter says in a language."""

    name: str
    subject: str
    greeting: str
    opening: str
    heading: str
    points: tuple[str, str]
    columns: tuple[str, str]
    quote: str
    note: str
    closing: str


_WORDS = {
    "en": Words(
        "Ada Miller",
        "Your post for a baker",
        "Dear Ms Brown,",
        "I bake bread by night and teach it by day. My guests in 서울 ask for sourdough.",
        "What I bring",
        ("Twelve years at the oven", "Two apprentices, both masters now"),
        ("Year", "Place"),
        "The loaf was gone before noon.",
        "Said by a regular.",
        "Kind regards,",
    ),
    "de": Words(
        "Jörg Weiß",
        "Bewerbung als Tischler",
        "Sehr geehrte Frau Müller,",
        "seit zwölf Jahren baue ich Möbel aus Esche und Nussbaum, zuletzt für ein Haus in 東京かな.",
        "Was ich mitbringe",
        ("Meisterbrief seit 2015", "Übung mit Aufmaß und Fräse"),
        ("Jahr", "Ort"),
        "Die Schränke schließen auch nach Jahren.",
        "So eine Kundin.",
        "Mit freundlichen Grüßen",
    ),
    "fr": Words(
        "Élodie Lefèvre",
        "Candidature au poste d’infirmière",
        "Madame, Monsieur,",
        "Je soigne depuis dix ans à l’hôpital ; j’y ai appris le calme, l’écoute et un peu de 한국어.",
        "Ce que j’apporte",
        ("Diplôme d’État, 2014", "Nuits, week-ends, urgences"),
        ("Année", "Lieu"),
        "Elle n’oublie jamais un prénom.",
        "Une patiente.",
        "Cordialement,",
    ),
    "es": Words(
        "Íñigo Muñoz",
        "Solicitud de empleo: jardinero",
        "Estimada señora Núñez:",
        "¿Busca quien cuide sus árboles? Llevo quince años en ello, también en Αθήνα.",
        "Qué ofrezco",
        ("Poda de frutales", "Riego que ahorra agua"),
        ("Año", "Lugar"),
        "El jardín volvió a dar sombra.",
        "Un vecino.",
        "Atentamente,",
    ),
    "ko": Words(
        "박지원",
        "사서 채용 공고에 지원합니다",
        "안녕하십니까,",
        "작은 도서관에서 여덟 해 동안 책을 정리하고 아이들에게 읽어 주었습니다. Python도 조금 합니다.",
        "강점",
        ("목록 규칙을 잘 압니다", "이용자 교육 120회"),
        ("연도", "기관"),
        "그 서가에서는 길을 잃지 않습니다.",
        "이용자의 말입니다.",
        "감사합니다.",
    ),
    "ja": Words(
        "佐藤 花子",
        "庭師の求人について",
        "拝啓",
        "十年間、京都の庭を手入れしてきました。서울の庭園でも一年働きました。",
        "できること",
        ("松の剪定", "石組みの修理"),
        ("年", "場所"),
        "庭が静かになりました。",
        "住職の言葉。",
        "敬具",
    ),
    "zh": Words(
        "王小明",
        "应聘厨师",
        "尊敬的李女士：",
        "我做了十二年面点，也在 서울 教过课。",
        "我的长处",
        ("手工拉面", "带过五名学徒"),
        ("年份", "地点"),
        "一碗面，一座城。",
        "一位老顾客说的。",
        "此致敬礼",
    ),
    "ar": Words(
        "ليلى حداد",
        "طلب وظيفة مترجمة",
        "السيدة الفاضلة،",
        "أعمل مترجمة منذ عشر سنوات، وأعرف شيئا من 한국어 أيضا.",
        "ما أقدمه",
        ("ترجمة قانونية", "مراجعة دقيقة"),
        ("السنة", "المكان"),
        "لم نجد خطأ واحدا.",
        "قالها زبون.",
        "مع خالص التحية،",
    ),
    "ru": Words(
        "Анна Петрова",
        "Отклик на вакансию настройщика",
        "Уважаемый Иван Сергеевич!",
        "Я настраиваю рояли четырнадцать лет; объём работы меня не пугает. Бывала и в 서울.",
        "Что я умею",
        ("Слышу четверть тона", "Меняю струны и молоточки"),
        ("Год", "Место"),
        "Рояль снова запел.",
        "Слова пианиста.",
        "С уважением,",
    ),
    "pl": Words(
        "Łucja Żółć",
        "Podanie o pracę ślusarza",
        "Szanowna Pani,",
        "Od dziewięciu lat naprawiam zamki i kraty; źródłem zleceń są sąsiedzi, także w Αθήνα.",
        "Co umiem",
        ("Spawanie i gięcie", "Dorabianie kluczy"),
        ("Rok", "Miejsce"),
        "Brama wreszcie nie skrzypi.",
        "Słowa sąsiada.",
        "Z poważaniem",
    ),
}

_LETTER = """---
kind: letter
lang: {lang}
author: {{name: "{words.name}", email: someone@example.com, phone: "+1 555 0100"}}
recipient: {{name: "{words.name}", organisation: Example, address: "Main Street 1"}}
date: 2026-03-05
subject: "{words.subject}"
enclosures: [PDF]
---

{words.greeting}

{words.opening}[^1]

## {words.heading}

- {words.points[0]}
- **{words.points[1]}**
  1. [example.com](https://example.com)
  2. *{words.points[0]}*

| {words.columns[0]} | {words.columns[1]} |
| ------------------ | ------------------ |
| 2014               | {words.points[0]}  |
| 2019               | {words.points[1]}  |

> {words.quote}

![{words.quote}](pixel.png "{words.quote}")

[{words.heading}](#{anchor})

[^1]: {words.note}

{words.closing}

{words.name}
"""


def letter(lang: str) -> str:
    """The letter in that language."""
    words = _WORDS[lang]
    return _LETTER.format(lang=lang, words=words, anchor=words.heading.lower().replace(" ", "-"))


LANGUAGES = tuple(_WORDS)
"""Latin with and without accents, Hangul, Kana, Han, Arabic from right to left, Cyrillic."""
