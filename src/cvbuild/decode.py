"""YAML to typed values: reads a mapping into a dataclass and says at which line and column it does not fit.

Scalars are read by the type that is expected, not by YAML 1.1's guesses: `lang: no` is the text "no".
What the keys mean is not known here.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from cvbuild.diagnostics import Code, Report
from cvbuild.source import Source, Span

T = TypeVar("T")

MAX_VALUES = 20_000
"""More values than any real file has; what YAML aliases multiply ("billion laughs") stops here."""
MAX_DEPTH = 40

_SHORTHAND = "\0"
"""The key of what was written without one; no file can hold it."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML value with its place: None, text, a list of values, or a mapping of names to values."""

    data: str | tuple[Value, ...] | Mapping[str, Value] | None
    span: Span
    key_span: Span | None = None


class _YamlProblem(Exception):
    def __init__(self, code: Code, message: str, mark: Any, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.mark, self.hint = code, mark, hint


def read_yaml(source: Source, report: Report, first_line: int = 1, text: str | None = None) -> Value | None:
    """The YAML mapping in `text` (the whole source by default), which starts at `first_line` of the file.

    None where the text is empty, holds no mapping, or can't be read; the latter two are reported.
    """

    text = source.text if text is None else text
    places = _Places(text, first_line)

    def place(mark: Any) -> Span:
        return Span(source.path, *places.exactly(mark))

    try:
        root = yaml.compose(text, Loader=_LOADER)
        if root is None:
            return None
        value = _Reader(source.path, places).read(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report.add(Code.YAML_SYNTAX, f"YAML: {error.problem or error.context}", place(mark), _yaml_hint(error))
        return None
    except yaml.YAMLError as error:
        report.add(Code.YAML_SYNTAX, f"YAML: {str(error).splitlines()[0]}", Span(source.path, first_line))
        return None
    except _YamlProblem as problem:
        report.add(problem.code, str(problem), place(problem.mark), problem.hint)
        return None
    if not isinstance(value.data, Mapping):
        report.add(Code.WRONG_TYPE, f"expected `key: value` lines, not {_describe(value)}", value.span)
        return None
    return value


def _yaml_hint(error: yaml.MarkedYAMLError) -> str:
    if "mapping values are not allowed" in (error.problem or ""):
        return "put quotes around a value that contains a colon"
    return "indent with spaces, and quote values that begin with a special character"


class _Places:
    """Line and column, from 1, of YAML's marks. YAML 1.1 (4.2) also ends lines at characters where editors don't."""

    def __init__(self, text: str, first_line: int) -> None:
        self._source, self._first_line = Source("", text), first_line
        self._agrees = not _OTHER_BREAKS.search(text)

    def of(self, mark: Any) -> tuple[int, int]:
        return (mark.line + self._first_line, mark.column + 1) if self._agrees else self.exactly(mark)

    def exactly(self, mark: Any) -> tuple[int, int]:
        """At the text's end, YAML's own line may be one that there is none of."""
        line, column = self._source.place(mark.index)
        return line + self._first_line - 1, column


_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")


class _Reader:
    """Turns composed YAML nodes into Values, counting them."""

    def __init__(self, path: str, places: _Places) -> None:
        self.path, self.places, self.count = path, places, 0

    def span(self, node: Any) -> Span:
        return Span(self.path, *self.places.of(node.start_mark), *self.places.of(node.end_mark))

    def read(self, node: Any, depth: int = 0, key_span: Span | None = None) -> Value:
        self.count += 1
        if self.count > MAX_VALUES or depth > MAX_DEPTH:
            raise _YamlProblem(Code.YAML_SYNTAX, "YAML: too many or too deeply nested values", node.start_mark)
        if isinstance(node, yaml.SequenceNode):
            return Value(tuple(self.read(part, depth + 1) for part in node.value), self.span(node), key_span)
        if isinstance(node, yaml.MappingNode):
            return Value(self._mapping(node, depth), self.span(node), key_span)
        empty = node.tag == "tag:yaml.org,2002:null"
        return Value(None if empty else node.value, self.span(node), key_span)

    def _mapping(self, node: Any, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _YamlProblem(Code.YAML_SYNTAX, "YAML: a key must be plain text", key.start_mark)
            if key.value in found:
                raise _YamlProblem(
                    Code.DUPLICATE_KEY, f"`{key.value}` stands twice", key.start_mark, "keep one of them"
                )
            found[key.value] = self.read(value, depth + 1, self.span(key))
        return found


def nearest_name(name: str, known: Iterable[str]) -> str:
    """The known name that is most like this one; empty when none is."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), n=1)), "")


def merge(base: Value, over: Value) -> Value:
    """`over` laid upon `base`: mappings are merged key by key, anything else replaces what was there.

    A text below a mapping stands for the first key of what it is short for (`author: Jane`).
    """
    if not isinstance(over.data, Mapping) or not isinstance(base.data, Mapping | str):
        return over
    merged = dict(base.data) if isinstance(base.data, Mapping) else {_SHORTHAND: base}
    for key, value in over.data.items():
        merged[key] = merge(merged[key], value) if key in merged else value
    return Value(merged, over.span, over.key_span)


# ── Values to types ──────────────────────────────────────────────────────────────────────────────


class _Misfit(Exception):
    """A value does not fit its type; `code` says how, the text says what would, `value` is the part of a list.

    `is_said`: what is wrong with a part of it is reported already.
    """

    def __init__(self, code: Code, expected: str, hint: str = "") -> None:
        super().__init__(expected)
        self.code, self.hint = code, hint
        self.value: Value | None = None
        self.is_said = False


def decode(value: Value, kind: type[T], report: Report) -> T:
    """The mapping as a dataclass of that type.

    Each value that does not fit is reported at its place and replaced by its field's default; an
    unknown key is reported with the nearest known one.
    """
    found: T = _record(value, kind, report)
    return found


def _record(value: Value, kind: Any, report: Report) -> Any:
    known = {_key(field.name): field for field in fields(kind) if field.name != "span"}
    hints = _hints(kind)
    arguments: dict[str, Any] = {}
    assert isinstance(value.data, Mapping)
    first = next(iter(known))
    for key, inner in value.data.items():
        if key == _SHORTHAND and first in value.data:
            continue
        field = known.get(first if key == _SHORTHAND else _key(key))
        if field is None:
            _report_unknown(key, inner, known, report)
            continue
        with _reported(key, inner, report):
            arguments[field.name] = _convert(inner, hints[field.name], report)
    if "span" in hints:
        arguments["span"] = value.span
    for name, field in ((f.name, f) for f in known.values()):
        if name not in arguments and _required(field):
            misfit = _Misfit(Code.WRONG_VALUE, f"a mapping with `{_key(name)}`")
            misfit.is_said = any(_key(key) == _key(name) for key in value.data)
            raise misfit
    return kind(**arguments)


@contextmanager
def _reported(key: str, value: Value, report: Report) -> Iterator[None]:
    """Turn a misfit of the value under this key into a diagnostic."""
    try:
        yield
    except _Misfit as misfit:
        if misfit.is_said:
            return
        value = misfit.value or value
        place = value.span if value.data is not None else value.key_span or value.span
        report.add(misfit.code, f"`{key}` takes {misfit}, not {_describe(value)}", place, misfit.hint)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _key(name: str) -> str:
    return name.replace("_", "-")


def _report_unknown(key: str, value: Value, known: Mapping[str, object], report: Report) -> None:
    nearest = nearest_name(_key(key), known)
    hint = f"did you mean `{nearest}`?" if nearest else "known keys: " + ", ".join(known)
    report.add(Code.UNKNOWN_KEY, f"unknown key `{key}`", value.key_span, hint)


def _convert(value: Value, kind: Any, report: Report) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(value, kind, report)
    if origin is Literal:
        return _choice(value, [str(choice) for choice in get_args(kind)])
    if origin is tuple:
        return _sequence(value, get_args(kind)[0], report)
    if origin is dict:
        return _table(value, get_args(kind)[1], report)
    if is_dataclass(kind) and not hasattr(kind, "parse"):
        return _dataclass(value, kind, report)
    return _scalar(value, kind)


def _optional(value: Value, kind: Any, report: Report) -> Any:
    (inner,) = (part for part in get_args(kind) if part is not types.NoneType)
    return None if value.data is None else _convert(value, inner, report)


def _choice(value: Value, choices: list[str]) -> str:
    wanted = value.data
    if isinstance(wanted, str):
        for choice in choices:
            if choice.casefold() == wanted.casefold():
                return choice
    nearest = nearest_name(str(wanted), choices)
    listed = ", ".join(choices[:-1]) + f" or {choices[-1]}" if len(choices) > 1 else choices[0]
    raise _Misfit(Code.WRONG_VALUE, listed, f"did you mean {nearest}?" if nearest else "")


def _sequence(value: Value, kind: Any, report: Report) -> tuple[Any, ...]:
    if value.data is None:
        return ()
    parts = value.data if isinstance(value.data, tuple) else (value,)
    return tuple(_part(part, kind, report) for part in parts)


def _part(value: Value, kind: Any, report: Report) -> Any:
    try:
        return _convert(value, kind, report)
    except _Misfit as misfit:
        misfit.value = misfit.value or value
        raise


def _table(value: Value, kind: Any, report: Report) -> dict[str, Any]:
    if not isinstance(value.data, Mapping):
        raise _Misfit(Code.WRONG_TYPE, "a mapping")
    found = {}
    for key, inner in value.data.items():
        with _reported(key, inner, report):
            found[key] = _convert(inner, kind, report)
    return found


def _dataclass(value: Value, kind: Any, report: Report) -> Any:
    """A mapping; or, as shorthand, only the value of the first field (`author: Jane Doe`)."""
    if isinstance(value.data, Mapping):
        return _record(value, kind, report)
    if isinstance(value.data, str):
        first = fields(kind)[0] if fields(kind)[0].name != "span" else fields(kind)[1]
        arguments = {first.name: _convert(value, _hints(kind)[first.name], report)}
        return kind(**arguments, **({"span": value.span} if "span" in _hints(kind) else {}))
    raise _Misfit(Code.WRONG_TYPE, "a mapping")


def _scalar(value: Value, kind: Any) -> Any:
    if not isinstance(value.data, str):
        hint = "a value that begins with # must be quoted" if value.data is None else ""
        raise _Misfit(Code.WRONG_TYPE, _WORDS.get(kind, "text"), hint)
    if kind is bool:
        return _choice(value, ["true", "false"]) == "true"
    parse: Callable[[str], Any] = getattr(kind, "parse", kind)
    try:
        return parse(value.data)
    except ValueError as error:
        raise _Misfit(Code.WRONG_VALUE, _WORDS.get(kind) or str(error)) from None


def _describe(value: Value) -> str:
    if value.data is None:
        return "nothing"
    if isinstance(value.data, str):
        return f"“{value.data}”" if len(value.data) <= 40 else "this text"
    return "a list" if isinstance(value.data, tuple) else "a mapping"
