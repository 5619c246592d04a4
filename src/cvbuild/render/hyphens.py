"""Whether the words of a language can be divided on the printed page: the engine has the rules from Pyphen.

Which words may be divided is the theme's matter.
"""

from __future__ import annotations

from cvbuild.diagnostics import Code, Report
from cvbuild.theme.model import Role, Theme
from cvbuild.tree.nodes import Document


def report_no_hyphens(theme: Theme, document: Document, report: Report) -> None:
    """Report it where words shall be divided by rules that there are not."""
    import pyphen

    lang = document.metadata.lang
    if theme.text[Role.BODY].hyphens and pyphen.language_fallback(lang) is None:
        message = f"there are no rules for dividing words of “{lang}”"
        known = ", ".join(sorted({language for language in pyphen.LANGUAGES if "_" not in language}))
        report.add(Code.NO_HYPHENATION, message, document.metadata.span, f"there are some for {known}")
