"""Old-style, lining and tabular figures, where a font has them, in the page, in browsers and in Word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from cvbuild.diagnostics import Report
from cvbuild.render import renderer
from cvbuild.theme import Theme, load_theme
from tests.documents import shaped
from tests.judges import ooxml_errors, pdf_words, pdftotext, soffice_pdf

TEXT = "1111111111\n\n0000000000\n\nIn 2019 and 2024.\n"


def theme(folder: Path, body: str, font: str = "EB Garamond") -> Theme:
    (folder / "mine").mkdir(exist_ok=True)
    text = f"extends: classic\nfonts: {{body: {{families: [{font}]}}}}\ntext: {{body: {{{body}}}}}\n"
    (folder / "mine" / "theme.yaml").write_text(text, "utf-8")
    report = Report()
    found = load_theme("mine", report, folders=(folder,))
    assert found is not None
    assert not list(report)
    return found


def made(chosen: Theme, kind: str = "pdf") -> bytes:
    report = Report()
    output = renderer(kind)(shaped(TEXT), chosen, {}, report)
    assert not list(report)
    return output


def widths(pdf: bytes) -> tuple[float, float]:
    """Of ten ones, and of ten noughts."""
    ones, noughts = pdf_words(pdf)[:2]
    return ones.right - ones.left, noughts.right - noughts.left


def test_tabular_figures_are_equally_wide(tmp_path: Path) -> None:
    ones, noughts = widths(made(theme(tmp_path, "figures: old-style, figure-width: proportional")))
    assert noughts - ones > 5
    ones, noughts = widths(made(theme(tmp_path, "figures: old-style, figure-width: tabular")))
    assert noughts == pytest.approx(ones, abs=0.1)


@pytest.mark.parametrize("font", ["EB Garamond", "Gentium Book Plus", "Open Sans"])
def test_figures_of_any_kind_are_read_as_they_are(tmp_path: Path, font: str) -> None:
    for look in ("figures: old-style, figure-width: tabular", "figures: lining", ""):
        assert pdftotext(made(theme(tmp_path, look, font))).split() == TEXT.split()


def test_a_font_that_lacks_them_is_drawn_as_ever(tmp_path: Path) -> None:
    plain = widths(made(theme(tmp_path, "", "Gentium Book Plus")))
    assert widths(made(theme(tmp_path, "figures: old-style", "Gentium Book Plus"))) == plain


def test_word_is_told_and_its_schema_is_kept(tmp_path: Path) -> None:
    docx = made(theme(tmp_path, "figures: old-style, figure-width: tabular"), "docx")
    assert ooxml_errors(docx) == []
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        styles = package.read("word/styles.xml").decode()
    defaults = styles.partition("</w:docDefaults>")[0]
    assert 'Ignorable="w14"' in defaults
    assert '<w14:numForm w14:val="oldStyle"/><w14:numSpacing w14:val="tabular"/></w:rPr>' in defaults
    assert pdftotext(soffice_pdf(docx)).split() == TEXT.split()
    with zipfile.ZipFile(io.BytesIO(made(theme(tmp_path, ""), "docx"))) as package:
        assert "w14" not in package.read("word/styles.xml").decode()


def test_browsers_are_told(tmp_path: Path) -> None:
    page = made(theme(tmp_path, "figures: old-style, figure-width: tabular"), "html").decode()
    assert "font-variant-numeric: oldstyle-nums tabular-nums" in page
