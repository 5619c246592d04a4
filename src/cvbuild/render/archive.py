"""What a standard for PDFs asks of a file beside its tags, and what it refuses: see `tree.pdf` for the standards.

The engine is told by `engine_variant`; `finish` does in its file what it leaves undone.
"""

from __future__ import annotations

import io
from typing import Any

from cvbuild.diagnostics import Code, Report, counted
from cvbuild.render.archive_pictures import laid_on_paper
from cvbuild.render.attachments import Attachment
from cvbuild.theme.model import Theme
from cvbuild.tree.pdf import VARIANTS, PdfSettings, PdfVariant

_HOLDING = ", ".join(name for name in VARIANTS if PdfVariant(name).holds_files)


def engine_variant(variant: PdfVariant) -> str:
    """The name under which the engine makes that variant."""
    return "pdf/a-4u" if variant == "pdf/a-4" else str(variant)


def pdf_version(variant: PdfVariant) -> str:
    """The version of PDF in which that variant is written."""
    if not variant.is_archival:
        return "1.7" if variant.part == 1 else "2.0"
    return ("1.4", "1.7", "1.7", "2.0")[variant.part - 1]


def is_possible(settings: PdfSettings, attachment: Attachment | None, report: Report) -> bool:
    """Whether the variant goes with what is attached; if not, that is reported."""
    variant = settings.standard
    if attachment and not variant.holds_files:
        message = f"{variant} must not hold the source, which is no PDF/A"
        report.add(Code.PDF_VARIANT, message, settings.span, f"attach it in {_HOLDING}, or leave out `attach-source`")
        return False
    if variant == "pdf/a-4f" and not attachment:
        message = "pdf/a-4f is for files with an attachment, and this one has none"
        report.add(Code.PDF_VARIANT, message, settings.span, "write `attach-source: true`, or choose pdf/a-4")
        return False
    return True


def finish(pdf: Any, settings: PdfSettings, theme: Theme, report: Report) -> None:
    """Do what PDF/A wants: no smoothing of pictures, in PDF/A-1 no transparency; and fonts that every PDF may hold."""
    variant = settings.standard
    _lay_outlines_bare(pdf)
    if not variant.is_archival:
        return
    for stream in pdf.objects:
        if getattr(stream, "extra", {}).get("Interpolate") == "true":
            stream.extra["Interpolate"] = "false"
    if variant.part > 1:
        return
    number = laid_on_paper(pdf, theme.colors.background)
    if number:
        message = f"{variant} knows no transparency: {counted(number, 'picture')} laid on the colour of the paper"
        report.add(Code.PDF_FLATTENED, message, settings.span, "choose pdf/a-2b or later to keep it")
    if _shines(pdf):
        message = f"{variant} knows no transparency, and a drawing on the page has some"
        report.add(Code.PDF_VARIANT, message, settings.span, "choose pdf/a-2b or later, or give the drawing as PNG")


def _lay_outlines_bare(pdf: Any) -> None:
    """Keep of OpenType fonts with PostScript outlines the outlines only (ISO 32000-1, 9.9, table 126).

    PDF 1.4 knows no OpenType fonts, and veraPDF misses some of their glyphs.
    """
    from fontTools.ttLib.sfnt import SFNTReader

    for stream in pdf.objects:
        if getattr(stream, "extra", {}).get("Subtype") == "/OpenType":
            stream.stream = [SFNTReader(io.BytesIO(stream.stream[0]))["CFF "]]
            stream.extra["Subtype"] = "/CIDFontType0C"


def _shines(pdf: Any) -> bool:
    """Whether anything transparent is left in the file (ISO 19005-1, 6.4)."""
    dictionaries = [found for found in (getattr(one, "extra", one) for one in pdf.objects) if isinstance(found, dict)]
    resources = [found.get("Resources", found) for found in dictionaries]
    states = [state for found in resources if isinstance(found, dict) for state in found.get("ExtGState", {}).values()]
    faint = any(state.get(key, 1) != 1 for state in states for key in ("ca", "CA", "SMask"))
    return faint or any("Group" in found for found in dictionaries)
