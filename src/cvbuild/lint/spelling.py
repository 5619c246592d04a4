"""Words that no dictionary has, by pyspellchecker; on demand, since no dictionary has all words of a trade.

Names, codes, addresses and other scripts are left alone; a project's own words stand in its `dictionary.txt`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.prose import Passage
from cvbuild.lint.rule import Checked

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_WORD = re.compile(r"(?<![\w@./\\&#'’+])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w@\\&#+]|[./:]\w)")
_LATIN, _CYRILLIC = re.compile(r"[A-Za-zÀ-ɏ'’]+"), re.compile(r"[Ѐ-ӿ'’]+")
_FEWEST_LETTERS = 4
_FEWEST_OF_COMPOUND = 7
_LONGEST_FOR_ADVICE = 18
"""Advice costs a look-up for each letter that could be another."""
_BRITISH = ((r"our", "or"), (r"is(?=e|ing|ation|able)", "iz"), (r"ys(?=e|ing)", "yz"), (r"ogue", "og"), (r"ll", "l"))
_BEFORE = {"re", "un", "on", "up", "in", "de", "co", "bi", "ab", "an", "be", "ge", "zu", "vor", "mit", "aus", "auf"}
_JOINTS = ("", "s", "n", "en", "es")
"""What German puts between the words of a compound."""


def check(checked: Checked, report: Report) -> None:
    """Report each unknown word once, at its first place."""
    is_known = _dictionary(checked, report)
    if is_known is None:
        return
    places: dict[str, list[tuple[Passage, int, int]]] = {}
    for passage in checked.passages:
        for word, start, end in _words(passage.text, checked.lang):
            places.setdefault(word, []).append((passage, start, end))
    for word, found in places.items():
        if not is_known(word):
            passage, start, end = found[0]
            count = f" ({len(found)} times)" if len(found) > 1 else ""
            message = f"no dictionary has “{word}”{count}"
            report.add(Code.SPELLING, message, passage.span(start, end), "correct it, or add it to dictionary.txt")


def _words(text: str, lang: str) -> Iterator[tuple[str, int, int]]:
    """The words that a dictionary should have, those of the language's script; in German, nouns too."""
    script = _CYRILLIC if lang == "ru" else _LATIN
    for found in _WORD.finditer(text):
        word = found[0].replace("’", "'")
        plain = word[1:] if lang == "de" else word
        if len(word) >= _FEWEST_LETTERS and plain.islower() and script.fullmatch(word):
            yield word, *found.span()


def _dictionary(checked: Checked, report: Report) -> Callable[[str], bool] | None:
    """Whether a word is known in the document's language; None after reporting that nobody can tell."""
    try:
        from spellchecker import SpellChecker
    except ImportError:
        hint = "pip install 'cvbuild[spelling]'"
        report.add(Code.SPELLING, "spelling can't be checked: pyspellchecker is not installed", None, hint)
        return None
    try:
        speller = SpellChecker(language=checked.lang, distance=1)
    except ValueError:
        message = f"spelling can't be checked: there is no dictionary for “{checked.lang}”"
        report.add(Code.SPELLING, message, checked.document.metadata.span, "set lang to the document's language")
        return None
    is_british = checked.lang == "en" and not checked.document.metadata.lang.lower().endswith("-us")
    return lambda word: _is_known(word, speller, checked, is_british=is_british)


def _is_known(word: str, speller: SpellChecker, checked: Checked, *, is_british: bool) -> bool:
    lower = word.lower()
    if lower in checked.dictionary or lower in speller:
        return True
    if "'" in lower:
        elided = lower.partition("'")[2] in speller
        return elided or all(len(part) < _FEWEST_LETTERS or part in speller for part in lower.split("'"))
    if checked.lang == "en" and _bare(lower) in speller:
        return True
    if is_british and any(re.sub(old, new, lower) in speller for old, new in _BRITISH):
        return True
    if _is_compound(lower, speller, _JOINTS if checked.lang == "de" else ("",)):
        return True
    # What begins with a capital is a name as likely as a noun: it counts where one letter makes it a known one.
    return word[0].isupper() and len(word) <= _LONGEST_FOR_ADVICE and not speller.candidates(lower)


def _bare(word: str) -> str:
    """The word without accents, as English dictionaries have “résumé” and “naïve”."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def _is_compound(word: str, speller: SpellChecker, joints: tuple[str, ...]) -> bool:
    for at in range(2, len(word) - 2) if len(word) >= _FEWEST_OF_COMPOUND else ():
        if word[at:] not in speller:
            continue
        head = word[:at]
        for joint in joints:
            part = head.removesuffix(joint) if joint else head
            if part in _BEFORE or (len(part) > 2 and head.endswith(joint) and part in speller):
                return True
    return False
