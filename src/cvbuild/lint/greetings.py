"""A greeting for another person than the letter is addressed to."""

from __future__ import annotations

import re
from typing import Literal

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.parties import name_words, recipient_lines
from cvbuild.lint.rule import Checked
from cvbuild.shape.wording import words_of
from cvbuild.tree.nodes import Salutation
from cvbuild.tree.walk import plain_text

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MALE = words_of("mr mister herr herrn monsieur señor don signor sig senhor sr dhr heer sir")
_FEMALE = words_of("ms mrs miss frau madame mademoiselle señora señorita doña signora senhora sra mevrouw mw mme")
_DOCTORS = words_of("mx dr dra prof professor professorin professeur doktor doctor doctora dott ssa ra")
"""Titles of either, and what parts of them remain of `dott.ssa` and `sig.ra`."""
_COURTESY = _MALE | _FEMALE | _DOCTORS | words_of("ing dipl h.c von van de der del la le du")
_GREETINGS = words_of(
    """
    dear hello hi good morning afternoon evening day greetings to sehr geehrte geehrter geehrtes liebe lieber werte
    werter guten tag hallo grüß gott moin chère cher chers chères bonjour estimada estimado estimados estimadas
    apreciado apreciada querido querida hola muy gentile gentili egregio egregia buongiorno prezado prezada caro cara
    geachte beste goedendag and und et y e
    """
)
_ANYBODY = words_of(
    """
    team hiring recruiting recruitment recruiter committee manager members colleagues all sirs madam sir whom concern
    ladies gentlemen damen herren personalabteilung team kolleginnen kollegen mesdames messieurs équipe responsable
    recrutement señores equipo selección responsables jury panel department office people talent board friends
    human resources hr rh recursos humanos ressources humaines careers admissions faculty abteilung lehrstuhl
    reader partner partners director head search editors editor principal landlord chair everyone there
    """
)
_EAST_ANYBODY = re.compile(r"담당|관계자|여러분|인사|채용|귀중|팀|御中|担当|各位|招聘|人事|负责|您好")
_EAST_NAME = re.compile(r"^(?P<name>[가-힣]{2,4})\s*(?:[가-힣]{2,6})?\s*(?:님께|님에게|님|귀하)")


def check(checked: Checked, report: Report) -> None:
    """Report a greeting by a name that stands nowhere in the address, or with Mr. for Ms."""
    lines = recipient_lines(checked.document)
    greeting = next((block for block in checked.document.children if isinstance(block, Salutation)), None)
    if greeting is None or not lines:
        return
    text = plain_text(greeting.children).strip()
    name = checked.document.metadata.recipient.name or next(filter(_is_titled, lines), "")
    if problem := _another(text, name, lines) if name else "":
        hint = "greet the person to whom it is addressed, or correct the address"
        report.add(Code.OTHER_RECIPIENT, problem, greeting.span, hint)


def _another(text: str, name: str, lines: list[str]) -> str:
    """What is wrong with the greeting, if anything."""
    if match := _EAST_NAME.match(text):
        anybody = _EAST_ANYBODY.search(text) or _EAST_ANYBODY.search(name) or not re.search("[가-힣]", name)
        is_known = match["name"] in " ".join(lines)
        return "" if anybody or is_known else f"the letter greets “{match['name']}”, and is for “{name}”"
    words = [word.casefold() for word in _WORD.findall(text)]
    if _ANYBODY & {*words, *name_words(name)}:
        return ""
    greeted = [word for word in words if word not in _GREETINGS | _COURTESY]
    # Only what is written like a name is one.
    greeted = [word for word in greeted if re.search(rf"\b{re.escape(word[0].upper())}{re.escape(word[1:])}", text)]
    addressed = {word.casefold() for line in lines for word in _WORD.findall(line)}
    if greeted and not addressed & set(greeted) and _is_person(name):
        return f"the letter greets “{text.rstrip(',:!')}”, and is for “{name}”"
    mine, theirs = _courtesy(text), _courtesy(name)
    if mine and theirs and mine != theirs:
        return f"the greeting “{text.rstrip(',:!')}” does not go with “{name}”"
    return ""


def _is_person(name: str) -> bool:
    """Whether it has a courtesy title, or two words or three as names have."""
    return _is_titled(name) or 2 <= len(_WORD.findall(name)) <= 3


def _is_titled(name: str) -> bool:
    return bool((_MALE | _FEMALE | _DOCTORS) & {word.casefold() for word in _WORD.findall(name)})


def _courtesy(text: str) -> Literal["", "male", "female"]:
    words = {word.casefold().rstrip(".") for word in _WORD.findall(text)}
    male, female = bool(words & _MALE), bool(words & _FEMALE)
    return "" if male == female else "male" if male else "female"
