"""Decode: YAML values land in their fields, or are reported at their line and column in the user's words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cvbuild.decode import decode, merge, read_yaml
from cvbuild.diagnostics import Report
from cvbuild.source import Source
from cvbuild.tree.metadata import Metadata, Person


@dataclass(frozen=True)
class Inner:
    name: str = ""
    size: int = 1


@dataclass(frozen=True)
class Settings:
    text: str = ""
    count: int = 0
    share: float = 0.0
    on: bool = False
    choice: Literal["left", "right"] | None = None
    names: tuple[str, ...] = ()
    inner: Inner = Inner()
    table: dict[str, int] = field(default_factory=dict)


def read(text: str) -> tuple[Settings, list[str]]:
    report = Report()
    value = read_yaml(Source("a.yaml", text), report)
    settings = decode(value, Settings, report) if value else Settings()
    return settings, [
        f"{found.span.line}:{found.span.column} {found.message}" + (f" ({found.hint})" if found.hint else "")
        for found in report
        if found.span
    ]


def test_values_are_read_by_the_type_that_is_expected() -> None:
    settings, found = read(
        "text: no\ncount: 0012\nshare: 1.5\non: TRUE\nchoice: Left\n"
        "names: [1, yes]\ninner: {name: x, size: 2}\ntable: {a: 1}"
    )
    assert not found
    assert settings == Settings("no", 12, 1.5, True, "left", ("1", "yes"), Inner("x", 2), {"a": 1})


def test_shorthands() -> None:
    settings, found = read("names: one\ninner: Ada")
    assert not found
    assert settings == Settings(names=("one",), inner=Inner("Ada"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cuont: 3", "1:1 unknown key `cuont` (did you mean `count`?)"),
        ("inner:\n  siez: 3", "2:3 unknown key `siez` (did you mean `size`?)"),
        ("count: many", "1:8 `count` takes a whole number, not “many”"),
        ("count: [1]", "1:8 `count` takes a whole number, not a list"),
        ("on: maybe", "1:5 `on` takes true or false, not “maybe”"),
        ("choice: lfet", "1:9 `choice` takes left or right, not “lfet” (did you mean left?)"),
        ("text: #123456", "1:1 `text` takes text, not nothing (a value that begins with # must be quoted)"),
        ("table: 3", "1:8 `table` takes a mapping, not “3”"),
        ("text: a\ntext: b", "2:1 `text` stands twice (keep one of them)"),
        ("- a\n- b", "1:1 expected `key: value` lines, not a list"),
    ],
)
def test_misfits_say_where_and_what(text: str, expected: str) -> None:
    assert read(text)[1] == [expected]


def test_a_misfit_does_not_lose_the_others() -> None:
    settings, found = read("count: many\ntext: kept\nnope: 1\nshare: 2")
    assert len(found) == 2
    assert settings == Settings(text="kept", share=2.0)


@pytest.mark.parametrize(
    "text", ["a: [1", "a: b: c", "\ta: 1", "a: 'x", "a: !!python/object/apply:os.system [x]", "? {a: 1}\n: 2"]
)
def test_broken_yaml_is_one_located_diagnostic(text: str) -> None:
    report = Report()
    value = read_yaml(Source("a.yaml", text), report)
    if value is None:
        (found,) = report
        assert found.span is not None


def test_aliases_are_bounded() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    report = Report()
    assert read_yaml(Source("a.yaml", bomb), report) is None
    assert [found.code.slug for found in report] == ["yaml-syntax"]


def test_a_mapping_that_contains_itself_is_refused() -> None:
    report = Report()
    assert read_yaml(Source("a.yaml", "a: &a\n  b: *a\n"), report) is None
    assert len(report) == 1


def test_merging_goes_key_by_key() -> None:
    report = Report()
    base, over = (read_yaml(Source("a", text), report) for text in ("a: {b: 1, c: 2}\nd: [1]", "a: {c: 3}\nd: [2]"))
    assert base is not None
    assert over is not None
    merged = decode(merge(base, over), Metadata, Report())
    assert merged == Metadata()
    assert read_yaml(Source("a", yaml.safe_dump({"x": 1})), report) is not None


@pytest.mark.parametrize(("over", "name"), [("author: {email: b}", "Jane"), ("author: {name: Jo}", "Jo")])
def test_a_shorthand_is_kept_below_a_mapping(over: str, name: str) -> None:
    values = [read_yaml(Source("a", text), Report()) for text in ("author: Jane", over)]
    assert values[0]
    assert values[1]
    report = Report()
    assert decode(merge(*values), Metadata, report).author.name == name  # type: ignore[arg-type]
    assert not list(report)


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    if "\0" in text:
        return
    report = Report()
    value = read_yaml(Source("a.yaml", text), report)
    if value:
        decode(value, Metadata, report)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["title", "author", "lang", "name", "kind"]), inner, max_size=3)
        ),
    )
)
def test_no_value_raises(value: object) -> None:
    report = Report()
    read = read_yaml(Source("a.yaml", yaml.safe_dump({"author": value, "keywords": value, "kind": value})), report)
    assert read is not None
    assert isinstance(decode(read, Metadata, report).author, Person)


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_places_are_those_of_an_editor_where_yaml_ends_lines_otherwise(separator: str) -> None:
    _, found = read(f"# one{separator}# still one\ncount: x\n")
    assert found == ["2:8 `count` takes a whole number, not “x”"]


@dataclass(frozen=True)
class Named:
    number: int


@dataclass(frozen=True)
class Holder:
    inner: Named | None = None


def test_a_required_key_that_is_wrong_is_reported_once() -> None:
    def messages(text: str) -> list[str]:
        report = Report()
        value = read_yaml(Source("a.yaml", text), report)
        assert value
        decode(value, Holder, report)
        return [found.message for found in report]

    assert messages("inner: {number: x}") == ["`number` takes a whole number, not “x”"]
    assert messages("inner: {}") == ["`inner` takes a mapping with `number`, not a mapping"]


def test_a_mistake_at_the_end_of_the_text_is_on_its_last_line() -> None:
    _, found = read("count: 1\nx")
    assert [message.split()[0] for message in found] == ["2:2"]


def test_a_message_is_one_line_and_holds_no_control_characters() -> None:
    _, found = read('count: "a\\nb\\e[31m"')
    assert found == [r"1:8 `count` takes a whole number, not “a\nb\x1b[31m”"]
