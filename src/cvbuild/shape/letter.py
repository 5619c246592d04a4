"""A letter: the sender's block, and the salutation and closing where the text has them."""

from __future__ import annotations

import re

from cvbuild.diagnostics import Report
from cvbuild.shape.letterhead import with_letterhead
from cvbuild.tree.nodes import Block, Closing, Document, Paragraph, Salutation
from cvbuild.tree.walk import plain_text

_SALUTATION = re.compile(
    r"(?:dear|hello|hi|to whom|sehr geehrte|liebe|guten tag|hallo|madame|monsieur|ch[eè]re?|bonjour"
    r"|estimad[oa]s?|querid[oa]s?|a quien)\b.{0,120}[,:!]",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:yours |very )?(?:sincerely|truly|faithfully)(?: yours)?|best wishes"
    r"|(?:with )?(?:kind |best |warm )?regards"
    r"|respectfully|mit (?:freundlichen|besten|herzlichen) grüßen|viele grüße|cordialement|bien à vous"
    r"|atentamente|saludos cordiales|un cordial saludo)\b[,.!]?",
    re.IGNORECASE,
)


def is_salutation(paragraph: Paragraph) -> bool:
    """Whether the whole paragraph is a greeting line."""
    return _SALUTATION.fullmatch(plain_text(paragraph).strip()) is not None


def shape_letter(document: Document, _report: Report) -> Document:
    """The letter with its parts named; what is not recognised stays an ordinary paragraph."""
    blocks = list(document.children)
    _name_first(blocks)
    _name_last(blocks)
    return with_letterhead(Document(document.metadata, tuple(blocks), document.footnotes, span=document.span))


def _name_first(blocks: list[Block]) -> None:
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and is_salutation(block):
            blocks[index] = Salutation(block.children, span=block.span)
            return


def _name_last(blocks: list[Block]) -> None:
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if isinstance(block, Paragraph) and _CLOSING.match(plain_text(block).strip()) and len(plain_text(block)) < 80:
            blocks[index] = Closing(block.children, span=block.span)
            return
