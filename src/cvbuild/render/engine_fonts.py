"""Fonts as the engine puts them into a file: one for each face, and what each of its glyphs says.

Which faces there are is said by `engine`; what a file may hold of them, by `archive`.
"""

from __future__ import annotations

import io
import unicodedata
from functools import cached_property
from hashlib import md5
from typing import Any

_NOTHING = "\u200b"
"""A character without width: readers take the number of a glyph that says nothing for its character."""
_DOTTED_CIRCLE = "\u25cc"
"""Drawn below a mark that has no letter."""


def correct_fonts() -> None:
    """Correct how the loaded engine takes fonts up."""
    from weasyprint.pdf.stream import Stream

    Stream.add_font = _add_font


def _add_font(stream: Any, pango_font: Any) -> tuple[Any, float]:
    """The engine's font for one of Pango's, and its size.

    The engine tells fonts apart by family and style. But where a bold face lacks a character, Pango takes it from the
    regular one and calls both bold: the file would have a glyph's number and another face's outlines.
    """
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import ffi
    from weasyprint.text.fonts import get_pango_font_hb_face, get_pango_font_key

    style, description, size = get_pango_font_key(pango_font)
    key = style, int(ffi.cast("uintptr_t", get_pango_font_hb_face(pango_font)))
    if key not in stream._fonts:
        font = Font(pango_font, description, size)
        font.to_unicode = _Texts(font)
        _rename(font, list(stream._fonts.values()))
        stream._fonts[key] = font
    return stream._fonts[key], size


def _rename(font: Any, others: list[Any]) -> None:
    """Give a font a name of its own, if another face has its name."""
    files = [other for other in others if other.engine_name == font.hash] if others else []
    font.engine_name = font.hash
    known = next((other for other in files if other.file_content == font.file_content), None)
    if known:
        font.hash, font.name = known.hash, known.name
    elif files:
        digest = md5(f"{font.hash} {len(files)}".encode(), usedforsecurity=False).digest()
        own = "".join(chr(65 + letter % 26) for letter in digest[:6])
        font.hash, font.name = own, font.name.replace(font.hash.encode(), own.encode())


class _Texts(dict[int, str]):
    """What a font's glyphs say. The engine gives all characters of a cluster to its last glyph, and to others none."""

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._font, self._before = font, -1

    def __contains__(self, glyph: object) -> bool:
        # The engine asks this of each glyph in its order, and gives a text to those that have none.
        if known := super().__contains__(glyph):
            self._before = int(str(glyph))
        return known

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, self._own(glyph, text))
        self._before = glyph

    def _own(self, glyph: int, text: str) -> str:
        """What a glyph says of its cluster."""
        parts = unicodedata.normalize("NFD", text)
        is_torn = len(parts) > 1 and self.get(self._before) == parts[0]
        if text and not is_torn and (len(text) < len(parts) or not any(map(unicodedata.combining, text))):
            return text
        own = self._characters.get(glyph, "")
        if own == _DOTTED_CIRCLE and own not in text:
            return _NOTHING
        return own or text or _NOTHING if not text or own in parts else text

    @cached_property
    def _characters(self) -> dict[int, str]:
        """The character that each glyph stands for by itself."""
        from fontTools.ttLib import TTFont

        with TTFont(io.BytesIO(self._font.file_content), fontNumber=self._font.index, lazy=True) as font:
            return {font.getGlyphID(name): chr(code) for code, name in font.getBestCmap().items()}
