"""Loads the pictures of a document: files, `data:` URLs, and the network only where it is allowed."""

from __future__ import annotations

import base64
import binascii
import errno
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from cvbuild.build.discover import Job
from cvbuild.diagnostics import Code, Report
from cvbuild.pictures import Picture, Pictures, identify
from cvbuild.shape import Finder
from cvbuild.tree.nodes import Document, Image
from cvbuild.tree.walk import walk

_LONGEST_SHOWN = 60
_MOST_BYTES = 20_000_000


def load_pictures(document: Document, job: Job, report: Report, *, remote: bool = False) -> Pictures:
    """The pictures by their Image node's `source`; those that can't be had are reported and left out.

    Files are looked for beside the document (beside nobody: in the working folder), then beside the settings, and
    read only below those folders or the sources'. Pictures on the network are fetched only with `remote`.
    """
    found: dict[str, Picture] = {}
    for node in walk(document):
        if not isinstance(node, Image):
            continue
        if not node.alt.strip():
            hint = "say between the brackets what it shows, for those who can't see it"
            report.add(Code.MISSING_ALT, f"the image “{_shown(node)}” has no alternative text", node.span, hint)
        if node.source not in found and (picture := _load(node, job, report, remote=remote)):
            found[node.source] = picture
    return found


def _load(image: Image, job: Job, report: Report, *, remote: bool) -> Picture | None:
    is_remote = image.source.startswith(("http:", "https:", "//", "ftp:"))
    if is_remote and not remote:
        message = f"the image {image.source} is not fetched; its alternative text is shown"
        report.add(Code.REMOTE_IMAGE, message, image.span, "keep a copy beside the source, or allow it: --allow-remote")
        return None
    try:
        return identify(_fetch(image.source) if is_remote else _read(image.source, job))
    except OSError as error:
        reason = error.strerror or getattr(error, "reason", None) or str(error)
        hint = (
            "try again, or keep a copy beside the source"
            if is_remote
            else "check the path; it is relative to the source"
        )
        report.add(Code.MISSING_IMAGE, f"can't read the image “{_shown(image)}”: {reason}", image.span, hint)
    except ValueError as error:
        message = f"the image “{_shown(image)}” is {error}"
        report.add(Code.BAD_IMAGE, message, image.span, "convert it to PNG or JPEG")
    return None


def without_private(pictures: Pictures, document: Document, private: Finder, report: Report) -> Pictures:
    """The pictures without those drawings whose words tell something private; these are reported.

    Nobody reads what a photo shows: its author must look at it.
    """
    told = {source for source, picture in pictures.items() if private.find(_words(picture))}
    for node in walk(document):
        if isinstance(node, Image) and node.source in told:
            message = f"the drawing “{_shown(node)}” holds a private value; its alternative text is shown"
            report.add(Code.REDACTED, message, node.span, "take the value out of the drawing")
    return {source: picture for source, picture in pictures.items() if source not in told}


def _words(picture: Picture) -> str:
    """The characters of a drawing without its tags, then with them; nothing of any other picture."""
    if picture.media_type != "image/svg+xml":
        return ""
    text = picture.data.decode("utf-8", "replace")
    return f"{unescape(re.sub(r'<[^>]*>', '', text))}\n{unescape(text)}"


def _shown(image: Image) -> str:
    return image.source if len(image.source) <= _LONGEST_SHOWN else f"{image.source[:_LONGEST_SHOWN]}…"


def _read(source: str, job: Job) -> bytes:
    if source.startswith("data:"):
        return _data_url(source)
    folder = job.path.parent if job.path else Path()
    places = [(base / unquote(source)).resolve() for base in (folder, job.project)]
    path = next((place for place in places if place.exists()), places[0])
    if not any(path.is_relative_to(allowed.resolve()) for allowed in (folder, job.root, job.project)):
        raise PermissionError(errno.EACCES, "it lies outside the project")
    # A device is no picture, and reading it might never end.
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no file")
    return path.read_bytes()


def _fetch(url: str) -> bytes:
    """The bytes at that address, at most 20 MB. Raises OSError (as urllib's errors are)."""
    from urllib.request import Request, urlopen

    if not url.startswith(("http:", "https:")):
        url = f"https:{url}" if url.startswith("//") else url
    if url.startswith("ftp:"):
        raise OSError("only http: and https: addresses are fetched")
    request = Request(url, headers={"User-Agent": "cvbuild"})  # noqa: S310 -- the scheme was looked at
    with urlopen(request, timeout=20) as response:  # noqa: S310
        data: bytes = response.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise OSError("larger than 20 MB")
    return data


def _data_url(url: str) -> bytes:
    """The bytes of a data: URL (RFC 2397). Raises ValueError when it is malformed."""
    header, comma, body = url.removeprefix("data:").partition(",")
    if not comma:
        raise ValueError("a malformed data: URL")
    data = unquote_to_bytes(body)
    try:
        return base64.b64decode(data, validate=True) if header.endswith(";base64") else data
    except binascii.Error as error:
        raise ValueError("a malformed data: URL") from error
