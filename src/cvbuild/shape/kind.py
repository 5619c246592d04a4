"""Chooses the kind of a document, completes its metadata, and hands it to that kind's shape.

What is recognised inside a letter or a résumé stands in `letter` and `resume`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from cvbuild.config import Config
from cvbuild.diagnostics import Report
from cvbuild.shape.letter import shape_letter
from cvbuild.shape.letter_text import is_salutation
from cvbuild.shape.page import shape_page
from cvbuild.shape.resume import shape_resume
from cvbuild.tree.metadata import Kind, Recipient
from cvbuild.tree.nodes import Document, Heading, Paragraph
from cvbuild.tree.walk import plain_text

_SHAPES: dict[Kind, Callable[[Document, Report], Document]] = {
    "letter": shape_letter,
    "resume": shape_resume,
    "page": shape_page,
}
_NAMES: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"letter|anschreiben|motivation|자기소개|커버\s*레터|送付状"), "letter"),
    (re.compile(r"(?:^|\b|_)(?:resume|résumé|cv|curriculum|lebenslauf)(?:$|\b|_)|이력서|履歴書|简历"), "resume"),
)


def shape(document: Document, config: Config, name: str, report: Report) -> Document:
    """The document as what it is; values that can't be are reported.

    `name` is the file's name without its ending, from which the kind may show.
    """
    metadata = document.metadata
    kind = metadata.kind or _infer(document, name)
    author = metadata.author.completed(config.author)
    completed = replace(
        metadata,
        kind=kind,
        title=metadata.title or _title(document, author.name if kind == "resume" else "", name),
        lang=metadata.lang or config.lang,
        layout=(metadata.layout or config.layout) if kind == "letter" else None,
        author=author,
        pdf=metadata.pdf.completed(config.pdf),
    )
    return _SHAPES[kind](replace(document, metadata=completed), report)


def _infer(document: Document, name: str) -> Kind:
    for pattern, kind in _NAMES:
        if pattern.search(name.lower()):
            return kind
    says = document.metadata
    addressed = says.recipient != Recipient() or says.salutation or says.closing or says.signature or says.enclosures
    greets = any(isinstance(block, Paragraph) and is_salutation(block) for block in document.children)
    return "letter" if addressed or greets else "page"


def _title(document: Document, author: str, name: str) -> str:
    """The first heading's text; where that is no title, as in a résumé without one, the author's name."""
    for block in document.children:
        if isinstance(block, Heading) and (text := plain_text(block).strip()):
            return author if author and block.level > 1 else text
    return author or document.metadata.subject or name.replace("-", " ").replace("_", " ").strip().capitalize()
