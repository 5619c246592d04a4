"""The tags of PDFs as pypdf reads them: languages, notes, headings, captions, pagination, and where links lead."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream, IndirectObject

from cvbuild.diagnostics import Report
from cvbuild.render import renderer
from cvbuild.tree.pdf import PdfSettings, PdfVariant
from tests.documents import classic, pixels, shaped
from tests.judges import pdf_struct_text, pdftotext


def drawn(text: str, variant: str = "pdf/ua-1", **page: Any) -> bytes:
    """The PDF of a text; `page` are fields of the theme's page."""
    theme, document = classic(), shaped(text)
    theme = replace(theme, page=replace(theme.page, **page))
    document = replace(document, metadata=replace(document.metadata, pdf=PdfSettings(PdfVariant(variant))))
    return renderer("pdf")(document, theme, pixels(), Report())


def read(text: str, variant: str = "pdf/ua-1", **page: Any) -> PdfReader:
    """The same, as pypdf reads it."""
    return PdfReader(io.BytesIO(drawn(text, variant, **page)))


def elements(reader: PdfReader) -> Iterator[Any]:
    """All structure elements, in the order in which they are read."""
    root: Any = reader.root_object

    def below(element: Any) -> Iterator[Any]:
        found = element.get_object() if isinstance(element, IndirectObject) else element
        if isinstance(found, list):
            for kid in found:
                yield from below(kid)
        elif isinstance(found, dict) and "/S" in found:
            yield found
            yield from below(found.get("/K", []))

    yield from below(root["/StructTreeRoot"]["/K"])


def languages(reader: PdfReader) -> list[str]:
    return [str(element["/Lang"]) for element in elements(reader) if "/Lang" in element]


def test_the_document_and_what_changes_it_have_their_languages() -> None:
    reader = read('---\nlang: en\n---\nHello 한국어 문장, <span lang="fr">bonjour **tous**</span> and good-bye.\n')
    root: Any = reader.root_object
    assert root["/Lang"] == "en"
    found = languages(reader)
    assert set(found) == {"ko", "fr"}
    assert found[-1] == "fr"


def test_text_in_the_documents_own_language_says_nothing() -> None:
    assert not languages(read("---\nlang: ko\n---\n한국어 문장 English <b lang='KO'>말</b>\n"))


def test_pages_are_labelled_by_their_numbers() -> None:
    assert read("a\n\n<!-- pagebreak -->\n\nb\n").page_labels == ["1", "2"]


def marked(reader: PdfReader) -> list[tuple[str, str]]:
    """Each marked part of the first page: its tag and its kind of artifact."""
    page = reader.pages[0]
    content = page.get_contents()
    assert content is not None
    operations = ContentStream(content, reader).operations
    return [(str(given[0]), str(given[1].get("/Type"))) for given, name in operations if name == b"BDC"]


def test_headers_and_footers_are_artifacts_of_pagination() -> None:
    reader = read("body\n", header="", first_header="Somebody", first_footer="{page} of {pages}", footer="")
    assert "Somebody" in reader.pages[0].extract_text()
    assert marked(reader).count(("/Artifact", "/Pagination")) >= 2
    assert [tag for tag, _ in marked(reader) if tag != "/Artifact"] == ["/Span"]
    root: Any = reader.root_object
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    assert sum(1 for one in numbers[1] if isinstance(one, IndirectObject)) == 1


def test_headers_and_footers_are_not_read_out_between_the_lines_of_a_sentence() -> None:
    words = [f"word{number}" for number in range(900)]
    pdf = drawn(" ".join(words), header="Somebody", first_header="Somebody", footer="{page}", first_footer="{page}")
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 1
    assert "Somebody" in pdftotext(pdf)
    assert re.findall(r"word\d+|Somebody", pdf_struct_text(pdf)) == words


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# one\n\n#### four\n\n## two\n", ["/H1", "/H2", "/H2"]),
        ("## two\n\n### three\n\n## two\n", ["/H1", "/H2", "/H1"]),
        ("# a\n\n## b\n\n### c\n\n# d\n", ["/H1", "/H2", "/H3", "/H1"]),
        ("### c\n\n# a\n\n### c\n", ["/H1", "/H1", "/H2"]),
    ],
)
def test_no_level_of_headings_is_left_out(text: str, levels: list[str]) -> None:
    assert [str(one["/S"]) for one in elements(read(text)) if str(one["/S"]).startswith("/H")] == levels


@pytest.mark.parametrize(("variant", "kind"), [("pdf/ua-1", "/Note"), ("pdf/ua-2", "/FENote")])
def test_notes_are_tagged_as_such_each_with_a_name(variant: str, kind: str) -> None:
    reader = read("a[^1] b[^2]\n\n[^1]: one\n[^2]: two\n\n    more\n", variant)
    assert [str(one["/ID"]) for one in elements(reader) if one["/S"] == kind] == ["note-1", "note-2"]


def test_a_caption_stands_in_its_figure_and_code_in_a_paragraph() -> None:
    reader = read('![dot](pixel.png "Caption")\n\n```\ncode\n```\n')
    for element in elements(reader):
        if element["/S"] == "/Caption":
            assert element["/P"].get_object()["/S"] == "/Figure"
        if element["/S"] == "/Part":
            assert {str(kid.get_object()["/S"]) for kid in element["/K"]} == {"/NonStruct", "/P"}
    assert [str(one["/S"]) for one in elements(reader)].count("/Caption") == 1


BOOKS = "# One\n\n## Two\n\n[to three](#three)\n\n<!-- pagebreak -->\n\n### Three\n\nText.\n"


@pytest.mark.parametrize("variant", ["pdf/ua-1", "pdf/ua-2"])
def test_bookmarks_are_the_headings(variant: str) -> None:
    reader = read(BOOKS, variant)
    outline: Any = reader.outline
    assert outline[0]["/Title"] == "One"
    assert outline[1][0]["/Title"] == "Two"
    assert outline[1][1][0]["/Title"] == "Three"
    assert reader.get_destination_page_number(outline[0]) == 0


def test_in_pdf_2_links_and_bookmarks_lead_to_elements_too() -> None:
    reader = read(BOOKS, "pdf/ua-2")
    annotations: Any = reader.pages[0]["/Annots"]
    (link,) = (annotation.get_object() for annotation in annotations)
    assert "/Dest" not in link
    assert link["/A"]["/D"] == "three"
    assert link["/A"]["/SD"][0].get_object()["/S"] == "/H3"
    root: Any = reader.root_object
    first = root["/Outlines"]["/First"]
    assert first["/A"]["/SD"][0].get_object()["/S"] == "/H1"
    assert first["/A"]["/D"][0].get_object() == reader.pages[0].get_object()


def test_a_link_in_the_document_leads_to_its_heading() -> None:
    reader = read(BOOKS)
    annotations: Any = reader.pages[0]["/Annots"]
    assert [str(annotation.get_object()["/Dest"]) for annotation in annotations] == ["three"]
    assert reader.get_destination_page_number(reader.named_destinations["three"]) == 1
