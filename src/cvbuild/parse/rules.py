"""Our own rules for the Markdown engine, where it reads something otherwise than the specification.

Which of the engine's rules are on, is decided in `markdown`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.container import container_plugin

_InlineRule = Callable[[StateInline, bool], bool]
_BlockRule = Callable[[StateBlock, int, int, bool], bool]

_INDENTATION = re.compile(r"\n[ \t]+")
_HEADING_ID = re.compile(r"(?:^|[ \t])[ \t]*\{#([^\s{}#]+)\}[ \t]*\Z")
_CONTAINER = re.compile(r"[ \t]*(?:[A-Za-z][\w-]*|\{[^{}]*\})[ \t]*")
"""What opens a container, `::: name`; a line of colons alone closes it."""

_MOST_CONTAINERS = 20
"""Containers in each other; what opens deeper ones is text."""

_LINKED = re.compile(r"(?<![A-Za-z0-9.+-])(?:https?|ftp)\Z", re.IGNORECASE)
_ESCAPABLE = set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\n")


def use_own_rules(engine: MarkdownIt) -> None:
    """Add the rules of this module."""
    engine.core.ruler.before("inline", "indentation", _strip_indentation)
    engine.core.ruler.before("inline", "heading_id", _read_heading_ids)
    engine.use(container_plugin, "part", validate=lambda params, _markup: bool(_CONTAINER.fullmatch(params)))
    engine.inline.ruler.before("escape", "lone_backslash", _lone_backslash)
    engine.inline.ruler.before("linkify", "no_address", _no_address)
    for name in ("link", "image", "footnote_ref"):
        engine.inline.ruler.at(name, _unless_open(_rule(engine.inline.ruler, name)))
    container = _unless_deep(_rule(engine.block.ruler, "container_part"))
    engine.block.ruler.at("container_part", container, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    for rule in engine.block.ruler.__rules__:
        rule.fn = _unless_lazy(rule.fn)
    engine.block.ruler.__compile__()


def _unless_deep(rule: _BlockRule) -> _BlockRule:
    """The rule for containers, up to a depth; the engine looks for the end of each through all lines that follow."""

    def checked(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        depth = state.env.get("containers", 0)
        if depth >= _MOST_CONTAINERS or state.src[state.bMarks[start] + state.tShift[start]] != ":":
            return False
        state.env["containers"] = depth + 1
        try:
            return rule(state, start, end, silent)
        finally:
            state.env["containers"] = depth

    return checked


def _unless_lazy(rule: _BlockRule) -> _BlockRule:
    """The rule, but it does not end the paragraph or quote before with a line that an outer block indents as code.

    The engine knows this for lists in lists only (CommonMark 5.2, paragraph continuation text).
    """

    def checked(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent:
            indent = state.sCount[start]
            if indent < 0 or (state.blkIndent > indent >= state.listIndent + 4 and state.listIndent >= 0):
                return False
        return rule(state, start, end, silent)

    return checked


def _rule(ruler: Any, name: str) -> Any:
    return next(rule.fn for rule in ruler.__rules__ if rule.name == name)


def _unless_open(rule: _InlineRule) -> _InlineRule:
    """The rule for what begins with a bracket; it need not read on where no bracket closes."""

    def checked(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] not in "[!" or state.html_terminator_last("]") < state.pos:
            return False
        return rule(state, silent)

    return checked


def _no_address(state: StateInline, silent: bool) -> bool:
    """Passes by the `://` behind anything but a scheme that we link; the engine would read all the text before it."""
    pos = state.pos
    if not state.src.startswith("://", pos) or _LINKED.search(state.src, max(0, pos - 6), pos):
        return False
    if not silent:
        state.append_pending("://")
    state.pos += 3
    return True


def _strip_indentation(state: StateCore) -> None:
    """Lines of a paragraph lose their indentation (CommonMark 4.8), those in a code span too."""
    for token in state.tokens:
        if token.type == "inline" and "\n" in token.content:
            token.content = _INDENTATION.sub("\n", token.content)


def _read_heading_ids(state: StateCore) -> None:
    """`# Title {#id}` names the heading's fragment; anything else in braces stays text."""
    for token, inner in pairwise(state.tokens):
        match = _HEADING_ID.search(inner.content) if token.type == "heading_open" else None
        if match:
            token.meta["id"] = match[1]
            inner.content = inner.content[: match.start()]


def _lone_backslash(state: StateInline, silent: bool) -> bool:
    r"""A backslash that escapes nothing is text; the engine takes the next character with it, and `\  ` is no break."""
    if state.src[state.pos] != "\\" or state.src[state.pos + 1 : state.pos + 2] in _ESCAPABLE:
        return False
    if not silent:
        state.append_pending("\\")
    state.pos += 1
    return True
