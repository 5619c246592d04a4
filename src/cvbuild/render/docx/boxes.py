"""What stands at a fixed place of the first page: a letter's head and address, and the marks for folding.

They are ordinary paragraphs in frames, which every reader finds in their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cvbuild.render.docx.places import TEXT, Place
from cvbuild.render.docx.properties import Box
from cvbuild.render.docx.styles import Styles
from cvbuild.render.docx.xml import Element, w
from cvbuild.render.marks import FOLD_LEFT, FOLD_WIDTH, RULE_GAP
from cvbuild.theme.model import AddressField, Page
from cvbuild.tree.nodes import Addressee, Block, Blocks, Table
from cvbuild.tree.walk import walk


def placed(blocks: Blocks, page: Page) -> Iterator[tuple[Block, Place]]:
    """Each block of a document with its place.

    Where the page has a field for an address, the address and what stands above it are in boxes that fill the sheet
    down to the text. A table can't be in one; an address below a table stands in the text.
    """
    number = next((number for number, block in enumerate(blocks) if isinstance(block, Addressee)), None)
    if page.address is None or number is None or _holds_table(blocks[:number]):
        yield from ((block, TEXT) for block in blocks)
        return
    head, address = _head(page.address, page), _address(page.address)
    yield from ((block, replace(TEXT, box=head)) for block in blocks[:number])
    yield blocks[number], replace(TEXT, box=address)
    yield from ((block, TEXT) for block in blocks[number + 1 :])


def _holds_table(blocks: Blocks) -> bool:
    return any(isinstance(node, Table) for block in blocks for node in walk(block))


def _head(field: AddressField, page: Page) -> Box:
    """A point less high than there is room: where frames overlap, LibreOffice lays text over the second."""
    height = field.top + field.inset_top - page.first_top - 1
    return Box(page.margin_left, page.first_top, page.text_width, height)


def _address(field: AddressField) -> Box:
    left, top = field.left + field.inset_left, field.top + field.inset_top
    return Box(left, top, field.width - field.inset_left, field.height - field.inset_top)


def fold_marks(page: Page, styles: Styles) -> Iterator[Element]:
    """The marks, as paragraphs of the first page's header."""
    for fold in page.folds:
        # The line is at the lower edge of a paragraph one point high.
        box = Box(FOLD_LEFT, fold - 1 - RULE_GAP, FOLD_WIDTH, 1)
        yield w("p", w("pPr", w("pStyle", val=styles.paragraph("Fold Mark")), box.xml()))
