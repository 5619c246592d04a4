"""Words are divided where that is wanted, by the language's rules, and readers of the file find them whole."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

import cvbuild
from cvbuild.diagnostics import Report
from cvbuild.theme import load_theme
from tests.judges import ooxml_errors, pdfium_text, pdftotext, pypdf_text

HEADING = "Die Donaudampfschifffahrtsgesellschaft und die Rechtsschutzversicherungsgesellschaft"
WORDS = (
    "Die Rechtsschutzversicherungsgesellschaften haben Silbentrennungsalgorithmen für Donaudampfschifffahrtskapitäne "
    "und Versicherungsfachangestellte, die Kraftfahrzeughaftpflichtversicherungen bearbeiten. "
)
TEXT = f"## {HEADING}\n\n{WORDS * 3}\n\n- {WORDS}\n\n> {WORDS}\n"


def made(front: str, kind: str = "pdf", text: str = TEXT) -> tuple[bytes, list[str]]:
    output, report = cvbuild.render_text(f"---\nkind: page\n{front}\n---\n{text}", kind)
    return output, [one.code.slug for one in report if one.code.slug == "no-hyphenation"]


def divided(pdf: bytes) -> list[str]:
    """The lines that end within a word."""
    return re.findall(r"\S+-$", pdftotext(pdf, "-raw"), re.MULTILINE)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_it_is_off_unless_it_is_wanted() -> None:
    assert divided(made("lang: de")[0]) == []
    assert divided(made("lang: de\nhyphens: false")[0]) == []


def test_words_are_divided_and_read_back_whole() -> None:
    pdf, findings = made("lang: de\nhyphens: true")
    assert findings == []
    assert len(divided(pdf)) >= 5
    # Poppler joins what ends a line with this hyphen, PDFium marks it; others keep it at the line's end.
    readings = {
        "pdftotext": pdftotext(pdf),
        "pdfium": pdfium_text(pdf).replace("\ufffe", ""),
        "raw": pdftotext(pdf, "-raw").replace("-\n", ""),
        "pypdf": pypdf_text(pdf).replace("-\n", ""),
    }
    for reading in readings.values():
        for word in WORDS.split():
            assert squeezed(reading).count(squeezed(word)) >= 5
    assert squeezed(HEADING) in squeezed(readings["pdftotext"])


def test_a_soft_hyphen_of_the_author_is_read_back_whole_too() -> None:
    word = "Donaudampf&shy;schifffahrts&shy;gesellschafts&shy;kapitän"
    pdf, _ = made("lang: de", text=f"{'Vorweg stehen ein paar Wörter und noch welche ' * 2}{word} {word} {word}.")
    assert divided(pdf)
    assert pdftotext(pdf).count("Donaudampfschifffahrtsgesellschaftskapitän") == 3


def test_heads_and_code_stay_whole() -> None:
    text = f"## {HEADING} {HEADING}\n\n{'`Silbentrennungsalgorithmus` ' * 9}\n"
    assert divided(made("lang: de\nhyphens: true", text=text)[0]) == []


def test_a_language_without_rules_is_told() -> None:
    assert made("lang: ko\nhyphens: true")[1] == ["no-hyphenation"]
    assert made("lang: ko")[1] == []
    assert made("lang: fr-CA\nhyphens: true")[1] == []


def test_browsers_and_word_divide_the_same_text() -> None:
    page = made("lang: de\nhyphens: true", "html")[0].decode()
    assert re.search(r"(?m)^body \{[^}]*hyphens: auto", page)
    assert re.search(r"(?m)^h2 \{[^}]*hyphens: manual", page)
    docx, _ = made("lang: de\nhyphens: true", "docx")
    assert ooxml_errors(docx) == []
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        assert "<w:autoHyphenation/>" in package.read("word/settings.xml").decode()
        styles = package.read("word/styles.xml").decode()
    assert '<w:suppressAutoHyphens w:val="0"/>' in styles.partition("</w:docDefaults>")[0]
    heading = next(part for part in styles.split("<w:style ") if '"heading 2"' in part)
    assert '<w:suppressAutoHyphens w:val="1"/>' in heading
    with zipfile.ZipFile(io.BytesIO(made("lang: de", "docx")[0])) as package:
        assert "autoHyphenation" not in package.read("word/settings.xml").decode()


def test_a_theme_may_want_it_and_a_document_has_the_last_word(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "theme.yaml").write_text("extends: classic\nhyphens: true\n", "utf-8")
    theme = load_theme("mine", Report(), folders=(tmp_path,))
    assert theme is not None
    assert {role.value for role, style in theme.text.items() if style.hyphens} == {
        "body", "intro", "item", "quote", "description", "footnote", "table-cell", "caption",
    }  # fmt: skip
    path = tmp_path / "mine"
    assert divided(made(f"lang: de\ntheme: {path}")[0])
    assert divided(made(f"lang: de\nhyphens: false\ntheme: {path}")[0]) == []


@pytest.mark.parametrize("lang", ["en", "fr", "es", "de-AT", "nb"])
def test_our_languages_have_rules(lang: str) -> None:
    assert made(f"lang: {lang}\nhyphens: true")[1] == []
