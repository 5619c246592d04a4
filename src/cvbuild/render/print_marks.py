"""A sheet for the print shop: larger than the page, with bleed around it and marks where it is cut.

What stands on the page is not changed by it.
"""

from __future__ import annotations

from typing import Any

from cvbuild.theme.model import Color
from cvbuild.tree.pdf import PdfSettings

_LEAST_SLUG = 14.1732
"""Points (5 mm) beyond the bleed for marks, which the engine draws in the outer half of what is around the page."""


def sheet_rules(settings: PdfSettings, background: Color) -> str:
    """The style rules for what is around the page (CSS Paged Media 3, 7); none where nothing is wanted there."""
    if not (settings.bleed or settings.crop_marks):
        return ""
    bleed = settings.bleed or 0.0
    around = bleed + (max(bleed, _LEAST_SLUG) if settings.crop_marks else 0.0)
    marks = "crop" if settings.crop_marks else "none"
    # The engine paints the text's own background on the page only.
    return f"@page {{ bleed: {around:.4f}pt; marks: {marks}; background: {background} }}\n"


def set_boxes(pdf: Any, settings: PdfSettings) -> None:
    """Say how far the bleed goes around each page (ISO 32000-1, 14.11.2); the engine says 10 points at the most."""
    if not (settings.bleed or settings.crop_marks):
        return
    bleed = settings.bleed or 0.0
    for page in pdf.objects:
        box = page.get("TrimBox") if isinstance(page, dict) and page.get("Type") == "/Page" else None
        if box:
            left, top, right, bottom = box
            page["BleedBox"][:] = [left - bleed, top - bleed, right + bleed, bottom + bleed]
