"""Where a letter's parts stand: its head and address at a fixed place of the first page, its end not alone on the last.

What stands at a fixed place, as the marks for folding do, is an ordinary paragraph in a frame, which every reader finds
in its order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from math import ceil

from cvbuild.diagnostics import Code, Report
from cvbuild.render.columns import ems
from cvbuild.render.docx.places import TEXT, Place
from cvbuild.render.docx.properties import Box
from cvbuild.render.docx.styles import Styles
from cvbuild.render.docx.xml import Element, w
from cvbuild.render.marks import FOLD_LEFT, FOLD_WIDTH, RULE_GAP
from cvbuild.theme.model import HEADINGS, AddressField, Length, Page, Role, Theme
from cvbuild.tree.nodes import (
    Addressee,
    Block,
    Blocks,
    Closing,
    DateLine,
    Enclosures,
    Heading,
    Letterhead,
    Paragraph,
    Signature,
    Subject,
    Table,
)
from cvbuild.tree.walk import plain_text, walk


def placed(blocks: Blocks, theme: Theme, report: Report) -> Iterator[tuple[Block, Place]]:
    """Each block of a document with its place.

    Where the page has a field for an address, the address and what stands above it are in boxes that fill the sheet
    down to the text. Boxes don't give way, and a table can't be in one: below a table, or a head that is too high, an
    address stands in the text.
    """
    number = next((number for number, block in enumerate(blocks) if isinstance(block, Addressee)), None)
    if theme.page.address is None or number is None or _holds_table(blocks[:number]):
        yield from _in_text(blocks)
        return
    head, address = _head(theme.page.address, theme.page), _address(theme.page.address)
    if _height(blocks[:number], theme) > head.height:
        message = "what stands above the address is too high for it: in Word, the address is no longer in its window"
        report.add(
            Code.ADDRESS_MOVED, message, blocks[number].span, "shorten the letterhead, or choose another `layout`"
        )
        yield from _in_text(blocks)
        return
    yield from ((block, replace(TEXT, box=head)) for block in blocks[:number])
    yield blocks[number], replace(TEXT, box=address)
    yield from _in_text(blocks[number + 1 :])


def _in_text(blocks: Blocks) -> Iterator[tuple[Block, Place]]:
    """Blocks in the text; no page begins with the end of a letter, but with what stands above it."""
    for block, below in zip_longest(blocks, blocks[1:]):
        ends = isinstance(block, Paragraph | DateLine | Signature) and isinstance(
            below, Closing | Signature | Enclosures
        )
        yield block, replace(TEXT, kept=True) if ends else TEXT


def _holds_table(blocks: Blocks) -> bool:
    return any(isinstance(node, Table) for block in blocks for node in walk(block))


def _height(blocks: Blocks, theme: Theme) -> Length:
    """An estimate of how high these blocks are on top of a page."""
    before = height = 0.0
    for role, text in (line for block in blocks for line in _lines(block, theme)):
        style = theme.text[role]
        rows = ceil(ems(text) * style.size / theme.page.text_width)
        before = before or style.before
        height += style.before + rows * style.size * style.leading + style.rule_below
    return height - before


def _lines(block: Block, theme: Theme) -> Iterator[tuple[Role, str]]:
    """The lines of a block, which may be too long for one."""
    match block:
        case Letterhead(name=name, headline=headline, contacts=contacts):
            yield from ((role, text) for role, text in ((Role.NAME, name), (Role.HEADLINE, headline)) if text)
            separator = theme.letterhead.separator if theme.letterhead.contacts == "line" else "\n"
            text, role = separator.join(map(plain_text, contacts)), Role.CONTACT
        case Heading(level=level):
            text, role = plain_text(block), HEADINGS[level - 1]
        case _:
            text, role = plain_text(block), {DateLine: Role.DATE, Subject: Role.SUBJECT}.get(type(block), Role.BODY)
    yield from ((role, line) for line in text.splitlines())


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
