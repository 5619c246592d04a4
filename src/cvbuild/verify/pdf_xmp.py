"""What a PDF says of itself in its XMP packet (ISO 16684-1), which is all that there is from PDF 2.0 on.

Older files say it in their information dictionary too, which is read with the other objects.
"""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from cvbuild.verify.found import Properties

_DC = "{http://purl.org/dc/elements/1.1/}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_ITEM = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
_DESCRIPTION = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"


def read_xmp(packet: bytes) -> Properties:
    """The properties of a packet; empty where it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root: Element | None = etree.fromstring(packet.strip(), parser)
    except etree.LxmlError:
        root = None
    if root is None:
        return Properties()
    names = (f"{_DC}title", f"{_DC}creator", f"{_DC}language", f"{_DC}description", f"{_PDF}Keywords")
    return Properties(*(_value(root, name) for name in (*names, f"{_XMP}CreatorTool", f"{_PDF}Producer")))


def _value(root: Element, name: str) -> str:
    """A property, as an element or an attribute (7.9.2.2); several values with commas between them."""
    for one in root.iter(name):
        items = [text for item in one.iter(_ITEM) if (text := "".join(str(part) for part in item.itertext()).strip())]
        return ", ".join(items) or "".join(str(part) for part in one.itertext()).strip()
    return next((str(one.get(name)) for one in root.iter(_DESCRIPTION) if one.get(name)), "")
