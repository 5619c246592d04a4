"""Themes that nobody meant to write: mutated files give findings in the file, or a theme that every format can show."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from cvbuild.cli.schema import schema_text
from cvbuild.diagnostics import Report, Severity
from cvbuild.render import renderer
from cvbuild.theme import Theme, find, load_theme
from cvbuild.tree.nodes import Document
from tests.documents import ROOT, shaped

FILES = {path.parent.name: path.read_text("utf-8") for path in sorted((ROOT / "themes").glob("*/theme.yaml"))}
DOCUMENT = shaped(
    """---
author: {name: Ada Example, headline: Engineer, email: ada@example.com}
kind: resume
---
## Work

### Engineer | Acme | 2019 – 2024

- one `code` [link](https://example.com)
  - two[^n]

> quote

| a | b |
| - | - |
| c | d |

```python
x = 1
```

Term
: Text

[^n]: A note.
"""
)

ODD = [
    "-1", "-1pt", "0", "0pt", "1pt", "99999999pt", "1000pt", "1e400", "1e400pt", "nan", "inf", "-inf", ".nan",
    "+9", "-9", "+99", "2u", "99999u", "-2u", "1.5", "true", "no", "null", "~", "", '""', '" "', "[]", "{}",
    "[[]]", "[1pt, 2pt]", "[1pt, 2pt, 3pt, 4pt, 5pt]", "{a: b}", "[a, a]", "#123456", '"#12"', '"#GGGGGG"',
    "'#abc'", "red", "text", "Grün 한국어 📄", '"a\\tb"', '"a\\nb"', '"\\0"', '"\\e"', '"\\uD800"', '"\\uFFFE"',
    '"\\x7f"', "\t", "a\tb", "*x", "&x y", "&x [*x]", "&x {<<: *x}", "!!python/object/apply:os.system [ls]",
    "!!python/name:os.system", "!!binary aGk=", "!!float x", "!x y", "@x", "`x`", "%x", "| \n  x", "'unclosed",
    "[unclosed", "{unclosed", '"</style><script>x</script>"', '"\\"; } * { color: red"', "'\\'", "{page}",
    '"{page} {pages} {name}"', '"%s {0} {"', '"x" * 9', "A" * 300, "١٢pt", "２pt", "1_1pt", "1 pt", "1PT", "500%",
    "2em", "justify", "all", "serif", "Letter", "classic", "mine", "base", "~/x/y.yaml", "../mine", "./", "/",
    "/dev/null/x", "a/" * 999,
]  # fmt: skip
"""What might stand in the place of a value."""
KEYS = [
    "text",
    "body",
    "size",
    "extends",
    "page",
    "margin",
    "<<",
    "? x",
    "0",
    '""',
    "- x",
    "null",
    "leading",
    "heading-7",
]
LINES = [
    "\tindented: by a tab", "---", "...", "%YAML 9.9", "text: {body: {size: 3pt}}", "extends: mine", "- item",
    "? [a]", ": b", "scale: {base: 100pt, ratio: 2}", "scale: 7", "unit: 12pt", "lists: {bullets: []}",
    "fonts: {body: {families: []}}", "dark: x", "page: {margin: [400pt]}", 'entry: {separator: "\\n"}',
    "text: [a]", "runs: {code: }", "colors: {text: }", "\ufeff", "x" * 5000,
]  # fmt: skip


@st.composite
def mutated(draw: DrawFn) -> str:
    """The text of a built-in theme after a few accidents."""
    lines = FILES[draw(st.sampled_from(sorted(FILES)))].splitlines()
    for _ in range(draw(st.integers(1, 4))):
        draw(st.sampled_from(ACCIDENTS))(draw, lines)
    return "\n".join(lines) + draw(st.sampled_from(["\n", ""]))


def delete(draw: DrawFn, lines: list[str]) -> None:
    if lines:
        del lines[draw(st.integers(0, len(lines) - 1))]


def duplicate(draw: DrawFn, lines: list[str]) -> None:
    if lines:
        lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(lines)))


def swap(draw: DrawFn, lines: list[str]) -> None:
    if lines:
        one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        lines[one], lines[other] = lines[other], lines[one]


def insert(draw: DrawFn, lines: list[str]) -> None:
    lines.insert(draw(st.integers(0, len(lines))), draw(st.one_of(st.sampled_from(LINES), st.text(max_size=20))))


def change_value(draw: DrawFn, lines: list[str]) -> None:
    """Another value behind one of a line's colons."""
    places = [(number, at) for number, line in enumerate(lines) for at, sign in enumerate(line) if sign == ":"]
    if places:
        number, at = draw(st.sampled_from(places))
        line = lines[number]
        end = min((found for sign in ",}" if (found := line.find(sign, at)) > 0), default=len(line))
        value = draw(st.one_of(st.sampled_from(ODD), st.sampled_from(ODD), st.text(max_size=8)))
        lines[number] = f"{line[: at + 1]} {value}{line[end:]}"


def change_key(draw: DrawFn, lines: list[str]) -> None:
    keyed = [number for number, line in enumerate(lines) if ":" in line]
    if keyed:
        number = draw(st.sampled_from(keyed))
        name, _, rest = lines[number].partition(":")
        indent = name[: len(name) - len(name.lstrip())]
        lines[number] = f"{indent}{draw(st.sampled_from(KEYS))}:{rest}"


def reindent(draw: DrawFn, lines: list[str]) -> None:
    if lines:
        number = draw(st.integers(0, len(lines) - 1))
        lines[number] = draw(st.sampled_from(["", " ", "  ", "    ", "\t"])) + lines[number].lstrip()


ACCIDENTS: list[Callable[[DrawFn, list[str]], None]] = [
    change_value, change_value, change_value, change_key, delete, duplicate, swap, insert, reindent,
]  # fmt: skip


@contextmanager
def theme_file(text: str) -> Iterator[Path]:
    """A folder of themes in which `mine` has that text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mine", "theme.yaml")
        path.parent.mkdir()
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        yield path


def loaded(text: str) -> Theme | None:
    """The theme; or None, after making sure that an error says where in the file."""
    with theme_file(text) as path:
        report = Report()
        theme = load_theme("mine", report, None, (path.parent.parent,))
        errors = [found for found in report if found.severity is Severity.ERROR]
        assert (theme is None) == bool(errors), errors
        lines = text.count("\n") + text.count("\r") + 1
        for found in errors:
            assert found.message.strip()
            assert "\n" not in found.message
        places = [found.span for found in errors if found.span and found.span.path == path.as_posix()]
        assert theme or any(1 <= span.line <= lines for span in places), errors
        return theme


fuzzed = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)


@given(text=mutated())
@fuzzed
def test_a_mutated_theme_is_a_theme_or_findings_in_its_file(text: str) -> None:
    loaded(text)


@given(text=mutated())
@fuzzed
def test_a_mutated_theme_that_loads_can_be_shown(text: str) -> None:
    theme = loaded(text)
    if theme:
        for name in ("html", "txt", "docx"):
            show(DOCUMENT, theme, name)


@given(text=mutated())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=12)
def test_a_mutated_theme_that_loads_can_be_printed(text: str) -> None:
    theme = loaded(text)
    if theme:
        assert show(DOCUMENT, theme, "pdf").startswith(b"%PDF")


def show(document: Document, theme: Theme, name: str) -> bytes:
    """The output, which holds all of the text whatever the theme says."""
    theme = replace(theme, page=theme.page.filled("</style>", '"a\\'))
    report = Report()
    output = renderer(name)(document, theme, {}, report)
    assert output
    assert not report.has_errors
    if name == "html":
        assert output.count(b"</style>") == 1
    return output


@pytest.mark.parametrize(
    "key", ["extends", "text", "page", "fonts", "colors", "dark", "scale", "unit", "lists", "runs"]
)
def test_odd_values_of_a_section(key: str) -> None:
    for value in ODD:
        base = "" if key == "extends" else "extends: classic\n"
        if theme := loaded(f"{base}{key}: {value}\n"):
            show(DOCUMENT, theme, "html")


PATHS = [
    "fit.size",
    "fit.leading",
    "fit.space",
    "fit.margin",
    "fill.size",
    "fill.leading",
    "fill.space",
    "fill.margin",
    "description", "page.paper", "page.margin", "page.header", "page.footer", "page.first_header",
    "fonts.body.families", "fonts.body.word", "fonts.body.generic", "fallbacks.ko", "colors.text", "colors.accent",
    "dark.text", "scale.base", "scale.ratio", "unit", "hyphens", "lists.bullets", "lists.indent", "tables.lines",
    "letterhead.contacts", "letterhead.separator", "entry.layout", "entry.separator", "runs.code.scale",
    "runs.code.fill", "runs.link.underline",
    *(f"text.heading-1.{key}" for key in (
        "font", "size", "leading", "weight", "italic", "caps", "tracking", "color", "align", "before", "keep_with_next",
        "rule_below", "indent", "fill", "figures", "figure_width",
    )),
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_odd_values_of_a_key(path: str) -> None:
    section, *keys = path.split(".")
    for value in ODD:
        text = value
        for key in reversed(keys):
            text = f"{{{key}: {text}}}"
        if theme := loaded(f"extends: classic\n{section}: {text}\n"):
            for name in ("html", "docx"):
                show(DOCUMENT, theme, name)


def test_every_key_is_tried() -> None:
    schema = json.loads(schema_text("theme"))
    assert {path.partition(".")[0] for path in PATHS} | {"extends"} == set(schema["properties"])
    styles = {path.rpartition(".")[2].replace("_", "-") for path in PATHS if path.startswith("text.")}
    assert styles == set(schema["$defs"]["Text"]["anyOf"][0]["properties"])


def test_themes_that_extend_each_other_in_a_circle(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "../c"), ("c", "a")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "theme.yaml").write_text(f"\nextends: {other}\n", "utf-8")
    report = Report()
    with patch.object(find, "built_in_folder", lambda: tmp_path):
        assert load_theme("a", report) is None
    (found,) = report
    assert found.message == "the theme extends itself: a → b → c → a"
    assert found.span
    assert (Path(found.span.path).parent.name, found.span.line) == ("c", 2)
