"""`cvbuild doctor`: what this machine lacks, and the command that brings it."""

from __future__ import annotations

import platform
from collections.abc import Iterator

import typer

from cvbuild.build import THEMES, find_project
from cvbuild.diagnostics import Code, Report
from cvbuild.fonts import FONT_PACKAGES, packaged_folders
from cvbuild.render import renderer
from cvbuild.render.engine import engine_versions
from cvbuild.render.families import origin
from cvbuild.theme import load_theme
from cvbuild.tree.metadata import Metadata
from cvbuild.tree.nodes import Document, Paragraph, Text

_OLDEST_PANGO = (1, 44)
_SCRIPTS = (
    ("Latin, Greek, Cyrillic", "Aßőğ Ωλ Жю", "fonts-noto-core", "google-noto-sans-fonts", "font-noto-sans"),
    ("Vietnamese", "ếộữ", "fonts-noto-core", "google-noto-sans-fonts", "font-noto-sans"),
    ("Korean", "논문이력서", "fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk"),
    ("Japanese", "履歴書かな", "fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk"),
    ("Chinese", "简历简體", "fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk"),
    ("Devanagari", "परिचय", "fonts-noto-core", "google-noto-sans-devanagari-fonts", "font-noto-sans-devanagari"),
    ("Arabic, Hebrew", "سيرة קורות", "fonts-noto-core", "google-noto-sans-arabic-fonts", "font-noto-sans-arabic"),
    ("Emoji", "📄💼📊📧", "fonts-noto-color-emoji", "google-noto-color-emoji-fonts", "font-noto-color-emoji"),
    ("Symbols", "☐☑→•", "fonts-dejavu-core", "dejavu-sans-fonts", "font-dejavu"),
)
"""Each script with a sample of it, and the packages that cover it for apt, dnf and brew."""

Finding = tuple[bool, str, str]


def run_doctor() -> None:
    """Print one line a finding, with the remedy under what is missing; exit 1 when something is."""
    findings = [*_engine(), *_fonts()]
    for fine, text, remedy in findings:
        typer.echo(f"{'ok     ' if fine else 'missing'}  {text}")
        if not fine:
            typer.echo(f"         {remedy}")
    raise typer.Exit(0 if all(fine for fine, _, _ in findings) else 1)


def _engine() -> Iterator[Finding]:
    yield True, f"Python {platform.python_version()}", ""
    versions = engine_versions()
    if versions is None:
        yield (
            False,
            "Pango, without which there is no PDF; DOCX, HTML and text work",
            _remedy("libpango-1.0-0 libpangoft2-1.0-0", "pango", "pango"),
        )
        return
    pango = tuple(map(int, versions.pango.split(".")))
    yield True, f"WeasyPrint {versions.weasyprint}", ""
    yield pango >= _OLDEST_PANGO, f"Pango {versions.pango}", _remedy("libpango-1.0-0", "pango", "pango")
    subset = " with subsetting" if versions.has_harfbuzz_subset else ", without its subset library: PDFs take longer"
    yield (
        versions.has_harfbuzz_subset,
        f"HarfBuzz {versions.harfbuzz}{subset}",
        _remedy("libharfbuzz-subset0", "harfbuzz", "harfbuzz"),
    )


def _fonts() -> Iterator[Finding]:
    folders = packaged_folders()
    where = " and ".join(map(str, folders)) or "none, so that pages differ from machine to machine"
    yield len(folders) == len(FONT_PACKAGES), f"packaged fonts: {where}", f"pip install {' '.join(FONT_PACKAGES)}"
    if engine_versions() is None:
        return
    yield from _families()
    for script, sample, apt, dnf, brew in _SCRIPTS:
        missing = _undrawn(sample)
        yield (
            not missing,
            f"glyphs: {script}" + (f", without {' '.join(missing)}" if missing else ""),
            _remedy(apt, dnf, brew),
        )


def _families() -> Iterator[Finding]:
    """Where the fonts of the theme come from that documents of this folder have unless they name another."""
    project = find_project(Report())
    theme = load_theme(project.config.theme.name, Report(), None, (project.folder / THEMES,))
    if theme is None:
        return
    places = {"packaged": "packaged", "theme": "from the theme's folder", "system": "of this system", "nowhere": ""}
    for family in dict.fromkeys([*theme.named_families, *theme.fallbacks.values()]):
        place = places[origin(theme, family)]
        text = f"font of the theme {theme.name}: {family}" + (f", {place}" if place else "")
        yield bool(place), text, "install it, or put its files into the theme's `fonts` folder"


def _undrawn(sample: str) -> list[str]:
    """The characters of the sample for which no font has a glyph, found by drawing them."""
    report = Report()
    theme = load_theme("classic", report)
    if theme is None:
        return list(sample)
    document = Document(Metadata(title="doctor", lang="en"), (Paragraph((Text(sample),)),))
    renderer("pdf")(document, theme, {}, report)
    found = [diagnostic.message for diagnostic in report if diagnostic.code is Code.MISSING_GLYPH]
    return [character for character in sample if any(f"“{character}”" in message for message in found)]


def _remedy(apt: str, dnf: str, brew: str) -> str:
    return f"apt install {apt}   |   dnf install {dnf}   |   brew install {brew}"
