"""A paragraph that stands in the document twice, as copying leaves it.

Short lines may well be alike; only what nobody writes twice counts.
"""

from __future__ import annotations

import re

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.prose import HIDDEN
from cvbuild.lint.rule import Checked
from cvbuild.source import Span
from cvbuild.tree.nodes import Paragraph

_FEWEST_CHARACTERS = 60
_WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]")
_WIDE_COUNTS = 2


def check(checked: Checked, report: Report) -> None:
    """Report every paragraph that was there before."""
    seen: dict[str, Span | None] = {}
    for passage in checked.passages:
        text = re.sub(r"[\s.]+", " ", passage.text).strip().casefold()
        length = len(text) + (_WIDE_COUNTS - 1) * len(_WIDE.findall(text))
        if not isinstance(passage.node, Paragraph) or length < _FEWEST_CHARACTERS or HIDDEN in text:
            continue
        if text in seen:
            first = seen[text]
            where = f", first on line {first.line}" if first else ""
            shown = passage.text.strip().partition("\n")[0][:40]
            message = f"the paragraph “{shown}…” stands here again{where}"
            report.add(Code.REPEATED_PARAGRAPH, message, passage.span(0, len(passage.text)), "keep one of them")
        seen.setdefault(text, passage.node.span)
