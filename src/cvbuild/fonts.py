"""Fonts: the faces of families that come in packages or with a theme, identified by what their files say.

Which families a document uses is the theme's; how a face is embedded, the renderers'. The system's fonts are not
read: only the page's engine draws with them.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from struct import unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # fontTools takes long to import, and most formats need no font.
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.sfnt import SFNTReader

FONT_PACKAGES = ("rendercv-fonts", "fontpkg-ibm-plex-mono")
ENDINGS = (".ttf", ".otf")

_VIEWING, _EDITING, _USE = 0x4, 0x8, 0xE
_WHOLE_ONLY, _BITMAPS_ONLY = 0x100, 0x200
"""Bits of `fsType` (OpenType 1.9, OS/2)."""


@dataclass(frozen=True, slots=True)
class Face:
    """One file of a family. `licence` is the `fsType` of its OS/2 table; `truetype` is the kind of its outlines.

    `content` is what the file holds, where it was read already.
    """

    family: str
    weight: int
    italic: bool
    licence: int
    truetype: bool
    file: Path
    content: bytes = field(default=b"", repr=False)

    @property
    def data(self) -> bytes:
        """The font file."""
        return self.content or _packaged_data(self.file)

    def forbids(self, *, editing: bool = False, subset: bool = False) -> str:
        """Why its maker forbids to embed it so; empty if it is allowed."""
        use = self.licence & _USE
        if use and not use & (_EDITING if editing else _EDITING | _VIEWING):
            return "its licence bits allow viewing only" if use & _VIEWING else "its licence bits forbid it"
        if self.licence & _BITMAPS_ONLY:
            return "its licence bits allow bitmaps only"
        return "its licence bits forbid subsets" if subset and self.licence & _WHOLE_ONLY else ""


def identify_font(data: bytes, file: Path) -> Face:
    """The face in these bytes. Raises ValueError with the reason when they are none that all formats can use."""
    from fontTools.ttLib import TTFont

    if data[:4] == b"ttcf":
        raise ValueError("a collection; give each font a file of its own")
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            _check(font, len(data))
            face = _face(font.reader, file)
            font.getBestCmap()
    except ValueError:
        raise
    except Exception as error:  # fontTools raises whatever its parsing stumbles over
        raise ValueError("not a readable TrueType or OpenType font") from error
    return Face(face.family, face.weight, face.italic, face.licence, face.truetype, file, data)


def _check(font: TTFont, size: int) -> None:
    if font.flavor:
        raise ValueError("a web font; use the TTF or OTF file")
    if "fvar" in font:
        raise ValueError("a variable font, which Word can't use; give each weight a file of its own")
    if any(entry.offset + entry.length > size for entry in font.reader.tables.values()):
        raise ValueError("damaged: the file ends too early")
    missing = [table for table in ("head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2") if table not in font]
    if missing or not {"glyf", "CFF "} & set(font.keys()):
        raise ValueError("incomplete: it lacks " + ", ".join(missing or ["outlines"]))


def _face(tables: SFNTReader, file: Path) -> Face:
    """What the tables of names and metrics say; fontTools' own objects would take ten times as long."""
    metrics = tables["OS/2"]
    weight, licence = unpack_from(">4xH2xH", metrics)
    (selection,) = unpack_from(">62xH", metrics)
    family = _family(tables["name"])
    if not family:
        raise ValueError("without a family name")
    return Face(family, weight, bool(selection & 1), licence, "glyf" in tables.tables, file)


def _family(table: bytes) -> str:
    """Name 16 is the family with all its weights; name 1, of four styles at the most, serves where that is missing.

    In English as Windows has it, which is what Word and fontconfig go by (OpenType 1.9, name).
    """
    count, start = unpack_from(">2xHH", table)
    found = {}
    for number in range(count):
        platform, _, language, name, length, offset = unpack_from(">6H", table, 6 + 12 * number)
        if (platform, language) == (3, 0x409) and name in {1, 16}:
            found[name] = table[start + offset : start + offset + length].decode("utf-16-be").strip()
    return found.get(16) or found.get(1, "")


# ── Packages ─────────────────────────────────────────────────────────────────────────────────────


@cache
def packaged_folders() -> tuple[Path, ...]:
    """The folders of the packaged fonts, found without importing the packages; empty where none is installed."""
    specs = [find_spec(name.replace("-", "_")) for name in FONT_PACKAGES]
    return tuple(Path(spec.origin).parent for spec in specs if spec and spec.origin)


@cache
def packaged_faces() -> tuple[Face, ...]:
    """All faces that come in packages, in an order that is the same everywhere; their files are read when asked."""
    from fontTools.ttLib.sfnt import SFNTReader

    faces = []
    for folder in packaged_folders():
        for file in sorted(file for file in folder.rglob("*") if file.suffix in ENDINGS):
            with file.open("rb") as stream:
                faces.append(_face(SFNTReader(stream), file))
    return tuple(faces)


@cache
def packaged_families() -> frozenset[str]:
    """The families of the packaged faces, in lower case."""
    return frozenset(face.family.lower() for face in packaged_faces())


@lru_cache(maxsize=16)
def _packaged_data(file: Path) -> bytes:
    return file.read_bytes()


def faces_of(family: str, faces: Iterable[Face]) -> list[Face]:
    """The faces of that family; names of families have no case."""
    return [face for face in faces if face.family.lower() == family.lower()]


def nearest_face(faces: Iterable[Face], weight: int, *, italic: bool) -> Face | None:
    """The face that CSS takes for a weight and slant (CSS Fonts 4, 5.2); None if there is none."""

    def distance(face: Face) -> tuple[bool, bool, int]:
        heavier = face.weight >= weight if weight > _MEDIUM else face.weight <= weight
        return face.italic != italic, not heavier, abs(face.weight - weight)

    return min(faces, key=distance, default=None)


_MEDIUM = 500
"""From above it, heavier faces are preferred to lighter ones."""
