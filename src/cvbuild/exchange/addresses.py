"""An address as one text and in the parts of JSON Resume, in both directions.

Only forms that tell their parts are taken apart; any other text stays whole, as `address`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

KEYS = ("address", "postalCode", "city", "countryCode", "region")
_COUNTRY = re.compile(r"[A-Z]{2}")
_TOWN = re.compile(r"((?:[A-Z]{1,3}[ -])?\d[\w-]{2,}(?: \d\w*)?) ([^\d]+)")
_STREET = re.compile(r"\b(?:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|way|court)\.?$", re.IGNORECASE)


def write_address(location: Mapping[str, str]) -> str:
    """`Town, Region, CC`; with a street or a postal code, a line for each."""
    street, postal, city, country, region = (location.get(key, "") for key in KEYS)
    parts = [*street.splitlines(), " ".join(filter(None, (postal, city))), region, country]
    return ("\n" if street or postal else ", ").join(part.strip() for part in parts if part.strip())


def read_address(text: str) -> dict[str, str]:
    """The parts that the text tells, in the order of the schema."""
    lines = [line.strip() for line in (text.splitlines() if "\n" in text else re.split(r",\s+", text)) if line.strip()]
    country = lines.pop() if len(lines) > 1 and _COUNTRY.fullmatch(lines[-1]) else ""
    told = _with_town(lines, country) or _without_street(lines, text)
    told = {**told, "countryCode": country} if "city" in told else {"address": text.strip()}
    return {key: told[key] for key in KEYS if told.get(key)}


def _with_town(lines: list[str], country: str) -> dict[str, str]:
    """A street, then postal code and town, then a region if a country follows."""
    for behind in (0, 1) if country else (0,):
        town = _TOWN.fullmatch(lines[-1 - behind]) if len(lines) > behind else None
        street = lines[: -1 - behind]
        if town and not _STREET.search(town[2]) and (street or country):
            region = lines[-1] if behind else ""
            return {"address": "\n".join(street), "postalCode": town[1], "city": town[2], "region": region}
    return {}


def _without_street(lines: list[str], text: str) -> dict[str, str]:
    if not lines or len(lines) > 2 or "\n" in text or any(character.isdigit() for character in text):
        return {}
    return {"city": lines[0], "region": ", ".join(lines[1:])}
