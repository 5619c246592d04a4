"""The readers of verify find in a file what other people's programs find there, and say what they can't read."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from cvbuild.verify.found import Found, Unreadable
from cvbuild.verify.html_file import read_html
from cvbuild.verify.pdf_file import PdfFile, read_pdf
from cvbuild.verify.word_file import read_docx
from tests.documents import EVERYTHING, LETTER, SAMPLES, rendered
from tests.judges import html_text, installed, mammoth_html, pdf_fonts, pdf_info, pdftotext

SOURCES = {path.stem: path.read_text("utf-8") for path in SAMPLES} | {"everything": EVERYTHING, "letter": LETTER}
by_source = pytest.mark.parametrize("name", SOURCES)


@cache
def output(name: str, kind: str) -> bytes:
    return rendered(SOURCES[name], kind)[0]


@cache
def pdf(name: str) -> PdfFile:
    return read_pdf(output(name, "pdf"))


def squeezed(text: str) -> str:
    return "".join(text.split())


def tags(html: str, pattern: str) -> list[str]:
    """The words of the elements of that name in HTML that has no attributes of interest."""
    found = re.findall(rf"<({pattern})(?: [^>]*)?>(.*?)</\1>", html, re.DOTALL)
    return [squeezed(re.sub(r"<[^>]*>", "", text)) for _, text in found]


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────


@by_source
def test_the_text_of_a_pdf_is_that_of_poppler(name: str) -> None:
    """PDFium leaves out emoji, so it is compared without them, and pypdf with them."""
    poppler = squeezed(pdftotext(output(name, "pdf"), "-raw"))
    assert squeezed("".join(page.second or "" for page in pdf(name).pages)) == poppler
    assert squeezed(pdf(name).text) == re.sub("[\U00010000-\U0010ffff]", "", poppler)


@by_source
def test_what_a_pdf_says_of_itself_is_what_pdfinfo_tells(name: str) -> None:
    told, read = pdf_info(output(name, "pdf")), pdf(name)
    assert (read.found.properties.title, read.found.properties.author) == (told["Title"], told.get("Author", ""))
    assert (len(read.pages), read.version) == (int(told["Pages"]), told["PDF version"])
    assert read.is_tagged is (told["Tagged"] == "yes")


@by_source
def test_the_fonts_of_a_pdf_are_those_of_pdffonts(name: str) -> None:
    fonts = pdf_fonts(output(name, "pdf"))
    told = {(font.name.partition("+")[2].rstrip(","), font.embedded, font.unicode) for font in fonts}
    assert {(font.name.rstrip(","), font.is_embedded, font.has_unicode_map) for font in pdf(name).fonts} == told


def test_a_pdf_with_restrictions_is_read(tmp_path: Path) -> None:
    read = read_pdf(_encrypted(tmp_path, ""))
    assert read.is_encrypted
    assert read.found.headings == pdf("everything").found.headings


def test_a_locked_pdf_is_none_that_can_be_read(tmp_path: Path) -> None:
    data = _encrypted(tmp_path, "secret")
    with pytest.raises(Unreadable, match="password"):
        read_pdf(data)


def _encrypted(folder: Path, password: str) -> bytes:
    source, target = folder / "a.pdf", folder / "b.pdf"
    source.write_bytes(output("everything", "pdf"))
    qpdf = installed("qpdf", "qpdf")
    subprocess.run([qpdf, "--encrypt", password, "owner", "256", "--", source, target], check=True)
    return target.read_bytes()


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n", b"%PDF-1.7\ntrailer<</Root 1 0 R>>"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_pdf(data)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_damaged_files_raise_nothing_else(share: float) -> None:
    for kind, read in (("pdf", read_pdf), ("docx", read_docx), ("html", read_html)):
        data = output("everything", kind)
        cut = int(len(data) * share)
        for broken in (data[:cut], data[: cut - 99] + b"\0" * 99 + data[cut:]):
            _tried(read, broken)


def _tried(read: object, data: bytes) -> None:
    try:
        found = read(data)  # type: ignore[operator]
    except Unreadable:
        return
    assert isinstance(found, PdfFile | Found)


# ── Web pages and Word files ─────────────────────────────────────────────────────────────────────


@by_source
def test_the_text_of_a_web_page_is_that_of_html5lib(name: str) -> None:
    page = output(name, "html")
    assert read_html(page).text.split() == html_text(page).split()


@by_source
def test_the_structure_of_a_word_file_is_that_of_mammoth(name: str) -> None:
    html, read = mammoth_html(output(name, "docx")), read_docx(output(name, "docx"))
    # mammoth goes by the names of styles, and so sees no heading in one whose space differs, and none in entries.
    known, rest = tags(html, "h[1-6]"), iter([squeezed(one.text) for one in read.headings])
    assert all(text in rest for text in known)
    tables = re.findall("<table.*?</table>", html, re.DOTALL)
    assert [len(one.rows) for one in read.tables] == [table.count("<tr") for table in tables]
    assert [one.alt for one in read.pictures] == re.findall(r'<img alt="([^"]*)"', html)
    assert [one.target for one in read.links] == [
        target.replace("&amp;", "&")
        for target in re.findall(r'<a href="([^"]*)"', html)
        if not re.match("#(?:foot)?note", target)
    ]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (b"<p>one<p>two", "one\n\ntwo"),
        ("<meta charset=windows-1252><p>caf\u00e9".encode("cp1252"), "caf\u00e9"),
        ("\ufeff<p>caf\u00e9".encode("utf-16-le"), "caf\u00e9"),
        (b"<p hidden>no</p><p>yes</p><script>no()</script>", "yes"),
        (b"<pre>a\n  b</pre>", "a\n  b"),
        (b"<b><i>one</b></i> two<br>three", "one two\nthree"),
        (b"<div>" * 1000 + b"deep", "deep"),
    ],
)
def test_web_pages_of_any_kind_are_read(page: bytes, text: str) -> None:
    assert read_html(page).text == text


@pytest.mark.parametrize("page", [b"", b"<div>" * 9000 + b"deep"], ids=["empty", "too deep"])
def test_a_page_that_can_not_be_read_is_told(page: bytes) -> None:
    with pytest.raises(Unreadable):
        read_html(page)
