"""Links that a reader would rather not follow: by `http:`, which anybody on the way can change, or without words.

Whether a link leads anywhere is for `build` to say; unsafe schemes are dropped by `parse`.
"""

from __future__ import annotations

import re

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.rule import Checked
from cvbuild.source import Span
from cvbuild.tree.nodes import Link
from cvbuild.tree.walk import plain_text, walk

_INSECURE = re.compile(
    r"http://(?!localhost\b|127\.|10\.|192\.168\.|\[::1\]|[^/\s]+\.(?:local|onion|test)\b)\S+", re.IGNORECASE
)
_BARE = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)


def check(checked: Checked, report: Report) -> None:
    """Report links by `http:` wherever they are written, and addresses that stand in the text as they are."""
    for node in walk(checked.written):
        if isinstance(node, Link):
            _insecure(node.target, node.span, report)
            _bare(node, checked, report)
    for passage in checked.front:
        _insecure(passage.text.strip(), passage.span(0, len(passage.text)) if passage.text else None, report)


def _insecure(target: str, span: Span | None, report: Report) -> None:
    if _INSECURE.fullmatch(target):
        report.add(Code.INSECURE_LINK, f"the link to {target} is not secure", span, "use https:, if the site has it")


def _bare(link: Link, checked: Checked, report: Report) -> None:
    shown, span = plain_text(link.children), link.span
    if not _BARE.fullmatch(shown) or span is None:
        return
    is_marked = span.column and checked.source.text.startswith("<", checked.source.at(span.line, span.column))
    if not is_marked:
        report.add(Code.BARE_LINK, f"the address {shown} stands in the text", span, "give it words: [words](address)")
