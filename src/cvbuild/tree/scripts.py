"""The language of words that stand in another script than their document's, where the script tells it.

Han characters, Latin, Cyrillic and Arabic letters are written in many languages, so nothing is said of them:
authors can name a language themselves (`Text.lang`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_KANA_OR_HAN = "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]")
_LETTERS = {
    "ko": "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb",
    "ja": _KANA_OR_HAN,
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "hy": "\u0531-\u058a",
    "ka": "\u10a0-\u10ff\u1c90-\u1cbf",
    "th": "\u0e01-\u0e3a\u0e40-\u0e5b",
    "lo": "\u0e81-\u0edf",
    "km": "\u1780-\u17ff",
    "my": "\u1000-\u109f",
    "ta": "\u0b82-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "gu": "\u0a81-\u0aff",
    "pa": "\u0a01-\u0a76",
    "si": "\u0d81-\u0df4",
}
"""The letters of each language that alone has them; for Japanese with Han, among which there must be Kana."""
_LEAST = {"el": 4}
"""Shorter runs may be signs: α and ΔT are Greek to nobody."""
_WORDS = re.compile("|".join(f"(?P<{lang}>[{letters}]+(?: [{letters}]+)*)" for lang, letters in _LETTERS.items()))

_WITHOUT_ITALICS = frozenset({"ko", "ja", "zh"})


def has_italics(lang: str) -> bool:
    """Whether the language's script is slanted for emphasis; its fonts have no italics otherwise."""
    return lang.partition("-")[0].casefold() not in _WITHOUT_ITALICS


def by_language(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with its language where it is another one than `lang`, else with an empty text."""
    own, start = lang.partition("-")[0].casefold(), 0
    for found in _WORDS.finditer(text):
        name = str(found.lastgroup)
        if name == own or len(found[0]) < _LEAST.get(name, 1) or (name == "ja" and not _KANA.search(found[0])):
            continue
        if start < found.start():
            yield text[start : found.start()], ""
        yield found[0], name
        start = found.end()
    if start < len(text):
        yield text[start:], ""
