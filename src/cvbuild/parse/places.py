"""Finds where an inline stands: a forward search through the source for each leaf's own characters.

markdown-it gives lines for blocks and nothing for inlines. What isn't found keeps its line, without a column.
"""

from __future__ import annotations

from cvbuild.source import Source, Span

_MOST_MISSES = 50
_NEAR = 2_000
"""After so many searches of a block failed, only so many characters are searched."""


class Cursor:
    """A place in the source that only moves forward, within the lines of one block at a time."""

    def __init__(self, source: Source, first_line: int) -> None:
        self._source, self._first_line = source, first_line
        self._position = self._end = 0
        self._misses = 0

    def enter(self, lines: list[int] | None) -> None:
        """Start on a block whose token covers these lines, counted from 0 in the body."""
        if lines is None:
            return
        first, last = (self._first_line + line for line in (lines[0], max(lines[1], lines[0] + 1)))
        self._position = max(self._position, self._source.offset(first))
        self._end = max(self._position, self._source.offset(last))
        self._misses = 0

    def find(self, characters: str) -> Span:
        """The Span of the next occurrence, and step behind it; else a Span of the line only."""
        # A search that fails reads on to the end of the block; that must not happen for each of its leaves.
        end = self._end if self._misses < _MOST_MISSES else min(self._end, self._position + _NEAR)
        start = self._source.text.find(characters, self._position, end) if characters else -1
        if start < 0:
            self._misses += 1
            line, _ = self._source.place(self._position)
            return Span(self._source.path, line)
        self._position = start + len(characters)
        return self._source.span(start, self._position)

    def skip(self, opening: str, closing: str) -> None:
        """Step over what stands in these brackets right here, with brackets inside it; not across the block's end."""
        depth, escaped, text = 0, False, self._source.text
        for position in range(self._position, min(self._end, self._position + _NEAR)):
            character = text[position]
            if not escaped:
                depth += (character == opening) - (character == closing)
            escaped = character == "\\" and not escaped
            if depth <= 0:
                # Nothing opens here, or all is closed again.
                self._position = position + 1 if character == closing else self._position
                return

    def peek(self, characters: str) -> bool:
        """Whether these characters come next, white space aside."""
        text = self._source.text[self._position : min(self._end, self._position + _NEAR)].lstrip()
        return text.startswith(characters)


def join(first: Span, last: Span) -> Span:
    """From the start of one Span to the end of another."""
    return Span(first.path, first.line, first.column, last.end_line or last.line, last.end_column)
