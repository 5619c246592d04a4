"""Pictures in print: coarse ones are told, too fine ones are made smaller, and nothing else of them changes."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from cvbuild.diagnostics import Diagnostic, Report
from cvbuild.pictures import Picture, identify
from cvbuild.render import renderer
from cvbuild.render.resolution import sampled
from tests.documents import classic, shaped
from tests.judges import qpdf_check

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#f00"/></svg>'


def photo(width: int, height: int, mode: str = "RGB", kind: str = "JPEG", **settings: object) -> Picture:
    """A picture with many colours, the same each time."""
    noise = Image.frombytes("L", (64, 64), random.Random(1).randbytes(64 * 64)).resize((width, height))
    image = Image.merge("RGB", (noise, noise.transpose(Image.Transpose.FLIP_LEFT_RIGHT), noise))
    if "A" in mode:
        image.putalpha(noise.point(lambda value: 0 if value < 100 else 255))
    stream = io.BytesIO()
    (image if image.mode == mode else image.convert(mode)).save(stream, kind, **settings)
    return identify(stream.getvalue())


def made(picture: Picture, text: str = "![A photo](photo)") -> tuple[bytes, list[Diagnostic]]:
    report = Report()
    return renderer("pdf")(shaped(text), classic(), {"photo": picture}, report), list(report)


def images(pdf: bytes) -> list[Any]:
    return [image.image for page in PdfReader(io.BytesIO(pdf)).pages for image in page.images]


# ── Too coarse ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("shown", "is_told"), [(90, False), (100, False), (101, True), (150, True)])
def test_less_than_150_pixels_an_inch_are_told(shown: int, is_told: bool) -> None:
    _, findings = made(photo(156, 100), f'Text\n\nand <img src="photo" alt="A" width="{shown}">')
    told = [(one.code.slug, one.span and (one.span.line, one.span.column)) for one in findings]
    assert told == ([("low-resolution", (3, 5))] if is_told else [])


def test_the_figures_are_those_of_the_page() -> None:
    """A picture at its own size has 96 pixels an inch."""
    _, (one,) = made(photo(300, 200))
    assert one.message == "photo has 96 pixels an inch on paper: 300 × 200 on 79 × 53 mm"
    assert "940 × 620 pixels" in one.hint


def test_what_stands_in_a_narrow_place_is_measured_there() -> None:
    """The text is 154 mm wide, a quote in a quote is not."""
    picture = photo(800, 500)
    _, (wide,) = made(picture, '<img src="photo" alt="A" width="800">')
    _, (narrow,) = made(picture, '> > <img src="photo" alt="A" width="800">')
    assert "on 154 × 96 mm" in wide.message
    assert "on 143 × 90 mm" in narrow.message


@pytest.mark.parametrize("picture", [identify(SVG), photo(9, 9)])
def test_drawings_and_dots_are_never_told(picture: Picture) -> None:
    assert made(picture)[1] == []


# ── Too fine ─────────────────────────────────────────────────────────────────────────────────────


def test_a_photo_of_24_megapixels_gives_a_small_file() -> None:
    picture = photo(6000, 4000, quality=98)
    pdf, findings = made(picture)
    (image,) = images(pdf)
    # The text is 154 mm wide: 6.06 inches of 300 pixels.
    assert image.size == (1819, 1212)
    assert len(picture.data) > 1_500_000
    assert len(pdf) < 400_000
    assert findings == []
    assert b"/DCTDecode" in pdf
    qpdf_check(pdf)


def test_it_looks_as_before() -> None:
    picture = photo(3000, 2000, quality=95)
    small = Image.open(io.BytesIO(sample(picture, 300).data)).resize((300, 200))
    large = Image.open(io.BytesIO(picture.data)).resize((300, 200))
    pairs = zip(small.tobytes(), large.tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) < 24


def sample(picture: Picture, width: int) -> Picture:
    """What is made of a picture that is shown that many CSS pixels wide."""
    text = f'<img src="photo" alt="A" width="{width}">'
    return sampled({"photo": picture}, shaped(text), classic())["photo"]


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGB", "PNG"), ("RGBA", "PNG"), ("L", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("L", "JPEG")]
)
def test_kinds_and_what_shines_through_stay(mode: str, kind: str) -> None:
    picture = photo(1200, 800, mode, kind)
    made_ = sample(picture, 96)
    image = Image.open(io.BytesIO(made_.data))
    assert (image.format, image.size) == (kind, (300, 200))
    assert ("A" in image.mode) == ("A" in mode)
    assert (made_.width, made_.height, made_.media_type) == (picture.width, picture.height, picture.media_type)
    assert len(made_.data) < len(picture.data)


def test_a_webp_photo_becomes_png_for_the_engine() -> None:
    made_ = sample(photo(1200, 800, "RGB", "WEBP"), 96)
    assert (made_.media_type, Image.open(io.BytesIO(made_.data)).size) == ("image/png", (300, 200))


@pytest.mark.parametrize("pixels", [450, 400, 300, 90])
def test_what_print_can_use_is_left_byte_for_byte(pixels: int) -> None:
    picture = photo(pixels, pixels, kind="PNG")
    assert sample(picture, 96) == picture


def test_the_largest_use_counts() -> None:
    picture = photo(1200, 800)
    text = '<img src="photo" alt="A" width="96"> <img src="photo" alt="A" width="300">'
    assert sampled({"photo": picture}, shaped(text), classic())["photo"] == picture


def test_what_would_grow_stays() -> None:
    """A drawing of two colours is larger when its edges are soft."""
    image = Image.new("1", (1200, 800))
    for row in range(0, 800, 2):
        image.paste(1, (0, row, 1200, row + 1))
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    picture = identify(stream.getvalue())
    assert len(sample(picture, 96).data) <= len(picture.data)


def test_the_page_is_laid_out_as_with_all_pixels() -> None:
    picture = photo(3001, 1999)
    text = '<img src="photo" alt="A" width="333">\n\nBelow it.'
    document, theme = shaped(text), classic()
    small = sampled({"photo": picture}, document, theme)["photo"]
    assert replace(small, data=b"", media_type="") == replace(picture, data=b"", media_type="")
    ratio = Image.open(io.BytesIO(small.data))
    # Never higher than it was, so that no page is longer for it.
    assert 0 <= 1999 / 3001 - ratio.height / ratio.width < 0.001


def test_it_is_the_same_each_time() -> None:
    picture = photo(2000, 1000)
    assert made(picture)[0] == made(identify(bytes(bytearray(picture.data))))[0]


def test_grey_of_16_bits_is_shown() -> None:
    stream = io.BytesIO()
    Image.new("I;16", (200, 200), 40000).save(stream, "PNG")
    pdf, findings = made(identify(stream.getvalue()), '<img src="photo" alt="A" width="96">')
    (image,) = images(pdf)
    assert findings == []
    assert image.convert("L").getpixel((9, 9)) == 40000 // 256
