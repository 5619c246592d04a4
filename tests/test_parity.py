"""Parity: what other people's readers take out of PDF, DOCX and HTML are the words of the text, in its order.

Marks differ by nature: a list's bullet is a character in PDF and text, and a property in Word and HTML. So
each output is held against the text with or without marks, whichever it has.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from cvbuild.render.text import to_text
from cvbuild.tree import Image, walk
from tests.documents import EVERYTHING, LETTER, ROOT, SAMPLES, classic, double_encoded, rendered, shaped
from tests.judges import html_text, mammoth_html, pdftotext, pypdf_text

REAL_LETTER = ROOT.parent / "shared" / "acceptance" / "cover-letter.md"
DOCUMENTS = {
    **{str(path.relative_to(ROOT)): path.read_text("utf-8") for path in SAMPLES},
    "letter": double_encoded(LETTER).decode(),
    "everything": EVERYTHING,
    **({"real letter": REAL_LETTER.read_text("utf-8")} if REAL_LETTER.exists() else {}),
}
WITH_NOTES = {"everything", "sources/2024/README.md"}
by_document = pytest.mark.parametrize("name", DOCUMENTS)


@cache
def output(name: str, kind: str) -> bytes:
    data, report = rendered(DOCUMENTS[name], kind)
    assert not list(report)
    return data


def words(text: str) -> list[str]:
    return text.split()


@cache
def bare(name: str) -> list[str]:
    """The author's words: the text without any marks."""
    return words(to_text(shaped(DOCUMENTS[name]), classic(), marks=False))


@cache
def printed(name: str) -> str:
    """The text with the marks that a page shows too: bullets and numbers, but no targets, rules or pictures."""
    text = output(name, "txt").decode()
    text = re.sub(r" <[^<>\s]+>$| <[^<>\s]+>(?=\W)", "", text, flags=re.MULTILINE)
    text = re.sub(r"^-{40}$|^\s*(?:> ?)+", "", text, flags=re.MULTILINE)
    for node in walk(shaped(DOCUMENTS[name])):
        if isinstance(node, Image):
            text = text.replace(f"[{node.alt}]", "")
    text = re.sub(r"^\[(\d+)\] ", r"\1. ", text, flags=re.MULTILINE)
    return re.sub(r"\[(\d+)\]", r"\1", text)


def squeezed(text: str) -> str:
    """Without white space: where a superscript begins a new word is every extractor's own opinion."""
    return "".join(text.split())


@by_document
def test_html_has_the_words_of_the_text(name: str) -> None:
    assert words(read(output(name, "html").decode())) == bare(name)


@by_document
def test_word_has_the_words_of_the_text(name: str) -> None:
    # mammoth's raw text leaves out notes and line breaks, so its HTML is read.
    page = f'<!doctype html><meta charset="utf-8"><body>{mammoth_html(output(name, "docx"))}</body>'
    assert words(read(page)) == bare(name)


def read(page: str) -> str:
    """The page's text without boxes, arrows back, and the numbers of notes: the bare text has none of them."""
    page = re.sub(r"<sup>(<a [^>]*>)?\[?\d+\]?(</a>)?</sup>", "", page)
    # In Word a second reference is a field, which mammoth shows as plain text.
    page = page.replace("the same note again1", "the same note again")
    return re.sub("[↩↑☐☑]", "", html_text(page.encode()))


@by_document
@pytest.mark.parametrize("options", [(), ("-raw",)], ids=["reading order", "raw"])
def test_pdf_has_the_words_of_the_text_for_poppler(name: str, options: tuple[str, ...]) -> None:
    text = without_page_numbers(pdftotext(output(name, "pdf"), *options))
    if name in WITH_NOTES:
        assert squeezed(text) == squeezed(printed(name))
    else:
        assert words(text) == words(printed(name))


@by_document
def test_pdf_has_the_words_of_the_text_for_pypdf(name: str) -> None:
    text = without_page_numbers(pypdf_text(output(name, "pdf")))
    if name in WITH_NOTES:
        assert squeezed(text) == squeezed(printed(name))
    else:
        assert words(text) == words(printed(name))


def without_page_numbers(text: str) -> str:
    return re.sub(r"^\s*\d+ ?/ ?\d+\s*$", "", text, flags=re.MULTILINE)


def test_a_word_less_is_noticed() -> None:
    """The comparison itself can say no."""
    data, _ = rendered(DOCUMENTS["letter"].replace("patience", ""), "pdf")
    assert words(without_page_numbers(pdftotext(data))) != words(printed("letter"))
