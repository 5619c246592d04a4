"""The language of words by their script, and as authors name it, in every format that can say it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvbuild import render_text
from cvbuild.tree.scripts import by_language
from tests.documents import parsed
from tests.judges import vnu_messages

TOLD = {
    "a 한국어 문장, b": ("en", [("a ", ""), ("한국어 문장", "ko"), (", b", "")]),
    "東京かな and 東京": ("en", [("東京かな", "ja"), (" and 東京", "")]),
    "カタカナ": ("ko", [("カタカナ", "ja")]),
    "서울 사람": ("ko-KR", [("서울 사람", "")]),
    "ΔT, α-Test, Αθήνα": ("de", [("ΔT, α-Test, ", ""), ("Αθήνα", "el")]),
    "Привет שלום مرحبا": ("en", [("Привет שלום مرحبا", "")]),
    "": ("en", []),
}


@pytest.mark.parametrize(("text", "told"), TOLD.items())
def test_a_language_is_told_where_one_alone_has_the_script(text: str, told: tuple[str, list[tuple[str, str]]]) -> None:
    lang, pieces = told
    assert list(by_language(text, lang)) == pieces


@given(st.text(), st.sampled_from(["en", "ja", "ko-KR", "el"]))
def test_no_character_is_lost(text: str, lang: str) -> None:
    pieces = list(by_language(text, lang))
    assert "".join(piece for piece, _ in pieces) == text
    assert lang.partition("-")[0] not in {own for _, own in pieces}


MARKED = '---\nlang: en\ntitle: x\n---\n# Greeting\n\nOne 한국어 <span lang="fr">bonjour *tous*</span> שלום.\n'


def test_an_author_names_the_language_of_inline_html() -> None:
    text = (
        "<span lang='pt-BR'>a **b <i lang=de>c</i>**</span> d <span lang='x y'>e</span> <a href='#f' lang='fr'>g</a>\n"
    )
    document, report = parsed(text)
    assert not list(report)
    from cvbuild.tree.nodes import Text
    from cvbuild.tree.walk import walk

    found = [(node.text, node.lang) for node in walk(document) if isinstance(node, Text)]
    assert found == [("a ", "pt-BR"), ("b ", "pt-BR"), ("c", "de"), (" d e ", ""), ("g", "fr")]


def test_a_web_page_names_it() -> None:
    page = render_text(MARKED, "html")[0]
    assert '<span lang="ko">한국어</span> <span lang="fr">bonjour </span><em><span lang="fr">tous</span></em>' in (
        page.decode()
    )
    assert not vnu_messages(page)


def test_a_word_file_names_it() -> None:
    with zipfile.ZipFile(BytesIO(render_text(MARKED, "docx")[0])) as package:
        document = package.read("word/document.xml").decode()
    assert re.findall(r"<w:lang ([^/]*)/>", document) == ['w:eastAsia="ko-KR"', 'w:val="fr"', 'w:val="fr"']


def test_plain_text_has_the_words_alone() -> None:
    assert "One 한국어 bonjour tous שלום." in render_text(MARKED, "txt")[0].decode()
