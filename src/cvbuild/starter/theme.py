"""The file of a new theme: the theme that it extends, and what people want to change first, commented out.

Where it is written is the command's business.
"""

from __future__ import annotations

import json

from cvbuild.starter.files import filled
from cvbuild.theme import Loaded, Role


def theme_file(extends: str, base: Loaded, schema: str) -> bytes:
    """A `theme.yaml` that extends `base`, which it calls `extends`; `schema` is where editors find what it may hold."""
    theme = base.theme
    body, page = theme.text[Role.BODY], theme.page
    accent = base.colors.get("accent", body.color)
    values = {
        "schema": schema,
        "name": theme.name,
        "extends": _quoted(extends),
        "accent": accent,
        "dark": theme.dark.get(accent, accent),
        "families": json.dumps(body.font.families, ensure_ascii=False),
        "word": _quoted(body.font.word_alternative),
        "generic": body.font.generic,
        "size": f"{body.size:g}pt",
        "leading": f"{body.leading:g}",
        "margins": ", ".join(
            f"{length * 25.4 / 72:.4g}mm"
            for length in (page.margin_top, page.margin_right, page.margin_bottom, page.margin_left)
        ),
    }
    return filled("theme.yaml", values).encode()


def _quoted(text: str) -> str:
    """A YAML scalar; quoted only where it needs to be."""
    return text if text.replace("-", "").replace("_", "").isalpha() else json.dumps(text, ensure_ascii=False)
