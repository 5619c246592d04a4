"""Whether words may be divided at the ends of lines: in running text only, never in heads, names, addresses and code.

Where a word may be divided is known to the formats, by the document's language.
"""

from __future__ import annotations

from dataclasses import replace

from cvbuild.theme.model import Role, Theme

_RUNNING = frozenset(
    {Role.BODY, Role.INTRO, Role.ITEM, Role.QUOTE, Role.DESCRIPTION, Role.FOOTNOTE, Role.TABLE_CELL, Role.CAPTION}
)


def with_hyphens(theme: Theme, wanted: bool) -> Theme:
    """The theme with words divided or not."""
    text = {role: replace(style, hyphens=wanted and role in _RUNNING) for role, style in theme.text.items()}
    return replace(theme, text=text)
