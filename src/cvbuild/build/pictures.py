"""Loads the pictures of a document: files of the project and `data:` URLs, never the network."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from cvbuild.diagnostics import Code, Report
from cvbuild.pictures import Picture, Pictures, identify
from cvbuild.tree.nodes import Document, Image
from cvbuild.tree.walk import walk


def load_pictures(document: Document, folder: Path | None, report: Report) -> Pictures:
    """The pictures by their Image node's `source`; those that can't be had are reported and left out.

    `folder` is the document's own; None (standard input) stands for the working folder.
    """
    found: dict[str, Picture] = {}
    for node in walk(document):
        if isinstance(node, Image) and node.source not in found:
            picture = _load(node, folder or Path(), report)
            if picture:
                found[node.source] = picture
    return found


def _load(image: Image, folder: Path, report: Report) -> Picture | None:
    source = image.source
    if source.startswith(("http:", "https:", "//", "ftp:")):
        report.add(
            Code.REMOTE_IMAGE,
            f"the image {source} is not fetched; its alternative text is shown",
            image.span,
            "keep a copy beside the source",
        )
        return None
    try:
        data = _data_url(source) if source.startswith("data:") else (folder / unquote(source)).read_bytes()
    except OSError as error:
        hint = "check the path; it is relative to the source"
        report.add(Code.MISSING_IMAGE, f"can't read the image “{source}”: {error.strerror}", image.span, hint)
        return None
    except ValueError:
        report.add(
            Code.BAD_IMAGE, "the image's data: URL can't be decoded", image.span, "write data:image/png;base64,…"
        )
        return None
    try:
        return identify(data)
    except ValueError as error:
        shown = "data: URL" if source.startswith("data:") else f"“{source}”"
        report.add(Code.BAD_IMAGE, f"the image {shown} is {error}", image.span, "convert it to PNG or JPEG")
        return None


def _data_url(url: str) -> bytes:
    """The bytes of a data: URL (RFC 2397). Raises ValueError when it is malformed."""
    header, comma, body = url.removeprefix("data:").partition(",")
    if not comma:
        raise ValueError("no comma")
    data = unquote_to_bytes(body)
    try:
        return base64.b64decode(data, validate=True) if header.endswith(";base64") else data
    except binascii.Error as error:
        raise ValueError(str(error)) from error
