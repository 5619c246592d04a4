"""The fonts of a theme: those that it brings in its `fonts` folder, and the choice of what outputs embed.

How a family is named in a theme file is said in `written`; how a face gets into an output, by the renderers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from cvbuild.decode import Value
from cvbuild.diagnostics import Code, Report
from cvbuild.fonts import ENDINGS, Face, faces_of, identify_font, packaged_faces, packaged_families
from cvbuild.source import Span
from cvbuild.theme.model import Theme

FOLDER = "fonts"
_UNUSABLE = (".ttc", ".otc", ".woff", ".woff2")
"""Endings of fonts that not all formats can use, which is told when they are read."""


def with_fonts(theme: Theme, value: Value, folders: Iterable[Path], report: Report) -> Theme:
    """The theme with the fonts in its folders, and with the places at which its file names families.

    A file that is no font is reported, and so is one whose family is packaged: then the packaged one is used.
    """
    faces: dict[tuple[str, int, bool], Face] = {}
    for face in _brought(folders, report):
        if face.family.lower() in packaged_families():
            message = f"“{face.family}” is packaged with cvbuild, and the packaged font is used"
            report.add(Code.UNUSED_FONT, message, _start(face.file), "give the font another family name, or remove it")
        else:
            faces.setdefault((face.family.lower(), face.weight, face.italic), face)
    return replace(theme, faces=tuple(faces.values()), font_places=dict(_places(value)))


def _brought(folders: Iterable[Path], report: Report) -> Iterator[Face]:
    """The faces in the folders, earlier folders first."""
    for folder in folders:
        for file in sorted((folder / FOLDER).glob("*")):
            if file.suffix.lower() not in (*ENDINGS, *_UNUSABLE):
                continue
            try:
                status = file.stat()
                yield _identified(file, (status.st_mtime_ns, status.st_size))
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) else error
                report.add(Code.BAD_FONT, f"can't use the font {file.name}: {reason}", _start(file))


@lru_cache(maxsize=64)
def _identified(file: Path, _state: tuple[int, int]) -> Face:
    """The face in a file, read once for each state of the file."""
    return identify_font(file.read_bytes(), file)


def _start(file: Path) -> Span:
    return Span(file.as_posix(), 1)


def _places(value: Value) -> Iterator[tuple[str, Span]]:
    """Each family that the theme file names, in lower case, with its place."""
    sections = value.data if isinstance(value.data, dict) else {}
    fonts, fallbacks = sections.get("fonts"), sections.get("fallbacks")
    for font in fonts.data.values() if fonts and isinstance(fonts.data, dict) else ():
        families = font.data.get("families") if isinstance(font.data, dict) else None
        for family in families.data if families and isinstance(families.data, tuple) else (families,):
            if family and isinstance(family.data, str):
                yield family.data.lower(), family.span
    for fallback in fallbacks.data.values() if fallbacks and isinstance(fallbacks.data, dict) else ():
        if isinstance(fallback.data, str):
            yield fallback.data.lower(), fallback.span


def known_faces(theme: Theme, family: str) -> list[Face]:
    """The faces of a family that are packaged, else those that the theme brings; none where only the system has it."""
    return faces_of(family, packaged_faces()) or faces_of(family, theme.faces)


def with_embedded(theme: Theme, report: Report) -> Theme:
    """The theme with the faces that outputs may embed: all that are known of the families that it names.

    Families that only the system has are reported: what may be embedded, and with which bytes, would depend on it.
    """
    embedded: dict[str, list[Face]] = {}
    for family in [*theme.named_families, *theme.fallbacks.values()]:
        if family.lower() in embedded:
            continue
        faces = embedded[family.lower()] = known_faces(theme, family)
        if not faces:
            message = f"“{family}” is not embedded: it is neither packaged nor among the theme's own fonts"
            hint = f"put its files into the theme's `{FOLDER}` folder"
            report.add(Code.FONT_NOT_EMBEDDED, message, theme.font_place(family), hint)
    return replace(theme, embedded=tuple(face for faces in embedded.values() for face in faces))
