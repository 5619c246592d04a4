"""Mappings of a foreign file, read key by key: what does not fit, or is never asked for, is reported as left out.

Which keys there are is known to those who ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cvbuild.decode import Value, nearest_name
from cvbuild.diagnostics import Code, Report
from cvbuild.exchange.reading import clean
from cvbuild.source import Span

_LONGEST = 60


class Record:
    """A mapping; `where` names it in messages, as in `work[2]`."""

    def __init__(self, value: Value, report: Report, where: str = "") -> None:
        assert isinstance(value.data, Mapping)
        self.span, self.where = value.span, where
        self._values: Mapping[str, Value] = value.data
        self._report = report
        self._asked: list[str] = []

    def __contains__(self, key: str) -> bool:
        """Whether the key has a value."""
        return key in self._values and self._values[key].data is not None

    @property
    def names(self) -> tuple[str, ...]:
        """The keys, in the order of the file."""
        return tuple(self._values)

    def text(self, key: str) -> str:
        """The text under the key; empty where there is none."""
        value = self._take(key)
        return self._text(value, key) if value else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under the key; a single text is a list of one."""
        value = self._take(key)
        if value is None:
            return ()
        parts = value.data if isinstance(value.data, tuple) else (value,)
        return tuple(text for part in parts if (text := self._text(part, key)))

    def record(self, key: str) -> Record | None:
        """The mapping under the key."""
        value = self._take(key)
        return self._record(value, key) if value else None

    def records(self, key: str) -> Iterator[Record]:
        """The mappings in the list under the key."""
        for part, name in self.parts(key):
            if record := self._record(part, name):
                yield record

    def parts(self, key: str) -> Iterator[tuple[Value, str]]:
        """The values in the list under the key, each with its name for messages."""
        value = self._take(key)
        if value is None:
            return
        if not isinstance(value.data, tuple):
            self.misfit(value, key, "a list")
            return
        yield from ((part, f"{key}[{number}]") for number, part in enumerate(value.data))

    def of(self, value: Value, name: str) -> Record | None:
        """A mapping that is among the parts."""
        return self._record(value, name)

    def span_of(self, key: str) -> Span:
        return self._values[key].span if key in self._values else self.span

    def ignore(self, *keys: str) -> None:
        """Ask for nothing, and report nothing: what these keys hold is about the file."""
        self._asked += keys

    def close(self) -> None:
        """Report every key that was not asked for."""
        for key, value in self._values.items():
            if key not in self._asked and value.data not in (None, "", (), {}):
                nearest = nearest_name(key, [name for name in self._asked if name not in self._values])
                hint = f"did you mean `{nearest}`?" if nearest else "write it into the Markdown yourself"
                message = f"there is no place for `{self._path(key)}`; left out: {_shown(value)}"
                self._report.add(Code.NOT_IMPORTED, message, value.key_span or value.span, hint)

    def misfit(self, value: Value, key: str, expected: str) -> None:
        """Report a value of another type."""
        message = f"`{self._path(key)}` takes {expected}; left out: {_shown(value)}"
        self._report.add(Code.NOT_IMPORTED, message, value.span, f"make it {expected}")

    def _take(self, key: str) -> Value | None:
        self._asked.append(key)
        value = self._values.get(key)
        return value if value and value.data is not None else None

    def _text(self, value: Value, key: str) -> str:
        if isinstance(value.data, str):
            return clean(value.data).strip()
        if value.data is not None:
            self.misfit(value, key, "text")
        return ""

    def _record(self, value: Value, name: str) -> Record | None:
        if isinstance(value.data, Mapping):
            return Record(value, self._report, self._path(name))
        if value.data is not None:
            self.misfit(value, name, "keys with values")
        return None

    def _path(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name


def _shown(value: Value) -> str:
    """The texts of the value, shortened, on one line."""
    text = " ".join(", ".join(_texts(value)).split())
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[:_LONGEST]}…”"


def _texts(value: Value) -> Iterator[str]:
    match value.data:
        case str(text):
            yield text
        case tuple(parts):
            for part in parts:
                yield from _texts(part)
        case None:
            return
        case mapping:
            for key, part in mapping.items():
                yield f"{key}: {', '.join(_texts(part))}"
