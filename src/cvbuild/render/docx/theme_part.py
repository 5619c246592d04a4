"""The theme part: our theme's colours and fonts in Office's slots, where Word's own pickers show and change them.

Styles refer to the fonts of the body and the headings by their slots (`properties`).
"""

from __future__ import annotations

from lxml import etree

from cvbuild.render.docx.properties import FONT_SLOTS, hex_color
from cvbuild.render.docx.xml import Element
from cvbuild.theme.model import Color, FontStack, Role, RunRole, Theme

_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"


def color_slots(theme: Theme) -> dict[str, Color]:
    """The colour of each of the twelve slots (ISO 29500-1, 20.1.6.2), in their order."""
    text, runs = theme.text, theme.runs
    body = text[Role.BODY].color
    link = runs[RunRole.LINK].color or body
    muted = text[Role.HEADLINE].color
    accents = [
        text[Role.HEADING_2].color,
        muted,
        theme.colors.line,
        *(runs[role].color or body for role in (RunRole.CODE_KEYWORD, RunRole.CODE_STRING, RunRole.CODE_NUMBER)),
    ]
    return {
        "dk1": body,
        "lt1": theme.colors.background,
        "dk2": muted,
        "lt2": text[Role.CODE_BLOCK].fill or theme.colors.background,
        **{f"accent{number}": color for number, color in enumerate(accents, 1)},
        "hlink": link,
        "folHlink": link,
    }


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
