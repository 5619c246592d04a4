"""A source file's bytes and its text as it is parsed, with the way back: changes, and every other byte as it was.

What is changed, and why, is not known here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cvbuild.diagnostics import Report
from cvbuild.parse.front_matter import read_front_matter
from cvbuild.parse.mojibake import repair
from cvbuild.patch import Patch, patched
from cvbuild.source import Source, Span, decode


@dataclass(frozen=True)
class Original:
    """The bytes of a source. Offsets count in `text`, which has LF line ends and no mojibake. Raises DecodeError."""

    name: str
    data: bytes

    @cached_property
    def source(self) -> Source:
        """The text as the file has it."""
        return Source(self.name, decode(self.data))

    @cached_property
    def repaired(self) -> Source:
        return repair(self.source, Report())

    @property
    def text(self) -> str:
        return self.repaired.text

    @cached_property
    def body_line(self) -> int:
        """The line at which the text begins, behind the front matter."""
        return read_front_matter(self.repaired, Report())[1]

    def offset(self, line: int, column: int) -> int:
        """The offset of a place in the file, which both count from 1."""
        start = self.repaired.offset(line)
        return bisect_left(self._in_file, self._in_file[start] + column - 1)

    def range(self, span: Span | None) -> tuple[int, int] | None:
        """Where a Span begins and ends; None where a column is not known, or it is of another file."""
        if span is None or span.column is None or span.end_column is None or span.path != self.name:
            return None
        start = self.offset(span.line, span.column)
        end = self.offset(span.end_line or span.line, span.end_column)
        return (start, end) if start <= end <= len(self.text) else None

    def changed(self, changes: Iterable[Patch]) -> bytes:
        """The file with these changes of `text`, which may touch but not overlap; else ValueError."""
        places = self._in_file
        return patched(self.data, [Patch(places[one.start], places[one.end], one.new) for one in changes])

    @cached_property
    def _in_file(self) -> list[int]:
        """For each offset of the repaired text, and for its end, the one in the text that the file has."""
        found: list[int] = []
        position = 0
        for edit in self.repaired.edits:
            plain = edit.start - len(found)
            found += range(position, position + plain)
            position += plain
            for length in _lengths(self.text[edit.start : edit.end], edit.original):
                found.append(position)
                position += length
        return [*found, *range(position, position + len(self.text) - len(found) + 1)]


def _lengths(fixed: str, original: str) -> list[int]:
    """How many characters of a repaired stretch each of the right ones had: one for each of its bytes in UTF-8."""
    lengths = [len(character.encode()) for character in fixed]
    return lengths if sum(lengths) == len(original) else [*([0] * (len(fixed) - 1)), len(original)]
