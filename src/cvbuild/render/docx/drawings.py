"""Pictures inside a line: their data in a format that Word has, their size on the page, and their element.

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


def drawing(image: Image, relationship: str, size: tuple[float, float], number: int) -> Element:
    """The picture as a character of the line, with its alternative text."""
    extent = {"cx": str(max(1, round(size[0] * _EMU))), "cy": str(max(1, round(size[1] * _EMU)))}
    name = {"id": str(number), "name": f"Picture {number}"}
    described = name | {"descr": printable(image.alt)} | ({"title": printable(image.title)} if image.title else {})
    locks = element("a:graphicFrameLocks", {"noChangeAspect": "1"})
    inline = element(
        "wp:inline",
        dict.fromkeys(("distT", "distB", "distL", "distR"), "0"),
        element("wp:extent", extent),
        element("wp:docPr", described),
        element("wp:cNvGraphicFramePr", None, locks),
        element("a:graphic", None, element("a:graphicData", {"uri": _PICTURES}, _picture(name, relationship, extent))),
    )
    return w("drawing", inline)


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
