"""The Markdown engine: CommonMark with GFM's tables, strikethrough and autolinks, footnotes, definition lists.

It gives tokens; nodes are made of them in `blocks` and `inlines`. Where it is corrected, stands in `rules`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from cvbuild.parse.rules import use_own_rules
from cvbuild.parse.typography import use_typography

MAX_NESTING = 600
"""Token levels; a list takes two a depth. The engine would silently drop what is nested deeper."""

_MAX_BRACKETS = 40
"""Brackets in brackets; deeper ones are text. The engine reads the rest of a paragraph once for each level."""

_RECURSION_LIMIT = 20_000
"""Python frames; the engine takes about 6 for each level of nesting."""


def _engine(max_nesting: int, smart_for: str | None) -> MarkdownIt:
    engine = MarkdownIt("commonmark", {"linkify": True, "maxNesting": max_nesting})
    engine.enable(["table", "strikethrough", "linkify"])
    engine.use(deflist_plugin).use(footnote_plugin, inline=False)
    use_own_rules(engine)
    if smart_for is not None:
        use_typography(engine, smart_for)
    # Notes are collected from the environment, and escapes stay apart so that each keeps its raw form.
    engine.disable(["footnote_tail", "text_join"])
    # Schemes are judged in `inlines`, where an unsafe one can be reported with its place.
    engine.validateLink = lambda url: True  # type: ignore[method-assign]
    # A bare address stays as it was written; the engine would decode it.
    engine.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    if engine.linkify is not None:
        # An address without a scheme is as often a comment or "and//or".
        engine.linkify.set({"fuzzy_link": False, "fuzzy_email": True}).add("//", None)
    return engine


@cache
def _engines(smart_for: str | None) -> MarkdownIt:
    """The engine for blocks, which lets another one read inlines: their nesting has its own limit."""
    blocks, inlines = _engine(MAX_NESTING, smart_for), _engine(_MAX_BRACKETS, smart_for)

    def read_inlines(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline":
                token.children = inlines.inline.parse(token.content, inlines, state.env, [])

    blocks.core.ruler.at("inline", read_inlines)
    return blocks


def tokenize(text: str, smart_for: str | None = None) -> tuple[list[Token], list[str]]:
    """The block tokens, and the labels of the footnotes in the order of their first references.

    With `smart_for`, a language's tag, quotes and dashes are set as that language has them.
    """
    environment: dict[str, dict[str, dict[int, dict[str, str]]]] = {}
    # A rule may look at the character behind the last line.
    tokens = _engines(smart_for).parse(text if text.endswith("\n") else f"{text}\n", environment)
    listed = environment.get("footnotes", {}).get("list", {})
    return tokens, [listed[index]["label"] for index in sorted(listed)]


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Room for the deepest nesting that is let through, so that none ends in a RecursionError."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _RECURSION_LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
