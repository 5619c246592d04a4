"""Reads an output back and reports where it does not say what its document says.

How outputs are read and compared is the business of `verify`.
"""

from __future__ import annotations

from cvbuild.diagnostics import Code, Report
from cvbuild.pictures import Pictures
from cvbuild.theme.model import Theme
from cvbuild.tree.nodes import Document, Image
from cvbuild.tree.walk import walk

_HINT = "nothing is written; if the source looks right, report this, and build with --no-verify until then"


def prove_output(name: str, data: bytes, document: Document, theme: Theme, pictures: Pictures, report: Report) -> None:
    """Report what an output in that format says otherwise than its document; `report` has what its renderer found."""
    if report.has_errors:
        return
    from cvbuild.verify.prove import prove

    differences = prove(name, data, document, theme, _without(pictures, document, report))
    boxes = [one for one in report if one.code is Code.MISSING_GLYPH]
    for box in boxes:
        report.add(Code.GLYPH_BOX, f"{name}: an empty box is shown, since {box.message}", box.span, box.hint)
    for one in differences:
        # Where a box stands, words are not read as they are written.
        if not (boxes and one.code is Code.WORDS_DIFFER):
            report.add(one.code, one.message, one.span or document.span, _HINT)


def _without(pictures: Pictures, document: Document, report: Report) -> Pictures:
    """The pictures that the format could show: for others there are their alternative texts, as was reported."""
    places = {one.span for one in report if one.code is Code.UNSUPPORTED_IMAGE}
    if not places:
        return pictures
    lost = {node.source for node in walk(document) if isinstance(node, Image) and node.span in places}
    return {source: picture for source, picture in pictures.items() if source not in lost}
