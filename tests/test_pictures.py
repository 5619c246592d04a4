"""Pictures: known by their bytes, upright, without what a camera notes, and drawn where a format can't hold them."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image

from cvbuild.build.discover import Job
from cvbuild.build.pictures import load_pictures
from cvbuild.diagnostics import Report
from cvbuild.pictures import identify, rasterised
from tests.documents import PIXEL, parsed

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#f00"/></svg>'


def encoded(kind: str, **settings: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (30, 10), "red").save(stream, kind, **settings)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type", "size"),
    [
        (encoded("PNG"), "image/png", (30, 10)),
        (encoded("JPEG"), "image/jpeg", (30, 10)),
        (encoded("GIF"), "image/gif", (30, 10)),
        (encoded("WEBP"), "image/webp", (30, 10)),
        (SVG, "image/svg+xml", (40, 20)),
        (SVG.replace(b"viewBox", b'width="80px" height="40" viewBox'), "image/svg+xml", (80, 40)),
        (b"<svg/>", "image/svg+xml", (300, 150)),
    ],
)
def test_a_picture_is_what_its_bytes_say(data: bytes, media_type: str, size: tuple[int, int]) -> None:
    picture = identify(data)
    assert (picture.media_type, (picture.width, picture.height)) == (media_type, size)
    assert picture.data == data


@pytest.mark.parametrize("data", [b"", b"text", PIXEL[:40], encoded("BMP"), encoded("TIFF")])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="image"):
        identify(data)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_photos_lose_where_they_were_taken_and_stand_upright(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    photo = encoded(kind, exif=exif)
    assert b"Camera" in photo
    picture = identify(photo)
    assert b"Camera" not in picture.data
    with Image.open(io.BytesIO(picture.data)) as image:
        assert not image.getexif()
        assert image.size == (picture.width, picture.height) == (10, 30)


def test_the_same_photo_gives_the_same_bytes() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    photo = encoded("JPEG", exif=exif)
    assert identify(photo) == identify(photo)


def test_a_drawing_becomes_pixels_of_print_quality() -> None:
    picture = rasterised(identify(SVG))
    assert (picture.media_type, picture.width, picture.height) == ("image/png", 40, 20)
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.size == (160, 80)
        assert image.convert("RGB").getpixel((80, 40)) == (255, 0, 0)


def test_an_image_without_alternative_text_is_said_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PIXEL)
    report = Report()
    load_pictures(parsed("one\n\n![](a.png) ![fine](a.png)\n")[0], Job(tmp_path / "a.md", tmp_path), report)
    assert [(found.code.slug, found.span and (found.span.line, found.span.column)) for found in report] == [
        ("missing-alt", (3, 1))
    ]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A server on this machine with one picture."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 -- its name there
            pass

    (tmp_path / "a.png").write_bytes(PIXEL)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_the_network_is_asked_only_where_it_is_allowed(server: str) -> None:
    document, _ = parsed(f"![there]({server}/a.png) ![gone]({server}/b.png)")
    refused, allowed = Report(), Report()
    assert not load_pictures(document, Job(None, Path()), refused)
    assert [found.code.slug for found in refused] == ["remote-image"] * 2
    assert [picture.data for picture in load_pictures(document, Job(None, Path()), allowed, remote=True).values()] == [
        PIXEL
    ]
    assert [found.code.slug for found in allowed] == ["missing-image"]


@pytest.mark.parametrize("source", ["/etc/hostname", "../secret.png", "../project/../secret.png", "/dev/zero", "there"])
def test_only_files_of_the_project_are_read(tmp_path: Path, source: str) -> None:
    project = tmp_path / "project"
    (project / "docs" / "there").mkdir(parents=True)
    (project / "above.png").write_bytes(PIXEL)
    (tmp_path / "secret.png").write_bytes(PIXEL)
    job = Job(project / "docs" / "a.md", project / "docs", project=project)
    document, _ = parsed(f"![fine](../above.png) ![x]({source if source[0] != '.' else f'../{source}'})")
    report = Report()
    assert list(load_pictures(document, job, report)) == ["../above.png"]
    assert [found.code.slug for found in report] == ["missing-image"]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [("", (40, 20)), ('width="80"', (80, 40)), ('height="10"', (20, 10)), ('width="30" height="30"', (30, 30))],
)
def test_sizes_set_in_html_are_honoured(attributes: str, expected: tuple[int, int]) -> None:
    from cvbuild.render.marks import paper_size
    from cvbuild.tree import walk
    from cvbuild.tree.nodes import Image as ImageNode

    document, _ = parsed(f'a <img src="a.svg" alt="x" {attributes}> b')
    (image,) = (node for node in walk(document) if isinstance(node, ImageNode))
    assert paper_size(image, identify(SVG), 400) == (expected[0] * 0.75, expected[1] * 0.75)
