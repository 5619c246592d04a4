"""Pictures at the resolution of print: finer ones are made smaller, coarse ones are told.

How large a picture stands on paper is decided in `marks`; what a standard wants of pictures, in `archive_pictures`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cvbuild.diagnostics import Code, Report
from cvbuild.pictures import Picture, Pictures
from cvbuild.render.lines import MM_A_PIXEL, content_boxes
from cvbuild.render.marks import paper_size
from cvbuild.theme.model import Theme
from cvbuild.tree.nodes import Document, Image
from cvbuild.tree.places import picture_place
from cvbuild.tree.walk import walk

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

LEAST, MOST, ENOUGH = 150.0, 450.0, 300.0
"""Pixels an inch: what is coarser is told; what is finer than the second is brought to the third."""
_TOO_SMALL_TO_TELL = 3.0
"""Millimetres on paper: dots and lines have no resolution to speak of."""
_VECTORS = {"image/svg+xml"}
_JPEG_QUALITY = 90
"""Where no one sees a difference in print; Pillow warns against more than 95."""


def sampled(pictures: Pictures, document: Document, theme: Theme) -> Pictures:
    """The pictures with no more pixels than print can use; their size on the page stays.

    What is shown several times keeps the pixels for the largest.
    """
    widths: dict[str, float] = {}
    for node in walk(document):
        picture = pictures.get(node.source) if isinstance(node, Image) else None
        if isinstance(node, Image) and picture and picture.media_type not in _VECTORS:
            width, _ = paper_size(node, picture, theme.page.text_width)
            widths[node.source] = max(widths.get(node.source, 0.0), width)
    return {**pictures, **{source: _for_print(pictures[source], width / 72) for source, width in widths.items()}}


@lru_cache(maxsize=16)
def _for_print(picture: Picture, inches: float) -> Picture:
    """The picture for that width; the same one where its pixels are wanted and can be drawn as they are."""
    from PIL import Image as Pillow

    with Pillow.open(io.BytesIO(picture.data)) as image:
        if image.mode.startswith("I;16"):
            return _saved(picture, _in_8_bits(image), "PNG")
        if image.width <= MOST * inches or image.mode == "CMYK" or getattr(image, "is_animated", False):
            return picture
        # Rounded down, so that it is never higher on the page than it was.
        width = max(1, round(ENOUGH * inches))
        size = (width, max(1, image.height * width // image.width))
        kind = "JPEG" if image.format == "JPEG" else "PNG"
        made = _saved(picture, _resized(image, size), kind)
    return (
        made if len(made.data) < len(picture.data) or picture.media_type not in {"image/jpeg", "image/png"} else picture
    )


def _resized(image: Pixels, size: tuple[int, int]) -> Pixels:
    from PIL import Image as Pillow

    profile = image.info.get("icc_profile")
    if "transparency" in image.info:
        image = image.convert("RGBA")
    elif image.mode in {"1", "P"}:
        image = image.convert("L" if image.mode == "1" else "RGB")
    elif image.format == "JPEG":
        image.draft(image.mode, size)
    small = image.resize(size, Pillow.Resampling.LANCZOS)
    small.info = {"icc_profile": profile} if profile else {}
    return small


def _in_8_bits(image: Pixels) -> Pixels:
    """Grey of 16 bits, which the engine can't draw."""
    return image.convert("I").point(lambda value: value / 256).convert("L")


def _saved(picture: Picture, image: Pixels, kind: str) -> Picture:
    stream = io.BytesIO()
    settings: dict[str, Any] = {"quality": _JPEG_QUALITY} if kind == "JPEG" else {}
    image.save(stream, kind, optimize=True, icc_profile=image.info.get("icc_profile"), **settings)
    return replace(picture, data=stream.getvalue(), media_type=f"image/{kind.lower()}")


def report_low_resolution(
    layout: Any, document: Document, pictures: Pictures, sources: dict[str, str], report: Report
) -> None:
    """Report the pictures that are coarse where they stand largest; `sources` are those of the engine's addresses."""
    widest: dict[str, tuple[float, float]] = {}
    for address, width, height in _shown(layout):
        source = sources.get(address, "")
        widest[source] = max(widest.get(source, (0.0, 0.0)), (width, height))
    for source, (width, height) in widest.items():
        picture = pictures.get(source)
        if picture and picture.media_type not in _VECTORS and min(width, height) * MM_A_PIXEL >= _TOO_SMALL_TO_TELL:
            _check(source, picture, (width * MM_A_PIXEL, height * MM_A_PIXEL), document, report)


def _shown(layout: Any) -> Iterator[tuple[str, float, float]]:
    for page in layout.pages:
        for box in content_boxes(page._page_box):
            if "Replaced" in type(box).__name__ and box.element is not None:
                yield box.element.get("src", ""), box.width, box.height


def _check(source: str, picture: Picture, size: tuple[float, float], document: Document, report: Report) -> None:
    """`size` is in millimetres."""
    width, height = size
    resolution = min(picture.width / width, picture.height / height) * 25.4
    if resolution >= LEAST - 0.5:
        return
    enough = (round(side / 25.4 * ENOUGH / 10) * 10 for side in size)
    message = (
        f"{source} has {resolution:.0f} pixels an inch on paper: "
        f"{picture.width} × {picture.height} on {width:.0f} × {height:.0f} mm"
    )
    hint = f"use one of {' × '.join(map(str, enough))} pixels, or show it smaller"
    report.add(Code.LOW_RESOLUTION, message, picture_place(source, document) or document.metadata.span, hint)
