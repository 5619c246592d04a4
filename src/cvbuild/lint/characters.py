"""Characters that nobody sees and that a copied text brings along: they part words for programs, or glue them.

Those that turn the direction of writing are reported by `parse`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cvbuild.diagnostics import Code, Replacement, Report, counted
from cvbuild.lint.rule import Checked

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200d\u2028\u2029\u2060-\u2064\ufeff\ufff9-\ufffb]"
)
_LOST = re.compile("\ufffd+")
_GLUED = re.compile(r"(?<=[^\W\d_]{3})\u00a0(?=[^\W\d_]{3})")
_NAMES = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
}
_JOINED_SCRIPTS = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
"""Arabic, the scripts of India, Tibet, Burma, Cambodia and Mongolia, whose letters joiners shape."""
_UNSPACED_SCRIPTS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Kana and Han: a zero-width space says where a line may break."""
_SPACE_FOR = {"\u2028": " ", "\u2029": " ", "\x0b": " ", "\x0c": " ", "\x85": " "}


def check(checked: Checked, report: Report) -> None:
    """Report each kind of such character once, with all its places in the fix."""
    text = checked.source.text
    if text.isascii() and not _UNSEEN.search(text):
        return
    kinds: dict[str, list[int]] = {}
    for found in _UNSEEN.finditer(text):
        if not _is_needed(text, found.start()):
            kinds.setdefault(found[0], []).append(found.start())
    for character, places in kinds.items():
        name = _NAMES.get(character) or "control character"
        message = f"{name} (U+{ord(character):04X}) in {counted(len(places), 'place')}: nobody sees it, programs do"
        fix = _replacements(checked, places, _SPACE_FOR.get(character, ""))
        report.add(Code.INVISIBLE_CHARACTER, message, fix[0].span, "take it out", fix)
    if lost := [found.span() for found in _LOST.finditer(text)]:
        message = f"characters were lost in {counted(len(lost), 'place')}: “�” stands for what could not be read"
        report.add(Code.LOST_CHARACTER, message, checked.source.span(*lost[0]), "write what stood there")
    if glued := [found.start() for found in _GLUED.finditer(text) if not checked.is_code(found.start())]:
        message = f"non-breaking space between words in {counted(len(glued), 'place')}"
        fix = _replacements(checked, glued, " ")
        report.add(Code.NON_BREAKING_SPACE, message, fix[0].span, "write a space", fix)


def _replacements(checked: Checked, places: Iterable[int], text: str) -> list[Replacement]:
    return [Replacement(checked.source.span(place, place + 1), text) for place in places]


def _is_needed(text: str, at: int) -> bool:
    """Whether the character shapes its neighbours there, or says where a line may break."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    around = before + after
    match text[at]:
        case "\u200c" | "\u200d" if _JOINED_SCRIPTS.search(around):
            return True
        case "\u200d":
            return _is_pictogram(before) and _is_pictogram(after)
        case "\u200b":
            return bool(_UNSPACED_SCRIPTS.search(around))
        case _:
            return False


def _is_pictogram(character: str) -> bool:
    """Whether emoji are joined there: a symbol, a skin tone, or the sign that asks for a picture."""
    return bool(character) and (character in "\ufe0f\u20e3" or unicodedata.category(character) in {"So", "Sk"})
