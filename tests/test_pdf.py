"""PDF: tagged, embedded, of the right size, with its links; what the engine says becomes our diagnostics."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from cvbuild.diagnostics import Code, Report
from cvbuild.parse import parse
from cvbuild.render import engine, renderer
from cvbuild.source import Source, Span
from tests.documents import EVERYTHING, LETTER, SAMPLES, classic, pixels, rendered, shaped
from tests.judges import pdf_fonts, pdf_info, pdftotext, qpdf_check, verapdf_failures


@pytest.fixture(scope="module")
def everything() -> bytes:
    data, report = rendered(EVERYTHING, "pdf")
    assert not list(report)
    return data


def test_qpdf_finds_nothing(everything: bytes) -> None:
    qpdf_check(everything)


LINKS = """See [**bold** and `code`](https://example.com), [![dot](pixel.png)](https://example.com),
<https://example.com/well-known/> and [one that is long enough to go over the end of the line](https://example.com).
"""
DOCUMENTS = {**{path.stem: path.read_text("utf-8") for path in SAMPLES}, "everything": EVERYTHING, "letter": LETTER}
DOCUMENTS |= {"links": LINKS, "arabic": "---\nlang: ar\n---\n# رسالة\n\n- عنصر\n\n| ا | ب |\n|---|---|\n| ج | د |\n"}


def test_verapdf_finds_every_document_accessible() -> None:
    pdfs = {name: rendered(text, "pdf")[0] for name, text in DOCUMENTS.items()}
    assert len(pdfs) > 5
    assert verapdf_failures(pdfs) == {name: [] for name in DOCUMENTS}


def test_it_is_a_tagged_a4_file_with_title_and_author(everything: bytes) -> None:
    info = pdf_info(everything)
    assert info["Tagged"] == "yes"
    assert info["Page size"].endswith("(A4)")
    assert info["Title"] == "Everything"
    assert info["Author"] == "Ada Example"
    assert info["JavaScript"] == "no"
    catalog: Any = PdfReader(io.BytesIO(everything)).root_object
    assert catalog["/Lang"] == "en"


def test_paper_comes_from_the_theme() -> None:
    from dataclasses import replace

    theme = classic()
    theme = replace(theme, page=replace(theme.page, paper="Letter"))
    data = renderer("pdf")(shaped("x"), theme, {}, Report())
    assert pdf_info(data)["Page size"].startswith("612 x 792")


def test_fonts_are_embedded_subset_and_mapped_to_unicode(everything: bytes) -> None:
    fonts = pdf_fonts(everything)
    assert any("Gentium" in font.name for font in fonts)
    assert all(font.embedded and font.subset and font.unicode for font in fonts)


def test_links_keep_their_targets() -> None:
    data, _ = rendered(LETTER, "pdf")
    targets = [
        str(annotation.get_object()["/A"]["/URI"])
        for page in PdfReader(io.BytesIO(data)).pages
        for annotation in page.get("/Annots", [])
    ]
    assert targets == [
        "./RESUME.md",
        "https://github.com/example",
        "./2024/",
        "mailto:someone@example.com",
        "mailto:other@example.com",
    ]


def test_the_structure_tree_has_headings_lists_tables_and_links(everything: bytes) -> None:
    found = set(structure(PdfReader(io.BytesIO(everything)).root_object["/StructTreeRoot"]))
    assert {"/H1", "/H6", "/L", "/LI", "/Table", "/TH", "/TD", "/Link", "/Figure", "/BlockQuote", "/P"} <= found


def structure(element: Any) -> list[str]:
    if isinstance(element, IndirectObject):
        element = element.get_object()
    if isinstance(element, list):
        return [tag for kid in element for tag in structure(kid)]
    if not isinstance(element, dict):
        return []
    return [str(element.get("/S", "")), *structure(element.get("/K", []))]


def test_words_are_never_broken_at_hyphens_and_dashes() -> None:
    # Every line end falls near such a word in one of the paragraphs.
    text = "\n\n".join("x" * length + " well-known time—it " * 12 for length in range(1, 40))
    data, _ = rendered(text, "pdf")
    words = pdftotext(data, "-raw").split()
    assert words.count("well-known") == words.count("time—it") == 12 * 39


def test_a_long_address_is_broken_rather_than_cut() -> None:
    address = "https://example.com/" + "a-very-long-path/" * 20
    data, _ = rendered(f"See <{address}>.", "pdf")
    assert "".join(pdftotext(data, "-raw").split()) == f"See{address}."


def test_a_note_stands_on_the_page_of_its_reference() -> None:
    data, _ = rendered(f"a[^1]\n\n[^1]: the note\n\n<!-- pagebreak -->\n\n{LETTER}", "pdf")
    assert "the note" in (PdfReader(io.BytesIO(data)).pages[0].extract_text())


def test_nothing_is_lost_behind_a_page_break_in_a_note() -> None:
    data, _ = rendered("a[^1]\n\n[^1]: before\n\n    <!-- pagebreak -->\n\n    behind", "pdf")
    assert "behind" in pdftotext(data)


def test_a_missing_glyph_is_a_warning_at_its_place() -> None:
    text = "one\n\ntwo **a \U0001f4c4\U00010600 b**\n"  # an emoji, and a sign of Linear A
    report = Report()
    document = parse(Source("a.md", text), report)
    renderer("pdf")(document, classic(), {}, report)
    found = [one for one in report if "U+10600" in one.message]
    assert [(one.code, one.span) for one in found] == [(Code.MISSING_GLYPH, Span("a.md", 3, 10, 3, 11))]


def test_the_engine_reads_no_file_and_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*arguments: object, **options: object) -> None:
        raise AssertionError(arguments)

    renderer("pdf")(shaped("warm"), classic(), {}, Report())
    monkeypatch.setattr("socket.socket.connect", forbidden)
    monkeypatch.setattr("urllib.request.OpenerDirector.open", forbidden)
    data, report = rendered("![a](https://example.com/a.png) <img src='file:///etc/passwd' alt='b'>", "pdf")
    assert data.startswith(b"%PDF")
    assert not list(report)


def test_without_its_libraries_there_is_one_error_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise OSError("cannot load library 'libpango-1.0-0': not found")

    monkeypatch.setattr(engine, "_import_engine", missing)
    report = Report()
    assert renderer("pdf")(shaped("x"), classic(), pixels(), report) == b""
    (found,) = report
    assert found.code is Code.ENGINE_MISSING
    assert "libpango-1.0-0" in found.message
    assert "apt install" in found.hint


def test_documents_share_what_the_engine_knows_of_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time that it asks, the libraries below keep memory for good, of which a preview would run out."""
    rendered("# One", "pdf")
    monkeypatch.setattr("weasyprint.text.fonts.FontConfiguration.__init__", lambda _: pytest.fail("it asks again"))
    assert rendered("# Another", "pdf")[0]
