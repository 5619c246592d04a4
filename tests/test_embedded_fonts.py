"""Embedded fonts: whole in Word files, subsets in web pages, where that is asked for and allowed."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from base64 import b64decode
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from cvbuild.render.docx.fonts import obfuscated
from tests.browser import chromium
from tests.font_projects import TEXT, Project, packaged
from tests.judges import ooxml_errors, pdf_fonts, soffice_pdf, vnu_messages

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


# ── Embedding in Word files ──────────────────────────────────────────────────────────────────────


def embedded(docx: bytes) -> dict[tuple[str, str], bytes]:
    """The fonts in a Word file by family and kind, made readable by the rule of ISO 29500-1, 17.8.1."""
    archive = zipfile.ZipFile(io.BytesIO(docx))
    relations = ElementTree.fromstring(archive.read("word/_rels/fontTable.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    found = {}
    for font in ElementTree.fromstring(archive.read("word/fontTable.xml")):
        for child in font:
            kind = child.tag.removeprefix(WORD)
            if kind.startswith("embed"):
                target = next(value for key, value in child.attrib.items() if key.endswith("}id"))
                data = archive.read(f"word/{targets[target]}")
                mask = uuid.UUID(child.attrib[f"{WORD}fontKey"]).bytes[::-1] * 2
                clear = bytes(one ^ other for one, other in zip(data[:32], mask, strict=True)) + data[32:]
                found[font.attrib[f"{WORD}name"], kind] = clear
    return found


def test_the_key_is_applied_as_the_standard_says() -> None:
    data = bytes(range(64))
    key, hidden = obfuscated(data)
    assert re.fullmatch(r"\{[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}\}", key)
    digits = key.strip("{}").replace("-", "")
    assert hidden[0] == int(digits[-2:], 16) ^ 0
    assert hidden[16] == int(digits[-2:], 16) ^ 16
    assert hidden[15] == int(digits[:2], 16) ^ 15
    assert hidden[32:] == data[32:]


def test_a_word_file_holds_the_whole_fonts_and_is_valid(project: Project) -> None:
    assert "warning" not in project.build("-f", "docx", "--set", "embed-fonts=true", theme="compact")
    docx = project.output("docx")
    fonts = embedded(docx)
    assert fonts["Lato", "embedRegular"] == packaged("Lato").data
    assert fonts["Lato", "embedBoldItalic"] == packaged("Lato", 700, italic=True).data
    assert fonts["IBM Plex Mono", "embedBold"] == packaged("IBM Plex Mono", 700).data
    assert len(fonts) == 8
    assert ooxml_errors(docx) == []
    assert b"embedTrueTypeFonts" in zipfile.ZipFile(io.BytesIO(docx)).read("word/settings.xml")


def test_libreoffice_takes_the_fonts_from_the_file(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write_theme()
    project.add_fonts()
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    used = {}
    for wanted in ("false", "true"):
        project.build("-f", "docx", "--set", f"embed-fonts={wanted}")
        used[wanted] = " ".join(font.name for font in pdf_fonts(soffice_pdf(project.output("docx"))))
    assert "Acme" not in used["false"]
    assert "AcmeSans-Regular" in used["true"]
    assert "AcmeSans-Bold" in used["true"]


@pytest.mark.parametrize(
    ("licence", "reason"),
    [(2, "its licence bits forbid it"), (4, "allow viewing only"), (0x200, "allow bitmaps only"), (8, "")],
)
def test_licence_bits_are_respected(project: Project, licence: int, reason: str) -> None:
    project.write_theme()
    project.add_fonts(licence=licence)
    said = project.build("-f", "docx", "--set", "embed-fonts=true")
    assert ("[font-not-embedded]" in said) == bool(reason)
    assert reason in said
    assert (("Acme Sans", "embedRegular") in embedded(project.output("docx"))) == (not reason)


def test_what_word_cannot_use_is_named_and_reported(project: Project) -> None:
    said = project.build("-f", "docx", "--set", "embed-fonts=true", theme="academic")
    assert "“XCharter” is not embedded in DOCX: Word embeds TrueType outlines only" in said
    korean = project.build("-f", "docx", "--set", "embed-fonts=true", "--set", "lang=ko", theme="compact")
    assert "“Noto Sans KR” is not embedded in DOCX: it is too large" in korean


def test_a_font_of_the_system_is_not_embedded(project: Project) -> None:
    project.write_theme("[DejaVu Sans]")
    said = project.build("-f", "html", "-f", "docx", "--set", "embed-fonts=true")
    assert said.count("“DejaVu Sans” is not embedded: it is neither packaged nor among the theme's own fonts") == 1


# ── Embedding in web pages ───────────────────────────────────────────────────────────────────────

_FACE = re.compile(
    r'@font-face \{ font-family: "(.+?)"; font-weight: (\d+); font-style: (\w+); font-display: swap; '
    r'src: url\(data:font/woff2;base64,(.+?)\) format\("woff2"\) \}'
)


def web_fonts(html: bytes) -> dict[tuple[str, int, str], TTFont]:
    found = _FACE.findall(html.decode())
    fonts = {(name, int(weight), style): TTFont(io.BytesIO(b64decode(data))) for name, weight, style, data in found}
    assert len(fonts) == len(found), "one face twice: the latter would hide the former"
    return fonts


def test_a_web_page_holds_what_its_text_needs_of_the_faces_that_it_uses(project: Project) -> None:
    text = "# Titel\n\nPlain é, *slanted*, and `code`. 한국어 이력서 ☑\n\n1. one\n"
    (project.folder / "page.md").write_text(text, "utf-8")
    assert "warning" not in project.build("-f", "html", "--set", "embed-fonts=true", theme="modern")
    fonts = web_fonts(project.output("html"))
    assert set(fonts) == {
        ("Source Sans 3", 700, "normal"),
        ("Source Sans 3", 400, "normal"),
        ("Source Sans 3", 400, "italic"),
        ("IBM Plex Mono", 400, "normal"),
        ("Noto Sans KR", 400, "normal"),
    }
    characters = {key: {chr(code) for code in font.getBestCmap()} for key, font in fonts.items()}
    assert set("Plainé☑0123456789") <= characters["Source Sans 3", 400, "normal"]
    assert characters["IBM Plex Mono", 400, "normal"] == set("codeCODE")
    assert characters["Noto Sans KR", 400, "normal"] == set("한국어이력서")
    features = {
        record.FeatureTag for record in fonts["Source Sans 3", 700, "normal"]["GSUB"].table.FeatureList.FeatureRecord
    }
    assert {"lnum", "onum", "tnum", "smcp"} & features
    assert len(project.output("html")) < 80_000
    assert not [message for message in vnu_messages(project.output("html")) if "font-variant-caps" not in message]


def test_a_browser_draws_with_the_embedded_fonts(project: Project) -> None:
    project.write_theme()
    project.add_fonts()
    project.build("-f", "html", "--set", "embed-fonts=true")
    with chromium() as page:
        page.goto((project.folder / "out" / "page.html").as_uri())
        page.evaluate("document.fonts.ready")
        states = page.evaluate("[...document.fonts].map(face => [face.family, face.weight, face.style, face.status])")
    assert ["Acme Sans", "400", "normal", "loaded"] in states
    assert {state for *_, state in states} == {"loaded"}


def test_a_web_font_whose_maker_forbids_subsets_is_left_out(project: Project) -> None:
    project.write_theme()
    project.add_fonts(licence=0x108)
    said = project.build("-f", "html", "--set", "embed-fonts=true")
    assert "“Acme Sans” is not embedded in HTML: its licence bits forbid subsets" in said
    assert not any(name == "Acme Sans" for name, *_ in web_fonts(project.output("html")))


def test_without_the_wish_nothing_is_embedded(project: Project) -> None:
    project.build("-f", "html", "-f", "docx", theme="compact")
    assert b"@font-face" not in project.output("html")
    assert not any(name.endswith(".odttf") for name in zipfile.ZipFile(io.BytesIO(project.output("docx"))).namelist())


def test_the_settings_may_wish_it_and_a_document_may_refuse(project: Project) -> None:
    (project.folder / "cvbuild.yaml").write_text("embed-fonts: true\n", "utf-8")
    project.build("-f", "html", theme="compact")
    assert b"@font-face" in project.output("html")
    (project.folder / "page.md").write_text("---\nembed-fonts: false\n---\n" + TEXT, "utf-8")
    project.build("-f", "html", theme="compact")
    assert b"@font-face" not in project.output("html")


def test_embedded_fonts_are_the_same_bytes_in_each_process(project: Project) -> None:
    project.write_theme()
    project.add_fonts()
    made = []
    for seed in ("1", "2"):
        project.build("--set", "embed-fonts=true", seed=seed)
        made.append({ending: project.output(ending) for ending in ("pdf", "docx", "html")})
    assert made[0] == made[1]
