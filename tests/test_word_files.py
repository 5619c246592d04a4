"""Word files of every theme: what Microsoft's validator says, and what LibreOffice leaves when it saves them again."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from functools import cache

import pytest
from lxml import etree

from cvbuild.diagnostics import Report
from cvbuild.render import renderer
from cvbuild.theme import load_theme, theme_names
from tests.documents import EVERYTHING, pixels, shaped
from tests.judges import ooxml_errors, soffice_saved

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def everything(theme: str) -> bytes:
    return written(EVERYTHING, theme)


def written(text: str, theme: str) -> bytes:
    report, chosen = Report(), load_theme(theme, Report())
    assert chosen is not None
    return renderer("docx")(shaped(text), chosen, pixels(), report)


@pytest.mark.parametrize("theme", theme_names())
def test_the_open_xml_sdk_finds_nothing_in_any_theme(theme: str) -> None:
    assert ooxml_errors(everything(theme)) == []


def part(docx: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read(name))


def used_styles(docx: bytes) -> Counter[str]:
    """How often each style is used, by its name."""
    sheet = part(docx, "word/styles.xml")
    names = {
        style.get(f"{_W}styleId"): str(name.get(f"{_W}val"))
        for style in sheet.iter(f"{_W}style")
        if (name := style.find(f"{_W}name")) is not None
    }
    body = part(docx, "word/document.xml")
    return Counter(names[one.get(f"{_W}val")].lower() for one in body.iter(f"{_W}pStyle", f"{_W}rStyle"))


def test_saved_by_libreoffice_it_still_has_its_styles_lists_and_notes() -> None:
    ours = everything("classic")
    saved = soffice_saved({"everything": ours})["everything"]
    before, after = used_styles(ours), used_styles(saved)
    assert len(before) > 15
    # LibreOffice has other names for what it takes for its own, and splits runs.
    assert {name for name in before if not after[name]} <= {"hyperlink code"}
    for tag in ("numPr", "footnoteReference", "tbl", "tblHeader", "drawing"):
        count = [len(list(part(docx, "word/document.xml").iter(f"{_W}{tag}"))) for docx in (ours, saved)]
        assert count[0] > 0, tag
        assert count[0] == count[1], tag
