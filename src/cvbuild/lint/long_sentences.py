"""Sentences and paragraphs that are longer than a reader's breath; on demand, since style is the author's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.rule import Checked
from cvbuild.tree.nodes import Paragraph

_MOST_WORDS = 35
_MOST_WORDS_OF_PARAGRAPH = 120
_MOST_WIDE = 100
_MOST_WIDE_OF_PARAGRAPH = 400
"""Characters of Chinese and Japanese, which part words by no spaces."""
_END = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[\"“„«(]*[^\W\d_a-zà-ÿ])|(?<=[。！？])|\n+")
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]{1,2}|\b(?:Mrs|Prof|etc|bzw|ggf|inkl|vgl|approx|incl|No|Nr|St))\.$")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def check(checked: Checked, report: Report) -> None:
    """Report each sentence and each paragraph that is too long."""
    for passage in checked.passages:
        if not isinstance(passage.node, Paragraph):
            continue
        for start, end in _sentences(passage.text):
            words, wide = _size(passage.text[start:end])
            if words > _MOST_WORDS or wide > _MOST_WIDE:
                message = f"the sentence has {_said(words, wide)}"
                report.add(Code.LONG_SENTENCE, message, passage.span(start, end), "make two of it")
        words, wide = _size(passage.text)
        if words > _MOST_WORDS_OF_PARAGRAPH or wide > _MOST_WIDE_OF_PARAGRAPH:
            message = f"the paragraph has {_said(words, wide)}"
            report.add(Code.LONG_PARAGRAPH, message, passage.span(0, len(passage.text)), "part or shorten it")


def _size(text: str) -> tuple[int, int]:
    return len(re.findall(r"\w+(?:['’-]\w+)*", text)), len(_WIDE.findall(text))


def _said(words: int, wide: int) -> str:
    return f"{wide} characters" if wide > words else f"{words} words"


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end, without the white space between them."""
    start = 0
    for found in _END.finditer(text):
        if _ABBREVIATION.search(text, start, found.start()):
            continue
        if text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text.rstrip())
