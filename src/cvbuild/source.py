"""A source text and places in it: bytes to text, offset to line and column.

Nothing here knows Markdown or YAML, and nothing here reports: what is wrong is raised to the caller.
"""

from __future__ import annotations

import codecs
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file. Lines and columns count from 1; a column counts Unicode code points."""

    path: str
    line: int
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


def part(span: Span | None, start: int, end: int) -> Span | None:
    """The Span of `text[start:end]` where `span` is that of `text`; `span` itself where its column is not known.

    Exact as long as the text stands in the source as it is: escapes and entities before it shift it.
    """
    if span is None or span.column is None or span.end_line not in (None, span.line):
        return span
    return Span(span.path, span.line, span.column + start, span.line, span.column + end)


@dataclass(frozen=True, slots=True)
class Edit:
    """A repair: `text[start:end]` stands where the file has `original`."""

    start: int
    end: int
    original: str


class DecodeError(ValueError):
    """The bytes are no text; `offset` is the first offending byte, counted from 0."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.offset = offset


def encoding(data: bytes) -> tuple[bytes, str]:
    """The byte order mark that the data begin with, and the name of the encoding that they have by it."""
    return next((pair for pair in _BOMS if data.startswith(pair[0])), (b"", "utf-8"))


def decode(data: bytes) -> str:
    """Text of UTF-8 (with or without byte order mark) or UTF-16 (with one); line ends become LF.

    Raises DecodeError with the byte offset for anything else, and for NUL bytes in UTF-8.
    """
    bom, codec = encoding(data)
    try:
        text = data[len(bom) :].decode(codec)
    except UnicodeDecodeError as error:
        raise DecodeError(f"not valid {codec.upper()}", len(bom) + error.start) from None
    if "\0" in text:
        offset = len(bom) + len(text[: text.index("\0")].encode(codec))
        raise DecodeError("a NUL byte, so this is not a text file", offset)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def reason(error: OSError | DecodeError) -> str:
    """Why a file can't be read, in a few words."""
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


@dataclass(frozen=True)
class Source:
    """A text with its display path; `edits` are the repairs made in memory, in order.

    `data` are the bytes of the file as its author left it; empty where the text was not read from one.
    """

    path: str
    text: str
    edits: tuple[Edit, ...] = field(default=())
    data: bytes = field(default=b"", repr=False, compare=False)

    @cached_property
    def original(self) -> str:
        """The text as it stands in the file, before repairs."""
        pieces, position = [], 0
        for edit in self.edits:
            pieces += [self.text[position : edit.start], edit.original]
            position = edit.end
        return "".join(pieces) + self.text[position:]

    @cached_property
    def _lines(self) -> list[str]:
        return self.original.split("\n")

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for index, character in enumerate(self.text):
            if character == "\n":
                starts.append(index + 1)
        return starts

    @cached_property
    def _edit_starts(self) -> list[int]:
        return [edit.start for edit in self.edits]

    @cached_property
    def _growth(self) -> list[int]:
        """By how many characters the file is longer than `text` in the first n repairs, for each n."""
        return [0, *accumulate(len(edit.original) - (edit.end - edit.start) for edit in self.edits)]

    def offset(self, line: int) -> int:
        """Offset in `text` at which the line (from 1) starts; the text's end for lines after the last."""
        starts = self._line_starts
        return starts[line - 1] if line <= len(starts) else len(self.text)

    def line_text(self, line: int) -> str:
        """The line (from 1) as it stands in the file, without its end; empty after the last line."""
        return self._lines[line - 1] if 0 < line <= len(self._lines) else ""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, in the file as its author left it."""
        line = bisect_right(self._line_starts, offset)
        start = self._line_starts[line - 1]
        first, behind = bisect_right(self._edit_starts, start - 1), bisect_right(self._edit_starts, offset)
        column = offset - start + 1
        if behind > first and self.edits[behind - 1].end > offset:
            behind -= 1
            column -= offset - self._edit_starts[behind]
        return line, column + self._growth[behind] - self._growth[first]

    def at(self, line: int, column: int) -> int:
        """The offset in `text` of a place in the file: the way back from `place`; a repair's start within it."""
        start = self.offset(line)
        first = bisect_right(self._edit_starts, start - 1)
        growth = self._growth[first]
        # Where a repair starts in the file, from the start of this line.
        repairs = range(first, len(self.edits))
        before = bisect_left(repairs, column - 1, key=lambda n: self._edit_starts[n] - start + self._growth[n] - growth)
        offset = start + column - 1 - self._growth[first + before] + growth
        if before:
            offset = max(offset, self._edit_starts[first + before - 1])
        return min(offset, len(self.text))

    def span(self, start: int, end: int | None = None) -> Span:
        """The Span of `text[start:end]`."""
        line, column = self.place(start)
        if end is None:
            return Span(self.path, line, column)
        end_line, end_column = self.place(end)
        return Span(self.path, line, column, end_line, end_column)


def read_source(path: Path, name: str | None = None) -> Source:
    """The file's text under its display name (the path by default). Raises OSError and DecodeError."""
    return Source(name or path.as_posix(), decode(path.read_bytes()))
