"""Loads WeasyPrint with the packaged fonts in front, or says which system library is missing.

Pango reads its font configuration once, when it is loaded; so it is set here, before that.
"""

from __future__ import annotations

import atexit
import ctypes
import ctypes.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import cast

from cvbuild.deferred import deferred
from cvbuild.diagnostics import Code, Report

REMEDY = (
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (Debian, Ubuntu), "
    "dnf install pango (Fedora), brew install pango (macOS)"
)


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
def use_packaged_fonts() -> Path | None:
    """Point fontconfig at the packaged fonts first and the system's behind them; None without the package.

    The file lives as long as the process. Scanning the fonts takes half a second once; fontconfig keeps
    the result in its own cache.
    """
    fonts = packaged_fonts()
    if fonts is None or "FONTCONFIG_FILE" in os.environ:
        return fonts
    folder = Path(tempfile.mkdtemp(prefix="cvbuild-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{escape(str(fonts))}</dir>"
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        '<cachedir prefix="xdg">fontconfig</cachedir></fontconfig>',
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
    return fonts


@cache
def packaged_fonts() -> Path | None:
    """The folder of the packaged fonts, found without importing the package."""
    spec = find_spec("rendercv_fonts")
    return Path(spec.origin).parent if spec and spec.origin else None


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
