"""Long addresses end lines behind slashes and stops only, stay in their column, and are read back as they are."""

from __future__ import annotations

from collections import Counter

import pytest

from cvbuild.diagnostics import Report
from cvbuild.render import renderer
from cvbuild.render.long_words import LONG_ADDRESS, MOST_WHOLE, address_parts
from cvbuild.theme import load_theme, theme_names
from tests.documents import shaped
from tests.judges import pdf_words, pdfium_text, pdftotext, pypdf_text

LONG = "https://www.example.com/some-long/path/that/goes.on.and/on-and-on/without/an/end/index.html?of=it&so=on#there"
HASH = "https://example.com/" + "0123456789abcdef" * 8 + "/end.html"
READERS = {
    "pdftotext": pdftotext,
    "pdftotext -raw": lambda pdf: pdftotext(pdf, "-raw"),
    "pypdf": pypdf_text,
    "pdfium": pdfium_text,
}
SHAPES = {
    "paragraph": "A word or two before {0} and behind it.",
    "link": "It is [{0}](https://example.com) here.",
    "list": "- {0}\n  - {0}\n    - {0}",
    "table": "| Where | What |\n| ----- | ---- |\n| {0} | some words |",
    "crowded": "| Where | What | More |\n| ----- | ---- | --- |\n| {0} | {0} | {0} |",
}


def made(text: str, theme: str = "classic") -> tuple[bytes, Report]:
    report, chosen = Report(), load_theme(theme, Report())
    assert chosen is not None
    return renderer("pdf")(shaped(text), chosen, {}, report), report


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("address", [LONG, HASH])
@pytest.mark.parametrize("reader", READERS)
def test_an_address_is_read_back_whole(shape: str, address: str, reader: str) -> None:
    pdf, report = made(SHAPES[shape].format(address))
    assert not list(report)
    read = "".join(READERS[reader](pdf).split())
    times = SHAPES[shape].count("{0}")
    if shape in {"table", "crowded"} and reader != "pypdf":
        # Poppler and PDFium read what stands beside it in between.
        assert Counter(address * times) <= Counter(read)
    else:
        assert read.count(address) == times


@pytest.mark.parametrize("theme", theme_names())
def test_no_line_ends_with_a_hyphen_or_beyond_its_column(theme: str) -> None:
    pdf, report = made(SHAPES["paragraph"].format(LONG), theme)
    lines = pdftotext(pdf, "-layout").splitlines()
    assert not list(report)
    assert len([line for line in lines if line.strip()]) >= 2
    assert not [line for line in lines if line.endswith("-")]
    assert max(word.right for word in pdf_words(pdf)) < 595 - 40


def test_parts_are_the_word_and_end_where_a_line_may() -> None:
    assert "".join(address_parts(LONG)) == LONG
    assert all(part[-1] in "/.?&=#" for part in address_parts(LONG)[:-1])
    assert address_parts(LONG)[0] == "https://"


@pytest.mark.parametrize(
    "word",
    ["https://example.com", "Donaudampfschifffahrtsgesellschaftskapitän", "日本/" * 20, "a" * MOST_WHOLE + ".", ""],
)
def test_short_words_and_words_without_such_a_place_are_left(word: str) -> None:
    assert LONG_ADDRESS.fullmatch(word) is None
