"""A sheet for the print shop: the boxes say where it is cut, and marks show it; what stands on the page is the same."""

from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PageObject, PdfReader

import cvbuild
from tests.judges import pdftotext, qpdf_check, verapdf_failures

TEXT = "Some words on the page, and [a link](https://example.com).\n"
A4 = (595.28, 841.89)
MM = 72 / 25.4


def made(front: str, text: str = TEXT) -> bytes:
    pdf, report = cvbuild.render_text(f"---\ntitle: T\n{front}\n---\n{text}", "pdf")
    assert not [one for one in report if one.code.slug != "short-last-page"]
    return pdf


def first(pdf: bytes) -> PageObject:
    return PdfReader(io.BytesIO(pdf)).pages[0]


def around(page: PageObject, name: str) -> list[float]:
    """How far a box reaches beyond the one that is cut, in millimetres: left, bottom, right, top."""
    box, trim = getattr(page, name), page.trimbox
    edges = (
        trim.left - box.left,
        trim.bottom - box.bottom,
        box.right - trim.right,
        box.top - trim.top,
    )
    return [round(float(edge) / MM, 2) for edge in edges]


@pytest.mark.parametrize("bleed", [3, 5])
def test_bleed_is_around_the_page(bleed: int) -> None:
    page = first(made(f"pdf: {{bleed: {bleed}mm}}"))
    assert (float(page.trimbox.width), float(page.trimbox.height)) == pytest.approx(A4, abs=0.1)
    assert around(page, "bleedbox") == around(page, "mediabox") == [bleed] * 4


def test_marks_are_beyond_the_bleed() -> None:
    pdf = made("pdf: {bleed: 3mm, crop-marks: true}")
    page = first(pdf)
    assert around(page, "bleedbox") == [3] * 4
    assert around(page, "mediabox") == [8] * 4
    assert dark(pdf) == {"left", "top"}
    qpdf_check(pdf)


def test_marks_need_no_bleed() -> None:
    pdf = made("pdf: {crop-marks: true}")
    assert around(first(pdf), "bleedbox") == [0] * 4
    assert around(first(pdf), "mediabox") == [5] * 4


def dark(pdf: bytes) -> set[str]:
    """Where there are marks near the upper left corner of the sheet: on the line of the page's edges, or within it."""
    scale = 4
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        picture = document[0].render(scale=scale, grayscale=True).to_pil()
    edge, mark, bleed = (round(millimetres * MM * scale) for millimetres in (8, 2, 6.5))
    places = {"left": (mark, edge), "top": (edge, mark), "left in bleed": (bleed, edge), "top in bleed": (edge, bleed)}

    def is_dark(x: int, y: int) -> bool:
        square = [(a, b) for a in range(x - 3, x + 4) for b in range(y - 3, y + 4)]
        return any(picture.getpixel(at) < 128 for at in square)

    return {name for name, at in places.items() if is_dark(*at)}


def test_without_being_asked_there_is_nothing_around() -> None:
    assert made("pdf: {bleed: 0, crop-marks: false}") == made("kind: page")
    assert around(first(made("kind: page")), "mediabox") == [0] * 4


def test_a_coloured_sheet_goes_beyond_the_edge(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "theme.yaml").write_text('extends: classic\ndark: {}\ncolors: {background: "#ffeecc"}\n', "utf-8")
    pdf = made(f"theme: {folder}\npdf: {{bleed: 3mm}}")
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        corner = document[0].render(scale=2).to_pil().convert("RGB").getpixel((2, 2))
    assert corner == (255, 238, 204)


def test_what_stands_on_the_page_is_the_same_and_the_standard_is_kept() -> None:
    pdf = made("pdf: {bleed: 3mm, crop-marks: true}")
    assert pdftotext(pdf) == pdftotext(made("kind: page"))
    assert verapdf_failures({"marks": pdf}) == {"marks": []}


@pytest.mark.parametrize("value", ["-1mm", "3", "2in", "wide"])
def test_another_value_is_told(value: str) -> None:
    _, report = cvbuild.render_text(f"---\npdf: {{bleed: {value}}}\n---\nText\n", "txt")
    assert [one.code.slug for one in report] == ["wrong-value"]
