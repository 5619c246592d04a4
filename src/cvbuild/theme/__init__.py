"""Themes: data that decides how every format looks."""

from cvbuild.theme.load import load_theme, theme_names
from cvbuild.theme.model import (
    HEADINGS,
    Colors,
    FontStack,
    Lists,
    Page,
    Role,
    RunRole,
    RunStyle,
    TextStyle,
    Theme,
)

__all__ = [
    "HEADINGS",
    "Colors",
    "FontStack",
    "Lists",
    "Page",
    "Role",
    "RunRole",
    "RunStyle",
    "TextStyle",
    "Theme",
    "load_theme",
    "theme_names",
]
