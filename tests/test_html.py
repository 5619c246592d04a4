"""HTML: one valid file that needs nothing else, with everything escaped."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import EVERYTHING, LETTER, SAMPLES, rendered
from tests.judges import html_text, vnu_messages

LATIN_1 = [chr(code) for code in range(0x80, 0x100)]

PAGES = {**{path.stem: path.read_text("utf-8") for path in SAMPLES}, "letter": LETTER, "everything": EVERYTHING}


@pytest.mark.parametrize("name", PAGES)
def test_the_nu_checker_finds_nothing(name: str) -> None:
    assert vnu_messages(rendered(PAGES[name], "html")[0]) == []


def test_it_stands_alone() -> None:
    page = rendered(EVERYTHING, "html")[0].decode()
    assert "<script" not in page
    assert "<link" not in page
    assert "@import" not in page
    assert not re.search(r"url\((?!data:)", page)
    assert set(re.findall(r'src="([^:"]*):', page)) == {"data"}


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
    assert "<script" not in page
    assert "<img" not in page


# Without what could be taken for double-encoded text, which is repaired.
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters=LATIN_1), max_size=80))
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    # As code, where Markdown changes nothing; control characters show nothing in any format.
    clean = "".join(character for character in text if character.isprintable() or character == " ")
    page = rendered("    x" + clean, "html")[0]
    assert html_text(page).split() == ("x" + clean).split()
