"""A source to a document: mojibake, front matter, body, footnotes, in that order.

How a block or an inline becomes a node stands in `blocks` and `inlines`.
"""

from __future__ import annotations

import re

from cvbuild.decode import Value
from cvbuild.diagnostics import Code, Report, counted
from cvbuild.parse.blocks import BlockBuilder
from cvbuild.parse.front_matter import read_front_matter
from cvbuild.parse.markdown import MAX_NESTING, deep_recursion, tokenize
from cvbuild.parse.mojibake import repair
from cvbuild.source import Source, Span
from cvbuild.tree.nodes import Document

_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""UAX 9, section 2: marks, embeddings, overrides and isolates."""


def parse(source: Source, report: Report, overrides: Value | None = None, lang: str = "en") -> Document:
    """The document in a source, as its author wrote it; `overrides` is laid upon its front matter, and `lang` is
    its language where it names none.

    Never raises for what the text holds.
    """
    with deep_recursion():
        return _parse(repair(source, report), report, overrides, lang)


def _parse(source: Source, report: Report, overrides: Value | None, lang: str) -> Document:
    _report_bidi_controls(source, report)
    metadata, first_line = read_front_matter(source, report, overrides)
    report.ignore(metadata.ignore)
    tokens, notes = tokenize(
        source.text[source.offset(first_line) :], metadata.lang or lang if metadata.smart else None
    )
    deepest = max((token.level for token in tokens), default=0)
    if deepest >= MAX_NESTING - 1:
        line = next(token.map[0] for token in tokens if token.level >= MAX_NESTING - 2 and token.map)
        report.add(
            Code.NESTING,
            f"blocks are nested more than {MAX_NESTING // 2} deep",
            Span(source.path, first_line + line),
            "take list items or quotes out of each other",
        )
        return Document(metadata, (), span=Span(source.path, 1))
    builder = BlockBuilder(source, first_line, report)
    children = builder.document(tokens)
    footnotes = builder.footnotes(notes)
    if not children and not footnotes:
        report.add(
            Code.EMPTY_DOCUMENT,
            "the document is empty",
            Span(source.path, 1),
            "write some Markdown below the front matter",
        )
    return Document(metadata, children, footnotes, span=Span(source.path, 1))


def _report_bidi_controls(source: Source, report: Report) -> None:
    """Say once that there are invisible characters that turn the direction of writing, and where the first is."""
    found = list(_BIDI_CONTROLS.finditer(source.text))
    if found:
        code_point = f"U+{ord(found[0][0]):04X}"
        message = f"invisible direction controls in {counted(len(found), 'place')}, first {code_point}; they were kept"
        report.add(Code.BIDI_CONTROL, message, source.span(*found[0].span()), "remove those that you did not mean")
