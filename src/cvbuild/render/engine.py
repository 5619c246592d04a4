"""Loads WeasyPrint with the packaged fonts in front, or says which system library is missing.

Pango reads its font configuration once, when it is loaded; so it is set here, before that.
"""

from __future__ import annotations

import atexit
import ctypes
import ctypes.util
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from html import escape
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import cast

from cvbuild.deferred import deferred
from cvbuild.diagnostics import Code, Report
from cvbuild.fonts import packaged_faces, packaged_families, packaged_folders
from cvbuild.render.engine_fonts import correct_fonts

REMEDY = (
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (Debian, Ubuntu), "
    "dnf install pango (Fedora), brew install pango (macOS)"
)

_MANY_PAGES = 20


def load_engine(report: Report) -> ModuleType | None:
    """The weasyprint package; None after reporting that it can't be loaded."""
    use_packaged_fonts()
    try:
        return _import_engine()
    except OSError as error:
        library = str(error).split("'")[1] if "'" in str(error) else "a system library"
        report.add(Code.ENGINE_MISSING, f"PDF needs {library}, which is not installed", None, REMEDY)
        return None


@cache
def _import_engine() -> ModuleType:
    # What the engine prints on a failed import says less than our own diagnostic.
    with redirect_stdout(StringIO()), _no_library_search(), deferred(*_UNUSED):
        import weasyprint

        correct_fonts()
    return cast("ModuleType", weasyprint)


_UNUSED = ("fontTools.subset", "fontTools.varLib.instancer", "fontTools.ttLib.woff2", "PIL.ImageCms")


@contextmanager
def _no_library_search() -> Iterator[None]:
    """On Linux, keep cffi from asking gcc and ldconfig for each name under which a library might go.

    The engine tries the names of all systems; the one that counts here is found by the loader itself.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@cache
def use_packaged_fonts() -> None:
    """Point fontconfig at the packaged fonts, and at the system's for other families only.

    The file lives as long as the process. Scanning the fonts takes half a second once; fontconfig keeps
    the result in its own cache.
    """
    if not packaged_folders() or "FONTCONFIG_FILE" in os.environ:
        return
    folder = Path(tempfile.mkdtemp(prefix="cvbuild-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "fonts.conf").write_text(_font_configuration(), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")


def _font_configuration() -> str:
    """Fontconfig would take the newest of equal fonts, so those of packaged families are hidden unless packaged."""
    files = "".join(_pattern("file", str(face.file)) for face in packaged_faces())
    families = "".join(_pattern("family", family) for family in sorted(packaged_families()))
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        + "".join(f"<dir>{escape(str(folder))}</dir>" for folder in packaged_folders())
        + f"<selectfont><acceptfont>{files}</acceptfont><rejectfont>{families}</rejectfont></selectfont>"
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        '<cachedir prefix="xdg">fontconfig</cachedir></fontconfig>'
    )


def _pattern(name: str, value: str) -> str:
    return f'<pattern><patelt name="{name}"><string>{escape(value)}</string></patelt></pattern>'


@cache
def drawn_with(families: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the family that the loaded engine draws with where these are wanted, the best first."""
    from weasyprint.text.ffi import ffi, fontconfig

    pattern = ffi.gc(fontconfig.FcPatternCreate(), fontconfig.FcPatternDestroy)
    for family in families:
        fontconfig.FcPatternAddString(pattern, b"family", family.encode())
    fontconfig.FcConfigSubstitute(ffi.NULL, pattern, fontconfig.FcMatchPattern)
    fontconfig.FcDefaultSubstitute(pattern)
    match = fontconfig.FcFontMatch(ffi.NULL, pattern, ffi.new("FcResult *"))
    if match == ffi.NULL:
        return ()
    match = ffi.gc(match, fontconfig.FcPatternDestroy)
    names: list[str] = []
    found = ffi.new("FcChar8 **")
    while fontconfig.FcPatternGetString(match, b"family", len(names), found) == fontconfig.FcResultMatch:
        names.append(ffi.string(found[0]).decode("utf-8", "replace"))
    return tuple(names)


@dataclass(frozen=True, slots=True)
class EngineVersions:
    """The libraries that draw PDFs; an empty text where one is missing."""

    weasyprint: str
    pango: str
    harfbuzz: str
    has_harfbuzz_subset: bool


def engine_versions() -> EngineVersions | None:
    """The versions in use; None where the engine can't be loaded."""
    if load_engine(Report()) is None:
        return None
    import weasyprint
    from weasyprint.text.ffi import harfbuzz_subset, pango

    number = int(pango.pango_version())
    return EngineVersions(
        weasyprint.__version__,
        f"{number // 10_000}.{number // 100 % 100}.{number % 100}",
        _harfbuzz_version(),
        harfbuzz_subset is not None,
    )


def _harfbuzz_version() -> str:
    """The engine's own binding does not declare this function, so it is asked for separately."""
    name = ctypes.util.find_library("harfbuzz") or "libharfbuzz.so.0"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        return ""
    library.hb_version_string.restype = ctypes.c_char_p
    return str(library.hb_version_string().decode())


def free_layout(pages: int) -> None:
    """Free a layout of so many pages, to which nobody refers any more.

    Its boxes refer to each other, so they would lie beside what is made next until the interpreter looks for
    such; where they are few, that costs more than it brings.
    """
    if pages > _MANY_PAGES:
        gc.collect()
