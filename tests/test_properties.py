"""What a file says of itself, and who sends it: the same in every format, and nothing that nobody said."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

import cvbuild
from tests.judges import html_text, ooxml_errors, pdf_info, verapdf_failures, vnu_messages

SOURCE = """---
kind: {kind}
lang: de-AT
title: Über mich & <dich>
author: {{name: Ada “Countess” Lovelace, email: ada@example.com}}
subject: Eine Bewerbung
description: Was ich kann
keywords: [Mathematik, Maschinen]
---
# Hallo

[zum Anfang](#hallo) und [zum Namen](#ada-countess-lovelace)

# Ada “Countess” Lovelace

Ende.
"""
TITLE, AUTHOR, SUBJECT, KEYWORDS = (
    "Über mich & <dich>",
    "Ada “Countess” Lovelace",
    "Eine Bewerbung",
    "Mathematik, Maschinen",
)


def rendered(kind: str, text: str = SOURCE) -> bytes:
    data, report = cvbuild.render_text(text.format(kind="resume"), kind)
    assert not list(report)
    return data


def test_pdf_info() -> None:
    info = pdf_info(rendered("pdf"))
    assert {key: info.get(key) for key in ("Title", "Author", "Subject", "Keywords", "Creator")} == {
        "Title": TITLE,
        "Author": AUTHOR,
        "Subject": SUBJECT,
        "Keywords": KEYWORDS,
        "Creator": "cvbuild",
    }
    assert "CreationDate" not in info


def test_pdf_xmp() -> None:
    """The properties of ISO 16684-1 (XMP), section 8."""
    reader = PdfReader(io.BytesIO(rendered("pdf")))
    xmp: Any = reader.xmp_metadata
    assert xmp.dc_title == {"x-default": TITLE}
    assert xmp.dc_creator == [AUTHOR]
    assert xmp.dc_description == {"x-default": SUBJECT}
    assert xmp.pdf_keywords == KEYWORDS
    assert xmp.dc_language == ["de-AT"]
    assert str(reader.root_object["/Lang"]) == "de-AT"


def test_word_properties() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered("docx"))) as package:
        core = ElementTree.fromstring(package.read("docProps/core.xml"))
    found = {node.tag.partition("}")[2]: node.text for node in core}
    assert {key: found[key] for key in ("title", "creator", "subject", "description", "keywords", "language")} == {
        "title": TITLE,
        "creator": AUTHOR,
        "subject": SUBJECT,
        "description": "Was ich kann",
        "keywords": KEYWORDS,
        "language": "de-AT",
    }


def test_web_page() -> None:
    page = rendered("html").decode()
    metas = dict(re.findall(r'<meta name="(\w+)" content="(.*?)">', page))
    assert metas == {
        "viewport": "width=device-width, initial-scale=1",
        "author": AUTHOR,
        "description": "Was ich kann",
        "keywords": KEYWORDS,
    }
    assert "<title>Über mich &amp; &lt;dich&gt;</title>" in page
    assert '<html lang="de-AT"' in page


def test_a_link_finds_the_name_that_became_the_letterhead() -> None:
    text = SOURCE.replace("# Hallo\n\n", "").replace("[zum Anfang](#hallo) und ", "") + "\n## Weiter\n\nEnde."
    head, _, body = text.partition("\n[zum")
    text = f"{head}\n# Ada “Countess” Lovelace\n\n[zum{body.replace('# Ada “Countess” Lovelace', '')}"
    page = rendered("html", text).decode()
    assert '<h1 class="name p-name" id="ada-countess-lovelace">' in page
    docx = rendered("docx", text)
    assert ooxml_errors(docx) == []
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        written = package.read("word/document.xml").decode()
    assert 'w:anchor="ada_countess_lovelace"' in written
    assert 'w:name="ada_countess_lovelace"' in written
    assert len(PdfReader(io.BytesIO(rendered("pdf", text))).named_destinations) >= 1


@pytest.mark.parametrize("kind", ["pdf", "docx", "html"])
def test_what_nobody_said_is_not_there(kind: str) -> None:
    data, _ = cvbuild.render_text("x", kind, name="note")
    if kind == "pdf":
        assert set(pdf_info(data)) & {"Author", "Subject", "Keywords"} == set()
        assert "Lang" in str(PdfReader(io.BytesIO(data)).root_object)
    elif kind == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert b"creator" not in package.read("docProps/core.xml")
    else:
        assert b"ld+json" not in data
        assert b'name="author"' not in data


def test_judges_are_content() -> None:
    assert vnu_messages(rendered("html")) == []
    assert "Ada “Countess” Lovelace" in html_text(rendered("html"))
    assert verapdf_failures({"a": rendered("pdf")}) == {"a": []}
