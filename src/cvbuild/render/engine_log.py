"""What the engine of the page logs, in our words and with a place; nothing of it reaches the terminal raw.

What is read from the laid-out pages themselves is the business of `signals`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from cvbuild.diagnostics import Code, Report
from cvbuild.tree.nodes import Document
from cvbuild.tree.places import picture_place, word_place

SAID_ELSEWHERE = (
    "Using fontTools instead of HarfBuzz",
    "No anchor #",
    'Image "',
)
"""Messages that the doctor or the build gives in better words, with a place."""


class _Said(NamedTuple):
    code: Code
    message: str
    hint: str


_PICTURE_HINT = "save it again with another program, or as PNG"
_FONT_HINT = "another font will do; `cvbuild doctor` tells which libraries are missing"
TRANSLATIONS: dict[str, _Said] = {
    "Failed to load image at": _Said(Code.UNSUPPORTED_IMAGE, "{0} can't be shown in a PDF", _PICTURE_HINT),
    "Failed to render SVG image": _Said(Code.UNSUPPORTED_IMAGE, "{0} can't be shown in a PDF", _PICTURE_HINT),
    "Failed to apply CSS rule in SVG": _Said(
        Code.ENGINE_WARNING, "an SVG picture has a style rule that can't be followed ({0})", _PICTURE_HINT
    ),
    "Missing %s descriptor in '@font-face' rule": _Said(
        Code.ENGINE_WARNING, "an SVG picture names a font without its {0}", _PICTURE_HINT
    ),
    "Relative URI reference without a base URI": _Said(
        Code.ENGINE_WARNING, "an SVG picture refers to another file, which is not shown ({0})", _PICTURE_HINT
    ),
    "Malformed URL": _Said(Code.UNSAFE_LINK, "the address “{0}” can't be read", "correct it"),
    "Font-face %r cannot be loaded": _Said(Code.ENGINE_WARNING, "the theme's font {0} can't be loaded", _FONT_HINT),
    "Please install HarfBuzz version 13+": _Said(Code.ENGINE_WARNING, "the emoji font {0} can't be drawn", _FONT_HINT),
    "Too many glyphs missing from": _Said(
        Code.ENGINE_WARNING, "the font {0} lacks so many characters that they can't be searched for", _FONT_HINT
    ),
    **{
        message: _Said(Code.ENGINE_WARNING, "the font {0} can't be put into the file as a whole", _FONT_HINT)
        for message in (
            'Unable to subset "%s"',
            'Unable to instantiate "%s"',
            'Unable to save emoji font "%s"',
            'Unknown bitmap metrics in "%s"',
            'Unsupported bitmap glyph format in "%s"',
            'Unknown subglyph in "%s"',
            'Unsupported subglyph in subglyph in "%s"',
        )
    },
}
"""By how the engine's messages begin: a code, a message with the engine's first argument filled in, and a hint."""

GLYPH = ".notdef glyph"
"""How the message begins that no font has a character."""


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def engine_log(document: Document, report: Report, sources: Mapping[str, str] | None = None) -> Iterator[None]:
    """Turn what the engine logs meanwhile into diagnostics. `sources` are the pictures by the engine's address."""
    logger, collector = logging.getLogger("weasyprint"), _Collector()
    handlers, propagates = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [collector], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = handlers, propagates
    for record in collector.records:
        _report(record, document, report, sources or {})


def _report(record: logging.LogRecord, document: Document, report: Report, sources: Mapping[str, str]) -> None:
    said, arguments = str(record.msg), record.args if isinstance(record.args, tuple) else ()
    first = str(arguments[0]) if arguments else ""
    if said.startswith(SAID_ELSEWHERE):
        return
    if said.startswith(GLYPH):
        _report_glyph(first, document, report)
        return
    known = next((known for start, known in TRANSLATIONS.items() if said.startswith(start)), None)
    if known is None:
        message = f"the PDF engine can't follow part of the layout: {record.getMessage()}"
        report.add(Code.ENGINE_WARNING, message, document.span, "look at the pages, and please report it")
        return
    # A picture in a picture has an address of its own, which is none of ours.
    source = sources.get(first, first)
    place = picture_place(source, document) or document.span
    report.add(known.code, known.message.format(source), place, known.hint)


def _report_glyph(character: str, document: Document, report: Report) -> None:
    """Say it where the character first stands."""
    message = f"no font has the character “{character}” (U+{ord(character):04X})"
    hint = "install a font that has it, or write it another way; `cvbuild doctor` tells what is missing"
    report.add(Code.MISSING_GLYPH, message, word_place(character, document) or document.span, hint)
