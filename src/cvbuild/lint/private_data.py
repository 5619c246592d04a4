"""What had better not be published in what is built with `--redact`: births, accounts, other people's numbers.

What the author is known by is taken out elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.parties import phones_in
from cvbuild.lint.prose import Passage
from cvbuild.lint.rule import Checked
from cvbuild.shape import Finder

_BIRTH = re.compile(
    r"\b(?:date of birth|d\.?o\.?b\.?\b|born(?: on)?|geburtsdatum|geb(?:oren)?\b\.?(?: am)?"
    r"|né(?:e|\(e\))? le|date de naissance"
    r"|fecha de nacimiento|nacid[oa] el|data di nascita|geboortedatum|생년월일|生年月日|出生(?:日期|年月))\W{0,4}"
    r"(?:\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}|\d{1,2}\.?\s(?:de\s)?[^\W\d]{3,}\.?(?:\sde)?\s(?:19|20)\d\d"
    r"|[^\W\d]{3,}\.?\s\d{1,2},\s(?:19|20)\d\d|(?:19|20)\d\d\s?[년年]\s?\d{1,2}\s?[월月]\s?\d{1,2}\s?[일日])",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b")
_CARD = re.compile(r"(?<![\d-])\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?![\d-])")
_KOREAN = re.compile(r"(?<![\d-])\d{6}-[1-4]\d{6}(?!\d)")
_AMERICAN = re.compile(r"(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])")
_SPANISH = re.compile(r"\b(?P<number>[XYZ]?\d{7,8})-?(?P<letter>[A-Z])\b")
_SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def check(checked: Checked, report: Report) -> None:
    """Report them in the text, where the outputs are to be public."""
    if not checked.redacted:
        return
    known = Finder((checked.document.metadata.author, checked.config.author), checked.config.private)
    for passage in checked.texts:
        if passage.key.partition(".")[0] == "author":
            continue
        for what, start, end in _found(passage):
            if not known.find(passage.text[start:end]):
                message = f"{what} stands in what is to be public"
                report.add(Code.PRIVATE_DATA, message, passage.span(start, end), "take it out of the text")


def _found(passage: Passage) -> Iterator[tuple[str, int, int]]:
    text = passage.text
    taken: list[tuple[int, int]] = []
    for what, pattern, is_valid in _KINDS:
        for match in pattern.finditer(text):
            taken.append(match.span())
            if is_valid(match[0]):
                yield what, *match.span()
    for number, _ in phones_in(text):
        start = text.index(number)
        if not any(first < start + len(number) and start < last for first, last in taken):
            yield "a phone number", start, start + len(number)


def _is_iban(text: str) -> bool:
    """ISO 13616: the rest of a division by 97 is 1."""
    bare = re.sub(r"\s", "", text)
    return int("".join(str(int(sign, 36)) for sign in bare[4:] + bare[:4])) % 97 == 1


def _is_card(text: str) -> bool:
    """ISO/IEC 7812, annex B: Luhn's sum."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(digits[::-2])) % 10 == 0


def _is_spanish(text: str) -> bool:
    """The letter of a DNI or NIE is its number modulo 23."""
    match = _SPANISH.fullmatch(text)
    if match is None:
        return False
    number = match["number"].translate(str.maketrans("XYZ", "012"))
    return len(number) == 8 and _SPANISH_LETTERS[int(number) % 23] == match["letter"]


def _always(text: str) -> bool:
    return bool(text)


_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("a date of birth", _BIRTH, _always),
    ("an account number", _IBAN, _is_iban),
    ("a card number", _CARD, _is_card),
    ("an identity number", _KOREAN, _always),
    ("an identity number", _AMERICAN, _always),
    ("an identity number", _SPANISH, _is_spanish),
)
