"""Parity: what other people's readers take out of PDF, DOCX and HTML are the words of the text, in its order."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import get_args

import pytest
from hypothesis import Phase, assume, given, settings

from cvbuild.diagnostics import Report
from cvbuild.render import renderer
from cvbuild.tree import walk
from cvbuild.tree.nodes import Block, Document, Inline, Table
from tests.documents import EVERYTHING, LETTER, ROOT, SAMPLES, classic, double_encoded, pixels, rendered, shaped
from tests.judges import pdftotext, pypdf_text
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


def render(tree: Document, kind: str) -> bytes:
    report = Report()
    data = renderer(kind)(tree, classic(), pixels(), report)
    assert not list(report)
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
