"""Tabs between words: no format has stops for them, so they become a gap of chance.

In a résumé's heads they part fields, which is for the shape to read.
"""

from __future__ import annotations

import re

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.rule import Checked
from cvbuild.tree.nodes import Paragraph

_TAB = re.compile(r"(?<=\S)[ ]*\t[ \t]*(?=\S)")


def check(checked: Checked, report: Report) -> None:
    """Report each tab in a sentence."""
    parts_fields = checked.document.metadata.kind == "resume"
    for passage in checked.passages:
        if "\t" not in passage.text or not isinstance(passage.node, Paragraph):
            continue
        for found in _TAB.finditer(passage.text):
            line = passage.text[: found.start()].rpartition("\n")[2] + passage.text[found.end() :].partition("\n")[0]
            if not parts_fields or _is_sentence(line):
                fix = passage.replacement(*found.span(), " ")
                report.add(Code.TAB, "a tab stands between words", passage.span(*found.span()), "write a space", fix)


def _is_sentence(line: str) -> bool:
    """Whether a line is more than the fields of an entry."""
    return len(line.split()) > 12 and bool(re.search(r"[.!?]\W*$", line))
