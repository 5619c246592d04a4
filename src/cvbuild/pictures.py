"""Pictures: the bytes behind an Image node, identified by what they are and not by what they are called.

Where the bytes come from is decided by the build; how a picture is embedded, by the renderers.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

_RASTER = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_SVG = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Picture:
    """`width` and `height` are CSS pixels (1/96 inch); `media_type` is one of PNG, JPEG, GIF, WebP, SVG."""

    data: bytes
    media_type: str
    width: int
    height: int


Pictures = Mapping[str, Picture]
"""The pictures of a document by their Image node's `source`; those that can't be shown are absent."""


def identify(data: bytes) -> Picture:
    """The picture in these bytes. Raises ValueError when they are none, or in another format."""
    if b"<svg" in data[:4096]:
        return Picture(data, _SVG, *_svg_size(data))
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("not a readable PNG, JPEG, GIF, WebP or SVG image") from error
    if image.format not in _RASTER:
        raise ValueError(f"{image.format} images can't be shown everywhere; use PNG, JPEG, GIF, WebP or SVG")
    return Picture(data, _RASTER[image.format], *image.size)


def _svg_size(data: bytes) -> tuple[int, int]:
    """Width and height from the root element, else from its viewBox, else CSS's default of 300 × 150."""
    tag = re.search(rb"<svg\b[^>]*>", data)
    text = tag[0].decode("utf-8", "replace") if tag else ""
    box = re.search(r"""viewBox\s*=\s*["']\s*([-\d.e]+)[\s,]+([-\d.e]+)[\s,]+([\d.e]+)[\s,]+([\d.e]+)""", text)
    default = (float(box[3]), float(box[4])) if box else (300.0, 150.0)
    sizes = [
        float(found[1])
        if (found := re.search(rf"""\s{name}\s*=\s*["']([\d.]+)(?:px)?["']""", text))
        else default[index]
        for index, name in enumerate(("width", "height"))
    ]
    return max(1, round(sizes[0])), max(1, round(sizes[1]))
