"""Where private values stand in a text, however they are written there: phones by their digits, the rest by words.

What is done about them in a document is `redact`'s business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from cvbuild.shape.profiles import profile_url
from cvbuild.tree.metadata import Person, PersonField, Profile

_GAP = r"[\s().\-‐‒–—/·_]{0,3}"
"""What may stand between the digits of a phone number."""
_BETWEEN = r"[\W_]{0,4}"
"""What may stand between words: another space, a comma, a line end."""
_COUNTRY_CODE = re.compile(r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}")
"""ITU-T E.164: one, two or three digits; no code is the beginning of another."""
_FEWEST_DIGITS = 7
"""A number without its area code has that many at least; a shorter value is compared as a word."""
_FEWEST_LETTERS = 5
"""A part of an address (`Apt 4`) or a short phone number counts by itself from this length on."""
_SHORTEST = 3
"""Shorter values would be found inside of anything; they count only where nothing else stands."""


@dataclass(frozen=True, slots=True)
class Found:
    """A private value at `text[start:end]`."""

    start: int
    end: int
    field: PersonField


class Finder:
    """Finds what is private of these persons, who are one author as several places tell of them."""

    def __init__(self, persons: Iterable[Person], private: Sequence[PersonField]) -> None:
        patterns: dict[str, PersonField] = {}
        self.private = tuple(private)
        self.photos = {person.photo for person in persons if "photo" in private and person.photo}
        self._wholes: dict[str, PersonField] = {}
        for field, value in _values(persons, private):
            self._wholes.setdefault(_bare(_folded(value)[0]), field)
            for pattern in _patterns(field, value):
                patterns.setdefault(pattern, field)
        self._patterns = [(re.compile(pattern), field) for pattern, field in patterns.items()]

    def find(self, text: str) -> list[Found]:
        """The private values in a text, in order and without overlaps."""
        folded, places = _folded(text)
        if (bare := _bare(folded)) and bare in self._wholes:
            return [Found(0, len(text), self._wholes[bare])]
        found = sorted(
            (places[match.start()], max(places[match.end()], places[match.end() - 1] + 1), field)
            for pattern, field in self._patterns
            for match in pattern.finditer(folded)
        )
        merged: list[Found] = []
        for start, end, field in found:
            if merged and start < merged[-1].end:
                merged[-1] = Found(merged[-1].start, max(end, merged[-1].end), merged[-1].field)
            else:
                merged.append(Found(start, end, field))
        return merged

    def find_in_address(self, address: str) -> list[Found]:
        """The same in a link's target, which may be percent-encoded; the places are those of what it means."""
        return self.find(re.sub(r"^[a-z]+:(?://)?", "", unquote(address).replace("+", " ")))


def _values(persons: Iterable[Person], private: Sequence[PersonField]) -> Iterator[tuple[PersonField, str]]:
    for person in persons:
        for field in private:
            value = getattr(person, field)
            if field == "profiles":
                yield from ((field, text) for profile in value for text in _profile(profile))
            elif field != "photo":
                yield field, value


def _profile(profile: Profile) -> Iterator[str]:
    yield profile_url(profile)
    yield f"{profile.network} {profile.username}" if profile.username else ""
    yield profile.username.removeprefix("@")


# ── Text without what differs from writer to writer ──────────────────────────────────────────────


def _folded(text: str) -> tuple[str, list[int]]:
    """Without case, accents, widths and invisible characters; and for each character, and the end, where it was."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character).casefold():
            if unicodedata.category(part) not in {"Mn", "Cf"}:
                characters.append(part)
                places.append(place)
    return "".join(characters), [*places, len(text)]


def _bare(folded: str) -> str:
    return "".join(filter(str.isalnum, folded))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", _folded(text)[0])


# ── Patterns over folded text ────────────────────────────────────────────────────────────────────


def _patterns(field: PersonField, value: str) -> Iterator[str]:
    if field == "phone":
        for number in re.split(r"[,;\n]|\s/\s", value):
            yield from _phone(number)
    elif field == "address":
        yield from _address(value)
    else:
        shown = re.sub(r"^\w+://(?:www\.)?", "", value)
        yield from _sequence([_words(shown)], 1)


def _phone(number: str) -> Iterator[str]:
    """The number with or without its country code, and its last digits from seven on."""
    folded = re.split(r"ext|x|#", _folded(number)[0])[0].replace("(0)", "").strip()
    digits = re.sub(r"\D", "", folded)
    is_international = folded.startswith(("+", "00"))
    digits = digits.removeprefix("00") if is_international and not folded.startswith("+") else digits
    code = _COUNTRY_CODE.match(digits) if is_international else None
    national = digits[code.end() if code else 0 :].lstrip("0")
    if len(national) < _FEWEST_DIGITS:
        if len(digits) >= _FEWEST_LETTERS:
            yield from _sequence([_words(number)], 1)
        return
    plus = rf"(?:(?:\+|00){_GAP})?"
    prefix = rf"{plus}(?:\(?{code[0]}\)?{_GAP})?" if code else rf"(?:(?:\+|00){_GAP}\d{{1,3}}{_GAP})?"
    # A long number is found inside of longer digits too: a country code without a plus, an extension.
    before, behind = (r"(?<!\d)", r"(?!\d)") if len(national) == _FEWEST_DIGITS else (r"\d{0,4}?", "")
    yield rf"{before}{prefix}(?:\(?0\)?{_GAP})?{_GAP.join(national)}{behind}"
    for length in range(len(national) - 1, _FEWEST_DIGITS - 1, -1):
        yield rf"(?<!\d)0?{_GAP.join(national[-length:])}(?!\d)"


def _address(value: str) -> Iterator[str]:
    """The whole; and each line, or part between commas, that has a number or stands before the first that has.

    A town or a country alone is no address. Each is found together with those that follow it.
    """
    parts = [words for part in re.split(r"[\n,;]", value) if (words := _words(part))]
    numbered = [place for place, words in enumerate(parts) if any(map(str.isdigit, "".join(words)))]
    if not numbered:
        yield from _sequence(parts, len(parts))
        return
    first = numbered[0]
    starts = {*numbered} if _is_number(parts[first]) else {*range(first), *numbered}
    starts |= {place - 1 for place in numbered if place and _is_number(parts[place])}
    for start in sorted(starts):
        needed = 2 if start + 1 in numbered and _is_number(parts[start + 1]) and start not in numbered else 1
        yield from _sequence(parts[start:], needed)


def _is_number(words: list[str]) -> bool:
    return "".join(words).isdigit()


def _sequence(parts: list[list[str]], needed: int) -> Iterator[str]:
    """The first `needed` parts, more while they are too short to count, and as many of the others as follow them."""
    while needed < len(parts) and _length(parts[:needed]) < _FEWEST_LETTERS:
        needed += 1
    if _length(parts[:needed]) < (_SHORTEST if len(parts) == 1 else _FEWEST_LETTERS):
        return
    more = ""
    for part in reversed(parts[needed:]):
        more = f"(?:{_BETWEEN}{_joined(part)}{more})?"
    yield _BETWEEN.join(map(_joined, parts[:needed])) + more


def _length(parts: list[list[str]]) -> int:
    return sum(len(word) for part in parts for word in part)


def _joined(words: list[str]) -> str:
    """The words behind each other, not in the middle of longer ones."""
    return f"{_edge('<!', words[0][0])}{_BETWEEN.join(words)}{_edge('!', words[-1][-1])}"


def _edge(kind: str, character: str) -> str:
    """No digit beside a digit and no letter beside a letter, except where words have no ends, as in Korean."""
    if character.isdigit():
        return rf"(?{kind}\d)"
    return rf"(?{kind}[^\W\d_\u1100-\U0010ffff])" if character < "\u1100" else ""
