"""A judge that never says no proves nothing: each is shown something good and something broken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from pypdf.errors import PyPdfError

from tests import judges

PAGE = b"<!doctype html><html lang='en'><title>Jane</title><h1>Jane Doe</h1><p>Dear <b>reader</b>,<br>hello.</p></html>"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    import weasyprint  # here, so that without Pango only the tests of PDFs fail

    written = weasyprint.HTML(string=PAGE.decode()).write_pdf()
    assert isinstance(written, bytes)
    return written


@pytest.fixture(scope="module")
def word() -> bytes:
    document = docx.Document()
    document.add_heading("Jane Doe", 1)
    document.add_paragraph("Dear reader,")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def edited(word: bytes, old: bytes, new: bytes) -> bytes:
    """The document with its text edited, and nothing else."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data.replace(old, new) if name == "word/document.xml" else data)
    assert buffer.getvalue() != word
    return buffer.getvalue()


@pytest.mark.parametrize("read", [judges.pdftotext, judges.pypdf_text])
def test_readers_of_pdf_tell_the_text_in_order(pdf: bytes, read: Callable[[bytes], str]) -> None:
    assert read(pdf).split() == ["Jane", "Doe", "Dear", "reader,", "hello."]


@pytest.mark.parametrize("read", [judges.pdftotext, judges.qpdf_check, judges.pdf_info, judges.pdf_fonts])
def test_programs_refuse_a_broken_pdf(pdf: bytes, read: Callable[[bytes], object]) -> None:
    read(pdf)
    with pytest.raises(AssertionError, match=r"\w"):
        read(pdf[:200])


def test_pypdf_refuses_a_broken_pdf() -> None:
    with pytest.raises(PyPdfError):
        judges.pypdf_text(b"no PDF at all")


def test_qpdf_notices_a_wrong_cross_reference(pdf: bytes) -> None:
    with pytest.raises(AssertionError, match="qpdf"):
        judges.qpdf_check(pdf.replace(b"\nstartxref\n", b"\nstartxref\n9"))


def test_pdfinfo_and_pdffonts_tell_what_is_in_the_file(pdf: bytes) -> None:
    assert judges.pdf_info(pdf)["Title"] == "Jane"
    assert judges.pdf_info(pdf)["Pages"] == "1"
    fonts = judges.pdf_fonts(pdf)
    assert fonts
    assert all(font.embedded and font.subset and font.unicode for font in fonts)


def test_open_xml_validator_knows_the_schema(word: bytes) -> None:
    assert judges.ooxml_errors(word) == []
    found = judges.ooxml_errors(edited(word, b"<w:p>", b"<w:p><w:nonsense/>"))
    assert {line.partition(":")[0] for line in found} == {"Office2019", "Microsoft365"}
    assert all("nonsense" in line for line in found)


def test_open_xml_validator_refuses_what_is_no_document() -> None:
    assert judges.ooxml_errors(b"no zip at all")


def test_libreoffice_lays_a_document_out(word: bytes) -> None:
    assert judges.pypdf_text(judges.soffice_pdf(word)).split() == ["Jane", "Doe", "Dear", "reader,"]


def test_libreoffice_refuses_broken_xml(word: bytes) -> None:
    with pytest.raises(AssertionError, match=r"(?i)libreoffice|soffice"):
        judges.soffice_pdf(edited(word, b"</w:p>", b"</w:q>"))


def test_mammoth_tells_text_and_structure(word: bytes) -> None:
    assert judges.mammoth_text(word).split("\n\n") == ["Jane Doe", "Dear reader,", ""]
    assert judges.mammoth_html(word) == "<h1>Jane Doe</h1><p>Dear reader,</p>"


def test_nu_checker_finds_errors_and_warnings() -> None:
    assert judges.vnu_messages(PAGE) == []
    (error,) = judges.vnu_messages(PAGE.replace(b"<br>", b"<p></span>"))
    assert "error" in error
    (warning,) = judges.vnu_messages(PAGE.replace(b" lang='en'", b""))
    assert "warning" in warning


def test_html_text_is_what_a_reader_sees() -> None:
    seen = judges.html_text(PAGE.replace(b"hello.", b"<style>p {}</style><i hidden>x</i><!-- y -->h\nello<b>.</b>"))
    assert seen == "Jane Doe\nDear reader,\nh ello."


@pytest.mark.parametrize(("required", "outcome"), [("", "Skipped"), ("1", "Failed")])
def test_a_missing_judge_skips_or_fails(monkeypatch: pytest.MonkeyPatch, required: str, outcome: str) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CVBUILD_REQUIRE_JUDGES", required)
    with pytest.raises((pytest.skip.Exception, pytest.fail.Exception), match="apt install qpdf") as caught:
        judges.qpdf_check(b"")
    assert caught.type.__name__ == outcome


def test_verapdf_names_the_broken_clause() -> None:
    import weasyprint

    from tests.documents import rendered

    page = "<html lang='en'><title>x</title><body><h1>one</h1><h4>four</h4></body></html>"
    skipped = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    assert judges.verapdf_failures({"fine": rendered("# one", "pdf")[0], "skipped": skipped}) == {
        "fine": [],
        "skipped": ["7.4.2"],
    }
    with pytest.raises(AssertionError, match="End of file"):
        judges.verapdf_failures({"broken": b"no PDF"})


def test_json_resume_is_judged_by_its_schema() -> None:
    assert not judges.jsonresume_errors('{"basics": {"name": "Ada", "url": "https://example.com"}}')
    assert judges.jsonresume_errors('{"basics": {"name": 1}}') == ["$.basics.name: 1 is not of type 'string'"]
    assert judges.jsonresume_errors('{"basics": {"url": "example.com"}}') == [
        "$.basics.url: 'example.com' is not a 'uri'"
    ]
    assert judges.jsonresume_errors('{"work": [{"startDate": "May 2019"}]}')
