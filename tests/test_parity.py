"""Parity: what other people's readers take out of PDF, DOCX and HTML are the words of the text, in its order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import get_args

import pytest
from hypothesis import Phase, assume, given, settings

from cvbuild.diagnostics import Code, Report
from cvbuild.render import renderer
from cvbuild.tree import Node, rewrite, walk
from cvbuild.tree.nodes import Block, Document, Inline, Table, Text
from tests.browser import chromium
from tests.documents import EVERYTHING, LETTER, ROOT, SAMPLES, classic, double_encoded, pixels, rendered, shaped
from tests.judges import (
    PdfWord,
    html_text,
    mammoth_text,
    pdf_words,
    pdfium_text,
    pdftotext,
    pypdf_text,
    soffice_pdf,
)
from tests.trees import documents
from tests.words import bare, printed, read_page, read_word, squeezed, without_page_numbers, words

REAL_LETTER = ROOT.parent / "shared" / "acceptance" / "cover-letter.md"
DOCUMENTS = {
    **{str(path.relative_to(ROOT)): path.read_text("utf-8") for path in SAMPLES},
    "letter": double_encoded(LETTER).decode(),
    "everything": EVERYTHING,
    **({"real letter": REAL_LETTER.read_text("utf-8")} if REAL_LETTER.exists() else {}),
}
by_document = pytest.mark.parametrize("name", DOCUMENTS)


@cache
def output(name: str, kind: str) -> bytes:
    data, report = rendered(DOCUMENTS[name], kind)
    assert not list(report)
    return data


@cache
def document(name: str) -> Document:
    return shaped(DOCUMENTS[name])


@by_document
def test_html_has_the_words_of_the_text(name: str) -> None:
    assert read_page(output(name, "html").decode()) == bare(document(name), classic())


@by_document
def test_word_has_the_words_of_the_text(name: str) -> None:
    assert read_word(output(name, "docx")) == bare(document(name), classic())


@by_document
@pytest.mark.parametrize("options", [(), ("-raw",)], ids=["reading order", "raw"])
def test_pdf_has_the_words_of_the_text_for_poppler(name: str, options: tuple[str, ...]) -> None:
    text = without_page_numbers(pdftotext(output(name, "pdf"), *options))
    assert_same(text, document(name))


@by_document
def test_pdf_has_the_words_of_the_text_for_pypdf(name: str) -> None:
    text = without_page_numbers(pypdf_text(output(name, "pdf")))
    assert_same(text, document(name))


@by_document
def test_pdf_has_the_words_of_the_text_for_pdfium(name: str) -> None:
    """PDFium leaves out what is beyond the Basic Multilingual Plane, as emoji are."""
    text = without_page_numbers(pdfium_text(output(name, "pdf")))
    assert_same(text, rewrite(document(name), _without_emoji))


def _without_emoji(node: Node) -> Node:
    return replace(node, text=re.sub("[\U00010000-\U0010ffff]", "", node.text)) if isinstance(node, Text) else node


def assert_same(text: str, document: Document) -> None:
    expected = printed(document, classic())
    if document.footnotes:
        assert squeezed(text) == squeezed(expected)
    else:
        assert words(text) == words(expected)


def test_a_word_less_is_noticed() -> None:
    """The comparison itself can say no."""
    data, _ = rendered(DOCUMENTS["letter"].replace("patience", ""), "pdf")
    assert words(without_page_numbers(pdftotext(data))) != words(printed(document("letter"), classic()))


# ── Random trees ─────────────────────────────────────────────────────────────────────────────────


HOW_IT_LOOKS = {Code.OVERFULL, Code.SHORT_LAST_PAGE}
"""What chance may bring about: a word as wide as two cells, a line on a page of its own."""


def render(tree: Document, kind: str) -> bytes:
    report = Report()
    data = renderer(kind)(tree, classic(), pixels(), report)
    assert {one.code for one in report} <= HOW_IT_LOOKS
    return data


@settings(max_examples=25)
@given(documents())
def test_html_has_the_words_of_a_random_tree(tree: Document) -> None:
    assert read_page(render(tree, "html").decode()) == bare(tree, classic())


@settings(max_examples=25)
@given(documents())
def test_word_has_the_words_of_a_random_tree(tree: Document) -> None:
    assert read_word(render(tree, "docx")) == bare(tree, classic())


@settings(max_examples=10, phases=[Phase.explicit, Phase.generate])
@given(documents(notes=False))
def test_pdf_has_the_words_of_a_random_tree(tree: Document) -> None:
    text = without_page_numbers(pdftotext(render(tree, "pdf"), "-raw"))
    # A table's head stands once more on the next page.
    assume(text.count("\f") == 1 or not any(isinstance(node, Table) for node in walk(tree)))
    assert squeezed(text) == squeezed(printed(tree, classic()))


@settings(max_examples=10, phases=[Phase.explicit, Phase.generate])
@given(documents())
def test_pdf_loses_no_character_of_a_random_tree_with_notes(tree: Document) -> None:
    """Notes stand at the foot of their page, and so anywhere between the words of the text."""
    text = without_page_numbers(pdftotext(render(tree, "pdf"), "-raw"))
    assert not letters(printed(tree, classic())) - letters(text)


def letters(text: str) -> Counter[str]:
    """Without marks: the engine sometimes leaves out the number or bullet of a note or item that is empty."""
    return Counter(character for character in squeezed(text) if character not in "0123456789.•–·☐☑")


def test_random_trees_have_every_node_type() -> None:
    seen: set[type] = set()

    @settings(max_examples=400, phases=[Phase.generate], derandomize=True)
    @given(documents())
    def look(tree: Document) -> None:
        seen.update(type(node) for node in walk(tree))

    look()
    assert {*get_args(Block), *get_args(Inline)} <= seen


# ── Entries ──────────────────────────────────────────────────────────────────────────────────────

STATIONS = (
    ("Backend engineer", "OGQ", "Seoul", "2019 – present", "Own the ingestion"),
    ("Software engineer", "Hanbit Systems", "Daejeon", "2017 – 2019", "Built device gateways"),
    ("B.Sc. Computer Science", "Chungnam National University", "Daejeon", "2013 – 2017", "Thesis on scheduling"),
)
READERS: dict[str, Callable[[], str]] = {
    "pdftotext": lambda: pdftotext(output(RESUME, "pdf")),
    "pdftotext -raw": lambda: pdftotext(output(RESUME, "pdf"), "-raw"),
    "pypdf": lambda: pypdf_text(output(RESUME, "pdf")),
    "pdfium": lambda: pdfium_text(output(RESUME, "pdf")),
    "mammoth": lambda: mammoth_text(output(RESUME, "docx")),
    "html": lambda: html_text(output(RESUME, "html")),
    "LibreOffice": lambda: pdftotext(soffice_pdf(output(RESUME, "docx")), "-raw"),
}
RESUME = "sources/resume.md"


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_finds_an_entrys_parts_in_their_order(reader: str) -> None:
    """Title, organisation, place, period, and then the text: people who read files by machine rely on it."""
    text = " ".join(READERS[reader]().split())
    position = 0
    for part in (part for station in STATIONS for part in station):
        assert part in text[position:], f"{part} stands before what it should follow"
        position = text.index(part, position)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_periods_stand_at_the_right_margin(kind: str) -> None:
    made = output(RESUME, "pdf") if kind == "pdf" else soffice_pdf(output(RESUME, "docx"))
    lines: dict[float, list[PdfWord]] = {}
    for word in pdf_words(made):
        lines.setdefault(round(word.bottom), []).append(word)
    titles = {station[0].split()[0]: station[3].split()[-1] for station in STATIONS}
    heads = [line for line in lines.values() if line[0].text in titles and line[-1].text == titles[line[0].text]]
    assert len(heads) == len(STATIONS)
    page = classic().page
    assert all(abs(line[0].left - page.margin_left) < 1 for line in heads)
    assert all(abs(line[-1].right - (page.size[0] - page.margin_right)) < 1 for line in heads)


def test_periods_stand_at_the_right_margin_of_the_web_page() -> None:
    with chromium() as page:
        page.set_content(output(RESUME, "html").decode())
        ends = page.evaluate("[...document.querySelectorAll('.period')].map(one => one.getBoundingClientRect().right)")
        edge = page.evaluate("document.querySelector('main').getBoundingClientRect().right")
    assert len(ends) == len(STATIONS)
    assert all(abs(end - edge) < 1 for end in ends)
