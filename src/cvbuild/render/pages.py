"""The pages of a PDF as pictures; PDFium is known to this module only.

How pages come about stands in `pdf`.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from cvbuild.diagnostics import Code, Report


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as PNG, with its size in pixels."""

    png: bytes
    width: int
    height: int


def can_draw_pages(report: Report) -> bool:
    """Whether PDFium is there; if not, how to get it is reported."""
    try:
        import pypdfium2  # noqa: F401
    except (ImportError, OSError):
        message = "pictures of pages need pypdfium2, which is not installed or does not run on this machine"
        report.add(Code.ENGINE_MISSING, message, None, "pip install pypdfium2")
        return False
    return True


def page_pictures(pdf: bytes, most: int, width: int) -> list[PagePicture]:
    """The first pages of a PDF, `most` at most, each so many pixels wide."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_picture(document[number], width) for number in range(min(most, len(document)))]
    finally:
        document.close()


def _picture(page: object, width: int) -> PagePicture:
    from PIL import Image

    image: Image.Image = page.render(scale=width / page.get_width()).to_pil()  # type: ignore[attr-defined]
    reduced = image.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    target = BytesIO()
    reduced.save(target, "PNG", optimize=True)
    return PagePicture(target.getvalue(), *reduced.size)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document.get_page_size(number) for number in range(len(document))]
    finally:
        document.close()


def drawn_page(pdf: bytes, number: int, width: int) -> bytes:
    """A page, counted from 0, as PNG so many pixels wide, in all its colours; made for speed. Raises IndexError."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 0 <= number < len(document):
            raise IndexError(number)
        page, target = document[number], BytesIO()
        page.render(scale=width / page.get_width()).to_pil().save(target, "PNG", compress_level=1)
        return target.getvalue()
    finally:
        document.close()
