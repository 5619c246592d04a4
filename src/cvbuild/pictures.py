"""Pictures: the bytes behind an Image node, identified by what they are and not by what they are called.

Where the bytes come from is decided by the build; how a picture is embedded, by the renderers.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Pillow takes long to import, and few documents need it.
    from PIL.Image import Image

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
    """The picture in these bytes, upright and without what a camera noted about itself and its place.

    Raises ValueError when they are none, or in another format.
    """
    if b"<svg" in data[:4096]:
        return Picture(data, _SVG, *_svg_size(data))
    from PIL import Image as Pillow
    from PIL import UnidentifiedImageError

    try:
        with Pillow.open(io.BytesIO(data)) as image:
            image.load()
            kind, size = str(image.format), image.size
            cleaned = _cleaned(image) if kind in _RASTER and _tells_about_itself(image) else None
    except (UnidentifiedImageError, OSError, SyntaxError, Pillow.DecompressionBombError) as error:
        raise ValueError("not a readable PNG, JPEG, GIF, WebP or SVG image") from error
    if kind not in _RASTER:
        raise ValueError(f"{kind} images can't be shown everywhere; use PNG, JPEG, GIF, WebP or SVG")
    return cleaned or Picture(data, _RASTER[kind], *size)


_NOTES = {"exif", "xmp", "comment", "XML:com.adobe.xmp", "Raw profile type exif", "photoshop"}


def _tells_about_itself(image: Image) -> bool:
    """Whether there is EXIF (with the place where a photo was taken), XMP or a comment; animations are left alone."""
    return bool(_NOTES & image.info.keys() or len(image.getexif())) and not getattr(image, "is_animated", False)


def _cleaned(image: Image) -> Picture:
    """The same pixels, turned as EXIF says, with nothing else but the colour profile."""
    from PIL import ImageOps

    kind = str(image.format)
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    # JPEG has no lossless way; 95 is where Pillow's own advice ends.
    settings = {"JPEG": {"quality": 95, "subsampling": 0}, "WEBP": {"quality": 95}}.get(kind, {})
    upright.info = {}
    stream = io.BytesIO()
    upright.save(stream, kind, icc_profile=profile, **settings)
    return Picture(stream.getvalue(), _RASTER[kind], *upright.size)


def rasterised(picture: Picture) -> Picture:
    """An SVG picture as PNG, for what can't draw it: four pixels for each of its own.

    Raises ValueError when it can't be drawn.
    """
    import resvg_py

    text = picture.data.decode("utf-8", "replace")
    data = resvg_py.svg_to_bytes(svg_string=text, width=picture.width * 4, skip_system_fonts="<text" not in text)
    return Picture(bytes(data), "image/png", picture.width, picture.height)


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
