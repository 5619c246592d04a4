"""Pictures in a line or beside the text: their data in a format of Word's, their size, and their element.

What stands in place of a picture that can't be shown is the inlines' business.
"""

from __future__ import annotations

import io

from cvbuild.pictures import Picture, rasterised
from cvbuild.render.docx.xml import Element, element, w
from cvbuild.render.marks import paper_size, printable
from cvbuild.theme.model import Page
from cvbuild.tree.nodes import Image

_EMU = 12700
"""English metric units in a point, DrawingML's measure."""
_PHOTO_GAP = 16.5
"""Points between a letterhead's text and its photo."""
_PICTURES = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_ENGINE_FORMATS = {"image/png", "image/jpeg", "image/gif"}


def loadable(picture: Picture) -> Picture:
    """The picture in a format that every Word shows. Raises ValueError when there is no way to."""
    if picture.media_type in _ENGINE_FORMATS:
        return picture
    if picture.media_type == "image/svg+xml":
        return rasterised(picture)
    # Pillow takes long to import, and few documents need it.
    from PIL import Image as Pillow

    stream = io.BytesIO()
    try:
        with Pillow.open(io.BytesIO(picture.data)) as image:
            image.save(stream, "PNG")
    except (OSError, SyntaxError, Pillow.DecompressionBombError) as error:
        raise ValueError("its data can't be read") from error
    return Picture(stream.getvalue(), "image/png", picture.width, picture.height)


def size_on_page(image: Image, picture: Picture, page: Page, width: float) -> tuple[float, float]:
    """Width and height in points, within this width and the height of the page's text."""
    wide, high = paper_size(image, picture, width)
    most = page.size[1] - page.margin_top - page.margin_bottom
    scale = min(1.0, most / max(high, 1.0))
    return wide * scale, high * scale


def drawing(image: Image, relationship: str, size: tuple[float, float], number: int, *, beside: bool) -> Element:
    """The picture with its alternative text: a character of the line, or `beside` the text at the end margin."""
    extent = {"cx": _emu(size[0]), "cy": _emu(size[1])}
    name = {"id": str(number), "name": f"Picture {number}"}
    described = name | {"descr": printable(image.alt)} | ({"title": printable(image.title)} if image.title else {})
    locks = element("a:graphicFrameLocks", {"noChangeAspect": "1"})
    content = (
        element("wp:docPr", described),
        element("wp:cNvGraphicFramePr", None, locks),
        element("a:graphic", None, element("a:graphicData", {"uri": _PICTURES}, _picture(name, relationship, extent))),
    )
    if beside:
        return w("drawing", _anchor(extent, *content))
    sides = dict.fromkeys(("distT", "distB", "distL", "distR"), "0")
    return w("drawing", element("wp:inline", sides, element("wp:extent", extent), *content))


def _anchor(extent: dict[str, str], *content: Element) -> Element:
    """At the end of the text's width and the top of its paragraph, with the text beside it."""
    distances = {"distT": "0", "distB": "0", "distL": _emu(_PHOTO_GAP), "distR": "0"}
    flags = {"simplePos": "0", "relativeHeight": "1", "behindDoc": "0", "locked": "0"}
    return element(
        "wp:anchor",
        distances | flags | {"layoutInCell": "1", "allowOverlap": "0"},
        element("wp:simplePos", {"x": "0", "y": "0"}),
        element("wp:positionH", {"relativeFrom": "margin"}, _text("wp:align", "right")),
        element("wp:positionV", {"relativeFrom": "paragraph"}, _text("wp:posOffset", "0")),
        element("wp:extent", extent),
        element("wp:wrapSquare", {"wrapText": "bothSides"}),
        *content,
    )


def _text(name: str, text: str) -> Element:
    made = element(name)
    made.text = text
    return made


def _emu(points: float) -> str:
    return str(max(1, round(points * _EMU)))


def _picture(name: dict[str, str], relationship: str, extent: dict[str, str]) -> Element:
    fill = element("a:blip", {"r:embed": relationship}), element("a:stretch", None, element("a:fillRect"))
    place = element("a:xfrm", None, element("a:off", {"x": "0", "y": "0"}), element("a:ext", extent))
    shape = element("a:prstGeom", {"prst": "rect"}, element("a:avLst"))
    return element(
        "pic:pic",
        None,
        element("pic:nvPicPr", None, element("pic:cNvPr", name), element("pic:cNvPicPr")),
        element("pic:blipFill", None, *fill),
        element("pic:spPr", None, place, shape),
    )
