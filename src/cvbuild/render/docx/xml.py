"""Making Office Open XML: elements by their prefixed names, units, and the text inside a run.

Which element stands where is the other modules' knowledge; children must arrive in schema order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import OxmlElement
from lxml.etree import _Element as Element

from cvbuild.render.marks import printable

__all__ = ["RELATION", "Element", "element", "half_points", "root", "text_content", "twips", "w"]

_clark = cache(qn)
RELATION = _clark("r:id")
# What Word wants as an element of its own inside a run.
_SPECIAL = {"\n": "br", "\t": "tab", "\u00ad": "softHyphen"}
_SPLIT = re.compile("([\n\t\u00ad])")


def element(name: str, attrs: dict[str, str] | None = None, *children: Element) -> Element:
    """An element such as `a:blip` with attributes such as `r:embed`."""
    made: Element = OxmlElement(name)
    for key, value in (attrs or {}).items():
        made.set(_clark(key) if ":" in key else key, value)
    made.extend(children)
    return made


def w(name: str, /, *children: Element, **values: str | int) -> Element:
    """An element of WordprocessingML, with attributes of the same namespace."""
    made: Element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(_clark(f"w:{key}"), str(value))
    made.extend(children)
    return made


def root(name: str, *prefixes: str) -> Element:
    """The root of a part, which declares the namespaces of these prefixes for all inside."""
    made: Element = OxmlElement(name, nsdecls={prefix: nsmap[prefix] for prefix in prefixes})
    return made


def text_content(text: str) -> Iterator[Element]:
    """The content of a run that shows this text with its spaces, tabs and line ends."""
    for piece in _SPLIT.split(printable(text)):
        if piece in _SPECIAL:
            yield w(_SPECIAL[piece])
        elif piece:
            made = w("t")
            made.text = piece
            if piece != piece.strip() or "  " in piece:
                made.set(_clark("xml:space"), "preserve")
            yield made


def twips(points: float) -> int:
    """Points as twentieths, the unit of most measures."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Points as halves, the unit of font sizes."""
    return max(1, round(points * 2))
