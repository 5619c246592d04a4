"""Whatever Markdown can say, text, HTML, Word and PDF say it in the same words.

The examples are those of `test_commonmark`, joined as trees, so that none changes how another is read.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cvbuild.diagnostics import Report
from cvbuild.pictures import Pictures, identify
from cvbuild.render import renderer
from cvbuild.tree import Image, walk
from cvbuild.tree.nodes import Document
from tests.documents import PIXEL, classic, parsed, shaped
from tests.judges import pdftotext
from tests.test_commonmark import OWN, SPEC, examples, read_examples
from tests.words import bare, printed, read_page, read_word, squeezed, without_page_numbers

# Counting lines would take longer than the tests themselves.
pytestmark = pytest.mark.no_cover

SIZE = 20
SPECIFIED = [example.markdown for example in read_examples(SPEC)] if SPEC.exists() else []
EXAMPLES = [case.text for case in OWN] + SPECIFIED
BATCHES = [EXAMPLES[start : start + SIZE] for start in range(0, len(EXAMPLES), SIZE)]


def joined(markdown: list[str]) -> Document:
    """One document of all these."""
    blocks = [block for text in markdown for block in parsed(text)[0].children]
    return replace(shaped("text"), children=tuple(blocks))


def pictures(document: Document) -> Pictures:
    """A picture for each image, since one that is missing is shown as its words."""
    return {node.source: identify(PIXEL) for node in walk(document) if isinstance(node, Image)}


def output(document: Document, kind: str) -> bytes:
    return renderer(kind)(document, classic(), pictures(document), Report())


@pytest.mark.parametrize("batch", BATCHES, ids=range(len(BATCHES)))
def test_html_and_word_have_the_words_of_the_text(batch: list[str]) -> None:
    document = joined(batch)
    expected = bare(document, classic())
    assert read_page(output(document, "html").decode()) == expected
    assert read_word(output(document, "docx")) == expected


def test_pdf_has_the_words_of_the_text() -> None:
    document = joined(EXAMPLES)
    text = without_page_numbers(pdftotext(output(document, "pdf"), "-raw"))
    assert seen(text) == seen(printed(document, classic()))


def seen(text: str) -> str:
    """Without spaces that have no width, and the signs by which plain text marks quotes and rules."""
    return re.sub("[\u200b>-]", "", squeezed(text))


def test_the_specification_is_among_them() -> None:
    assert len(EXAMPLES) >= len(examples()) + 60
