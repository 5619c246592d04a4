"""HTML: one valid file that needs nothing else, with everything escaped."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import EVERYTHING, LETTER, SAMPLES, rendered
from tests.judges import html_text, microformats, vnu_messages

LATIN_1 = [chr(code) for code in range(0x80, 0x100)]

PAGES = {**{path.stem: path.read_text("utf-8") for path in SAMPLES}, "letter": LETTER, "everything": EVERYTHING}


@pytest.mark.parametrize("name", PAGES)
def test_the_nu_checker_finds_nothing(name: str) -> None:
    assert vnu_messages(rendered(PAGES[name], "html")[0]) == []


def test_it_stands_alone() -> None:
    page = rendered(EVERYTHING, "html")[0].decode()
    assert scripts(page) == []
    assert "<link" not in page
    assert "@import" not in page
    assert not re.search(r"url\((?!data:)", page)
    assert set(re.findall(r'src="([^:"]*):', page)) == {"data"}


AUTHOR = """---
kind: resume
title: CV
author:
  name: Ada Example
  headline: Engineer
  email: ada@example.com
  phone: +1 555 0100
  address: |
    1 Mill Lane,
    Leeds
  website: ada.example.com
  profiles: [{network: GitHub, username: ada}, {network: Mastodon, username: "@ada@social.example"}, Chess]
---
"""


def test_machines_read_who_sends_it() -> None:
    page = rendered(AUTHOR + "x", "html")[0].decode()
    assert json.loads(data(page)) == {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": "Ada Example",
        "jobTitle": "Engineer",
        "email": "mailto:ada@example.com",
        "telephone": "+1 555 0100",
        "address": "1 Mill Lane, Leeds",
        "url": "https://ada.example.com",
        "sameAs": ["https://github.com/ada", "https://social.example/@ada"],
    }
    shown = html_text(page.encode()).splitlines()[2].split(" · ")
    sites = ["ada.example.com", "github.com/ada", "social.example/@ada", "Chess"]
    assert shown == ["1 Mill Lane, Leeds", "+1 555 0100", "ada@example.com", *sites]


def test_machines_read_a_resume() -> None:
    text = "## Experience\n\n### Engineer | Acme | Rome | 03/2019 – present\n\n- built\n\n## Skills\n\nPython\n"
    (found,) = microformats(rendered(AUTHOR + text, "html")[0])
    assert found["type"] == ["h-resume"]
    properties = found["properties"]
    card, work = properties["contact"][0], properties["experience"][0]
    assert card["type"] == ["h-card"]
    assert {key: card["properties"][key][0] for key in ("name", "job-title", "email", "tel")} == {
        "name": "Ada Example",
        "job-title": "Engineer",
        "email": "mailto:ada@example.com",
        "tel": "+1 555 0100",
    }
    assert work["type"] == ["h-event"]
    assert {key: values[0] for key, values in work["properties"].items()} == {
        "name": "Engineer",
        "organization": "Acme",
        "location": "Rome",
        "start": "2019-03",
    }
    assert properties["skill"] == ["Python"]


def test_metadata() -> None:
    page = rendered(EVERYTHING, "html")[0].decode()
    assert '<html lang="en" dir="ltr">' in page
    assert "<title>Everything</title>" in page
    assert '<meta name="author" content="Ada Example">' in page


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("ko", "ltr"), ("de-AT", "ltr")])
def test_the_direction_follows_the_language(lang: str, direction: str) -> None:
    page = rendered(f"---\nlang: {lang}\n---\nx", "html")[0].decode()
    assert f'<html lang="{lang}" dir="{direction}">' in page


def test_nothing_of_the_source_becomes_markup() -> None:
    attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    text = f"---\ntitle: '{attack}'\nauthor: '{attack}'\n---\n`{attack}` [a](<https://example.com/{attack}>)"
    page = rendered(text, "html")[0].decode()
    assert scripts(page) == []
    assert "<img" not in page
    assert json.loads(data(page))["name"] == attack


def scripts(page: str) -> list[str]:
    """Every script but the one that is only data."""
    return re.findall("<script.*?>", page.replace(f'<script type="application/ld+json">{data(page)}</script>', ""))


def data(page: str) -> str:
    """The JSON-LD of a page."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert len(found) == 1
    return str(found[0])


# Without what could be taken for double-encoded text, which is repaired.
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters=LATIN_1), max_size=80))
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    # As code, where Markdown changes nothing; control characters show nothing in any format.
    clean = "".join(character for character in text if character.isprintable() or character == " ")
    page = rendered("    x" + clean, "html")[0]
    assert html_text(page).split() == ("x" + clean).split()
