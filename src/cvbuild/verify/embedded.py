"""The fonts inside a PDF that cvbuild wrote: read from its bytes, and so what really is in there.

It reads files as our engine writes them, and no others.
"""

from __future__ import annotations

import re
import zlib
from hashlib import sha256

_OBJECTS = re.compile(rb"/Type /ObjStm[^>]*/Length (\d+)>>\nstream\n")
_DESCRIPTOR = re.compile(
    rb"/Type /FontDescriptor/FontName /(?:[A-Z]{6}\+)?([^/]+)/FontFamily (?:\(((?:[^()\\]|\\.)*)\)|<([0-9a-f]*)>)"
    rb".*?/FontFile[23] (\d+) 0 R",
    re.DOTALL,
)
_STREAM = rb"(?:^|\n)%d 0 obj\n<<((?:[^<>]|<<.*?>>)*?)/Length (\d+)>>\nstream\n"


def embedded_fonts(pdf: bytes) -> list[dict[str, str]]:
    """Name, family and hash of each font file in a PDF, by name.

    Files hold the glyphs that a document uses, and the hash is of these bytes.
    """
    packed = (zlib.decompress(pdf[one.end() : one.end() + int(one[1])]) for one in _OBJECTS.finditer(pdf))
    found = (_DESCRIPTOR.finditer(part) for part in (pdf, *packed))
    fonts = {
        (one[1].decode().rstrip(","), _text(one[2], one[3]), _hash(pdf, int(one[4]))) for part in found for one in part
    }
    return [{"name": name, "family": family, "sha256": digest} for name, family, digest in sorted(fonts)]


def _text(literal: bytes | None, encoded: bytes | None) -> str:
    if literal is not None:
        return re.sub(rb"\\(.)", rb"\1", literal).decode("ascii")
    return bytes.fromhex((encoded or b"").decode()).removeprefix(b"\xfe\xff").decode("utf-16-be")


def _hash(pdf: bytes, number: int) -> str:
    stream = re.search(_STREAM % number, pdf)
    if stream is None:
        return ""
    data = pdf[stream.end() : stream.end() + int(stream[2])]
    return sha256(zlib.decompress(data) if b"/FlateDecode" in stream[1] else data).hexdigest()
