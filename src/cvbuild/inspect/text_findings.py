"""What can be wrong with a text whatever its format: letters apart, ligatures, unknown characters, missing contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvbuild.diagnostics import Code, Report, counted
from cvbuild.inspect.inspection import Inspection
from cvbuild.inspect.recognise import MOST_LINES
from cvbuild.shape.periods import find_periods
from cvbuild.source import Span
from cvbuild.verify.differences import short

_SPACED = re.compile(r"(?<!\S)[^\W\d_](?:[ \u00a0\u2009\u200a][^\W\d_]){3,}(?!\S)")
_LIGATURE = re.compile(r"(?<!\w)\w*[\ufb00-\ufb06]\w*")
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd\x01\x03-\x08\x0e-\x1f]")
_SYMBOL_BULLET = re.compile(r"^\s*[\uf020-\uf0ff]\s", re.MULTILINE)
"""Word's bullets in the fonts Symbol and Wingdings, which every program knows by now."""
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7a3]")
_MANY_PAGES, _MANY_WORDS = 5, 4000
_SEVERAL_PERIODS = 3
_EXAMPLES = 3


def check_text(inspection: Inspection, report: Report) -> None:
    """Report all that the text and the properties tell."""
    place = Span(inspection.name, 1)
    text = inspection.contents.text
    if not text.strip():
        if all(one.code is not Code.NO_TEXT for one in report):
            hint = "export the document again from the program that it was written with"
            report.add(Code.NO_TEXT, "the file has no text", place, hint)
        return
    _check_letters(text, place, report)
    _check_length(inspection, place, report)
    _check_properties(inspection, place, report)
    _check_contacts(inspection, place, report)


def _check_letters(text: str, place: Span, report: Report) -> None:
    told = {one.code for one in report}
    spaced = [one for one in _SPACED.findall(text) if not _CJK.search(one)]
    if spaced and Code.SPACED_LETTERS not in told:
        shown, hint = examples(spaced), "write the word and let the letter-spacing be a property, 0.08 em at the most"
        report.add(Code.SPACED_LETTERS, f"letters are read as words of their own: {shown}", place, hint)
    ligatures = _LIGATURE.findall(text)
    if ligatures:
        message = f"{counted(len(ligatures), 'word')} with a ligature in place of letters: {examples(ligatures)}"
        report.add(Code.LIGATURES, message, place, "turn ligatures off, or use another font")
    unknown = _UNKNOWN.findall(_SYMBOL_BULLET.sub("", text))
    if unknown and Code.UNKNOWN_CHARACTERS not in told:
        codes = dict.fromkeys(f"U+{ord(one):04X}" for one in unknown)
        message = f"{counted(len(unknown), 'character')} without a meaning: {', '.join([*codes][:_EXAMPLES])}"
        report.add(Code.UNKNOWN_CHARACTERS, message, place, "write words instead of icons, or use another font")


def _check_length(inspection: Inspection, place: Span, report: Report) -> None:
    pages, words = len(inspection.contents.pages), len(inspection.contents.text.split())
    if pages > _MANY_PAGES or words > _MANY_WORDS:
        said = counted(pages, "page") + " and " if pages else ""
        report.add(Code.MANY_PAGES, f"{said}{words} words", place, "an application has one or two pages of each kind")


def _check_properties(inspection: Inspection, place: Span, report: Report) -> None:
    contents = inspection.contents
    if contents.form == "txt":
        return
    for name, value in (("title", contents.properties.title), ("language", contents.properties.language)):
        if not value.strip():
            report.add(Code.MISSING_PROPERTY, f"the file tells no {name}", place, "set it where you export the file")
    blind = [picture for picture in contents.pictures if picture.alt is None]
    if blind:
        message = f"{counted(len(blind), 'picture')} without an alternative text"
        report.add(Code.UNDESCRIBED_PICTURE, message, place, "describe what it shows, or mark it as decoration")


def _check_contacts(inspection: Inspection, place: Span, report: Report) -> None:
    found = inspection.recognised
    if found.is_application:
        targets = {link.target.partition(":")[0] for link in inspection.contents.links}
        for what, values, scheme in (("e-mail address", found.emails, "mailto"), ("phone number", found.phones, "tel")):
            if not values:
                where = " in the text, only behind a link" if scheme in targets else ""
                hint = "write it out as text in the first lines"
                report.add(Code.UNREAD_CONTACT, f"no {what} can be read{where}", place, hint)
        if found.name_line != 1:
            hint = "put the name first, on a line of its own"
            report.add(Code.NAME_NOT_FIRST, f"the first line is not a name but “{short(found.first)}”", place, hint)
    elif not any(section.kind for section in found.sections) and _periods(inspection) >= _SEVERAL_PERIODS:
        hint = "use plain headings such as “Experience” and “Education”"
        report.add(Code.UNKNOWN_SECTIONS, "no section of a résumé was recognised", place, hint)


def _periods(inspection: Inspection) -> int:
    """How many lines tell a time from one date to another."""
    return sum(
        any(found.period and found.period.start != found.period.end for found in find_periods(text))
        for line in inspection.contents.lines[:MOST_LINES]
        for text in line.text.split("\n")
    )


def examples(texts: list[str]) -> str:
    """The first few of them, in quotes."""
    return ", ".join(f"“{short(one)}”" for one in _first(texts))


def _first(texts: list[str]) -> Iterator[str]:
    yield from [*dict.fromkeys(texts)][:_EXAMPLES]
