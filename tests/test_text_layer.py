"""The text layer of PDFs: four extractors find the words of the text in its order, in every theme and language.

They are the programs that applicant tracking systems are made of. What they can't do is said where it is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from cvbuild.diagnostics import Report
from cvbuild.render import renderer
from cvbuild.theme import Theme, load_theme, theme_names
from cvbuild.tree import Node, rewrite, walk
from cvbuild.tree.nodes import Document, Entry, Text
from tests.alphabets import LETTERS
from tests.documents import EVERYTHING, SAMPLES, classic, pixels, rendered, shaped
from tests.judges import pdfium_text, pdftotext, pypdf_text
from tests.words import printed, squeezed, without_page_numbers, words

TEXTS = {
    **LETTERS,
    **{path.stem: path.read_text("utf-8") for path in SAMPLES},
    "everything": EVERYTHING,
}
READERS: dict[str, Callable[[bytes], str]] = {
    "pdftotext": pdftotext,
    "pdftotext -raw": lambda pdf: pdftotext(pdf, "-raw"),
    "pypdf": pypdf_text,
    "pdfium": pdfium_text,
}
THEMES = theme_names()
RIGHT_TO_LEFT = {"ar", "he"}
WITHOUT_SPACES = {"ja", "zh"}
"""Their lines end between any characters; and where a superscript begins a word is every extractor's own opinion."""
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_BROKEN = re.compile("[\ufb00-\ufb06\u00ad\u2010\ufffd\ue000-\uf8ff]")
"""Ligatures, soft and automatic hyphens, signs of a character without a meaning, private use."""


@cache
def themed(name: str) -> Theme:
    """The theme without headers and footers, which each reader puts somewhere else; other tests look at them."""
    table = load_theme(name, Report())
    assert table
    return replace(table, page=replace(table.page, header="", footer="", first_header="", first_footer=""))


@cache
def pdf(name: str, theme: str) -> bytes:
    report = Report()
    data = renderer("pdf")(document(name), themed(theme), pixels(), report)
    assert not list(report)
    return data


@cache
def document(name: str) -> Document:
    return shaped(TEXTS[name])


CASES = [(name, theme) for name in TEXTS for theme in theme_names() if (name, theme) != ("vi", "compact")]
"""Lato has no ị: Poppler parts what is drawn with two fonts in the middle of a word."""


@pytest.mark.parametrize(("name", "theme"), CASES)
def test_extractors_find_the_words_in_their_order(name: str, theme: str) -> None:
    for reader, read in READERS.items():
        tree = document(name)
        if reader == "pdfium":
            # It leaves out what is beyond the Basic Multilingual Plane, as emoji are.
            tree = rewrite(tree, _without_emoji)
        found, expected = folded(read(pdf(name, theme))), folded(printed(tree, themed(theme)))
        assert not _BROKEN.search(found), f"{reader}: {found}"
        if name in RIGHT_TO_LEFT:
            # Each turns lines and numbers by rules of its own; that no character is missing is what can be told.
            assert sorted(squeezed(_DIRECTIONS.sub("", found))) == sorted(squeezed(expected)), reader
        elif reader == "pdftotext" and any(isinstance(node, Entry) for node in walk(tree)):
            # It guesses columns: what is short below an entry's head may come before the period at the right margin.
            assert sorted(words(found)) == sorted(words(expected)), reader
        elif tree.footnotes or name in WITHOUT_SPACES:
            assert squeezed(found) == squeezed(expected), reader
        else:
            assert words(found) == words(expected), reader


def folded(text: str) -> str:
    """What a theme sets in capitals is read as capitals, which have no accents in Greek and dots in Turkish."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("ı", "i"))
    return "".join(character for character in plain if not unicodedata.combining(character))


def _without_emoji(node: Node) -> Node:
    return replace(node, text=re.sub("[\U00010000-\U0010ffff]", "", node.text)) if isinstance(node, Text) else node


@pytest.mark.parametrize("name", sorted(RIGHT_TO_LEFT))
def test_words_from_right_to_left_keep_their_order_for_poppler(name: str) -> None:
    """Latin words and numbers between them may stand elsewhere."""
    letters = re.compile("[\u05d0-\u05ea\u0620-\u064a]+")
    found = letters.findall(_DIRECTIONS.sub("", pdftotext(pdf(name, "classic"))))
    # It turns the two letters of a lam-alef, which are one glyph.
    assert [sorted(word) for word in found] == [
        sorted(word) for word in letters.findall(printed(document(name), classic()))
    ]


def test_a_small_line_close_below_a_large_one_is_a_line_of_its_own() -> None:
    """pypdf reads a place by the font that is set before it, so that the engine's order would join both."""
    data, _ = rendered("---\nauthor: {name: Ada Fielding, email: ada@example.com}\nkind: letter\n---\n\nHello", "pdf")
    assert pypdf_text(data).splitlines()[:2] == ["Ada Fielding", "ada@example.com"]


def test_a_word_less_is_noticed() -> None:
    """The comparison itself can say no."""
    data, _ = rendered(TEXTS["en"].replace("difficult ", ""), "pdf")
    assert words(without_page_numbers(pdftotext(data))) != words(printed(document("en"), classic()))
