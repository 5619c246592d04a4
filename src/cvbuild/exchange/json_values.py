"""JSON (RFC 8259) to the Values that YAML is read into, each with its place.

What the keys mean is not known here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from cvbuild.decode import MAX_DEPTH, MAX_VALUES, Value
from cvbuild.diagnostics import Code, Report
from cvbuild.source import Source, Span

_SPACE = re.compile(r"[ \t\n\r]*")
_SCALARS = json.JSONDecoder(strict=False, parse_float=str, parse_int=str, parse_constant=str)
"""Numbers stay as they are written; a text may hold a line end or a tab, which many programs do not escape."""
_WORDS = {None: None, True: "true", False: "false"}


class _Problem(Exception):
    def __init__(self, message: str, offset: int, hint: str = "") -> None:
        super().__init__(message)
        self.offset, self.hint = offset, hint


def read_json(source: Source, report: Report) -> Value | None:
    """The object in the source; None where it is none or can't be read, after reporting that."""
    try:
        value = _Reader(source).document()
    except _Problem as problem:
        report.add(Code.JSON_SYNTAX, f"JSON: {problem}", source.span(problem.offset), problem.hint)
        return None
    if not isinstance(value.data, dict):
        report.add(Code.JSON_SYNTAX, "JSON: the file holds no object", value.span, "a résumé begins with {")
        return None
    return value


class _Reader:
    """Reads one text from its start to its end."""

    def __init__(self, source: Source) -> None:
        self.source, self.text, self.at, self.count = source, source.text, 0, 0

    def document(self) -> Value:
        value = self.value()
        if self.peek():
            raise _Problem("something follows the end of the object", self.at)
        return value

    def peek(self) -> str:
        """The next character that is no white space, which is where the reader then stands; "" at the end."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text[self.at : self.at + 1]

    def value(self, depth: int = 0, key_span: Span | None = None) -> Value:
        opening, start = self.peek(), self.at
        self.count += 1
        if self.count > MAX_VALUES or depth > MAX_DEPTH:
            raise _Problem("too many or too deeply nested values", start)
        if opening == "{":
            mapping = dict(self.members(depth))
            return Value(mapping, self.source.span(start, self.at), key_span)
        if opening == "[":
            parts = tuple(self.value(depth + 1) for _ in self.parts("]"))
            return Value(parts, self.source.span(start, self.at), key_span)
        return Value(self.scalar(), self.source.span(start, self.at), key_span)

    def members(self, depth: int) -> Iterator[tuple[str, Value]]:
        known: set[str] = set()
        for _ in self.parts("}"):
            start = self.at
            if self.peek() != '"':
                raise _Problem("expected a name in double quotes", self.at)
            name = self.scalar() or ""
            span = self.source.span(start, self.at)
            if name in known:
                raise _Problem(f"“{name}” stands twice", start, "keep one of them")
            known.add(name)
            if self.peek() != ":":
                raise _Problem("expected a colon", self.at)
            self.at += 1
            yield name, self.value(depth + 1, span)

    def parts(self, closing: str) -> Iterator[None]:
        """Stands before each part in turn, and in the end behind the bracket."""
        self.at += 1
        if self.peek() == closing:
            self.at += 1
            return
        while True:
            self.peek()
            yield
            if (sign := self.peek()) not in (",", closing):
                raise _Problem(f"expected a comma or {closing}", self.at)
            self.at += 1
            if sign == closing:
                return

    def scalar(self) -> str | None:
        try:
            data, self.at = _SCALARS.raw_decode(self.text, self.at)
        except json.JSONDecodeError as error:
            raise _Problem(error.msg[:1].lower() + error.msg[1:], error.pos) from None
        return data if isinstance(data, str) else _WORDS[data]
