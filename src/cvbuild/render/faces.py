"""Fonts that CSS is given as files (`@font-face`): a theme's own for the page, embedded ones for the web page.

Packaged fonts need none of this for the page, since the engine finds them; how fonts are made smaller stands in
`web_fonts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvbuild.fonts import Face, faces_of
from cvbuild.theme.model import Theme

_SIMILAR = {
    "serif": ("Georgia", "Times New Roman"),
    "sans-serif": ("Segoe UI", "Helvetica Neue", "Arial"),
    "monospace": ("Consolas", "Menlo", "Courier New"),
}
"""Families of which every system has one, before those for other scripts."""


def css_string(text: str) -> str:
    """The text between quotes (CSS Syntax 3, 4.3.5)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    # `<` could end the style element, and `&` is an entity to XML.
    return '"' + escaped.replace("<", "\\3c ").replace("&", "\\26 ") + '"'


def similar_families(word_alternative: str, generic: str) -> list[str]:
    """What a web page falls back on where the theme's family is missing."""
    return list(dict.fromkeys((word_alternative, *_SIMILAR[generic])))


def page_name(theme: Theme, family: str) -> str:
    """The name under which the page's engine knows a family.

    The theme's own bear a name of ours: of two fonts of one name, the engine would take the system's. In the PDF's
    own list of fonts, the engine leaves out what follows ` #`.
    """
    own = faces_of(family, theme.faces)
    return f"{own[0].family} #theme" if own else family


def page_faces(theme: Theme) -> Iterator[str]:
    """The rules for the fonts that a theme brings; `font:0` and so on are their addresses."""
    for number, face in enumerate(theme.faces):
        yield font_face(page_name(theme, face.family), face, f'url("font:{number}")')


def font_face(name: str, face: Face, source: str) -> str:
    """One rule. `swap` shows the text at once, in another font until this one is read."""
    style = "italic" if face.italic else "normal"
    return (
        f"@font-face {{ font-family: {css_string(name)}; font-weight: {face.weight}; font-style: {style}; "
        f"font-display: swap; src: {source} }}"
    )
