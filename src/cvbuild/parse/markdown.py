"""The Markdown engine: CommonMark with GFM's tables, strikethrough and autolinks, footnotes, definition lists.

It gives tokens; nodes are made of them in `blocks` and `inlines`.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

MAX_NESTING = 600
"""Token levels; a list takes two a depth. The engine would silently drop what is nested deeper."""


@cache
def _engine() -> MarkdownIt:
    engine = MarkdownIt("commonmark", {"linkify": True, "maxNesting": MAX_NESTING})
    engine.enable(["table", "strikethrough", "linkify"])
    engine.use(deflist_plugin).use(footnote_plugin, inline=False)
    # Notes are collected from the environment, and escapes stay apart so that each keeps its raw form.
    engine.disable(["footnote_tail", "text_join"])
    # Schemes are judged in `inlines`, where an unsafe one can be reported with its place.
    engine.validateLink = lambda url: True  # type: ignore[method-assign]
    if engine.linkify is not None:
        engine.linkify.set({"fuzzy_link": False, "fuzzy_email": True})
    return engine


def tokenize(text: str) -> tuple[list[Token], list[str]]:
    """The block tokens, and the labels of the footnotes in the order of their first references."""
    environment: dict[str, dict[str, dict[int, dict[str, str]]]] = {}
    tokens = _engine().parse(text, environment)
    listed = environment.get("footnotes", {}).get("list", {})
    return tokens, [listed[index]["label"] for index in sorted(listed)]
