"""Headings out of order: levels that are skipped, and several titles."""

from __future__ import annotations

from itertools import pairwise

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.rule import Checked
from cvbuild.tree.nodes import Heading, Section
from cvbuild.tree.walk import plain_text, walk


def check(checked: Checked, report: Report) -> None:
    """Report each heading that is too deep below the one before, and each title but the first."""
    headings = [node for node in walk(checked.written) if isinstance(node, Heading)]
    for before, heading in pairwise(headings):
        if heading.level > before.level + 1:
            message = f"a heading of level {heading.level} follows one of level {before.level}"
            hint = f"write it with {'#' * (before.level + 1)}, or add what is between"
            report.add(Code.SKIPPED_LEVEL, message, heading.span, hint)
    titles = [heading for heading in headings if heading.level == 1]
    if len(titles) > 1 and not _makes_sections(checked):
        for title in titles[1:]:
            message = f"“{plain_text(title).strip()}” is one more heading of level 1"
            report.add(Code.SEVERAL_TITLES, message, title.span, "write it with ##, and lower what is below it")


def _makes_sections(checked: Checked) -> bool:
    """Whether the sections of a résumé have headings of level 1, as its author wants them."""
    return any(isinstance(node, Section) and node.heading.level == 1 for node in walk(checked.document))
