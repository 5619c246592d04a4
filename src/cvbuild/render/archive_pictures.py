"""Pictures as PDF/A wants them: in RGB, and in PDF/A-1 without transparency (ISO 19005-1, 6.4).

What else those standards want is done in `archive`.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from typing import Any

from cvbuild.pictures import Picture, Pictures, rasterised
from cvbuild.tree.pdf import PdfVariant

_SHINES = re.compile(
    rb"opacity|mask|filter|gradient|pattern|rgba|hsla|transparent|#(?:[0-9a-f]{8}|[0-9a-f]{4})\b|<image|blend",
    re.IGNORECASE,
)
"""What may let something shine through in an SVG."""


def suited(pictures: Pictures, variant: PdfVariant) -> Pictures:
    """The pictures for such a file: photos in RGB, and drawings that may be transparent as pixels for PDF/A-1."""
    if not variant.is_archival:
        return pictures
    return {source: _suited(picture, variant) for source, picture in pictures.items()}


def _suited(picture: Picture, variant: PdfVariant) -> Picture:
    if picture.media_type == "image/jpeg":
        return _in_rgb(picture)
    if variant.part > 1 or picture.media_type != "image/svg+xml" or not _SHINES.search(picture.data):
        return picture
    try:
        return rasterised(picture)
    except ValueError:
        return picture  # the engine says what is wrong with it


def _in_rgb(picture: Picture) -> Picture:
    """A photo in inks (CMYK) in the colours of screens, by its own profile where it has one."""
    from PIL import Image, ImageCms

    with Image.open(io.BytesIO(picture.data)) as photo:
        if photo.mode != "CMYK":
            return picture
        profile = photo.info.get("icc_profile")
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else None
            shown = own and ImageCms.profileToProfile(photo, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except ImageCms.PyCMSError:
            shown = None
        stream = io.BytesIO()
        (shown or photo.convert("RGB")).save(stream, "JPEG", quality=95, subsampling=0)
    return Picture(stream.getvalue(), picture.media_type, picture.width, picture.height)


def laid_on_paper(pdf: Any, paper: str) -> int:
    """Blend every picture that has a mask with the paper's colour (#rrggbb); how many there were.

    Works on the engine's finished file, where pictures of documents and of emoji fonts are the same.
    """
    masked = [stream for stream in pdf.objects if "SMask" in getattr(stream, "extra", ())]
    for stream in masked:
        reference = stream.extra.pop("SMask")
        mask = pdf.objects[int(reference.split()[0])]
        stream.stream, stream.extra = _blended(stream, mask, paper)
        mask.free = "f"
    return len(masked)


def _blended(stream: Any, mask: Any, paper: str) -> tuple[list[bytes], dict[str, Any]]:
    from PIL import Image

    alpha = _image(mask)
    picture = _image(stream).convert("RGB")
    whole = Image.composite(picture, Image.new("RGB", picture.size, paper), alpha.resize(picture.size))
    kept = {key: value for key, value in stream.extra.items() if key != "DecodeParms"}
    return [zlib.compress(whole.tobytes(), 9)], {**kept, "ColorSpace": "/DeviceRGB", "Filter": "/FlateDecode"}


def _image(stream: Any) -> Any:
    """The engine keeps pixels as PNG does, so a header makes them one again."""
    from PIL import Image

    extra = stream.extra
    colour = 2 if extra["ColorSpace"] == "/DeviceRGB" else 0
    header = struct.pack(">IIBBBBB", extra["Width"], extra["Height"], 8, colour, 0, 0, 0)
    pixels = b"".join(part if isinstance(part, bytes) else part.data for part in stream.stream)
    chunks = b"".join(map(_chunk, (b"IHDR", b"IDAT", b"IEND"), (header, pixels, b"")))
    return Image.open(io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunks))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
