"""Themes: complete after loading, and every mistake in one is a diagnostic at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvbuild.diagnostics import Report
from cvbuild.theme import HEADINGS, Role, RunRole, find, load_theme, theme_names
from cvbuild.theme.model import TextStyle

BASE = """
fonts: {body: {families: [A]}, mono: {families: [B], generic: monospace}}
colors: {text: "#111", background: "#ffffff", line: "#cccccc", accent: "#123456"}
text:
  body: {font: body, size: 10pt, color: text}
"""


@pytest.fixture
def themes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(find, "built_in_folder", lambda: tmp_path)
    add(tmp_path, "base", BASE)
    return tmp_path


def add(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir()
    (folder / name / "theme.yaml").write_text(text, "utf-8")


def messages(name: str) -> list[str]:
    report = Report()
    theme = load_theme(name, report)
    assert (theme is None) == report.has_errors
    return [
        f"{found.span.line if found.span else ''}: {found.message}" + (f" ({found.hint})" if found.hint else "")
        for found in report
    ]


@pytest.mark.parametrize("name", theme_names())
def test_a_built_in_theme_is_complete_and_without_findings(name: str) -> None:
    report = Report()
    theme = load_theme(name, report)
    assert not list(report)
    assert theme is not None
    assert set(theme.text) == set(Role)
    assert set(theme.runs) == set(RunRole)
    assert theme.description


@pytest.mark.parametrize("name", theme_names())
def test_a_built_in_theme_keeps_to_the_rules_of_the_page(name: str) -> None:
    theme = load_theme(name, Report())
    assert theme is not None
    body = theme.text[Role.BODY]
    assert 10 <= body.size <= 11.5
    assert 1.25 <= body.leading <= 1.45
    sizes = [theme.text[role].size for role in HEADINGS]
    assert sizes == sorted(sizes, reverse=True)
    assert all(style.tracking <= 0.08 for style in theme.text.values())
    for colors in (lambda color: color, lambda color: theme.dark[color]):
        background = colors(theme.colors.background)
        for style in theme.text.values():
            on = colors(style.fill) if style.fill else background
            assert contrast(colors(style.color), on) >= 4.5
        for run in theme.runs.values():
            assert run.color is None or contrast(colors(run.color), background) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_role_takes_from_body_what_it_leaves_out(themes: Path) -> None:
    add(themes, "mine", 'extends: base\ntext:\n  quote: {italic: true, color: "#abc", before: 5mm}')
    theme = load_theme("mine", Report())
    assert theme is not None
    body, quote = theme.text[Role.BODY], theme.text[Role.QUOTE]
    expected = {name: getattr(body, name) for name in TextStyle.__dataclass_fields__}
    expected |= {"italic": True, "color": "#aabbcc", "before": 14.1732}
    assert {name: getattr(quote, name) for name in TextStyle.__dataclass_fields__} == expected


def test_a_folder_named_like_a_theme_is_suggested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    add(tmp_path, "house", "extends: classic")
    assert messages("house") == [": unknown theme “house” (did you mean the folder? Then write ./house)"]
    assert messages("./house") == []


def test_extending_gives_only_the_differences(themes: Path) -> None:
    add(themes, "mine", 'extends: base\ncolors: {text: "#222222"}')
    theme, base = load_theme("mine", Report()), load_theme("base", Report())
    assert theme is not None
    assert base is not None
    assert theme.text[Role.BODY].color == "#222222"
    assert theme.fallbacks == base.fallbacks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("extends: bsae", ["1: unknown theme “bsae” (did you mean base?)"]),
        ("extends: mine", ["1: the theme extends itself: mine → mine (remove one `extends`)"]),
        (
            "extends: base\ntext: {body: {size: 11}}",
            ["2: `size` takes a size such as 11pt, from 4pt to 200pt, or a step of the scale such as +2, not “11”"],
        ),
        ("extends: base\ntext: {body: {sise: 11pt}}", ["2: unknown key `sise` (did you mean `size`?)"]),
        ("extends: base\ntext: {qoute: {size: 11pt}}", ["2: unknown role `qoute` (did you mean `quote`?)"]),
        (
            "extends: base\ntext: {body: {color: reed}}",
            ['2: “reed” is no colour (write "#rrggbb" or a name under `colors`)'],
        ),
        (
            "extends: base\ncolors:\n  text: #123456",
            ["3: `text` takes text, not nothing (a value that begins with # must be quoted)"],
        ),
        ("extends: base\ntext: {body: {font: boddy}}", ["2: “boddy” is no font of this theme (did you mean body?)"]),
        ("extends: base\ntext: {body: {font: serif}}", ["2: “serif” is no font of this theme (fonts: body, mono)"]),
        ("extends: base\ntext: {body: {color: txet}}", ["2: “txet” is no colour (did you mean text?)"]),
        (
            'extends: base\npage: {footer: "{pge} / {pages}"}',
            ["2: `footer` has an unknown `{pge}` (did you mean {page}?)"],
        ),
        (
            'extends: base\npage: {first-header: "{foo}"}',
            ["2: `first-header` has an unknown `{foo}` (known: {page}, {pages}, {name}, {title})"],
        ),
        (
            "extends: base\ntext: {body: {tracking: 0.2em}}",
            ["2: `tracking` takes a tracking from -0.05em to 0.08em, not “0.2em”"],
        ),
        ("extends: base\ncolors: {accent: reed}", ['2: “reed” is no colour (write "#rrggbb")']),
        (
            "extends: base\npage:\n  margin: [30mm, 80mm]",
            ["3: the margins leave 142pt of the page's width; text needs 200pt (make them smaller)"],
        ),
        (
            "extends: base\nscale: {base: 80pt, ratio: 2}\ntext:\n  quote: {size: +2}",
            ["4: step +2 of the scale is 320pt; sizes are from 4pt to 200pt (choose another step, `base` or `ratio`)"],
        ),
        ("extends: base\nlists: {bullets: []}", ['2: `bullets` takes one sign at least (as in ["•"])']),
        (
            "extends: base\nfonts: {body: {families: 'Arial, Georgia'}}",
            ["2: `families` takes one font family, or several as in [Gentium, Georgia], not “Arial, Georgia”"],
        ),
        (
            "extends: base\ntext: {body: {leading: .nan}}",
            ["2: `leading` takes a line height from 0.8 to 4, not “.nan”"],
        ),
        ('extends: base\npage: {footer: "\\0"}', ["2: the value holds a character that no document can (remove it)"]),
        (
            "text: {}",
            ["1: a theme needs `body` under `text`, and the colours `text`, `background` and `line` (extend another)"],
        ),
    ],
)
def test_a_mistake_is_said_at_its_line(themes: Path, text: str, expected: list[str]) -> None:
    add(themes, "mine", text)
    found = messages("mine")
    assert set(expected) <= set(found)
    assert len({message.partition(" (")[0] for message in found}) == 1
