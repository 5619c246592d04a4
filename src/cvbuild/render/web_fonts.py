"""Embedded fonts of a web page: of each face that is used, what the text needs, as WOFF2 in the style sheet.

Which faces may be embedded is decided before; which elements bear which role stands in `css`.
"""

from __future__ import annotations

import io
import logging
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple
from unicodedata import category

from cvbuild.diagnostics import Code, Report
from cvbuild.fonts import Face, faces_of, nearest_face
from cvbuild.render.css import RUN_SELECTORS, SELECTORS
from cvbuild.render.faces import font_face
from cvbuild.theme.model import FontStack, Role, Theme

_FEATURES = (
    "ccmp", "locl", "mark", "mkmk", "kern", "liga", "clig", "calt", "rlig", "smcp", "c2sc", "onum", "lnum", "pnum",
    "tnum", "init", "medi", "fina", "isol", "akhn", "rphf", "half", "blwf", "abvf", "pstf", "pref", "vatu", "cjct",
    "nukt", "pres", "abvs", "blws", "psts", "haln", "abvm", "blwm", "dist", "ljmo", "vjmo", "tjmo",
)  # fmt: skip
"""What scripts need, ligatures, kerning, small capitals and the kinds of figures."""
_NUMBERING = "0123456789. "
"""The numbers of lists are made by the browser."""
_BOLD = 700
_VOID = {"br", "col", "hr", "img", "wbr"}


class _Style(NamedTuple):
    """What decides which face of a family is drawn."""

    font: FontStack
    weight: int
    italic: bool


def web_fonts(theme: Theme, lang: str, content: str, report: Report) -> str:
    """The `@font-face` rules for a page with that content (HTML); empty where nothing is to be embedded."""
    if not theme.embedded:
        return ""
    reader = _Reader(theme)
    reader.feed(content)
    reader.close()
    needed: dict[Face, set[str]] = {}
    for style, characters in reader.used.items():
        for face, drawn in _faces(theme, style, characters, lang):
            needed.setdefault(face, set()).update(drawn)
    return "".join(f"{rule}\n" for rule in _rules(theme, needed, report))


def _faces(theme: Theme, style: _Style, characters: set[str], lang: str) -> Iterator[tuple[Face, set[str]]]:
    """The faces with which a browser draws these characters, each with its own; as CSS chooses them."""
    missing = {character for character in characters if category(character) not in {"Cc", "Cs"}}
    for family in theme.families(style.font, lang):
        faces = faces_of(family, theme.embedded) if missing else ()
        if face := nearest_face(faces, style.weight, italic=style.italic):
            drawn = {character for character in missing if ord(character) in _coverage(face)}
            missing -= drawn
            if drawn:
                yield face, drawn


def _rules(theme: Theme, needed: dict[Face, set[str]], report: Report) -> Iterator[str]:
    for face, characters in needed.items():
        if reason := face.forbids(subset=True):
            message = f"“{face.family}” is not embedded in HTML: {reason}"
            report.add(Code.FONT_NOT_EMBEDDED, message, theme.font_place(face.family), "choose another font")
            continue
        data = b64encode(_subset(face, frozenset(characters))).decode()
        yield font_face(face.family, face, f'url(data:font/woff2;base64,{data}) format("woff2")')


class _Reader(HTMLParser):
    """Reads a page that we wrote, and collects the characters that are shown in each style."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.used: dict[_Style, set[str]] = {}
        self._theme = theme
        self._marks = set("".join(theme.lists.bullets) + _NUMBERING)
        self._roles = {selector.rpartition(" > ")[2]: (role, selector) for role, selector in SELECTORS.items()}
        self._runs = {selector: role for role, selector in RUN_SELECTORS.items()}
        body = theme.text[Role.BODY]
        self._open = [("body", {"body"}, _Style(body.font, body.weight, body.italic))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {tag} | {f".{name}" for name in (dict(attrs).get("class") or "").split()}
        style = self._style(names)
        if tag == "li":
            self.used.setdefault(style, set()).update(self._marks)
        if tag not in _VOID:
            self._open.append((tag, names, style))

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1 and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        # Capitals too: the theme may set the text in them.
        self.used.setdefault(self._open[-1][2], set()).update(data, data.upper())

    def _style(self, names: set[str]) -> _Style:
        """How an element of that tag and those classes looks in the one that is open."""
        _, around, style = self._open[-1]
        # Classes go before tags, as in CSS.
        for name in sorted(names & self._roles.keys(), key=lambda name: (name.startswith("."), name)):
            role, selector = self._roles[name]
            if " > " not in selector or selector.partition(" > ")[0] in around:
                text = self._theme.text[role]
                style = _Style(text.font, text.weight, text.italic)
        for name in sorted(names & self._runs.keys()):
            look = self._theme.runs[self._runs[name]]
            italic = style.italic if look.italic is None else look.italic
            style = _Style(look.font or style.font, look.weight or style.weight, italic)
        if "strong" in names:
            style = style._replace(weight=_BOLD)
        return style._replace(italic=True) if "em" in names else style


@lru_cache(maxsize=16)
def _coverage(face: Face) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(face.data), lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=64)
def _subset(face: Face, characters: frozenset[str]) -> bytes:
    """The face with the glyphs for these characters only, as WOFF2: the same bytes each time."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    # It tells of each table that no browser needs.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = subset.Options()
    options.layout_features = list(_FEATURES)
    options.hinting = False
    options.flavor = "woff2"
    with TTFont(io.BytesIO(face.data), lazy=True, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=sorted(map(ord, characters)))
        subsetter.subset(font)
        stream = io.BytesIO()
        font.flavor = "woff2"
        font.save(stream)
    return stream.getvalue()
