"""`cvbuild themes`: what looks there are."""

from __future__ import annotations

import typer

from cvbuild.diagnostics import Report
from cvbuild.theme import load_theme, theme_names


def run_list() -> None:
    """Print each theme's name and description."""
    names = theme_names()
    width = max(map(len, names), default=0)
    for name in names:
        theme = load_theme(name, Report())
        typer.echo(f"{name:<{width}}  {theme.description if theme else 'can not be read'}")
