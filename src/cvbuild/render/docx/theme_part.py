"""The theme part: our theme's colours and fonts in Office's slots, where Word's own pickers show and change them.

Which colour stands in which slot is decided in `palette`; styles refer to colours and fonts by their slots.
"""

from __future__ import annotations

from lxml import etree

from cvbuild.render.docx.palette import color_slots
from cvbuild.render.docx.properties import FONT_SLOTS, hex_color
from cvbuild.render.docx.xml import Element
from cvbuild.theme.model import FontStack, Theme

_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"


def theme_part(theme: Theme, far_east: str) -> Element:
    """The root of the theme part; `far_east` is the family for East Asian text."""
    made = _element("theme", name=f"cvbuild {theme.name}")
    elements = _child(made, "themeElements")
    colors = _child(elements, "clrScheme", name=theme.name)
    for slot, color in color_slots(theme).items():
        _child(_child(colors, slot), "srgbClr", val=hex_color(color))
    fonts = _child(elements, "fontScheme", name=theme.name)
    for slot in ("major", "minor"):
        _faces(_child(fonts, f"{slot}Font"), theme.text[FONT_SLOTS[slot]].font, far_east)
    _formats(_child(elements, "fmtScheme", name=theme.name))
    return made


def _faces(parent: Element, stack: FontStack, far_east: str) -> None:
    for script, family in (("latin", stack.families[0]), ("ea", far_east), ("cs", "")):
        _child(parent, script, typeface=family)


def _formats(parent: Element) -> None:
    """Plain fills and lines: Office wants three of each, for shapes that a user may draw."""
    for name in ("fillStyleLst", "lnStyleLst", "effectStyleLst", "bgFillStyleLst"):
        styles = _child(parent, name)
        for _ in range(3):
            if name == "effectStyleLst":
                _child(_child(styles, "effectStyle"), "effectLst")
            else:
                holder = _child(styles, "ln", w="6350") if name == "lnStyleLst" else styles
                _child(_child(holder, "solidFill"), "schemeClr", val="phClr")


def _element(tag: str, /, **values: str) -> Element:
    return etree.Element(f"{{{_NAMESPACE}}}{tag}", values, nsmap={"a": _NAMESPACE})


def _child(parent: Element, tag: str, /, **values: str) -> Element:
    return etree.SubElement(parent, f"{{{_NAMESPACE}}}{tag}", values)
