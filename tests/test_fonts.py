"""Fonts: packaged ones first, then the theme's own, then the system's."""

from __future__ import annotations

import hashlib
import io
import zipfile
from contextlib import closing, suppress
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from cvbuild.fonts import identify_font, packaged_faces, packaged_folders
from cvbuild.theme import theme_names
from tests.font_projects import Project, packaged, renamed

SCRIPTS = {
    "Korean": "논문이력서",
    "Japanese": "履歴書かなカナ",
    "simplified": "简历经验",
    "traditional": "簡歷經驗",
    "emoji": "📄💼📊📧✅",
    "Greek": "Ωλάμδα",
    "Cyrillic": "Жюль",
    "Devanagari": "परिचय",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


# ── Which font is drawn ──────────────────────────────────────────────────────────────────────────


def test_the_packages_are_there_and_their_faces_are_known() -> None:
    assert len(packaged_folders()) == 2
    families = {face.family for face in packaged_faces()}
    assert {"Gentium Book Plus", "IBM Plex Mono", "Noto Sans KR", "XCharter"} <= families
    assert not packaged("XCharter").truetype
    assert packaged("Lato", 600).weight == 700
    assert packaged("IBM Plex Mono", 350).weight == 300
    assert packaged("Lato", 400, italic=True).italic


def test_a_packaged_font_is_drawn_although_the_system_has_a_newer_one(project: Project) -> None:
    project.build("-f", "pdf", theme="compact")
    before = project.output("pdf")
    (project.folder / "fonts").mkdir()
    (project.folder / "fonts" / "lato.ttf").write_bytes(renamed(packaged("Poppins"), "Lato", version=99))
    project.build("-f", "pdf", theme="compact")
    assert project.output("pdf") == before


@pytest.mark.parametrize("on_the_system", [False, True])
def test_a_themes_own_font_is_drawn_and_named(project: Project, on_the_system: bool) -> None:
    project.write_theme()
    project.add_fonts()
    if on_the_system:
        (project.folder / "fonts").mkdir()
        (project.folder / "fonts" / "acme.ttf").write_bytes(renamed(packaged("Poppins"), "Acme Sans", version=99))
    assert "warning" not in project.build()
    assert "Acme-Sans" in project.drawn()
    own, other = (TTFont(io.BytesIO(packaged(family).data)) for family in ("Lato", "Poppins"))
    widths = [font["hmtx"]["P"][0] / font["head"].unitsPerEm for font in (own, other)]
    assert width_of_p(project.output("pdf")) == pytest.approx(widths[0], abs=0.005)
    assert abs(widths[0] - widths[1]) > 0.01
    assert "Acme Sans" in zipfile.ZipFile(io.BytesIO(project.output("docx"))).read("word/styles.xml").decode()
    assert 'font-family: "Acme Sans", "Calibri"' in project.output("html").decode()


def width_of_p(pdf: bytes) -> float:
    """The width of the body's first letter, a P, in em."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(pdf)) as document:
        page = document[0].get_textpage()
        left, _, right, _ = page.get_charbox(page.get_text_range().index("Plain"), loose=True)
    return float(right - left) / 11


def test_a_family_that_is_nowhere_is_a_warning_at_its_place(project: Project) -> None:
    project.write_theme("[Nonesuch, Lato]", "fallbacks: {ko: Nowhere}\n")
    lines = project.build("-f", "pdf", "-f", "docx").splitlines()
    warnings = [line.partition("theme.yaml:")[2] for line in lines if "[missing-font]" in line]
    assert warnings == [
        "3:21: warning: there is no font “Nonesuch” here: “Lato” is used instead [missing-font]",
        "4:17: warning: there is no font “Nowhere” here, the fallback for `ko` [missing-font]",
    ]
    assert "Lato" in project.drawn()


def test_a_broken_font_is_an_error_that_names_it(project: Project) -> None:
    project.write_theme()
    whole = renamed(packaged("Lato"), "Acme Sans")
    (project.theme / "fonts" / "short.ttf").write_bytes(whole[:20_000])
    (project.theme / "fonts" / "text.otf").write_text("no font", "utf-8")
    (project.theme / "fonts" / "readme.txt").write_text("no matter", "utf-8")
    with TTFont(io.BytesIO(whole)) as font:
        font.flavor = "woff2"
        font.save(project.theme / "fonts" / "web.woff2")
    errors = [line for line in project.build().splitlines() if "[bad-font]" in line]
    assert len(errors) == 3
    assert "can't use the font short.ttf: damaged: the file ends too early" in errors[0]
    assert "can't use the font text.otf: not a readable TrueType or OpenType font" in errors[1]
    assert "can't use the font web.woff2: a web font; use the TTF or OTF file" in errors[2]
    assert not (project.folder / "out").exists()


def test_a_font_with_the_name_of_a_packaged_one_is_not_used(project: Project) -> None:
    project.write_theme("[Lato]")
    project.add_fonts("Lato")
    said = project.build("-f", "pdf")
    assert said.count("[unused-font]") == 4
    assert "Lato" in project.drawn()


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"ttcf" + bytes(100), "a collection"), (b"", "not a readable"), (bytes(5000), "not a readable")],
)
def test_what_is_no_font_of_its_own_is_told_why(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        identify_font(data, Path("x.ttf"))


def test_no_damage_to_a_font_raises_anything_else() -> None:
    whole = packaged("Lato").data
    for number in range(200):
        damaged = bytearray(whole)
        spot = int.from_bytes(hashlib.sha256(bytes([number])).digest()[:4]) % 2000
        damaged[spot] ^= 0xFF
        with suppress(ValueError):
            identify_font(bytes(damaged), Path("x.ttf"))


# ── All scripts in all themes ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("theme", theme_names())
def test_every_theme_draws_every_script_with_packaged_fonts(project: Project, theme: str) -> None:
    (project.folder / "page.md").write_text("# Scripts\n\n" + ", ".join(SCRIPTS.values()) + "\n", "utf-8")
    said = project.build("-f", "pdf", theme=theme)
    assert "warning" not in said
    drawn = project.drawn()
    assert {"Noto-Sans-KR", "Noto-Sans-JP", "Noto-Sans-SC"} <= drawn
    known = {face.family.replace(" ", "-") for face in packaged_faces()}
    assert drawn - {"Noto-Color-Emoji"} <= {
        f"{name}{style}" for name in known for style in ("", "-Bold", "-Small-Caps")
    }
