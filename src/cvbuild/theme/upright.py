"""Whether letters are slanted: those of scripts that have no italics never, whatever a theme wants.

How such text is emphasised is the renderers' business: in bold.
"""

from __future__ import annotations

from dataclasses import replace

from cvbuild.theme.model import Theme


def upright(theme: Theme) -> Theme:
    """The theme with nothing slanted."""
    text = {role: replace(style, italic=False) for role, style in theme.text.items()}
    runs = {role: replace(style, italic=False if style.italic else None) for role, style in theme.runs.items()}
    return replace(theme, text=text, runs=runs)
